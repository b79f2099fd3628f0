// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/daysums.h"

#include <array>
#include <span>

namespace toll {

/// What the tokens of a tile used where a span and a billed period overlap.
class LaneUnits {
public:
    /// Units before each of these, by lane.
    struct Edges {
        const std::uint32_t *spanBegin;
        const std::uint32_t *spanEnd;
        const std::uint32_t *periodBegin;
        const std::uint32_t *periodEnd;
    };
    LaneUnits(const Edges &edges, std::size_t lanes) : m_lanes(lanes)
    {
        std::uint32_t left = 0;
        std::uint32_t reached = 0;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::uint32_t from = std::max(edges.spanBegin[lane], edges.periodBegin[lane]);
            const std::uint32_t to = std::min(edges.spanEnd[lane], edges.periodEnd[lane]);
            const std::uint32_t units = to > from ? to - from : 0;
            const std::uint32_t earlier = to > from ? from - edges.spanBegin[lane] : 0;
            m_counts[lane] = earlier + units;
            m_before[lane] = earlier;
            sum += units;
            before += earlier;
            left |= edges.periodEnd[lane] > edges.spanBegin[lane] ? 1U : 0U;
            reached |= edges.periodBegin[lane] < edges.spanEnd[lane] ? 1U : 0U;
        }
        isOver = left == 0;
        isAhead = reached == 0;
    }

    /// Where all of it was used in one period.
    LaneUnits(const std::uint32_t *spanBegin, const std::uint32_t *spanEnd, std::size_t lanes) : m_lanes(lanes)
    {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            m_counts[lane] = spanEnd[lane] - spanBegin[lane];
            sum += m_counts[lane];
        }
    }

    /// Of the span up to the end of the period; none where the period has none of it.
    [[nodiscard]] std::span<const std::uint32_t> counts() const { return std::span(m_counts).first(m_lanes); }
    /// Of these, before the period.
    [[nodiscard]] std::span<const std::uint32_t> countsBefore() const { return std::span(m_before).first(m_lanes); }

    std::int64_t sum = 0; ///< of the period
    std::int64_t before = 0;
    bool isOver = false; ///< the period has ended before the span, in all lanes
    bool isAhead = false; ///< it begins after the span

private:
    std::size_t m_lanes;
    std::array<std::uint32_t, DaySums::width> m_counts;
    std::array<std::uint32_t, DaySums::width> m_before;
};

} // namespace toll
