// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"
#include "ui/models/rowsmodel.h"

namespace toll {

/// The columns of the table of sums: the group, then every measure. Unknown is empty, zero is 0.
[[nodiscard]] std::vector<Column<UsageSums>> groupColumns(const UsageSummary &summary);
[[nodiscard]] QString groupKeyOf(const UsageSums &row);

/// One amount a currency: "$1.00 + ¥2.00"; empty where there is none.
[[nodiscard]] QString amountsText(const std::vector<Money> &amounts);
/// The same of margins; "unknown" where one is not known.
[[nodiscard]] QString marginsText(const std::vector<Margin> &margins);
/// Why a margin is not known, and what to do; empty where all are.
[[nodiscard]] QString marginGapText(const UsageSums &row);

} // namespace toll
