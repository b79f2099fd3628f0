// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace toll {

/// The sum of min(n, C) over counts, by going through them all, in vectors where the processor has them.
[[nodiscard]] std::uint64_t sumOfMinima(std::span<const std::uint32_t> counts, std::uint32_t cap);

/// The sum of min(n, C) for any C at the price of a binary search: counts in order, with the sums of those before each.
/// A piecewise linear curve of C, never falling. It looks at memory that others keep.
class CapCurve {
public:
    /// `counts` in ascending order; `sums` has one more, sums[i] being the sum of the first i counts.
    CapCurve(std::span<const std::uint32_t> counts, std::span<const std::uint64_t> sums)
        : m_counts(counts), m_sums(sums)
    {
    }
    /// Brings counts into order and fills in `sums`, which has one more.
    static void prepare(std::span<std::uint32_t> counts, std::span<std::uint64_t> sums);

    [[nodiscard]] std::uint64_t within(std::uint32_t cap) const;
    /// For caps in ascending order, in one walk along the curve: as many results as caps.
    void within(std::span<const std::uint32_t> caps, std::span<std::uint64_t> results) const;

private:
    std::span<const std::uint32_t> m_counts;
    std::span<const std::uint64_t> m_sums;
};

} // namespace toll
