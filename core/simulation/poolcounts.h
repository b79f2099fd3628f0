// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/usagematrix.h"

#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

namespace toll {

/// Sorts a customer's counts into the pools of a matrix, as they come. Only matrixbuilder.cpp uses it.
class PoolCounts {
public:
    PoolCounts(std::vector<UsageMatrix::Pool> &pools, std::vector<std::uint32_t> &counts,
        std::vector<UsageMatrix::LargeCount> &large)
        : m_pools(pools), m_laid(counts), m_large(large)
    {
    }

    void begin(); ///< another customer
    void add(std::uint32_t cell, std::uint32_t slot, bool isTakenOff, std::int64_t count);
    void add(std::uint32_t cell, std::uint32_t slot, bool isTakenOff, std::span<const std::uint32_t> counts);
    void lay(); ///< the counts of each of the customer's pools side by side
    void drop(); ///< instead: as if the customer had none

private:
    /// Counts that follow one another.
    struct Run {
        std::uint32_t pool = 0;
        std::size_t size = 0;
    };
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    [[nodiscard]] std::uint32_t poolOf(std::uint32_t cell, std::uint32_t slot, bool isTakenOff);

    std::vector<UsageMatrix::Pool> &m_pools;
    std::vector<std::uint32_t> &m_laid;
    std::vector<UsageMatrix::LargeCount> &m_large;
    std::size_t m_firstPool = 0; ///< of the customer
    std::size_t m_firstLarge = 0;
    std::vector<std::uint32_t> m_counts; ///< of the customer
    std::vector<Run> m_runs; ///< what these are of
    std::unordered_map<std::uint64_t, std::uint32_t> m_poolOf; ///< by cell, slot and sign
    std::pair<std::uint64_t, std::uint32_t> m_lastPool{0, none};
};

} // namespace toll
