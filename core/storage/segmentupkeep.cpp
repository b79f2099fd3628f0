// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bulkcells.h"
#include "core/storage/usagestore.h"
#include "core/usage/celldifference.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

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

UsageStore::SegmentFacts UsageStore::factsOf(const SegmentInfo &segment)
{
    return {segment.number, segment.events, segment.span, segment.digest};
}

Result<std::vector<UsageStore::SegmentInfo>> UsageStore::segmentList()
{
    return m_connection.rows(u"SELECT number, batch_id, events, from_ms, to_ms, digest,"
                             " (SELECT coalesce(sum(length(data)), 0) FROM segment_column WHERE segment = number)"
                             " FROM segment ORDER BY from_ms, number"_s,
        [](const Row &row) {
            return SegmentInfo{row.integer(0), {row.text(1)}, row.integer(2), {row.instant(3), row.instant(4)},
                row.integer(6), row.blob(5)};
        });
}

Result<std::int64_t> UsageStore::newestSegmentBytes()
{
    auto bytes = m_connection.first(u"SELECT coalesce(sum(length(data)), 0) FROM segment_column"
                                    " WHERE segment = (SELECT max(number) FROM segment)"_s,
        [](const Row &row) { return row.integer(0); });
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    return bytes->value_or(0);
}

Result<std::vector<StoredEvent>> UsageStore::segmentEvents(const SegmentInfo &segment)
{
    const auto columns = readColumns(factsOf(segment), allColumns);
    if (!columns)
        return std::unexpected(columns.error());
    std::vector<StoredEvent> events;
    events.reserve(columns->rows);
    for (std::size_t row = 0; row < columns->rows; ++row)
        events.push_back(columns->at(row));
    return events;
}

Result<std::vector<EventHash>> UsageStore::segmentHashes(const SegmentInfo &segment)
{
    auto columns = readColumns(factsOf(segment), SegmentColumn::Id | SegmentColumn::Source | SegmentColumn::Hash);
    if (!columns)
        return std::unexpected(std::move(columns.error()));
    return std::move(columns->hashes);
}

Result<void> UsageStore::addNames(const SegmentInfo &segment, Names &names)
{
    const auto columns = readColumns(factsOf(segment), SegmentColumn::Custom | SegmentColumn::Dimensions);
    if (!columns)
        return std::unexpected(columns.error());
    for (const auto &[row, customs] : columns->customs)
        for (const auto &[name, value] : customs)
            names.meters.insert(name);
    for (const NamedTexts &set : columns->dimensionSets)
        for (const auto &[name, value] : set)
            names.dimensions.insert(name);
    return {};
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
    return events.empty() ? Result<void>() : writeSegment(encodeSegment(events), batch, now);
}

Result<std::optional<Interval>> UsageStore::droppedIn(const UsageQuery &query)
{
    std::optional<Interval> dropped;
    const std::unordered_set<TokenId> tokens(query.tokens.begin(), query.tokens.end());
    auto done = m_connection.each(
        u"SELECT token_id, first_ms, last_ms FROM dropped_use WHERE first_ms < ? AND last_ms >= ?"_s,
        [&](const Row &row) -> Result<void> {
            if (!tokens.empty() && !tokens.contains({row.text(0)}))
                return {};
            const Interval part = intersection({row.instant(1), row.instant(2).plus(1)}, query.span);
            dropped = dropped ? Interval{std::min(dropped->begin, part.begin), std::max(dropped->end, part.end)} : part;
            return {};
        },
        query.span.end, query.span.begin);
    if (!done)
        return std::unexpected(std::move(done.error()));
    return dropped;
}

Result<void> UsageStore::checkNoneDropped(const UsageQuery &query)
{
    const auto dropped = droppedIn(query);
    if (!dropped)
        return std::unexpected(dropped.error());
    if (!*dropped)
        return {};
    return fail(
        ErrorCode::WrongState, droppedEvents, toRfc3339((*dropped)->begin) + '/' + toRfc3339((*dropped)->end.plus(-1)));
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
    std::array<std::pair<const StoredEvent *, CellDay>, 2> touched{{{&before, {}}, {&body, {}}}};
    for (auto &[one, dropped] : touched) {
        auto cells = droppedCells(one->token, dayOf(one->event.time), declaredDimensions);
        if (!cells)
            return std::unexpected(std::move(cells.error()));
        dropped = std::move(*cells);
    }
    *std::ranges::find(*events, body.hash, &StoredEvent::hash) = body;
    auto done = replaceSegments(std::span(&*segment, 1), std::move(*events), segment->batch, now);
    for (const auto &[one, dropped] : touched) {
        if (done)
            done = recountDay(one->token, dayOf(one->event.time), declaredDimensions, dropped);
    }
    // The uses follow from the days that have cells, so all days come first.
    for (const auto &[one, dropped] : touched) {
        if (done)
            done = recountUse(one->token);
    }
    return done;
}

/// Of the events that are there.
Result<CellDay> UsageStore::sumsOfDay(
    const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions)
{
    const Instant begin{day * msPerDay};
    const auto events = this->events({{token}, {begin, begin.plus(msPerDay)}}, {}, IfDropped::LeaveOut);
    if (!events)
        return std::unexpected(events.error());
    CellDay cells;
    for (const StoredEvent &stored : *events) {
        if (auto added = cells[cellKeyOf(stored.event, declaredDimensions)].add(stored.event); !added)
            return std::unexpected(std::move(added.error()));
    }
    return cells;
}

