// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/pathbilling.h"

#include "core/rating/caproom.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace toll {

namespace {

constexpr std::size_t lanes = RandomStream::lanes;

template<typename Sum>
PathTally billPlainly(const PathTerms &terms, const std::uint32_t *counts, Sum *sums)
{
    PathTally tally;
    std::array<std::int64_t, lanes> room{};
    room.fill(unlimited);
    tally.ranOut.fill(static_cast<std::uint32_t>(terms.steps.size()));
    for (std::size_t step = 0; step < terms.steps.size(); ++step, counts += lanes, sums += lanes) {
        const StepLimits &limits = terms.steps[step];
        if (terms.hasAllowance && limits.beginsTerm)
            room.fill(limits.allowance);
        for (std::size_t lane = 0; lane < lanes && limits.isInTerm; ++lane) {
            const std::int64_t units = counts[lane];
            const std::int64_t wanted = unitsWithin(units, limits.cap);
            const std::int64_t within = unitsWithin(wanted, room[lane]);
            if (within < wanted)
                tally.ranOut[lane] = std::min(tally.ranOut[lane], static_cast<std::uint32_t>(step));
            if (room[lane] != unlimited)
                room[lane] = roomIn(room[lane], within);
            const std::int64_t over = units - within;
            sums[lane] += static_cast<Sum>(within) * terms.rate + static_cast<Sum>(over) * terms.overRate;
            tally.billed[lane] += within;
            tally.over[lane] += over;
        }
    }
    return tally;
}

#if defined(__x86_64__)

/// What the kernel below can hold in 32 bits: units of all steps together, and rates.
bool isNarrow(const PathTerms &terms)
{
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    constexpr std::int64_t mostRate = std::numeric_limits<std::uint32_t>::max();
    const auto steps = static_cast<std::int64_t>(terms.steps.size());
    return terms.largest <= most / std::max<std::int64_t>(steps, 1) && terms.rate <= mostRate
        && terms.overRate <= mostRate;
}

[[gnu::always_inline, gnu::target("avx2")]] inline __m256i everywhere(std::int64_t value)
{
    return _mm256_set1_epi32(static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<std::int32_t>::max())));
}

/// Counts that are there already.
class GivenCounts {
public:
    explicit GivenCounts(const std::uint32_t *counts) : m_counts(counts) { }
    [[gnu::always_inline, gnu::target("avx2")]] __m256i next(std::size_t step)
    {
        return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(m_counts + step * lanes));
    }

private:
    const std::uint32_t *m_counts;
};

template<int by>
[[gnu::always_inline, gnu::target("avx2")]] inline __m256i rotated(__m256i x)
{
    return _mm256_or_si256(_mm256_slli_epi32(x, by), _mm256_srli_epi32(x, 32 - by));
}

/// Counts as drawCounts() draws them, from tables without groups and with as many columns each.
class DrawnCounts {
public:
    [[gnu::always_inline, gnu::target("avx2")]] DrawnCounts(const DrawPlan &plan, DrawStreams &streams)
        : m_plan(plan), m_streams(streams), m_place(plan.firstPlace % plan.tables.size()), m_a(load(0)), m_b(load(1)),
          m_c(load(2)), m_d(load(3)), m_columnShift(_mm_cvtsi32_si128(32 - plan.tables.front().columnBits()))
    {
    }
    [[gnu::always_inline, gnu::target("avx2")]] ~DrawnCounts()
    {
        store(0, m_a);
        store(1, m_b);
        store(2, m_c);
        store(3, m_d);
        m_streams.drawn += m_plan.steps * lanes;
    }
    DrawnCounts(const DrawnCounts &) = delete;
    DrawnCounts &operator=(const DrawnCounts &) = delete;

