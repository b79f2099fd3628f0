// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/capcurve.h"

#include <algorithm>
#include <cstddef>

// The compiler makes the vectors; which of them the processor has is found out once, at run time. Sanitizers cannot
// follow a choice made by the loader, so it is an ordinary one.
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define TOLL_WITH_AVX2 1
#endif

namespace toll {

namespace {

/// Sums side by side, so that none waits for another. In 32 bits each as long as they cannot overflow: a vector holds
/// twice as many.
template<typename Sum, std::size_t lanes>
[[gnu::always_inline]] inline std::uint64_t minimaIn(const std::uint32_t *counts, std::size_t size, std::uint32_t cap)
{
    Sum sums[lanes]{};
    std::size_t i = 0;
    for (; i + lanes <= size; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sums[lane] += std::min(counts[i + lane], cap);
    std::uint64_t sum = 0;
    for (; i < size; ++i)
        sum += std::min(counts[i], cap);
    for (const Sum lane : sums)
        sum += lane;
    return sum;
}

[[gnu::always_inline]] inline std::uint64_t minima(const std::uint32_t *counts, std::size_t size, std::uint32_t cap)
{
    constexpr std::size_t lanes = 32;
    constexpr std::size_t block = lanes * 4096; // of caps below 2^20
    if (cap >= std::uint32_t{1} << 20)
        return minimaIn<std::uint64_t, 8>(counts, size, cap);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < size; i += block)
        sum += minimaIn<std::uint32_t, lanes>(counts + i, std::min(block, size - i), cap);
    return sum;
}

std::uint64_t plainMinima(const std::uint32_t *counts, std::size_t size, std::uint32_t cap)
{
    return minima(counts, size, cap);
}

#ifdef TOLL_WITH_AVX2
[[gnu::target("avx2")]] std::uint64_t avx2Minima(const std::uint32_t *counts, std::size_t size, std::uint32_t cap)
{
    return minima(counts, size, cap);
}
#endif

using Minima = std::uint64_t (*)(const std::uint32_t *, std::size_t, std::uint32_t);

Minima bestMinima()
{
#ifdef TOLL_WITH_AVX2
    if (__builtin_cpu_supports("avx2"))
        return &avx2Minima;
#endif
    return &plainMinima;
}

} // namespace

std::uint64_t sumOfMinima(std::span<const std::uint32_t> counts, std::uint32_t cap)
{
    static const Minima best = bestMinima();
    return best(counts.data(), counts.size(), cap);
}

void CapCurve::prepare(std::span<std::uint32_t> counts, std::span<std::uint64_t> sums)
{
    std::ranges::sort(counts);
    sums[0] = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        sums[i + 1] = sums[i] + counts[i];
}

std::uint64_t CapCurve::within(std::uint32_t cap) const
{
    const auto below = static_cast<std::size_t>(std::ranges::upper_bound(m_counts, cap) - m_counts.begin());
    return m_sums[below] + static_cast<std::uint64_t>(m_counts.size() - below) * cap;
}

void CapCurve::within(std::span<const std::uint32_t> caps, std::span<std::uint64_t> results) const
{
    std::size_t below = 0;
    for (std::size_t i = 0; i < caps.size(); ++i) {
        while (below < m_counts.size() && m_counts[below] <= caps[i])
            ++below;
        results[i] = m_sums[below] + static_cast<std::uint64_t>(m_counts.size() - below) * caps[i];
    }
}

} // namespace toll
