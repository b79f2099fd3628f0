// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sha256.h"
#include "core/storage/usagestore.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <deque>
#include <future>
#include <unordered_set>

// The part of UsageStore that writes, reads and verifies segments.
namespace toll {

using namespace Qt::StringLiterals;

namespace {

/// SHA-256 over a segment's facts and every column's name and digest, so that one column can be read and
/// verified without the others.
class SegmentDigest {
public:
    SegmentDigest(std::int64_t events, Interval span)
    {
        add(events);
        add(span.begin.ms);
        add(span.end.ms);
    }
    void addColumn(std::string_view name, const QByteArray &digest)
    {
        add(static_cast<std::int64_t>(name.size()));
        m_hash.addData(QByteArrayView(name.data(), static_cast<qsizetype>(name.size())));
        m_hash.addData(digest);
    }
    [[nodiscard]] QByteArray result() const { return m_hash.result(); }

private:
    void add(std::int64_t value)
    {
        const qint64 bytes = qToBigEndian<qint64>(value);
        m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&bytes), sizeof bytes));
    }

    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

constexpr std::int64_t manyToVerify = std::int64_t{1} << 16; ///< events
constexpr std::size_t worthAThread = std::size_t{1} << 16; ///< bytes of a column

std::unexpected<Error> damaged(std::int64_t segment, std::string_view column = {})
{
    return fail(ErrorCode::Damaged, "segment " + std::to_string(segment), std::string(column));
}

} // namespace

