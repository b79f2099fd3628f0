// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/celldifference.h"

#include <algorithm>

namespace toll {

namespace {

/// No sum of a cell is negative, so none may become it.
class Subtraction {
public:
    void take(std::int64_t &from, std::int64_t part)
    {
        m_isPossible = m_isPossible && part >= 0 && from >= part;
        if (m_isPossible)
            from -= part;
    }
    void take(MeterSum &from, const MeterSum &part)
    {
        take(from.sum, part.sum);
        take(from.known, part.known);
    }
    void take(UsageTable::Customs &from, const UsageTable::Customs &part)
    {
        for (const auto &[name, value] : part) {
            const auto place = std::ranges::find(from, name, &UsageTable::Customs::value_type::first);
            if (place == from.end()) {
                m_isPossible = false;
                return;
            }
            take(place->second, value);
        }
        // A name stands in a cell only where it was known.
        std::erase_if(from, [](const auto &custom) { return custom.second == MeterSum(); });
    }
    void take(Histogram &from, const Histogram &part)
    {
        auto buckets = from.buckets();
        for (const auto &[bucket, count] : part.buckets()) {
            const auto place = std::ranges::find(buckets, bucket, &std::pair<std::int32_t, std::int64_t>::first);
            if (place == buckets.end()) {
                m_isPossible = false;
                return;
            }
            take(place->second, count);
        }
        std::erase_if(buckets, [](const auto &bucket) { return bucket.second == 0; });
        Result<Histogram> rest = Histogram::fromBuckets(std::move(buckets));
        m_isPossible = m_isPossible && rest.has_value();
        if (rest)
            from = std::move(*rest);
    }
    [[nodiscard]] bool isPossible() const { return m_isPossible; }

private:
    bool m_isPossible = true;
};

} // namespace

Result<CellDay> difference(const CellDay &whole, const CellDay &part)
{
    CellDay rest = whole;
    Subtraction subtraction;
    for (const auto &[key, sums] : part) {
        const auto cell = rest.find(key);
        if (cell == rest.end())
            return fail(ErrorCode::Damaged, "cells");
        subtraction.take(cell->second.requests, sums.requests);
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            subtraction.take(cell->second.units[unit], sums.units[unit]);
        subtraction.take(cell->second.responseMs, sums.responseMs);
        subtraction.take(cell->second.customs, sums.customs);
        subtraction.take(cell->second.response, sums.response);
        if (!subtraction.isPossible())
            return fail(ErrorCode::Damaged, "cells");
        if (cell->second == CellSums())
            rest.erase(cell);
    }
    return rest;
}

} // namespace toll
