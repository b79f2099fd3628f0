// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Response times of everything at once, or of groups that become one: the part of groupsums.h that counts values.
#include "core/base/checked.h"
#include "core/usage/groupsums.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t smallValues = std::size_t{1} << 16;

std::unexpected<Error> overflow()
{
    return fail(ErrorCode::Overflow, "requests");
}

} // namespace

ValueCounts joined(ValueCounts counts)
{
    std::ranges::sort(counts);
    std::size_t kept = 0;
    for (const auto &one : counts) {
        if (kept > 0 && counts[kept - 1].first == one.first)
            counts[kept - 1].second += one.second; // no more than the requests, which were checked
        else
            counts[kept++] = one;
    }
    counts.resize(kept);
    return counts;
}

Result<void> ValueCounter::add(std::int64_t value, std::int64_t count)
{
    if (value < static_cast<std::int64_t>(smallValues)) {
        const auto place = static_cast<std::size_t>(value);
        if (place >= m_small.size())
            m_small.resize(std::max(place + 1, std::min(2 * m_small.size(), smallValues)));
        return addChecked(m_small[place], count) ? Result<void>() : overflow();
    }
    m_large.emplace_back(value, count);
    if (m_large.size() >= m_mostLarge) {
        m_large = joined(std::move(m_large));
        m_mostLarge = std::max(m_mostLarge, 2 * m_large.size());
    }
    return {};
}

Result<void> ValueCounter::add(const GroupedRows &rows, std::size_t begin, std::size_t end)
{
    const bool isSingle = rows.counts->isOneForAll() && rows.counts->all() == 1;
    for (std::size_t row = begin; row < end; ++row) {
        if (rows.groups[row] == GroupedRows::none)
            continue;
        if (isSingle && rows.responses->isNarrow() && rows.responses->narrow()[row] < m_small.size()) {
            ++m_small[rows.responses->narrow()[row]]; // no more than there are events
            continue;
        }
        const std::int64_t value = rows.responses->at(row);
        if (value == EventColumns::absent)
            continue;
        if (Result<void> added = add(value, rows.counts->at(row)); !added)
            return added;
    }
    return {};
}

Result<void> ValueCounter::add(const ValueCounter &other)
{
    m_small.resize(std::max(m_small.size(), other.m_small.size()));
    for (std::size_t value = 0; value < other.m_small.size(); ++value)
        if (!addChecked(m_small[value], other.m_small[value]))
            return overflow();
    for (const auto &[value, count] : other.m_large)
        if (Result<void> added = add(value, count); !added)
            return added;
    return {};
}

ValueCounts ValueCounter::counts() const
{
    ValueCounts counts;
    for (std::size_t value = 0; value < m_small.size(); ++value)
        if (m_small[value] > 0)
            counts.emplace_back(static_cast<std::int64_t>(value), m_small[value]);
    const ValueCounts large = joined(m_large);
    counts.insert(counts.end(), large.begin(), large.end());
    return counts;
}

} // namespace toll
