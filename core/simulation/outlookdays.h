// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The days of a history and of the horizon behind it. Only outlook.cpp and what it is made of use it.
#pragma once

#include "core/calendar/zone.h"
#include "core/simulation/replay.h"
#include "core/simulation/stephistory.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace toll {

/// The quarters of an hour in which anybody used anything, whatever the status.
class UsedQuarters {
public:
    UsedQuarters(const Baseline &baseline, const Interval &range);
    [[nodiscard]] bool hasAny(const Interval &span) const;

private:
    std::vector<std::int64_t> m_quarters; ///< in order, each once
};

/// The local days of a customer's zone that a range holds whole, and those of the horizon behind them.
///
/// A day on which the whole workspace has no usage is taken for a gap in the records (an outage of a source, say) and not
/// for a quiet day, if it lies between days with usage and usually that day of the week has some: at least twice as many
/// of the days of its name between the first and the last day with usage have usage as have none. So a Monday without a
/// single request is missing where other Mondays were busy; Sundays on which hardly anybody works stay days of no use.
class OutlookDays {
public:
    static constexpr std::size_t week = 7;

    OutlookDays(const Interval &range, const Zone &zone, std::size_t horizon, const UsedQuarters &used);

    [[nodiscard]] std::int64_t dayOf(Instant t) const { return daysSinceEpoch(m_zone.toLocal(t).date); }
    [[nodiscard]] Instant startOf(std::int64_t day) const { return m_zone.startOfDay(dateFromDays(day)); }
    [[nodiscard]] std::int64_t first() const { return m_first; }
    [[nodiscard]] std::int64_t end() const { return m_end; } ///< the first day of the horizon
    [[nodiscard]] std::size_t horizon() const { return m_horizon; } ///< days
    [[nodiscard]] Instant horizonBegin() const { return startOf(m_end); }
    [[nodiscard]] Instant horizonEnd() const { return startOf(m_end + static_cast<std::int64_t>(m_horizon)); }
    /// 0 is Monday; 1970-01-01 was a Thursday.
    [[nodiscard]] static std::size_t weekday(std::int64_t day)
    {
        return static_cast<std::size_t>(((day + 3) % std::int64_t{week} + std::int64_t{week}) % std::int64_t{week});
    }
    /// Days from the beginning of the horizon, within it.
    [[nodiscard]] std::size_t stepOf(Instant t) const;
    /// Days that are missing, in order.
    [[nodiscard]] const std::set<std::int64_t> &missing() const { return m_missing; }

private:
    void findMissing(const UsedQuarters &used);

    const Zone &m_zone;
    std::size_t m_horizon;
    std::int64_t m_first = 0;
    std::int64_t m_end = 0;
    std::set<std::int64_t> m_missing;
};

/// Counts by day, from the first day of use on, for the bootstrap. False where one is too large to be drawn.
class DailyCounts {
public:
    explicit DailyCounts(const OutlookDays &days) : m_days(days) { }
    /// In order of time.
    [[nodiscard]] bool add(Instant t, std::int64_t count);
    [[nodiscard]] StepHistory take();

private:
    const OutlookDays &m_days;
    std::int64_t m_first = 0;
    StepHistory m_history;
};

} // namespace toll