Result<void> UsageStore::writeSegment(const Segment &segment, const BatchId &batch, Instant now)
{
    auto last = m_connection.first(
        u"SELECT coalesce(max(number), 0) FROM segment"_s, [](const Row &row) { return row.integer(0); });
    if (!last)
        return std::unexpected(std::move(last.error()));
    const std::int64_t number = last->value_or(0) + 1;
    SegmentDigest whole(segment.events, segment.span);
    std::vector<QByteArray> digests;
    for (const auto &[name, data] : segment.columns) {
        digests.push_back(sha256(data));
        whole.addColumn(name, digests.back());
    }
    auto written = m_connection.run(
        u"INSERT INTO segment (number, batch_id, created_at, events, from_ms, to_ms, digest) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        number, batch, now, segment.events, segment.span.begin, segment.span.end, whole.result());
    for (std::size_t i = 0; written && i < segment.columns.size(); ++i) {
        const auto &[name, data] = segment.columns[i];
        written = m_connection.run(
            u"INSERT INTO segment_column (segment, position, name, digest, data) VALUES (?, ?, ?, ?, ?)"_s, number,
            static_cast<std::int64_t>(i), name, digests[i], std::span(data));
    }
    return written;
}

Result<std::vector<UsageStore::SegmentFacts>> UsageStore::segments(Interval span, bool newestFirst)
{
    const QString order = newestFirst ? u"to_ms DESC, number DESC"_s : u"from_ms, number"_s;
    return m_connection.rows(
        u"SELECT number, events, from_ms, to_ms, digest FROM segment WHERE from_ms < ? AND to_ms > ? ORDER BY "_s
            + order,
        [](const Row &row) {
            return SegmentFacts{row.integer(0), row.integer(1), {row.instant(2), row.instant(3)}, row.blob(4)};
        },
        span.end, span.begin);
}

Result<UsageStore::UnverifiedSegment> UsageStore::readUnverified(
    const SegmentFacts &facts, ColumnSet wanted, const ColumnTaker &take)
{
    const std::vector<std::string_view> names = namesOf(wanted);
    auto columns = m_connection.rows(
        u"SELECT name, digest, rowid FROM segment_column WHERE segment = ? ORDER BY position"_s,
        [](const Row &row) { return UnverifiedSegment::Column{row.text(0), row.blob(1), row.integer(2), {}, {}}; }, facts.number);
    if (!columns)
        return std::unexpected(std::move(columns.error()));
    for (UnverifiedSegment::Column &column : *columns) {
        if (std::ranges::find(names, column.name) == names.end())
            continue;
        auto data = m_connection.blob("segment_column", "data", column.rowId);
        if (!data)
            return std::unexpected(std::move(data.error()));
        if (!*data)
            return damaged(facts.number, column.name);
        column.data = std::move(**data);
        if (take)
            take(column);
    }
    return UnverifiedSegment{facts, std::move(*columns)};
}

Result<std::vector<std::byte>> UsageStore::verifiedColumn(
    std::int64_t segment, std::string_view name, std::vector<std::byte> data, const QByteArray &digest)
{
    if (sha256(data) != digest)
        return damaged(segment, name);
    return data;
}

Result<Segment> UsageStore::verified(UnverifiedSegment read)
{
    const SegmentFacts &facts = read.facts;
    SegmentDigest whole(facts.events, facts.span);
    Segment segment{facts.events, facts.span, {}};
    for (UnverifiedSegment::Column &column : read.columns) {
        whole.addColumn(column.name, column.digest);
        if (!column.data && !column.verified.valid())
            continue;
        Result<std::vector<std::byte>> bytes = column.verified.valid()
            ? column.verified.get()
            : verifiedColumn(facts.number, column.name, std::move(*column.data), column.digest);
        if (!bytes)
            return std::unexpected(bytes.error());
        segment.columns.emplace_back(std::move(column.name), std::move(*bytes));
    }
    if (whole.result() != facts.digest)
        return damaged(facts.number);
    return segment;
}

Result<Segment> UsageStore::readSegment(const SegmentFacts &facts, ColumnSet wanted)
{
    // Of a large segment the columns that are here are verified while the next one is read.
    const bool isLarge = facts.events >= manyToVerify;
    const ColumnTaker verify = [number = facts.number](UnverifiedSegment::Column &column) {
        if (column.data->size() < worthAThread)
            return;
        column.verified = std::async(std::launch::async,
            [number, name = column.name, data = std::move(*column.data), digest = column.digest]() mutable {
                return verifiedColumn(number, name, std::move(data), digest);
            });
        column.data.reset();
    };
    auto read = readUnverified(facts, wanted, isLarge ? verify : ColumnTaker());
    if (!read)
        return std::unexpected(std::move(read.error()));
    return verified(std::move(*read));
}

Result<EventColumns> UsageStore::readColumns(const SegmentFacts &facts, ColumnSet wanted)
{
    auto segment = readSegment(facts, wanted);
    if (!segment)
        return std::unexpected(std::move(segment.error()));
    auto columns = decodeColumns(*segment, wanted);
    if (!columns && columns.error().code == ErrorCode::Damaged)
        return damaged(facts.number, columns.error().where);
    return columns;
}

Result<bool> UsageStore::isStored(const SegmentFacts &facts)
{
    const auto digest = m_connection.first(
        u"SELECT digest FROM segment WHERE number = ?"_s, [](const Row &row) { return row.blob(0); }, facts.number);
    if (!digest)
        return std::unexpected(digest.error());
    return *digest && **digest == facts.digest;
}

Result<void> UsageStore::visitColumns(Interval span, ColumnSet wanted, const ColumnVisitor &visit, IfDropped ifDropped)
{
    if (auto none = ifDropped == IfDropped::Refuse ? checkNoneDropped({{}, span}) : Result<void>(); !none)
        return none;
    const auto touched = segments(span, false);
    if (!touched)
        return std::unexpected(touched.error());
    for (const SegmentFacts &facts : *touched) {
        const auto columns = readColumns(facts, wanted);
        if (!columns)
            return std::unexpected(columns.error());
        if (auto visited = visit(*columns); !visited)
            return visited;
    }
    return {};
}

Result<void> UsageStore::workOnSegments(
    const UsageQuery &query, ColumnSet wanted, const SegmentWork &work, IfDropped ifDropped)
{
    if (auto none = ifDropped == IfDropped::Refuse ? checkNoneDropped(query) : Result<void>(); !none)
        return none;
    const auto touched = segments(query.span, false);
    return touched ? workOnSegments(*touched, wanted, work) : std::unexpected(touched.error());
}

Result<void> UsageStore::workOnSegments(
    std::span<const SegmentFacts> segments, ColumnSet wanted, const SegmentWork &work)
{
    constexpr std::size_t workers = 4; // two more than cores, so that none waits while a segment is read or ended
    SegmentPlace place{{}, {earliestInstant, {}}, 0, std::ssize(segments)};
    std::deque<std::future<Result<SegmentEnd>>> under; // waits for its threads wherever this is left
    const auto endFirst = [&under]() -> Result<void> {
        Result<SegmentEnd> end = under.front().get();
        under.pop_front();
        return end ? (*end)() : std::unexpected(std::move(end.error()));
    };
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const SegmentFacts &facts = segments[i];
        place.span = facts.span;
        // They come in order of their first event: the next one begins before all that follow.
        place.alone.end = i + 1 < segments.size() ? segments[i + 1].span.begin : latestInstant.plus(1);
        auto read = readUnverified(facts, wanted);
        if (!read)
            return std::unexpected(std::move(read.error()));
        if (under.size() >= workers)
            if (Result<void> ended = endFirst(); !ended)
                return ended;
        under.push_back(std::async(std::launch::async,
            [&work, place, number = facts.number, one = std::move(*read)]() mutable -> Result<SegmentEnd> {
                const Result<Segment> segment = verified(std::move(one));
                if (!segment)
                    return std::unexpected(segment.error());
                Result<SegmentEnd> end = work(*segment, place);
                if (!end && end.error().code == ErrorCode::Damaged)
                    return damaged(number, end.error().where);
                return end;
            }));
        place.alone.begin = std::max(place.alone.begin, facts.span.end);
        ++place.done;
    }
    while (!under.empty())
        if (Result<void> ended = endFirst(); !ended)
            return ended;
    return {};
}

