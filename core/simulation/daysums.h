// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace toll {

struct CustomerUse;

/// What each token of a customer had used before each of the days that step from the start of its first term. Terms of
/// days, months or years begin and end on such days, so that what one of them used is the difference of two numbers.
/// Tokens stand side by side in tiles, so that a day of a tile is a vector.
class DaySums {
public:
    static constexpr std::size_t width = 16;

    /// Nothing where they would take more room than the uses themselves, or more than 32 bits.
    [[nodiscard]] static std::optional<DaySums> of(const CustomerUse &use, const Zone &zone);

    [[nodiscard]] std::size_t tiles() const { return m_begins.size() - 1; }
    /// Tokens of a tile: `width` but for the last one.
    [[nodiscard]] std::size_t lanes(std::size_t tile) const { return std::min(width, m_tokens - tile * width); }
    /// The last day of a tile: by then all of its units have been used.
    [[nodiscard]] std::uint32_t lastDay(std::size_t tile) const
    {
        return static_cast<std::uint32_t>((m_begins[tile + 1] - m_begins[tile]) / lanes(tile) - 1);
    }
    /// Units before a day, by lane.
    [[nodiscard]] const std::uint32_t *before(std::size_t tile, std::uint32_t day) const
    {
        return m_before.data() + m_begins[tile] + day * lanes(tile);
    }
    /// Units before a billed period begins, by lane; those before it ends follow.
    [[nodiscard]] const std::uint32_t *edges(std::size_t tile, std::size_t period) const
    {
        return m_edges.data() + 2 * (tile * width * m_periods + period * lanes(tile));
    }

    /// The billed period in which all of a tile was used; as many as there are periods for none.
    [[nodiscard]] std::size_t onlyPeriod(std::size_t tile) const { return m_only[tile]; }

private:
    friend class DaySumming;

    std::size_t m_tokens = 0;
    std::size_t m_periods = 0;
    std::vector<std::size_t> m_begins; ///< of each tile in m_before; one more than tiles
    std::vector<std::uint32_t> m_before; ///< by tile, day and lane
    std::vector<std::uint32_t> m_edges; ///< by tile, period, edge and lane
    std::vector<std::size_t> m_only; ///< by tile: onlyPeriod()
};

/// Whether a zone's clocks run on without a change. They are looked at every six hours: none changes forth and back in
/// less.
[[nodiscard]] bool isSteady(const Zone &zone, const Interval &span);

} // namespace toll
