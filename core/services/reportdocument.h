// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/calendar/zone.h"
#include "core/reports/document.h"
#include "core/reports/table.h"

namespace toll {

/// A report with what it is of.
struct ReportRecord {
    ReportTable table; ///< of ReportService::report()
    Interval range;
    Zone zone; ///< of the period's dates
    Instant made;
    Paper paper = Paper::A4;
};

/// The page to print of it, in the program's language: what it is, of which time, what it comes to in each currency, and
/// the table. Columns that are empty throughout are left out; of a table that is too long the first rows stand, and how
/// many more there are, but its sums are of all.
[[nodiscard]] Document reportDocument(const ReportRecord &record);

} // namespace toll