Result<std::vector<EventHash>> UsageStore::allHashes()
{
    std::vector<EventHash> hashes;
    auto done = visitColumns(
        UsageQuery().span, SegmentColumn::Id | SegmentColumn::Source | SegmentColumn::Hash,
        [&hashes](const EventColumns &columns) -> Result<void> {
            hashes.insert(hashes.end(), columns.hashes.begin(), columns.hashes.end());
            return {};
        },
        IfDropped::LeaveOut);
    if (!done)
        return std::unexpected(std::move(done.error()));
    return hashes;
}

Result<std::unordered_map<EventHash, StoredEvent>> UsageStore::byHash(std::span<const EventHash> hashes)
{
    auto all = segments(UsageQuery().span, true);
    if (!all)
        return std::unexpected(std::move(all.error()));
    const std::unordered_set<EventHash> wanted(hashes.begin(), hashes.end());
    std::unordered_map<EventHash, StoredEvent> found;
    for (const SegmentFacts &facts : *all) {
        if (found.size() == wanted.size())
            break;
        const auto candidates = readColumns(facts, SegmentColumn::Id | SegmentColumn::Source | SegmentColumn::Hash);
        if (!candidates)
            return std::unexpected(candidates.error());
        if (std::ranges::none_of(candidates->hashes, [&](const EventHash &hash) { return wanted.contains(hash); }))
            continue;
        const auto columns = readColumns(facts, allColumns);
        if (!columns)
            return std::unexpected(columns.error());
        for (std::size_t row = 0; row < columns->rows; ++row) {
            if (wanted.contains(columns->hashes[row]))
                found.try_emplace(columns->hashes[row], columns->at(row));
        }
    }
    return found;
}

Result<std::int64_t> UsageStore::eventCount()
{
    auto count = m_connection.first(
        u"SELECT coalesce(sum(events), 0) FROM segment"_s, [](const Row &row) { return row.integer(0); });
    if (!count)
        return std::unexpected(std::move(count.error()));
    return count->value_or(0);
}

} // namespace toll
