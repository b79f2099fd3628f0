// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bulkcells.h"
#include "core/storage/usagestore.h"

#include <algorithm>
#include <set>

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
    auto columns = readColumns(factsOf(segment), Column::Id | Column::Source | Column::Hash);
    if (!columns)
        return std::unexpected(std::move(columns.error()));
    return std::move(columns->hashes);
}

Result<void> UsageStore::addNames(const SegmentInfo &segment, Names &names)
{
    const auto columns = readColumns(factsOf(segment), Column::Custom | Column::Dimensions);
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
    if (const auto taken = takeFromChunks(m_connection, token, day); !taken)
        return std::unexpected(taken.error());
    CellDay cells;
    for (const StoredEvent &stored : *events) {
        if (auto added = cells[cellKeyOf(stored.event, declaredDimensions)].add(stored.event); !added)
            return added;
    }
    return putCells(token, day, cells);
}

Result<void> UsageStore::recountUse(const TokenId &token)
{
    if (auto forgotten = forgetUse(token); !forgotten)
        return forgotten;
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
    const auto first = events({{token}, daySpan(*firstDay)}, {.limit = 1});
    const auto last = events({{token}, daySpan(*lastDay)}, {.newestFirst = true, .limit = 1});
    if (!first || !last)
        return std::unexpected(first ? last.error() : first.error());
    if (first->empty() || last->empty())
        return fail(ErrorCode::Damaged, "cells", token.text);
    return putUse(token, {first->front().event.time, last->front().event.time});
}

/// Wherever it is kept: by itself, or with those of many tokens.
Result<void> UsageStore::forgetUse(const TokenId &token)
{
    auto done = m_connection.run(u"DELETE FROM token_use WHERE token_id = ?"_s, token);
    if (done)
        done = syncNumbers();
    const auto number = m_numbers.find(token.text);
    if (!done || number == m_numbers.end())
        return done;
    auto uses = usesInBulk();
    if (!uses)
        return std::unexpected(std::move(uses.error()));
    std::erase_if(*uses, [&](const TokenUse &use) { return use.token == number->second; });
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
    auto done = m_connection.each(
        u"SELECT token_id, day FROM usage_cell_day"_s, [&](const Row &row) -> Result<void> {
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
    auto cleared = m_connection.run(u"DELETE FROM usage_cell_day"_s);
    if (cleared)
        cleared = m_connection.run(u"DELETE FROM token_use"_s);
    return cleared ? clearChunks(m_connection) : cleared;
}

Result<void> UsageStore::putUse(const TokenId &token, const UseSpan &use)
{
    return m_connection.run(u"INSERT INTO token_use (token_id, first_ms, last_ms) VALUES (?, ?, ?)"_s, token, use.first,
        use.last);
}

} // namespace toll