    [[gnu::always_inline, gnu::target("avx2")]] __m256i next(std::size_t step)
    {
        const AliasTable &table = m_plan.tables[m_place];
        m_place = m_place + 1 == m_plan.tables.size() ? 0 : m_place + 1;
        const __m256i bits = nextBits();
        const __m256i column = _mm256_srl_epi32(bits, m_columnShift);
        const __m256i fraction = _mm256_and_si256(bits, _mm256_set1_epi32(AliasTable::fractionMask));
        const __m256i entry = _mm256_i32gather_epi32(reinterpret_cast<const int *>(table.entries()), column, 4);
        const __m256i threshold = _mm256_srli_epi32(entry, AliasTable::mostColumnBits);
        const __m256i other = _mm256_and_si256(entry, _mm256_set1_epi32(AliasTable::aliasMask));
        const __m256i isOwn = _mm256_cmpgt_epi32(threshold, fraction);
        const __m256i undecided = _mm256_cmpeq_epi32(threshold, fraction);
        if (!_mm256_testz_si256(undecided, undecided)) [[unlikely]]
            return decided(table, bits, step);
        return _mm256_add_epi32(
            _mm256_blendv_epi8(other, column, isOwn), _mm256_set1_epi32(static_cast<int>(table.first())));
    }

private:
    [[gnu::always_inline, gnu::target("avx2")]] __m256i load(std::size_t word) const
    {
        return _mm256_load_si256(reinterpret_cast<const __m256i *>(m_streams.counts.state()[word].data()));
    }
    [[gnu::always_inline, gnu::target("avx2")]] void store(std::size_t word, __m256i value) const
    {
        _mm256_store_si256(reinterpret_cast<__m256i *>(m_streams.counts.state()[word].data()), value);
    }
    /// As RandomStream::fill().
    [[gnu::always_inline, gnu::target("avx2")]] __m256i nextBits()
    {
        const __m256i result = _mm256_add_epi32(rotated<7>(_mm256_add_epi32(m_a, m_d)), m_a);
        const __m256i shifted = _mm256_slli_epi32(m_b, 9);
        m_c = _mm256_xor_si256(m_c, m_a);
        m_d = _mm256_xor_si256(m_d, m_b);
        m_b = _mm256_xor_si256(m_b, m_c);
        m_a = _mm256_xor_si256(m_a, m_d);
        m_c = _mm256_xor_si256(m_c, shifted);
        m_d = rotated<11>(m_d);
        return result;
    }
    [[gnu::noinline, gnu::cold, gnu::target("avx2")]] __m256i decided(
        const AliasTable &table, __m256i bits, std::size_t step) const
    {
        alignas(32) std::array<std::uint32_t, lanes> values{};
        _mm256_store_si256(reinterpret_cast<__m256i *>(values.data()), bits);
        for (std::size_t lane = 0; lane < lanes; ++lane)
            values[lane] = table.draw(
                values[lane], 0, [&] { return m_streams.counts.furtherBits(m_streams.drawn + step * lanes + lane); });
        return _mm256_load_si256(reinterpret_cast<const __m256i *>(values.data()));
    }

    const DrawPlan &m_plan;
    DrawStreams &m_streams;
    std::size_t m_place;
    __m256i m_a;
    __m256i m_b;
    __m256i m_c;
    __m256i m_d;
    __m128i m_columnShift;
};

/// Adds four products of 32 bits to four sums.
[[gnu::always_inline, gnu::target("avx2")]] inline void addCharge(
    std::int64_t *sums, __m128i units, __m256i rate, __m128i over, __m256i overRate, bool chargesOver)
{
    auto *const target = reinterpret_cast<__m256i *>(sums);
    __m256i charge = _mm256_mul_epu32(_mm256_cvtepu32_epi64(units), rate);
    if (chargesOver)
        charge = _mm256_add_epi64(charge, _mm256_mul_epu32(_mm256_cvtepu32_epi64(over), overRate));
    _mm256_storeu_si256(target, _mm256_add_epi64(_mm256_loadu_si256(target), charge));
}

