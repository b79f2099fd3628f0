// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usagestore.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_set>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

/// The days since the epoch (UTC) that a span touches.
struct Days {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

std::int64_t dayOf(Instant time)
{
    return floorTo(time, msPerDay).ms / msPerDay;
}

Days daysOf(Interval span)
{
    return {dayOf(span.begin), dayOf(span.end.plus(-1))};
}

std::vector<TokenId> sortedUnique(std::vector<TokenId> tokens)
{
    std::ranges::sort(tokens);
    tokens.erase(std::ranges::unique(tokens).begin(), tokens.end());
    return tokens;
}

bool isEarlier(const StoredEvent &a, const StoredEvent &b)
{
    return std::tie(a.event.time, a.event.id) < std::tie(b.event.time, b.event.id);
}

/// Orders what was collected and drops what lies behind the page.
void trim(std::vector<StoredEvent> &events, bool newestFirst, std::size_t wanted)
{
    if (newestFirst)
        std::ranges::stable_sort(events, [](const StoredEvent &a, const StoredEvent &b) { return isEarlier(b, a); });
    else
        std::ranges::stable_sort(events, isEarlier);
    if (events.size() > wanted)
        events.resize(wanted);
}

/// Adds the events of a segment that are asked for, the page's limit of them at most: the first ones, or the last.
void addMatching(const EventColumns &columns, const UsageQuery &query, const std::unordered_set<TokenId> &tokens,
    const EventPage &page, std::vector<StoredEvent> &found)
{
    std::vector<bool> isWanted(columns.tokens.texts.size(), true);
    for (std::size_t i = 0; i < isWanted.size() && !tokens.empty(); ++i)
        isWanted[i] = tokens.contains({std::string(columns.tokens.texts.at(i))});
    const auto isTie = [&columns](std::size_t a, std::size_t b) {
        return columns.times[a] == columns.times[b] && columns.ids.at(a) == columns.ids.at(b);
    };
    const std::size_t before = found.size();
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < columns.rows; ++i) {
        const std::size_t row = page.newestFirst ? columns.rows - 1 - i : i;
        // Ties stay together: they keep the order they have in the segment, in whichever direction it is read.
        if (found.size() - before >= page.limit && !(last && isTie(row, *last)))
            break;
        if (!isWanted[columns.tokens.rows[row]] || !query.span.contains({columns.times[row]}))
            continue;
        found.push_back(columns.at(row));
        last = row;
    }
    if (page.newestFirst)
        std::reverse(found.begin() + static_cast<std::ptrdiff_t>(before), found.end());
}

} // namespace

Result<void> UsageStore::append(const std::vector<StoredEvent> &events, const BatchId &batch,
    std::span<const std::string> declaredDimensions, Instant now)
{
    Q_ASSERT(m_connection.isInTransaction());
    if (events.empty())
        return {};
    if (events.size() >= bulkEvents) {
        EventColumns columns;
        columns.reserve(events.size());
        for (const StoredEvent &event : events)
            columns.add(event);
        return append(columns, batch, declaredDimensions, now);
    }
    if (auto summed = addToCells(events, declaredDimensions); !summed)
        return summed;
    return writeSegment(encodeSegment(events), batch, now);
}

Result<void> UsageStore::addToCells(
    std::span<const StoredEvent> events, std::span<const std::string> declaredDimensions)
{
    struct Usage {
        std::map<std::int64_t, CellDay> days;
        UseSpan use{latestInstant, earliestInstant};
    };
    std::map<TokenId, Usage> tokens;
    for (const StoredEvent &stored : events) {
        const UsageEvent &event = stored.event;
        Usage &usage = tokens[stored.token];
        usage.use = {std::min(usage.use.first, event.time), std::max(usage.use.last, event.time)};
        CellSums &cell = usage.days[dayOf(event.time)][cellKeyOf(event, declaredDimensions)];
        if (auto added = cell.add(event); !added)
            return added;
    }
    for (auto &[token, usage] : tokens) {
        if (auto noted = noteUse(token, usage.use); !noted)
            return noted;
        for (auto &[day, cells] : usage.days) {
            if (auto merged = mergeDay(token, day, std::move(cells)); !merged)
                return merged;
        }
    }
    return {};
}

Result<void> UsageStore::mergeDay(const TokenId &token, std::int64_t day, CellDay added)
{
    auto stored = m_connection.first(
        u"SELECT cells FROM usage_cell_day WHERE token_id = ? AND day = ?"_s,
        [](const Row &row) { return decodeCellDay(bytesOf(row.blob(0))); }, token, day);
    if (!stored)
        return std::unexpected(std::move(stored.error()));
    CellDay sum = std::move(added);
    if (*stored) {
        for (const auto &[key, cell] : **stored) {
            if (auto merged = sum[key].add(cell); !merged)
                return merged;
        }
    }
    const std::vector<std::byte> bytes = encodeCellDay(sum);
    return m_connection.run(u"INSERT INTO usage_cell_day (token_id, day, cells) VALUES (?, ?, ?)"
                            " ON CONFLICT (token_id, day) DO UPDATE SET cells = excluded.cells"_s,
        token, day, std::span(bytes));
}

