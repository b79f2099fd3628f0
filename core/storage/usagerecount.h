// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagestore.h"

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

/// Sums all events anew from the segments, independently of the cells that are stored: what a check compares and a
/// rebuild writes. Keeps only the cells of days that later segments can still add to; where very many segments lie
/// over the same days, the segments are read several times, each time for a part of the tokens.
class UsageRecount {
public:
    /// Once each, in order of time, with its events or why they cannot be read; an error ends the recount.
    using OnSegment =
        std::function<Result<void>(const UsageStore::SegmentInfo &, const Result<std::vector<StoredEvent>> &events)>;
    /// Each token's UTC day (since 1970-01-01) that has events, once.
    using OnDay = std::function<Result<void>(const TokenId &, std::int64_t day, const CellDay &)>;
    /// How many events of all those to be read were; false ends the recount as Cancelled.
    using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

    UsageRecount(UsageStore &store, std::vector<std::string> declaredDimensions)
        : m_store(store), m_dimensions(std::move(declaredDimensions))
    {
    }

    /// The visitors may use the connection.
    [[nodiscard]] Result<void> run(const OnSegment &onSegment, const OnDay &onDay, const Progress &progress);
    /// First and last use by token; after run().
    [[nodiscard]] const std::unordered_map<TokenId, UseSpan> &uses() const { return m_uses; }

    Interval span = UsageQuery().span; ///< only events in it, and their uses
    std::int64_t mostAtOnce = 1'500'000; ///< events summed at once, about; for tests

private:
    struct Pass {
        std::size_t number = 0;
        std::size_t count = 1;
    };
    using Days = std::map<std::int64_t, std::map<TokenId, CellDay>>;

    Result<void> add(const std::vector<StoredEvent> &events, Pass pass, Days &days);
    static Result<void> flush(Days &days, std::int64_t before, const OnDay &onDay);

    UsageStore &m_store;
    std::vector<std::string> m_dimensions;
    std::unordered_map<TokenId, UseSpan> m_uses;
};

} // namespace toll
