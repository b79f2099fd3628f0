// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"
#include "core/simulation/study.h"

#include <vector>

namespace toll {

/// A study as tables, each with its name: the totals by customer first, then one for each question that was asked. Amounts
/// have the decimals of their currencies.
[[nodiscard]] std::vector<ReportTable> tablesOf(const Study &study);

} // namespace toll
