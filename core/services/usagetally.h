// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usagegroups.h"
#include "core/storage/usagestore.h"
#include "core/usage/groupsums.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace toll {

/// What a tally counts, and how it tells groups apart. A group is of a piece of time and of what its rows are.
struct TallyQuestion {
    Interval span;
    std::vector<TokenId> tokens; ///< outside of which nothing is counted; empty: all
    /// Time apart, what decides on the group of a row, and whether it is counted: of SegmentColumn::Token, Model, Source,
    /// Status and Dimensions.
    ColumnSet deciding = 0;
    /// Of a row's columns what else decides, each row being asked; 0 where rows that are alike in the ones above are in
    /// one group.
    ColumnSet ofEachRow = 0;
    bool keepsValues = false; ///< all response times of a group, instead of their percentiles
    /// Whether two pieces of time never share a key, so that one is done with when all of it was seen.
    bool piecesDiffer = true;
    /// The piece of time that holds an instant. Asked on several threads at once.
    std::function<Interval(Instant)> pieceAt;
    // Asked by one thread at a time.
    std::function<Result<GroupKey>(Instant)> timeKeyAt;
    /// Nothing: not counted.
    std::function<Result<std::optional<GroupKey>>(const StoredEvent &)> keyOf;
};

struct Tally {
    /// Groups of one piece of time.
    struct Piece {
        GroupKey time;
        std::span<SummedGroup> groups; ///< numbers into keys
        std::vector<ValueCounts> values; ///< by group, where they are kept
    };
    std::vector<GroupKey> keys; ///< time apart
    std::unique_ptr<SummedGroups> room = std::make_unique<SummedGroups>(); ///< of the pieces' groups
    std::vector<Piece> pieces; ///< in no order
    ValueCounts responses; ///< of everything

    [[nodiscard]] std::size_t groupCount() const;
};

/// Sums single events by groups, segment by segment on two threads. What is in memory are a few segments, and the sums
/// and response times of pieces of time that are not over.
class UsageTally {
public:
    explicit UsageTally(TallyQuestion question);
    ~UsageTally();
    UsageTally(const UsageTally &) = delete;
    UsageTally &operator=(const UsageTally &) = delete;
    [[nodiscard]] Result<Tally> run(UsageStore &store);

private:
    struct Part;
    struct Scratch;
    struct Deciding;
    struct Open {
        Interval piece;
        GroupSummer summer;
    };
    using SegmentPlace = UsageStore::SegmentPlace;

    [[nodiscard]] Result<UsageStore::SegmentEnd> sum(const Segment &segment, const SegmentPlace &place);
    [[nodiscard]] Result<std::vector<Part>> sumPieces(
        Scratch &scratch, const std::vector<std::int64_t> &times, const GroupedRows &rows, Interval alone);
    [[nodiscard]] Result<void> take(std::vector<Part> parts, Instant settled);
    void settle(Instant before);
    void collectEnded(std::size_t left);
    void put(Tally::Piece &piece, GroupSummer &summer) const;

    [[nodiscard]] Result<void> choose(const EventColumns &columns, Scratch &scratch);
    [[nodiscard]] std::vector<Deciding> decidingOf(const EventColumns &columns);
    [[nodiscard]] Result<std::uint32_t> groupLike(
        const EventColumns &columns, std::size_t row, std::vector<Deciding> &deciding);
    [[nodiscard]] Result<std::uint32_t> groupLikeByOne(const EventColumns &columns, std::size_t row, Deciding &one);
    [[nodiscard]] static std::size_t numberChoices(const std::vector<Deciding> &deciding, Scratch &scratch);
    [[nodiscard]] static Deciding statusesOf(const EventColumns &columns);
    [[nodiscard]] Result<void> chooseEach(const EventColumns &columns, Scratch &scratch);
    [[nodiscard]] Result<std::uint32_t> groupOf(const EventColumns &columns, std::size_t row);

    [[nodiscard]] std::unique_ptr<Scratch> lend();
    void giveBack(std::unique_ptr<Scratch> scratch);
    [[nodiscard]] GroupSummer lendSummer();
    void giveBack(GroupSummer summer);

    TallyQuestion m_question;
    std::mutex m_mutex; ///< over all below, and the question's functions
    std::vector<std::unique_ptr<Scratch>> m_scratch;
    std::vector<GroupSummer> m_summers; ///< empty ones, for the room they have
    std::map<GroupKey, std::uint32_t> m_numbers;
    std::unordered_map<std::uint64_t, std::uint32_t> m_chosen; ///< group by what rows are
    std::vector<std::uint32_t> m_chosenByOne; ///< the same by number, where one column decides
    TextPool m_tokens;
    TextPool m_models;
    TextPool m_sources;
    std::map<NamedTexts, std::uint32_t> m_dimensionSets;
    std::map<GroupKey, Open> m_open; ///< of the calling thread alone
    ValueCounter m_responses;
    Tally m_tally;
    std::deque<std::future<std::vector<Tally::Piece>>> m_ending; ///< the last member: their threads use the others
};

} // namespace toll
