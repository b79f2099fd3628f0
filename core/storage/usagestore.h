// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/usage/cell.h"
#include "core/usage/cellchunk.h"
#include "core/usage/eventcolumns.h"
#include "core/usage/segment.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace toll {

/// Which usage is asked for.
struct UsageQuery {
    std::vector<TokenId> tokens; ///< empty: all
    Interval span{earliestInstant, {latestInstant.ms + 1}};
};

/// A page of events.
struct EventPage {
    bool newestFirst = false;
    std::size_t skip = 0;
    std::size_t limit = std::numeric_limits<std::size_t>::max();
};

/// What is done where events are asked for of which some were dropped by retention.
enum class IfDropped {
    Refuse, ///< WrongState: no answer may lack them unnoticed
    LeaveOut, ///< for who says so, or needs only what is there
};

/// What of a cell's key its row keeps beside token, time and status. Cells that differ only in what is left out are
/// summed: a fraction of the rows, where nobody looks at models.
struct CellDetail {
    bool models = true;
    bool sources = true;
    bool dimensions = true;
};

/// Exact times of a token's first and last use, over all imports.
struct UseSpan {
    Instant first;
    Instant last;

    bool operator==(const UseSpan &) const = default;
};

/// Where an error says that events were dropped; found: between which times, as RFC 3339.
inline constexpr const char *droppedEvents = "dropped_events";

/// Events in column segments, their sums in cells, and first and last uses.
class UsageStore {
public:
    /// From so many events at once on, their cells go into chunks of many tokens.
    static constexpr std::size_t bulkEvents = 4096;

    using CellVisitor = std::function<Result<void>(const TokenId &, const CellDay &)>;

    explicit UsageStore(Connection &connection) : m_connection(connection) { }

    /// Writes events that are known to be new as one segment, adds them to their cells and moves the tokens' first
    /// and last use. Must run inside atomically(). Overflow when a cell's sum would leave 64 bits.
    Result<void> append(const std::vector<StoredEvent> &events, const BatchId &batch,
        std::span<const std::string> declaredDimensions, Instant now);
    /// The same for many events at once, whose cells are then kept in chunks of many tokens. Sorts them. `packed`: what
    /// encodeColumns() makes of the events, where that is done already; then they must be sorted.
    Result<void> append(EventColumns &events, const BatchId &batch, std::span<const std::string> declaredDimensions,
        Instant now, const std::optional<Segment> &packed = {});

    /// Cells whose quarter begins in the span, as rows in order of time, ties by token. The table names the tokens
    /// that were used on one of its days, by id.
    [[nodiscard]] Result<UsageTable> cells(const UsageQuery &query, const CellDetail &detail = {});
    /// The same day by day with histograms, by day, then token; days are cut to the span, and one at a time is in memory.
    /// The visitor may use the connection.
    [[nodiscard]] Result<void> visitCells(const UsageQuery &query, const CellVisitor &visit);

