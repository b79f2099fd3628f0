// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace toll {

enum class PeriodAlignment { Calendar, Anniversary };

/// The half-open span a period text names, in a zone: `2026`, `2026-10`, `2026-10-05`, or `START/END` of dates
/// in the zone or RFC 3339 times, the end exclusive (billing-rules.md 40). Never empty.
[[nodiscard]] Result<Interval> parsePeriod(std::string_view text, const Zone &zone);

/// The shortest text that parsePeriod reads back as this span; edges on a day's start are dates, others times.
[[nodiscard]] std::string periodName(const Interval &period, const Zone &zone);

/// A date (its first instant in the zone) or an RFC 3339 time.
[[nodiscard]] Result<Instant> parseDateOrTime(std::string_view text, const Zone &zone);

/// Billing periods as an endless row of half-open spans. Calendar ones count from January 1970 (so N months begin in
/// January wherever N divides the year), Mondays (days in sevens) and 1970-01-01 (other days); anniversary ones from
/// `anchor` (billing-rules.md 38). Exact periods count from the anchor always.
class BillingPeriods {
public:
    BillingPeriods(const Span &length, PeriodAlignment alignment, Instant anchor, const Zone &zone);

    [[nodiscard]] Interval at(Instant t) const;
    /// The whole periods from the one that holds `range.begin` to the one that holds the last instant of `range`; none
    /// for an empty range.
    [[nodiscard]] std::vector<Interval> covering(Interval range) const;

private:
    Steps m_steps;
};

} // namespace toll