Result<void> UsageStore::noteUse(const TokenId &token, const UseSpan &use)
{
    return m_connection.run(u"INSERT INTO token_use (token_id, first_ms, last_ms) VALUES (?, ?, ?)"
                            " ON CONFLICT (token_id) DO UPDATE SET first_ms = min(first_ms, excluded.first_ms),"
                            " last_ms = max(last_ms, excluded.last_ms)"_s,
        token, use.first, use.last);
}

Result<std::vector<UsageStore::StoredDay>> UsageStore::cellDays(const UsageQuery &query)
{
    if (query.span.isEmpty())
        return {};
    const Days days = daysOf(query.span);
    const auto map = [](const Row &row) { return StoredDay{{row.text(0)}, row.integer(1), row.blob(2)}; };
    if (query.tokens.empty())
        return m_connection.rows(
            u"SELECT token_id, day, cells FROM usage_cell_day WHERE day BETWEEN ? AND ? ORDER BY token_id, day"_s, map,
            days.first, days.last);
    std::vector<StoredDay> all;
    for (const TokenId &token : sortedUnique(query.tokens)) {
        auto some = m_connection.rows(
            u"SELECT token_id, day, cells FROM usage_cell_day WHERE token_id = ? AND day BETWEEN ? AND ? ORDER BY day"_s,
            map, token, days.first, days.last);
        if (!some)
            return some;
        std::ranges::move(*some, std::back_inserter(all));
    }
    return all;
}

Result<std::vector<StoredEvent>> UsageStore::events(const UsageQuery &query, const EventPage &page, IfDropped ifDropped)
{
    if (auto none = ifDropped == IfDropped::Refuse ? checkNoneDropped(query) : Result<void>(); !none)
        return std::unexpected(std::move(none.error()));
    auto overlapping = segments(query.span, page.newestFirst);
    if (!overlapping)
        return std::unexpected(std::move(overlapping.error()));
    const std::unordered_set<TokenId> tokens(query.tokens.begin(), query.tokens.end());
    const std::size_t most = std::numeric_limits<std::size_t>::max();
    const std::size_t wanted = page.limit > most - page.skip ? most : page.skip + page.limit;
    std::vector<StoredEvent> found;
    for (const SegmentFacts &facts : *overlapping) {
        if (found.size() >= wanted) {
            trim(found, page.newestFirst, wanted);
            // A tie may still order an event of the next segment in front.
            const bool isBehind = found.empty()
                || (page.newestFirst ? facts.span.end <= found.back().event.time
                                     : facts.span.begin > found.back().event.time);
            if (isBehind)
                break;
        }
        const auto columns = readColumns(facts, allColumns);
        if (!columns)
            return std::unexpected(columns.error());
        addMatching(*columns, query, tokens, {page.newestFirst, 0, wanted}, found);
    }
    trim(found, page.newestFirst, wanted);
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(page.skip, found.size())));
    return found;
}

Result<std::unordered_map<TokenId, UseSpan>> UsageStore::useSpans()
{
    std::unordered_map<TokenId, UseSpan> spans;
    auto done =
        m_connection.each(u"SELECT token_id, first_ms, last_ms FROM token_use"_s, [&](const Row &row) -> Result<void> {
            spans.emplace(TokenId{row.text(0)}, UseSpan{row.instant(1), row.instant(2)});
            return {};
        });
    if (done)
        done = syncNumbers();
    if (!done)
        return std::unexpected(std::move(done.error()));
    const auto bulk = usesInBulk();
    if (!bulk)
        return std::unexpected(bulk.error());
    for (const TokenUse &use : *bulk) {
        if (use.token >= m_tokenIds.size())
            return fail(ErrorCode::Damaged, "uses");
        const auto [entry, isNew] = spans.try_emplace({m_tokenIds[use.token]}, use.use);
        UseSpan &span = entry->second;
        span = {std::min(span.first, use.use.first), std::max(span.last, use.use.last)};
    }
    return spans;
}

Result<std::optional<UseSpan>> UsageStore::useSpan(const TokenId &id)
{
    auto span = m_connection.first(
        u"SELECT first_ms, last_ms FROM token_use WHERE token_id = ?"_s,
        [](const Row &row) { return UseSpan{row.instant(0), row.instant(1)}; }, id);
    if (!span)
        return span;
    if (auto synced = syncNumbers(); !synced)
        return std::unexpected(std::move(synced.error()));
    const std::optional<TokenNumber> number = numberOf(id);
    if (!number)
        return span;
    const auto bulk = usesInBulk();
    if (!bulk)
        return std::unexpected(bulk.error());
    for (const TokenUse &use : *bulk) {
        if (use.token != *number)
            continue;
        const UseSpan known = span->value_or(use.use);
        *span = UseSpan{std::min(known.first, use.use.first), std::max(known.last, use.use.last)};
    }
    return span;
}

Result<std::optional<Interval>> UsageStore::extent()
{
    auto row =
        m_connection.first(u"SELECT min(first_ms), max(last_ms), count(*) FROM (SELECT first_ms, last_ms FROM token_use"
                           " UNION ALL SELECT first_ms, last_ms FROM usage_use_part) AS uses"_s,
            [](const Row &found) {
                return std::pair(Interval{found.instant(0), found.instant(1).plus(1)}, found.integer(2));
            });
    if (!row)
        return std::unexpected(std::move(row.error()));
    if (!*row || (*row)->second == 0)
        return std::optional<Interval>();
    return std::optional((*row)->first);
}

} // namespace toll
