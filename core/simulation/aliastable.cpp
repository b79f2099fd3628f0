// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/aliastable.h"

#include "core/money/wide.h"

#include <algorithm>
#include <array>
#include <bit>

namespace toll {

namespace {

constexpr std::size_t lanes = RandomStream::lanes;
constexpr std::size_t mostColumns = std::size_t{1} << AliasTable::mostColumnBits;

/// Neighbours together, until there are no more than columns.
std::vector<std::uint64_t> grouped(const std::vector<std::uint64_t> &masses, int shift)
{
    std::vector<std::uint64_t> groups(((masses.size() - 1) >> shift) + 1);
    for (std::size_t i = 0; i < masses.size(); ++i)
        groups[i >> shift] += masses[i];
    return groups;
}

} // namespace

int AliasTable::shiftFor(std::size_t values)
{
    int shift = 0;
    while (((values - 1) >> shift) >= mostColumns)
        ++shift;
    return shift;
}

int AliasTable::columnBitsFor(std::size_t values)
{
    return std::max(1, static_cast<int>(std::bit_width((values - 1) >> shiftFor(values))));
}

std::int64_t AliasTable::largestOf(const CountMasses &masses)
{
    const int shift = shiftFor(masses.masses.size());
    const auto groups = static_cast<std::int64_t>(((masses.masses.size() - 1) >> shift) + 1);
    return masses.first + (groups << shift) - 1;
}

AliasTable::AliasTable(const CountMasses &masses, int leastColumnBits)
    : m_columnBits(std::max(leastColumnBits, columnBitsFor(masses.masses.size()))),
      m_shift(shiftFor(masses.masses.size())), m_first(static_cast<std::uint32_t>(masses.first)),
      m_largest(largestOf(masses))
{
    build(grouped(masses.masses, m_shift));
}

void AliasTable::build(std::span<const std::uint64_t> masses)
{
    const std::size_t columns = std::size_t{1} << m_columnBits;
    const UInt128 full = UInt128{1} << 64;
    // A column holds 2^64 / columns of all; scaled by their number it is 2^64, and masses divide without a remainder.
    std::vector<UInt128> left(columns);
    for (std::size_t i = 0; i < masses.size(); ++i)
        left[i] = masses.size() == 1 ? full << m_columnBits : static_cast<UInt128>(masses[i]) << m_columnBits;
    m_entries.resize(columns);
    m_thresholds.resize(columns);
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t i = 0; i < columns; ++i)
        (left[i] < full ? small : large).push_back(i);
    while (!small.empty()) {
        const std::uint32_t own = small.back();
        small.pop_back();
        const std::uint32_t other = large.back(); // there is one: what is left is a full column each
        m_thresholds[own] = static_cast<std::uint64_t>(left[own]);
        m_entries[own] = static_cast<std::uint32_t>(m_thresholds[own] >> furtherBits << mostColumnBits) | other;
        left[other] -= full - left[own];
        if (left[other] < full) {
            large.pop_back();
            small.push_back(other);
        }
    }
    for (const std::uint32_t own : large)
        m_entries[own] = own;
}

std::uint64_t AliasTable::massOf(std::uint32_t group) const
{
    const UInt128 full = UInt128{1} << 64;
    UInt128 mass = 0;
    for (std::uint32_t column = 0; column < m_entries.size(); ++column) {
        if (column == group)
            mass += m_thresholds[column];
        if ((m_entries[column] & aliasMask) == group)
            mass += full - m_thresholds[column];
    }
    return static_cast<std::uint64_t>(mass >> m_columnBits);
}

void drawCounts(const DrawPlan &plan, DrawStreams &streams, std::span<std::uint32_t> to, Instructions instructions)
{
    streams.counts.fill(to, instructions);
    const bool isSpread = std::ranges::any_of(plan.tables, [](const AliasTable &table) { return table.shift() > 0; });
    std::array<std::uint32_t, lanes> low{};
    std::size_t step = 0;
    for (std::size_t at = 0; at < to.size(); at += lanes, step = step + 1 == plan.steps ? 0 : step + 1) {
        const AliasTable &table = plan.tables[(plan.firstPlace + step) % plan.tables.size()];
        if (isSpread)
            streams.spread.fill(low, instructions);
        for (std::size_t lane = 0; lane < lanes; ++lane, ++streams.drawn)
            to[at + lane] =
                table.draw(to[at + lane], low[lane], [&] { return streams.counts.furtherBits(streams.drawn); });
    }
}

} // namespace toll
