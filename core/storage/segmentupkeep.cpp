// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usagestore.h"

#include "core/usage/columns.h"

#include <algorithm>
#include <tuple>

// The part of UsageStore that looks into single segments and puts others in their place. A segment itself is never
// changed: what is to be otherwise is written as a new one, and the old one goes in the same transaction.
namespace toll {

using namespace Qt::StringLiterals;

namespace {

std::int64_t dayOf(Instant time)
{
    return floorTo(time, msPerDay).ms / msPerDay;
}

} // namespace

Result<std::vector<UsageStore::SegmentInfo>> UsageStore::segmentList()
{
    return m_connection.rows(
        u"SELECT number, batch_id, events, from_ms, to_ms, digest,"
        " (SELECT coalesce(sum(length(data)), 0) FROM segment_column WHERE segment = number)"
        " FROM segment ORDER BY from_ms, number"_s,
        [](const Row &row) {
            return SegmentInfo{row.integer(0), {row.text(1)}, row.integer(2), {row.instant(3), row.instant(4)},
                row.integer(6), row.blob(5)};
        });
}

Result<std::vector<StoredEvent>> UsageStore::segmentEvents(const SegmentInfo &segment)
{
    return readEvents({segment.number, segment.events, segment.span, segment.digest});
}

Result<std::vector<EventHash>> UsageStore::segmentHashes(const SegmentInfo &segment)
{
    return readHashes({segment.number, segment.events, segment.span, segment.digest});
}

Result<void> UsageStore::addNames(const SegmentInfo &segment, Names &names)
{
    const SegmentFacts facts{segment.number, segment.events, segment.span, segment.digest};
    const auto rows = static_cast<std::size_t>(segment.events);
    const auto collect = [&](std::string_view column, auto decode, std::set<std::string> &into) -> Result<void> {
        const Result<Segment> read = readSegment(facts, column);
        if (!read)
            return std::unexpected(read.error());
        if (read->columns.empty())
            return fail(ErrorCode::Damaged, "segment " + std::to_string(segment.number), std::string(column));
        const auto values = decode(read->columns.front().second, rows, column);
        if (!values)
            return fail(ErrorCode::Damaged, "segment " + std::to_string(segment.number), std::string(column));
        for (const auto &named : *values)
            for (const auto &[name, value] : named)
                into.insert(name);
        return {};
    };
    if (Result<void> meters = collect("custom", decodeNamedNumbers, names.meters); !meters)
        return meters;
    return collect("dimensions", decodeNamedTexts, names.dimensions);
}

Result<void> UsageStore::replaceSegments(
    std::span<const SegmentInfo> old, std::vector<StoredEvent> events, const BatchId &batch, Instant now)
{
    Q_ASSERT(m_connection.isInTransaction());
    for (const SegmentInfo &segment : old) {
        auto removed = m_connection.run(u"DELETE FROM segment_column WHERE segment = ?"_s, segment.number);
        if (removed)
            removed = m_connection.run(u"DELETE FROM segment WHERE number = ?"_s, segment.number);
        if (!removed)
            return removed;
    }
    return events.empty() ? Result<void>() : writeSegment(encodeSegment(std::move(events)), batch, now);
}

Result<UsageStore::SegmentInfo> UsageStore::segmentHolding(const StoredEvent &event)
{
    auto all = segmentList();
    if (!all)
        return std::unexpected(std::move(all.error()));
    for (SegmentInfo &segment : *all) {
        if (!segment.span.contains(event.event.time))
            continue;
        const auto hashes = segmentHashes(segment);
        if (!hashes)
            return std::unexpected(hashes.error());
        if (std::ranges::find(*hashes, event.hash) != hashes->end())
            return std::move(segment);
    }
    return fail(ErrorCode::NotFound, "event", event.event.id);
}

Result<void> UsageStore::replaceEvent(
    const StoredEvent &body, std::span<const std::string> declaredDimensions, Instant now)
{
    const auto found = byHash(std::span(&body.hash, 1));
    if (!found)
        return std::unexpected(found.error());
    if (found->empty())
        return fail(ErrorCode::NotFound, "event", body.event.id);
    const StoredEvent &before = found->begin()->second;
    const auto segment = segmentHolding(before);
    if (!segment)
        return std::unexpected(segment.error());
    auto events = segmentEvents(*segment);
    if (!events)
        return std::unexpected(std::move(events.error()));
    *std::ranges::find(*events, body.hash, &StoredEvent::hash) = body;
    auto done = replaceSegments(std::span(&*segment, 1), std::move(*events), segment->batch, now);
    for (const StoredEvent *one : {&before, &body}) {
        if (done)
            done = recountDay(one->token, dayOf(one->event.time), declaredDimensions);
    }
    // The uses follow from the days that have cells, so all days come first.
    for (const StoredEvent *one : {&before, &body}) {
        if (done)
            done = recountUse(one->token);
    }
    return done;
}

Result<void> UsageStore::recountDay(
    const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions)
{
    const Instant begin{day * msPerDay};
    const auto events = this->events({{token}, {begin, begin.plus(msPerDay)}});
    if (!events)
        return std::unexpected(events.error());
    CellDay cells;
    for (const StoredEvent &stored : *events) {
        if (auto added = cells[cellKeyOf(stored.event, declaredDimensions)].add(stored.event); !added)
            return added;
    }
    return putCells(token, day, cells);
}

Result<void> UsageStore::recountUse(const TokenId &token)
{
    auto cleared = m_connection.run(u"DELETE FROM token_use WHERE token_id = ?"_s, token);
    if (!cleared)
        return cleared;
    const auto days = m_connection.first(
        u"SELECT min(day), max(day), count(*) FROM usage_cell_day WHERE token_id = ?"_s,
        [](const Row &row) { return std::tuple(row.integer(0), row.integer(1), row.integer(2)); }, token);
    if (!days)
        return std::unexpected(days.error());
    if (!*days || std::get<2>(**days) == 0)
        return {};
    const auto daySpan = [](std::int64_t day) { return Interval{{day * msPerDay}, {(day + 1) * msPerDay}}; };
    const auto first = events({{token}, daySpan(std::get<0>(**days))}, {.limit = 1});
    const auto last = events({{token}, daySpan(std::get<1>(**days))}, {.newestFirst = true, .limit = 1});
    if (!first || !last)
        return std::unexpected(first ? last.error() : first.error());
    if (first->empty() || last->empty())
        return fail(ErrorCode::Damaged, "cells", token.text);
    return putUse(token, {first->front().event.time, last->front().event.time});
}

Result<std::optional<CellDay>> UsageStore::storedCells(const TokenId &token, std::int64_t day)
{
    return m_connection.first(
        u"SELECT cells FROM usage_cell_day WHERE token_id = ? AND day = ?"_s,
        [](const Row &row) { return decodeCellDay(bytesOf(row.blob(0))); }, token, day);
}

Result<std::map<TokenId, std::vector<std::int64_t>>> UsageStore::storedDays()
{
    std::map<TokenId, std::vector<std::int64_t>> days;
    auto done = m_connection.each(
        u"SELECT token_id, day FROM usage_cell_day ORDER BY token_id, day"_s, [&](const Row &row) -> Result<void> {
            days[{row.text(0)}].push_back(row.integer(1));
            return {};
        });
    if (!done)
        return std::unexpected(std::move(done.error()));
    return days;
}

Result<void> UsageStore::putCells(const TokenId &token, std::int64_t day, const CellDay &cells)
{
    if (cells.empty())
        return m_connection.run(u"DELETE FROM usage_cell_day WHERE token_id = ? AND day = ?"_s, token, day);
    const std::vector<std::byte> bytes = encodeCellDay(cells);
    return m_connection.run(u"INSERT INTO usage_cell_day (token_id, day, cells) VALUES (?, ?, ?)"
                            " ON CONFLICT (token_id, day) DO UPDATE SET cells = excluded.cells"_s,
        token, day, std::span(bytes));
}

Result<void> UsageStore::clearCellsAndUses()
{
    auto cleared = m_connection.run(u"DELETE FROM usage_cell_day"_s);
    return cleared ? m_connection.run(u"DELETE FROM token_use"_s) : cleared;
}

Result<void> UsageStore::putUse(const TokenId &token, const UseSpan &use)
{
    return m_connection.run(u"INSERT INTO token_use (token_id, first_ms, last_ms) VALUES (?, ?, ?)"_s, token, use.first,
        use.last);
}

} // namespace toll
