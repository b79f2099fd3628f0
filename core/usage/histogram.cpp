// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/histogram.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

namespace toll {

namespace {

// Sixty-four buckets to each doubling: a bucket is at most 1/64 of its lower end wide, so that its middle is
// less than 1 % from any value in it. Below 128 a bucket is one value.
constexpr int bucketBits = 6;
constexpr std::int32_t lastBucket = ((62 - bucketBits) << bucketBits) + (1 << (bucketBits + 1)) - 1;

std::int64_t middleOf(std::int32_t bucket)
{
    const int shift = std::max(0, (bucket >> bucketBits) - 1);
    const auto low = static_cast<std::int64_t>(bucket - (shift << bucketBits)) << shift;
    return low + ((std::int64_t{1} << shift) - 1) / 2;
}

// Counts come from sums that are already checked; on their own they stay at the top rather than wrap.
std::int64_t saturatingSum(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

} // namespace

std::int32_t Histogram::bucketOf(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = std::max(0, static_cast<int>(std::bit_width(bits)) - 1 - bucketBits);
    return static_cast<std::int32_t>((shift << bucketBits) + static_cast<int>(bits >> shift));
}

void Histogram::add(std::int64_t value, std::int64_t count)
{
    assert(value >= 0 && count > 0);
    const std::int32_t bucket = bucketOf(value);
    const auto place = std::ranges::lower_bound(m_buckets, bucket, {}, [](const auto &entry) { return entry.first; });
    if (place != m_buckets.end() && place->first == bucket)
        place->second = saturatingSum(place->second, count);
    else
        m_buckets.insert(place, {bucket, count});
}

void Histogram::merge(const Histogram &other)
{
    std::vector<std::pair<std::int32_t, std::int64_t>> merged;
    merged.reserve(m_buckets.size() + other.m_buckets.size());
    auto mine = m_buckets.begin();
    for (const auto &theirs : other.m_buckets) {
        while (mine != m_buckets.end() && mine->first < theirs.first)
            merged.push_back(*mine++);
        if (mine != m_buckets.end() && mine->first == theirs.first)
            merged.push_back({theirs.first, saturatingSum(mine++->second, theirs.second)});
        else
            merged.push_back(theirs);
    }
    merged.insert(merged.end(), mine, m_buckets.end());
    m_buckets = std::move(merged);
}

std::int64_t Histogram::total() const
{
    std::int64_t sum = 0;
    for (const auto &entry : m_buckets)
        sum = saturatingSum(sum, entry.second);
    return sum;
}

std::optional<std::int64_t> Histogram::percentile(int percent) const
{
    if (m_buckets.empty() || percent < 1 || percent > 100)
        return std::nullopt;
    // ceil(total * percent / 100) without leaving 64 bits
    const std::int64_t all = total();
    const std::int64_t rank = all / 100 * percent + (all % 100 * percent + 99) / 100;
    std::int64_t passed = 0;
    for (const auto &[bucket, count] : m_buckets) {
        passed = saturatingSum(passed, count);
        if (passed >= rank)
            return middleOf(bucket);
    }
    return middleOf(m_buckets.back().first);
}

Result<Histogram> Histogram::fromBuckets(std::vector<std::pair<std::int32_t, std::int64_t>> buckets)
{
    std::int32_t previous = -1;
    std::int64_t sum = 0;
    for (const auto &[bucket, count] : buckets) {
        if (bucket <= previous || bucket > lastBucket || count < 1 || __builtin_add_overflow(sum, count, &sum))
            return fail(ErrorCode::Damaged, "histogram");
        previous = bucket;
    }
    Histogram histogram;
    histogram.m_buckets = std::move(buckets);
    return histogram;
}

} // namespace toll
