// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/outlookdays.h"

#include "core/base/checked.h"
#include "core/simulation/countdistribution.h"

#include <algorithm>
#include <array>

namespace toll {

UsedQuarters::UsedQuarters(const Baseline &baseline, const Interval &range)
{
    for (const BaselineCustomer &customer : baseline.customers) {
        for (const UsageRow &row : customer.usage.rows)
            if (const std::int64_t quarter = floorTo(row.time, msPerQuarter).ms;
                range.contains(row.time) && (m_quarters.empty() || m_quarters.back() != quarter))
                m_quarters.push_back(quarter);
        std::ranges::sort(m_quarters);
        m_quarters.erase(std::ranges::unique(m_quarters).begin(), m_quarters.end());
    }
}

bool UsedQuarters::hasAny(const Interval &span) const
{
    const auto next = std::ranges::lower_bound(m_quarters, span.begin.ms);
    return next != m_quarters.end() && *next < span.end.ms;
}

OutlookDays::OutlookDays(const Interval &range, const Zone &zone, std::size_t horizon, const UsedQuarters &used)
    : m_zone(zone), m_horizon(horizon)
{
    m_first = dayOf(range.begin);
    if (startOf(m_first) < range.begin)
        ++m_first;
    m_end = std::max(m_first, dayOf(range.end));
    findMissing(used);
}

std::size_t OutlookDays::stepOf(Instant t) const
{
    const std::int64_t step = (t >= horizonEnd() ? m_end + static_cast<std::int64_t>(m_horizon) : dayOf(t)) - m_end;
    return static_cast<std::size_t>(std::max<std::int64_t>(0, step));
}

void OutlookDays::findMissing(const UsedQuarters &used)
{
    std::vector<std::int64_t> with;
    for (std::int64_t day = m_first; day < m_end; ++day)
        if (used.hasAny({startOf(day), startOf(day + 1)}))
            with.push_back(day);
    if (with.empty())
        return;
    std::array<std::int64_t, week> usedOf{};
    std::array<std::int64_t, week> emptyOf{};
    const auto isUsed = [&](std::int64_t day) { return std::ranges::binary_search(with, day); };
    for (std::int64_t day = with.front(); day <= with.back(); ++day)
        ++(isUsed(day) ? usedOf : emptyOf)[weekday(day)];
    for (std::int64_t day = with.front(); day <= with.back(); ++day)
        if (!isUsed(day) && usedOf[weekday(day)] >= 2 * emptyOf[weekday(day)])
            m_missing.insert(day);
}

bool DailyCounts::add(Instant t, std::int64_t count)
{
    const std::int64_t day = m_days.dayOf(t);
    if (day < m_days.first() || day >= m_days.end())
        return true;
    if (m_history.counts.empty()) {
        m_first = day;
        m_history.counts.resize(static_cast<std::size_t>(m_days.end() - day));
    }
    std::int64_t &sum = m_history.counts[static_cast<std::size_t>(day - m_first)];
    return addChecked(sum, count) && sum <= mostInAStep;
}

StepHistory DailyCounts::take()
{
    m_history.season = OutlookDays::week;
    m_history.firstPlace = OutlookDays::weekday(m_history.counts.empty() ? m_days.end() : m_first);
    for (const std::int64_t day : m_days.missing())
        if (!m_history.counts.empty() && day >= m_first)
            m_history.counts[static_cast<std::size_t>(day - m_first)] = unknownCount;
    return std::move(m_history);
}

} // namespace toll