    /// Events in order of time (or its reverse), ties by id. Reads only the segments that can hold them, and checks
    /// those: Damaged (where "segment N") where the content is not what was written. WrongState at droppedEvents where
    /// retention dropped some of them.
    [[nodiscard]] Result<std::vector<StoredEvent>> events(
        const UsageQuery &query, const EventPage &page = {}, IfDropped ifDropped = IfDropped::Refuse);
    /// Hands on the wanted columns of every segment that touches the span, oldest first; each segment is verified as
    /// far as it is read, and its columns are whole: rows outside the span are among them.
    using ColumnVisitor = std::function<Result<void>(const EventColumns &)>;
    [[nodiscard]] Result<void> visitColumns(
        Interval span, ColumnSet wanted, const ColumnVisitor &visit, IfDropped ifDropped = IfDropped::Refuse);
    /// What is known of a segment without its columns.
    struct SegmentFacts {
        std::int64_t number = 0;
        std::int64_t events = 0;
        Interval span;
        QByteArray digest;
    };
    /// A segment on its way through workOnSegments().
    struct SegmentPlace {
        Interval span;
        Interval alone; ///< in it no other segment that touches the span has events
        std::int64_t done = 0; ///< segments before it
        std::int64_t total = 0; ///< of all
    };
    /// Done with a segment's work, in order, on the caller's thread.
    using SegmentEnd = std::move_only_function<Result<void>()>;
    /// Done on other threads, three at a time.
    using SegmentWork = std::function<Result<SegmentEnd>(const Segment &, const SegmentPlace &)>;
    /// The same for long work: the next segments are read, verified and worked on while the ones before end. At most
    /// four are in memory. The tokens matter only for what was dropped.
    [[nodiscard]] Result<void> workOnSegments(const UsageQuery &query, ColumnSet wanted, const SegmentWork &work,
        IfDropped ifDropped = IfDropped::Refuse);
    /// The same with these segments, in their order.
    [[nodiscard]] Result<void> workOnSegments(
        std::span<const SegmentFacts> segments, ColumnSet wanted, const SegmentWork &work);
    /// Between which times events that are asked for were dropped by retention; nothing where none was.
    [[nodiscard]] Result<std::optional<Interval>> droppedIn(const UsageQuery &query);
    /// WrongState at droppedEvents where some were.
    [[nodiscard]] Result<void> checkNoneDropped(const UsageQuery &query);
    /// The segments that touch the span: in order of time, ties by number; or by their last times, latest first.
    [[nodiscard]] Result<std::vector<SegmentFacts>> segments(Interval span, bool newestFirst);
    /// The named columns as they are stored, or decoded; verified. Damaged (where "segment N", found the column), also
    /// where the segment is not there any more: see isStored().
    [[nodiscard]] Result<Segment> readSegment(const SegmentFacts &facts, ColumnSet wanted);
    [[nodiscard]] Result<EventColumns> readColumns(const SegmentFacts &facts, ColumnSet wanted);
    /// Whether there is still this segment: a number may go, and come again for another.
    [[nodiscard]] Result<bool> isStored(const SegmentFacts &facts);
    /// The identity of every event there is, in no order.
    [[nodiscard]] Result<std::vector<EventHash>> allHashes();
    /// The events with these identities; unknown ones are absent.
    [[nodiscard]] Result<std::unordered_map<EventHash, StoredEvent>> byHash(std::span<const EventHash> hashes);
    [[nodiscard]] Result<std::int64_t> eventCount();

    /// Tokens that were never used are absent.
    [[nodiscard]] Result<std::unordered_map<TokenId, UseSpan>> useSpans();
    [[nodiscard]] Result<std::optional<UseSpan>> useSpan(const TokenId &id);
    /// From the first use of any token to just past the last; nothing without usage.
    [[nodiscard]] Result<std::optional<Interval>> extent();

    /// One token's cells of one UTC day as they are stored.
    struct StoredDay {
        TokenId token;
        std::int64_t day = 0; ///< since 1970-01-01
        QByteArray cells;
    };

    /// A segment without its content.
    struct SegmentInfo {
        std::int64_t number = 0;
        BatchId batch;
        std::int64_t events = 0;
        Interval span;
        std::int64_t bytes = 0; ///< of its columns
        QByteArray digest;
    };
    /// In order of time, ties by number.
    [[nodiscard]] Result<std::vector<SegmentInfo>> segmentList();
    /// Of the columns of the segment that was written last; 0 without any.
    [[nodiscard]] Result<std::int64_t> newestSegmentBytes();
    /// Verified, in order of time; Damaged (where "segment N", found the column) where it is not what was written.
    [[nodiscard]] Result<std::vector<StoredEvent>> segmentEvents(const SegmentInfo &segment);
    [[nodiscard]] Result<std::vector<EventHash>> segmentHashes(const SegmentInfo &segment);
    /// Which custom meters and dimensions a segment's events name; read from these two columns alone.
    struct Names {
        std::set<std::string> meters;
        std::set<std::string> dimensions;
    };
    Result<void> addNames(const SegmentInfo &segment, Names &names);
    /// Writes the events as one segment in place of the old ones, or none; cells and uses stay as they are. Must run
    /// inside atomically().
    Result<void> replaceSegments(
        std::span<const SegmentInfo> old, std::vector<StoredEvent> events, const BatchId &batch, Instant now);
    /// Puts another body in the place of the one with its identity, with cells and first and last uses; what the cells
    /// hold of dropped events stays. NotFound where there is none. Must run inside atomically().
    Result<void> replaceEvent(const StoredEvent &body, std::span<const std::string> declaredDimensions, Instant now);
    /// One token's cells of one UTC day as they are stored; nothing where there are none.
    [[nodiscard]] Result<std::optional<CellDay>> storedCells(const TokenId &token, std::int64_t day);
    /// The days of each token that has cells.
    [[nodiscard]] Result<std::map<TokenId, std::vector<std::int64_t>>> storedDays();
    /// Takes these cells for the token's day; none removes them.
    Result<void> putCells(const TokenId &token, std::int64_t day, const CellDay &cells);
    /// But for the cells of days of which events were dropped: nothing could make them again.
    Result<void> clearCellsAndUses();
    Result<void> putUse(const TokenId &token, const UseSpan &use);

private:
    /// Cells of many tokens as they are stored.
    struct StoredChunk {
        std::int64_t day = 0;
        std::int64_t part = 0;
        QByteArray cells;
    };
    struct TokenUse {
        TokenNumber token = 0;
        UseSpan use;
    };