/// billPlainly() with 32 bits a lane, of which isNarrow() knows that they are enough.
template<bool hasAllowance, bool chargesOver, typename Counts>
[[gnu::always_inline, gnu::target("avx2")]] inline PathTally billNarrowly(
    const PathTerms &terms, Counts &counts, std::int64_t *sums)
{
    const __m256i rate = _mm256_set1_epi64x(terms.rate);
    const __m256i overRate = _mm256_set1_epi64x(terms.overRate);
    const auto steps = static_cast<int>(terms.steps.size());
    __m256i billed = _mm256_setzero_si256();
    __m256i all = _mm256_setzero_si256();
    __m256i room = _mm256_set1_epi32(std::numeric_limits<int>::max());
    __m256i ranOut = _mm256_set1_epi32(steps);
    for (int step = 0; step < steps; ++step, sums += lanes) {
        const StepLimits &limits = terms.steps[static_cast<std::size_t>(step)];
        const __m256i units = counts.next(static_cast<std::size_t>(step));
        if (!limits.isInTerm) [[unlikely]]
            continue;
        __m256i within = _mm256_min_epi32(units, everywhere(limits.cap));
        if constexpr (hasAllowance) {
            if (limits.beginsTerm) [[unlikely]]
                room = everywhere(limits.allowance);
            const __m256i isShort = _mm256_cmpgt_epi32(within, room);
            within = _mm256_min_epi32(within, room);
            room = _mm256_sub_epi32(room, within);
            ranOut = _mm256_min_epi32(ranOut, _mm256_blendv_epi8(ranOut, _mm256_set1_epi32(step), isShort));
        }
        const __m256i over = _mm256_sub_epi32(units, within);
        billed = _mm256_add_epi32(billed, within);
        all = _mm256_add_epi32(all, units);
        addCharge(sums, _mm256_castsi256_si128(within), rate, _mm256_castsi256_si128(over), overRate, chargesOver);
        addCharge(sums + lanes / 2, _mm256_extracti128_si256(within, 1), rate, _mm256_extracti128_si256(over, 1),
            overRate, chargesOver);
    }
    alignas(32) std::array<std::int32_t, lanes> billedBy{};
    alignas(32) std::array<std::int32_t, lanes> allBy{};
    _mm256_store_si256(reinterpret_cast<__m256i *>(billedBy.data()), billed);
    _mm256_store_si256(reinterpret_cast<__m256i *>(allBy.data()), all);
    PathTally tally;
    _mm256_storeu_si256(reinterpret_cast<__m256i *>(tally.ranOut.data()), ranOut);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        tally.billed[lane] = billedBy[lane];
        tally.over[lane] = allBy[lane] - billedBy[lane];
    }
    return tally;
}

template<typename Counts>
[[gnu::always_inline, gnu::target("avx2")]] inline PathTally billAnyNarrowly(
    const PathTerms &terms, Counts &counts, std::int64_t *sums)
{
    if (terms.hasAllowance)
        return terms.overRate == 0 ? billNarrowly<true, false>(terms, counts, sums)
                                   : billNarrowly<true, true>(terms, counts, sums);
    return terms.overRate == 0 ? billNarrowly<false, false>(terms, counts, sums)
                               : billNarrowly<false, true>(terms, counts, sums);
}

[[gnu::target("avx2")]] PathTally billInVectors(const PathTerms &terms, const std::uint32_t *counts, std::int64_t *sums)
{
    GivenCounts given(counts);
    return billAnyNarrowly(terms, given, sums);
}

[[gnu::target("avx2")]] PathTally drawAndBillInVectors(
    const PathTerms &terms, const DrawPlan &plan, DrawStreams &streams, std::int64_t *sums)
{
    DrawnCounts drawn(plan, streams);
    return billAnyNarrowly(terms, drawn, sums);
}

bool areAlike(std::span<const AliasTable> tables)
{
    return std::ranges::all_of(tables, [&](const AliasTable &table) {
        return table.shift() == 0 && table.columnBits() == tables.front().columnBits();
    });
}

#endif

} // namespace

PathTally billPaths(
    const PathTerms &terms, const std::uint32_t *counts, std::int64_t *sums, [[maybe_unused]] Instructions instructions)
{
#if defined(__x86_64__)
    if (instructions == Instructions::Best && hasVectors() && isNarrow(terms))
        return billInVectors(terms, counts, sums);
#endif
    return billPlainly(terms, counts, sums);
}

PathTally billPaths(const PathTerms &terms, const std::uint32_t *counts, Int128 *sums, Instructions)
{
    return billPlainly(terms, counts, sums);
}

PathTally drawAndBill(const PathTerms &terms, const DrawPlan &plan, DrawStreams &streams, std::span<std::uint32_t> room,
    std::int64_t *sums, Instructions instructions)
{
#if defined(__x86_64__)
    if (instructions == Instructions::Best && hasVectors() && isNarrow(terms) && areAlike(plan.tables))
        return drawAndBillInVectors(terms, plan, streams, sums);
#endif
    drawCounts(plan, streams, room, instructions);
    return billPaths(terms, room.data(), sums, instructions);
}

} // namespace toll