/// What a day's cells hold of events that were dropped.
Result<CellDay> UsageStore::droppedCells(
    const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions)
{
    const Instant begin{day * msPerDay};
    const auto dropped = droppedIn({{token}, {begin, begin.plus(msPerDay)}});
    if (!dropped || !*dropped)
        return dropped ? Result<CellDay>() : std::unexpected(dropped.error());
    const auto stored = storedCells(token, day);
    const auto there = sumsOfDay(token, day, declaredDimensions);
    if (!stored || !there)
        return std::unexpected(stored ? there.error() : stored.error());
    return difference(stored->value_or(CellDay()), *there);
}

Result<void> UsageStore::recountDay(
    const TokenId &token, std::int64_t day, std::span<const std::string> declaredDimensions, const CellDay &dropped)
{
    auto cells = sumsOfDay(token, day, declaredDimensions);
    if (!cells)
        return std::unexpected(std::move(cells.error()));
    for (const auto &[key, sums] : dropped) {
        if (auto added = (*cells)[key].add(sums); !added)
            return added;
    }
    if (const auto taken = takeFromChunks(m_connection, token, day); !taken)
        return std::unexpected(taken.error());
    return putCells(token, day, *cells);
}

Result<void> UsageStore::recountUse(const TokenId &token)
{
    if (auto forgotten = forgetUse(token); !forgotten)
        return forgotten;
    auto known = m_connection.first(
        u"SELECT first_ms, last_ms FROM dropped_use WHERE token_id = ?"_s,
        [](const Row &row) { return UseSpan{row.instant(0), row.instant(1)}; }, token);
    if (!known)
        return std::unexpected(std::move(known.error()));
    std::optional<UseSpan> use = *known;
    std::optional<std::int64_t> firstDay, lastDay;
    auto visited = visitCells({{token}}, [&](const TokenId &, const CellDay &cells) -> Result<void> {
        const std::int64_t day = dayOf(cells.begin()->first.quarter);
        firstDay = firstDay.value_or(day);
        lastDay = day; // they come in order
        return {};
    });
    if (!visited || !firstDay)
        return visited;
    const auto daySpan = [](std::int64_t day) { return Interval{{day * msPerDay}, {(day + 1) * msPerDay}}; };
    const auto first = events({{token}, daySpan(*firstDay)}, {.limit = 1}, IfDropped::LeaveOut);
    const auto last = events({{token}, daySpan(*lastDay)}, {.newestFirst = true, .limit = 1}, IfDropped::LeaveOut);
    if (!first || !last)
        return std::unexpected(first ? last.error() : first.error());
    for (const auto *found : {&*first, &*last}) {
        if (found->empty())
            continue;
        const Instant time = found->front().event.time;
        use = use ? UseSpan{std::min(use->first, time), std::max(use->last, time)} : UseSpan{time, time};
    }
    return use ? putUse(token, *use) : fail(ErrorCode::Damaged, "cells", token.text);
}

/// Wherever it is kept: by itself, or with those of many tokens.
Result<void> UsageStore::forgetUse(const TokenId &token)
{
    auto done = m_connection.run(u"DELETE FROM token_use WHERE token_id = ?"_s, token);
    if (done)
        done = syncNumbers();
    const std::optional<TokenNumber> number = numberOf(token);
    if (!done || !number)
        return done;
    auto uses = usesInBulk();
    if (!uses)
        return std::unexpected(std::move(uses.error()));
    std::erase_if(*uses, [&](const TokenUse &use) { return use.token == *number; });
    done = m_connection.run(u"DELETE FROM usage_use_part"_s);
    return done && !uses->empty() ? writeUses(std::move(*uses)) : done;
}

Result<std::optional<CellDay>> UsageStore::storedCells(const TokenId &token, std::int64_t day)
{
    const Instant begin{day * msPerDay};
    std::optional<CellDay> found;
    auto visited = visitCells({{token}, {begin, begin.plus(msPerDay)}}, [&](const TokenId &, const CellDay &cells) {
        found = cells;
        return Result<void>();
    });
    if (!visited)
        return std::unexpected(std::move(visited.error()));
    return found;
}

/// Damaged chunks name nobody; whoever asks for the cells of one of their tokens is told.
Result<std::map<TokenId, std::vector<std::int64_t>>> UsageStore::storedDays()
{
    std::map<TokenId, std::set<std::int64_t>> days;
    auto done = m_connection.each(u"SELECT token_id, day FROM usage_cell_day"_s, [&](const Row &row) -> Result<void> {
        days[{row.text(0)}].insert(row.integer(1));
        return {};
    });
    const auto bulk = done ? chunks({}) : Result<std::vector<StoredChunk>>(std::unexpected(done.error()));
    if (!bulk)
        return std::unexpected(bulk.error());
    for (const StoredChunk &stored : *bulk) {
        const auto chunk = decodeChunk(bytesOf(stored.cells));
        for (const TokenCell &cell : chunk ? chunk->cells : std::vector<TokenCell>())
            if (cell.token < m_tokenIds.size())
                days[{m_tokenIds[cell.token]}].insert(stored.day);
    }
    std::map<TokenId, std::vector<std::int64_t>> sorted;
    for (const auto &[token, ofToken] : days)
        sorted[token].assign(ofToken.begin(), ofToken.end());
    return sorted;
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
    auto cleared = m_connection.run(u"DELETE FROM usage_cell_day WHERE day NOT IN (SELECT day FROM dropped_day)"_s);
    if (cleared)
        cleared = m_connection.run(u"DELETE FROM token_use"_s);
    return cleared ? clearChunks(m_connection) : cleared;
}

Result<void> UsageStore::putUse(const TokenId &token, const UseSpan &use)
{
    return m_connection.run(
        u"INSERT INTO token_use (token_id, first_ms, last_ms) VALUES (?, ?, ?)"_s, token, use.first, use.last);
}

} // namespace toll
