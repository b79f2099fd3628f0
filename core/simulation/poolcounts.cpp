// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/poolcounts.h"

#include <algorithm>
#include <utility>

namespace toll {

void PoolCounts::begin()
{
    m_firstPool = m_pools.size();
    m_firstLarge = m_large.size();
    m_poolOf.clear();
    m_lastPool.second = none;
    m_counts.clear();
    m_runs.clear();
}

void PoolCounts::add(std::uint32_t cell, std::uint32_t slot, bool isTakenOff, std::int64_t count)
{
    if (count > std::numeric_limits<std::uint32_t>::max())
        return m_large.push_back({poolOf(cell, slot, isTakenOff), count});
    const auto narrow = static_cast<std::uint32_t>(count);
    add(cell, slot, isTakenOff, std::span(&narrow, 1));
}

void PoolCounts::add(std::uint32_t cell, std::uint32_t slot, bool isTakenOff, std::span<const std::uint32_t> counts)
{
    const std::uint32_t pool = poolOf(cell, slot, isTakenOff);
    if (m_runs.empty() || m_runs.back().pool != pool)
        m_runs.push_back({pool, 0});
    m_runs.back().size += counts.size();
    m_counts.insert(m_counts.end(), counts.begin(), counts.end());
}

std::uint32_t PoolCounts::poolOf(std::uint32_t cell, std::uint32_t slot, bool isTakenOff)
{
    const std::uint64_t key = std::uint64_t{cell} << 32 | std::uint64_t{slot} << 1 | (isTakenOff ? 1U : 0U);
    if (m_lastPool.first != key || m_lastPool.second == none) {
        const auto [known, isNew] = m_poolOf.try_emplace(key, static_cast<std::uint32_t>(m_pools.size()));
        if (isNew)
            m_pools.push_back({cell, slot, isTakenOff, 0, 0});
        m_lastPool = {key, known->second};
    }
    return m_lastPool.second;
}

void PoolCounts::lay()
{
    const std::span pools = std::span(m_pools).subspan(m_firstPool);
    for (const Run &run : m_runs)
        pools[run.pool - m_firstPool].end += run.size;
    std::size_t begin = m_laid.size();
    for (UsageMatrix::Pool &pool : pools) {
        pool.begin = begin;
        begin += std::exchange(pool.end, pool.begin);
    }
    m_laid.resize(begin);
    auto from = m_counts.cbegin();
    for (const Run &run : m_runs) {
        std::size_t &to = pools[run.pool - m_firstPool].end;
        std::copy_n(from, run.size, m_laid.begin() + static_cast<std::ptrdiff_t>(to));
        from += static_cast<std::ptrdiff_t>(run.size);
        to += run.size;
    }
}

void PoolCounts::drop()
{
    m_pools.resize(m_firstPool);
    m_large.resize(m_firstLarge);
}

} // namespace toll
