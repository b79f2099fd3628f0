// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"
#include "core/services/usagescope.h"
#include "core/usage/cell.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace toll {

/// The place of a piece of usage in a summary, one small number a grouping. Tags stand for themselves only in
/// describe(): until then a group is of the whole set of a token's tags, so that nothing is counted twice.
using GroupKey = std::vector<std::int64_t>;

/// What decides on the group of a piece of usage.
struct GroupedPiece {
    std::uint32_t token = 0; ///< of the scope
    Instant time;
    std::int16_t status = noStatus;
    const std::string *model = nullptr;
    const std::string *source = nullptr;
    const UsageTable::Dimensions *dimensions = nullptr;
};

/// Turns usage into group keys and back into what a table shows.
class UsageGrouping {
public:
    UsageGrouping(const SummaryQuery &query, UsageScope &scope);

    /// Good until the next call.
    [[nodiscard]] Result<const GroupKey *> keyOf(const GroupedPiece &piece);
    /// The same with all pieces of time 0.
    [[nodiscard]] Result<GroupKey> keyApartFromTime(const GroupedPiece &piece);
    /// The pieces of time that hold an instant, all else 0.
    [[nodiscard]] GroupKey timeKeyAt(Instant time);
    /// The longest span around an instant in which no piece of time ends; all of time where nothing is grouped by it.
    /// May be asked on several threads at once.
    [[nodiscard]] Interval pieceAt(Instant time) const;
    /// Whether spans of pieceAt() can share a timeKeyAt().
    [[nodiscard]] bool piecesRecur() const;
    /// The group's texts, one a grouping, and its piece of time. With a grouping by tag one for each tag.
    [[nodiscard]] std::vector<UsageSums> describe(const GroupKey &key) const;
    /// How many groups are shown for a key.
    [[nodiscard]] bool isByTag() const { return m_isByTag; }

private:
    [[nodiscard]] std::int64_t intern(const std::string &text);
    [[nodiscard]] std::int64_t bucketOf(std::size_t position, Instant time);
    [[nodiscard]] Interval spanAt(GroupBy group, Instant time) const;
    [[nodiscard]] std::string keyText(GroupBy group, std::int64_t key) const;

    const SummaryQuery &m_query;
    UsageScope &m_scope;
    bool m_isByTag = false;
    std::vector<std::string> m_texts;
    std::map<std::string, std::int64_t> m_textIndex;
    std::vector<Interval> m_lastBuckets; ///< by grouping: usage comes in order of time, most rows share a bucket
    GroupKey m_key;
};

} // namespace toll
