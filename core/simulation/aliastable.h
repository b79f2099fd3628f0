// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/countdistribution.h"
#include "core/simulation/randomstream.h"

#include <cstdint>
#include <span>
#include <vector>

namespace toll {

/// Draws from a distribution in constant time (Walker 1977, "An efficient method for generating discrete random
/// variables with general distributions", ACM TOMS 3(3); built as in Vose 1991, IEEE TSE 17(9), in whole numbers only,
/// so that the table is the same on every machine).
///
/// Of 32 random bits the k highest choose one of 2^k columns, the 20 lowest one of its two values; only where these 20
/// equal those of the column's threshold, once in a million draws, 44 further bits decide, so that each value is drawn
/// with its mass x 2^-64 exactly. Values are drawn singly where there are at most 2^12 of them; more are drawn in
/// groups of 2^shift neighbours, each group with its exact mass, within which all values are equally probable.
class AliasTable {
public:
    static constexpr int mostColumnBits = 12;
    static constexpr int fractionBits = 20; ///< of a threshold in an entry
    static constexpr int furtherBits = 64 - fractionBits;
    static constexpr std::uint32_t aliasMask = (1U << mostColumnBits) - 1;
    static constexpr std::uint32_t fractionMask = (1U << fractionBits) - 1;
    static constexpr std::uint64_t lowMask = (std::uint64_t{1} << furtherBits) - 1;

    /// The masses sum to 2^64, or there is one alone. It has 2^leastColumnBits columns at least.
    explicit AliasTable(const CountMasses &masses, int leastColumnBits = 1);
    /// What a table of so many values has, before it is made.
    [[nodiscard]] static int shiftFor(std::size_t values);
    [[nodiscard]] static int columnBitsFor(std::size_t values);
    [[nodiscard]] static std::int64_t largestOf(const CountMasses &masses);

    /// What `bits` (and, for a group, `low`) draw; `further` gives 64 more bits where they are needed.
    template<typename Further>
    [[nodiscard]] std::uint32_t draw(std::uint32_t bits, std::uint32_t low, Further further) const
    {
        const std::uint32_t column = bits >> (32 - m_columnBits);
        const std::uint32_t fraction = bits & fractionMask;
        const std::uint32_t entry = m_entries[column];
        const std::uint32_t threshold = entry >> mostColumnBits;
        bool isOwn = fraction < threshold;
        if (fraction == threshold)
            isOwn = (further() >> fractionBits) < (m_thresholds[column] & lowMask);
        const std::uint32_t group = isOwn ? column : entry & aliasMask;
        return m_first + (group << m_shift) + (m_shift == 0 ? 0 : low >> (32 - m_shift));
    }

    [[nodiscard]] int columnBits() const { return m_columnBits; }
    [[nodiscard]] int shift() const { return m_shift; }
    [[nodiscard]] std::uint32_t first() const { return m_first; }
    [[nodiscard]] std::int64_t largest() const { return m_largest; }
    /// By column: the 20 highest bits of the threshold, then 12 of the other value.
    [[nodiscard]] const std::uint32_t *entries() const { return m_entries.data(); }
    /// The mass the table gives a group, in 2^-64, modulo 2^64: for tests.
    [[nodiscard]] std::uint64_t massOf(std::uint32_t group) const;

private:
    void build(std::span<const std::uint64_t> masses);

    int m_columnBits = 1;
    int m_shift = 0;
    std::uint32_t m_first = 0;
    std::int64_t m_largest = 0;
    std::vector<std::uint32_t> m_entries;
    /// A column's own value has this x 2^-64 of it; all of it where it is its own alias.
    std::vector<std::uint64_t> m_thresholds;
};

/// Steps of a horizon, drawn from the table of each step's place in the season.
struct DrawPlan {
    std::span<const AliasTable> tables; ///< one a place in the season
    std::size_t firstPlace = 0; ///< of the first step
    std::size_t steps = 0;
};

/// The two streams of a token that counts are drawn with, and how far they are.
struct DrawStreams {
    RandomStream counts;
    RandomStream spread; ///< used where a table has groups of values
    std::uint64_t drawn = 0; ///< numbers of `counts`

    DrawStreams(std::uint64_t seed, std::uint64_t token)
        : counts(seed, token, StreamPurpose::Counts), spread(seed, token, StreamPurpose::Spread)
    {
    }
};

/// Draws whole groups of 8 paths: number (group * steps + step) * 8 + lane of `to` is path 8 group + lane at that step.
void drawCounts(const DrawPlan &plan, DrawStreams &streams, std::span<std::uint32_t> to,
    Instructions instructions = Instructions::Best);

} // namespace toll
