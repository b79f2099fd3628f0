// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"

#include <string>

namespace toll {

/// The table as RFC 4180 text with a header, lines ending in CR LF. A cell of a text column that a spreadsheet would
/// take for a formula begins with an apostrophe; number columns are never changed.
[[nodiscard]] std::string toCsv(const ReportTable &table);

} // namespace toll
