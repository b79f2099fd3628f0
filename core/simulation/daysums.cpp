// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/daysums.h"

#include "core/calendar/span.h"
#include "core/simulation/matrixfit.h"

#include <limits>
#include <utility>

namespace toll {

namespace {

/// The instants that days step to from a start.
class Days {
public:
    Days(Instant start, const Zone &zone, bool isSteady) : m_start(start)
    {
        if (!isSteady)
            m_steps.emplace(start, Span{Span::Kind::Days, 1}, zone);
    }
    [[nodiscard]] Instant at(std::int64_t day) const
    {
        return m_steps ? m_steps->at(day) : m_start.plus(day * msPerDay);
    }
    /// The first day that begins after an instant; 0 before the start.
    [[nodiscard]] std::size_t after(Instant t) const
    {
        if (t < m_start)
            return 0;
        return static_cast<std::size_t>(m_steps ? m_steps->holding(t).index : (t.ms - m_start.ms) / msPerDay) + 1;
    }

private:
    Instant m_start;
    std::optional<Steps> m_steps;
};

} // namespace

class DaySumming {
public:
    DaySumming(const CustomerUse &use, const Zone &zone) : m_use(use), m_zone(zone)
    {
        Interval span{latestInstant, earliestInstant};
        for (std::size_t token = 0; token < use.starts.size(); ++token)
            if (isUsed(token)) {
                span.begin = std::min(span.begin, *use.starts[token]);
                span.end = std::max(span.end, lastUse(token));
            }
        m_isSteady = isSteady(zone, {span.begin, span.end.plus(2 * msPerDay)});
    }

    std::optional<DaySums> run()
    {
        if (!makeRoom())
            return std::nullopt;
        for (std::size_t token = 0; token < m_use.starts.size(); ++token) {
            if (!isUsed(token))
                continue;
            sumDays(token);
            sumPeriods(token);
        }
        for (std::size_t tile = 0; tile < m_sums.tiles(); ++tile)
            m_sums.m_only.push_back(onlyPeriod(tile));
        return std::move(m_sums);
    }

private:
    [[nodiscard]] bool isUsed(std::size_t token) const
    {
        return m_use.starts[token] && m_use.begins[token] < m_use.begins[token + 1];
    }
    [[nodiscard]] Instant lastUse(std::size_t token) const { return m_use.marks[m_use.begins[token + 1] - 1].time; }
    [[nodiscard]] std::int64_t used(std::size_t token, std::size_t mark) const
    {
        return m_use.marks[mark].before - m_use.marks[m_use.begins[token]].before;
    }

    bool makeRoom()
    {
        constexpr std::size_t numbersInAMark = sizeof(CustomerUse::Mark) / sizeof(std::uint32_t);
        const std::size_t most = numbersInAMark * m_use.marks.size();
        m_sums.m_tokens = m_use.starts.size();
        m_sums.m_periods = m_use.periods.size();
        const std::size_t edges = 2 * m_sums.m_tokens * m_sums.m_periods;
        std::size_t numbers = 0;
        m_sums.m_begins.push_back(0);
        for (std::size_t first = 0; first < m_sums.m_tokens && numbers + edges <= most; first += DaySums::width) {
            const std::size_t end = std::min(first + DaySums::width, m_sums.m_tokens);
            std::size_t days = 0;
            for (std::size_t token = first; token < end; ++token) {
                if (!isUsed(token))
                    continue;
                if (used(token, m_use.begins[token + 1]) > std::numeric_limits<std::uint32_t>::max())
                    return false;
                days = std::max(days, Days(*m_use.starts[token], m_zone, m_isSteady).after(lastUse(token)));
            }
            numbers += (days + 1) * (end - first);
            m_sums.m_begins.push_back(numbers);
        }
        if (numbers + edges > most)
            return false;
        m_sums.m_before.resize(numbers);
        m_sums.m_edges.resize(edges);
        return true;
    }

    void sumDays(std::size_t token)
    {
        const Days days(*m_use.starts[token], m_zone, m_isSteady);
        const std::size_t tile = token / DaySums::width;
        const std::size_t end = m_use.begins[token + 1];
        const std::size_t lanes = m_sums.lanes(tile);
        std::size_t mark = m_use.begins[token];
        std::size_t at = m_sums.m_begins[tile] + token % DaySums::width;
        for (std::int64_t day = 0; at < m_sums.m_begins[tile + 1]; at += lanes) {
            for (const Instant t = days.at(day++); mark < end && m_use.marks[mark].time < t; ++mark) { }
            m_sums.m_before[at] = static_cast<std::uint32_t>(used(token, mark));
        }
    }

    void sumPeriods(std::size_t token)
    {
        const std::size_t end = m_use.begins[token + 1];
        const std::size_t tile = token / DaySums::width;
        const std::size_t lanes = m_sums.lanes(tile);
        std::size_t mark = m_use.begins[token];
        std::size_t at = 2 * tile * DaySums::width * m_sums.m_periods + token % DaySums::width;
        for (const Interval &period : m_use.periods)
            for (const Instant edge : {period.begin, period.end}) {
                while (mark < end && m_use.marks[mark].time < edge)
                    ++mark;
                m_sums.m_edges[std::exchange(at, at + lanes)] = static_cast<std::uint32_t>(used(token, mark));
            }
    }

    [[nodiscard]] std::size_t onlyPeriod(std::size_t tile) const
    {
        const std::size_t lanes = m_sums.lanes(tile);
        const std::uint32_t *const all = m_sums.before(tile, m_sums.lastDay(tile));
        for (std::size_t period = 0; period < m_sums.m_periods; ++period) {
            const std::uint32_t *const edges = m_sums.edges(tile, period);
            const bool hasNoneBefore = std::all_of(edges, edges + lanes, [](std::uint32_t units) { return units == 0; });
            if (hasNoneBefore && std::equal(edges + lanes, edges + 2 * lanes, all))
                return period;
        }
        return m_sums.m_periods;
    }

    const CustomerUse &m_use;
    const Zone &m_zone;
    bool m_isSteady = false;
    DaySums m_sums;
};

std::optional<DaySums> DaySums::of(const CustomerUse &use, const Zone &zone)
{
    return DaySumming(use, zone).run();
}

bool isSteady(const Zone &zone, const Interval &span)
{
    const std::int32_t offset = zone.offsetAt(span.begin);
    for (Instant t = span.begin; t < span.end; t = t.plus(6 * msPerHour))
        if (zone.offsetAt(t) != offset)
            return false;
    return zone.offsetAt(span.end) == offset;
}

} // namespace toll
