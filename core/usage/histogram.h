// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace toll {

/// Counts of values in logarithmic buckets: merges exactly, and gives any percentile within 1 % of the true value
/// (values below 100 are exact to the unit). Sparse and sorted, so that small ones stay small.
class Histogram {
public:
    /// Adds `count` values; negative values are refused by the caller.
    void add(std::int64_t value, std::int64_t count = 1);
    void merge(const Histogram &other);
    [[nodiscard]] std::int64_t total() const;
    /// Nearest rank: the smallest bucket's middle that at least `percent` of the values do not exceed; 0 < percent <=
    /// 100.
    [[nodiscard]] std::optional<std::int64_t> percentile(int percent) const;

    /// The bucket of a value that is not negative.
    [[nodiscard]] static std::int32_t bucketOf(std::int64_t value);

    /// (bucket, count), sorted by bucket, for storing; the other way refuses unsorted or non-positive entries.
    [[nodiscard]] const std::vector<std::pair<std::int32_t, std::int64_t>> &buckets() const { return m_buckets; }
    [[nodiscard]] static Result<Histogram> fromBuckets(std::vector<std::pair<std::int32_t, std::int64_t>> buckets);

    bool operator==(const Histogram &) const = default;

private:
    std::vector<std::pair<std::int32_t, std::int64_t>> m_buckets;
};

} // namespace toll
