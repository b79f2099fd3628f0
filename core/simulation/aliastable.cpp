// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/aliastable.h"

#include "core/money/wide.h"

#include <algorithm>
#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

AliasTable::AliasTable(const CountMasses &masses) : m_first(static_cast<std::uint32_t>(masses.first))
{
    while (((masses.masses.size() - 1) >> m_shift) >= mostColumns)
        ++m_shift;
    const std::vector<std::uint64_t> groups = grouped(masses.masses, m_shift);
    m_largest = masses.first + static_cast<std::int64_t>(groups.size() << m_shift) - 1;
    m_columnBits = std::max(1, static_cast<int>(std::bit_width(groups.size() - 1)));
    build(groups);
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

namespace {

void drawPortably(const DrawPlan &plan, RandomStream &counts, RandomStream &spread, std::size_t firstGroup,
    std::span<std::uint32_t> to)
{
    counts.fill(to, Instructions::Portable);
    const bool isSpread = std::ranges::any_of(plan.tables, [](const AliasTable &table) { return table.shift() > 0; });
    std::array<std::uint32_t, lanes> low{};
    std::uint64_t index = firstGroup * plan.steps * lanes;
    std::size_t step = 0;
    for (std::size_t at = 0; at < to.size(); at += lanes, step = step + 1 == plan.steps ? 0 : step + 1) {
        const AliasTable &table = plan.tables[(plan.firstPlace + step) % plan.tables.size()];
        if (isSpread)
            spread.fill(low, Instructions::Portable);
        for (std::size_t lane = 0; lane < lanes; ++lane, ++index)
            to[at + lane] = table.draw(to[at + lane], low[lane], [&] { return counts.furtherBits(index); });
    }
}

#if defined(__x86_64__)
/// One table's draws in a vector: the groups, and which lanes 32 bits did not decide.
struct VectorDraw {
    __m256i group;
    __m256i undecided;
};

__attribute__((target("avx2"), always_inline)) inline VectorDraw drawVector(
    __m256i bits, const std::uint32_t *entries, __m128i columnBits, __m128i columnShift)
{
    const __m256i column = _mm256_srl_epi32(bits, columnShift);
    const __m256i fraction =
        _mm256_srli_epi32(_mm256_sll_epi32(bits, columnBits), 32 - AliasTable::fractionBits);
    const __m256i entry = _mm256_i32gather_epi32(reinterpret_cast<const int *>(entries), column, 4);
    const __m256i threshold = _mm256_srli_epi32(entry, AliasTable::mostColumnBits);
    const __m256i other = _mm256_and_si256(entry, _mm256_set1_epi32(static_cast<int>(AliasTable::aliasMask)));
    const __m256i isOwn = _mm256_cmpgt_epi32(threshold, fraction);
    return {_mm256_blendv_epi8(other, column, isOwn), _mm256_cmpeq_epi32(threshold, fraction)};
}

__attribute__((target("avx2"))) void drawInVectors(const DrawPlan &plan, RandomStream &counts, RandomStream &spread,
    std::size_t firstGroup, std::span<std::uint32_t> to)
{
    counts.fill(to);
    const bool isSpread = std::ranges::any_of(plan.tables, [](const AliasTable &table) { return table.shift() > 0; });
    alignas(32) std::array<std::uint32_t, lanes> low{};
    std::size_t step = 0;
    std::size_t place = plan.firstPlace % plan.tables.size();
    for (std::size_t at = 0; at < to.size(); at += lanes) {
        const AliasTable &table = plan.tables[place];
        auto *const target = reinterpret_cast<__m256i *>(to.data() + at);
        const __m256i bits = _mm256_loadu_si256(target);
        const VectorDraw draw = drawVector(bits, table.entries(), _mm_cvtsi32_si128(table.columnBits()),
            _mm_cvtsi32_si128(32 - table.columnBits()));
        __m256i value = draw.group;
        if (isSpread) {
            spread.fill(low);
            value = _mm256_add_epi32(_mm256_sll_epi32(value, _mm_cvtsi32_si128(table.shift())),
                _mm256_srl_epi32(_mm256_load_si256(reinterpret_cast<const __m256i *>(low.data())),
                    _mm_cvtsi32_si128(32 - table.shift()))); // a shift by 32 gives 0
        }
        _mm256_storeu_si256(target, _mm256_add_epi32(value, _mm256_set1_epi32(static_cast<int>(table.first()))));
        if (!_mm256_testz_si256(draw.undecided, draw.undecided)) [[unlikely]] {
            alignas(32) std::array<std::uint32_t, lanes> drawn{};
            _mm256_store_si256(reinterpret_cast<__m256i *>(drawn.data()), bits);
            const std::uint64_t index = firstGroup * plan.steps * lanes + at;
            for (std::size_t lane = 0; lane < lanes; ++lane)
                to[at + lane] = table.draw(drawn[lane], low[lane], [&] { return counts.furtherBits(index + lane); });
        }
        if (++step == plan.steps) {
            step = 0;
            place = plan.firstPlace % plan.tables.size();
        } else if (++place == plan.tables.size()) {
            place = 0;
        }
    }
}
#endif

} // namespace

void drawCounts(const DrawPlan &plan, RandomStream &counts, RandomStream &spread, std::size_t firstGroup,
    std::span<std::uint32_t> to, [[maybe_unused]] Instructions instructions)
{
#if defined(__x86_64__)
    if (instructions == Instructions::Best && hasVectors())
        return drawInVectors(plan, counts, spread, firstGroup, to);
#endif
    drawPortably(plan, counts, spread, firstGroup, to);
}

} // namespace toll
