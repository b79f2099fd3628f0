// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"
#include "ui/models/rowsmodel.h"

namespace toll {

/// The columns of the table of events; times in `zone`. Unknown is empty, zero is 0.
[[nodiscard]] std::vector<Column<EventRow>> eventColumns(const Zone &zone);
[[nodiscard]] QString keyOf(const EventRow &row);

} // namespace toll