    Result<void> writeSegment(const Segment &segment, const BatchId &batch, Instant now);
    Result<void> addToCells(std::span<const StoredEvent> events, std::span<const std::string> declaredDimensions);
    Result<std::vector<StoredDay>> cellDays(const UsageQuery &query);
    Result<void> mergeDay(const TokenId &token, std::int64_t day, CellDay added);
    Result<void> noteUse(const TokenId &token, const UseSpan &use);
    /// A segment's columns before they are verified: bytes of those that are wanted.
    struct UnverifiedSegment {
        struct Column {
            std::string name;
            QByteArray digest;
            std::int64_t rowId = 0;
            std::optional<std::vector<std::byte>> data; ///< nothing: not wanted, or with `verified`
            std::future<Result<std::vector<std::byte>>> verified; ///< where that is under way already
        };
        SegmentFacts facts;
        std::vector<Column> columns;
    };
    /// Told of each column that was read.
    using ColumnTaker = std::function<void(UnverifiedSegment::Column &)>;
    Result<UnverifiedSegment> readUnverified(
        const SegmentFacts &facts, ColumnSet wanted, const ColumnTaker &take = {});
    /// May run on any thread, like the next one.
    static Result<std::vector<std::byte>> verifiedColumn(
        std::int64_t segment, std::string_view name, std::vector<std::byte> data, const QByteArray &digest);
    static Result<Segment> verified(UnverifiedSegment read);

    Result<void> syncNumbers();
    Result<std::vector<TokenNumber>> numbersOf(const TextPool &tokens);
    /// Nothing where it has none.
    [[nodiscard]] std::optional<TokenNumber> numberOf(const TokenId &token) const;
    void number(const std::string &id, TokenNumber number);
    Result<void> addChunks(std::int64_t part, std::span<const EncodedChunk> chunks);
    Result<void> joinParts(std::int64_t day);
    Result<std::vector<StoredChunk>> chunks(const UsageQuery &query);
    /// The days that have any, in order.
    Result<std::vector<std::int64_t>> chunkDays(Interval span);
    Result<void> visitDay(std::int64_t day, std::span<const StoredDay> singles, const UsageQuery &inBulk, Interval span,
        const CellVisitor &visit);
    Result<void> noteUses(const EventColumns &events, std::span<const TokenNumber> numbers);
    Result<void> writeUses(std::vector<TokenUse> uses);
    Result<std::vector<TokenUse>> usesInBulk();
    Result<SegmentInfo> segmentHolding(const StoredEvent &event);
    Result<CellDay> sumsOfDay(const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions);
    Result<CellDay> droppedCells(
        const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions);
    Result<void> recountDay(const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions,
        const CellDay &dropped);
    Result<void> recountUse(const TokenId &token);
    Result<void> forgetUse(const TokenId &token);
    static SegmentFacts factsOf(const SegmentInfo &segment);

    Connection &m_connection;
    std::vector<std::string> m_tokenIds; ///< by number, from 1 on; empty where there is none
    TextPool m_numbered; ///< ids that have a number
    std::vector<TokenNumber> m_numbers; ///< of these
};

} // namespace toll
