// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/checkrun.h"

#include "core/base/json.h"
#include "core/calendar/zone.h"
#include "core/services/conflictbody.h"
#include "core/services/usagebatch.h"
#include "core/storage/integritystore.h"
#include "core/storage/migrator.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace toll {

namespace {

constexpr std::int64_t mostOfAKind = 100;
constexpr int mostLines = 100; ///< of SQLite's own check
constexpr std::int64_t ledgerPage = 5'000;

std::string segmentName(std::int64_t number)
{
    return "segment " + std::to_string(number);
}

std::string dayText(std::int64_t day)
{
    return toIso(dateFromDays(day));
}

bool isEarlier(const StoredEvent &a, const StoredEvent &b)
{
    return std::tie(a.event.time, a.event.id) < std::tie(b.event.time, b.event.id);
}

} // namespace

void CheckRun::add(FindingKind kind, std::string where, std::string found, std::string expected)
{
    if (++m_counts[kind] > mostOfAKind)
        ++m_report.notShown;
    else
        m_report.findings.push_back({kind, std::move(where), std::move(found), std::move(expected)});
}

CheckReport CheckRun::report() &&
{
    return std::move(m_report);
}

Result<void> CheckRun::noted(Result<void> step)
{
    if (step || step.error().code == ErrorCode::Cancelled)
        return step;
    const Error &error = step.error();
    const bool isFile = toQString(error.where) == m_stores.connection->path();
    add(isFile ? FindingKind::Database : FindingKind::Record, isFile ? std::string() : error.where, error.found);
    return {};
}

Result<void> CheckRun::check()
{
    using CheckStep = Result<void> (CheckRun::*)();
    for (const CheckStep step : {&CheckRun::checkSchema, &CheckRun::checkDatabase, &CheckRun::checkRecords,
             &CheckRun::checkUsage, &CheckRun::checkBuckets, &CheckRun::checkConflicts, &CheckRun::checkLedger}) {
        if (m_job.isCancelled())
            return fail(ErrorCode::Cancelled);
        if (Result<void> done = noted((this->*step)()); !done)
            return done;
    }
    return {};
}

Result<void> CheckRun::checkSchema()
{
    const Result<int> version = m_stores.connection->schemaVersion();
    if (!version)
        return std::unexpected(version.error());
    if (*version < 1 || *version > latestSchemaVersion()) {
        add(FindingKind::Version, "user_version", std::to_string(*version),
            "1 .. " + std::to_string(latestSchemaVersion()));
        return {};
    }
    const Result<std::vector<SchemaObject>> known = builtInSchema(*version);
    const Result<std::vector<SchemaObject>> there = IntegrityStore(*m_stores.connection).schema();
    if (!known || !there)
        return std::unexpected(known ? there.error() : known.error());
    for (const SchemaObject &object : *known)
        if (!std::ranges::binary_search(*there, object))
            add(FindingKind::Schema, object.name, object.kind);
    for (const SchemaObject &object : *there)
        if (std::ranges::find(*known, object.name, &SchemaObject::name) == known->end())
            add(FindingKind::Schema, object.name, object.kind);
    return {};
}

Result<void> CheckRun::checkDatabase()
{
    IntegrityStore store(*m_stores.connection);
    const Result<std::vector<std::string>> lines = store.damage(mostLines);
    if (!lines)
        return std::unexpected(lines.error());
    for (const std::string &line : *lines)
        add(FindingKind::Database, {}, line);
    const Result<std::vector<OrphanRow>> orphans = store.orphans();
    if (!orphans)
        return std::unexpected(orphans.error());
    for (const OrphanRow &orphan : *orphans)
        add(FindingKind::Reference, orphan.table, orphan.missing, std::to_string(orphan.row));
    return {};
}

/// Tokens, customers and plans are read as the programs read them.
Result<void> CheckRun::checkRecords()
{
    const auto voided = [](const auto &result) {
        return result ? Result<void>() : Result<void>(std::unexpected(result.error()));
    };
    for (Result<void> read :
        {voided(m_stores.customers.list(true)), voided(m_stores.tokens.list()), voided(m_stores.plans.list())})
        if (Result<void> done = noted(std::move(read)); !done)
            return done;
    return {};
}

Result<void> CheckRun::checkUsage()
{
    UsageStore &store = m_stores.usage;
    const Result<std::vector<std::string>> dimensions = declaredDimensions(m_stores);
    if (!dimensions)
        return std::unexpected(dimensions.error());
    auto days = store.storedDays();
    if (!days)
        return std::unexpected(days.error());
    m_days = std::move(*days);
    if (Result<void> read = readDropped(); !read)
        return read;
    UsageRecount recount(store, *dimensions);
    const auto onSegment = [this](const SegmentInfo &segment, const Result<std::vector<StoredEvent>> &events) {
        if (!events) {
            add(FindingKind::Segment, segmentName(segment.number), events.error().found);
            m_unread.push_back(segment.span);
        } else {
            checkSegment(segment, *events);
        }
        return Result<void>();
    };
    const auto onDay = [this](const TokenId &token, std::int64_t day, const CellDay &cells) {
        return compareDay(token, day, cells);
    };
    const auto progress = [this](std::int64_t done, std::int64_t total) {
        m_job.report(done, total);
        return !m_job.isCancelled();
    };
    if (Result<void> summed = recount.run(onSegment, onDay, progress); !summed)
        return summed;
    Result<void> done = checkRepeats();
    if (done)
        done = checkCount();
    if (done)
        done = checkLeftDays();
    if (done)
        checkDroppedDays();
    if (done)
        done = checkUses(recount);
    return done;
}

void CheckRun::checkSegment(const SegmentInfo &segment, const std::vector<StoredEvent> &events)
{
    ++m_report.segments;
    m_report.events += static_cast<std::int64_t>(events.size());
    const bool isAsItSays = !events.empty() && std::ranges::is_sorted(events, isEarlier)
        && Interval{events.front().event.time, events.back().event.time.plus(1)} == segment.span;
    if (!isAsItSays)
        add(FindingKind::SegmentFacts, segmentName(segment.number));
    for (const StoredEvent &stored : events) {
        m_hashes.push_back(stored.hash);
        const UsageEvent &event = stored.event;
        if (!event.id.empty() && stored.hash != hashOfId(event.source, event.id))
            add(FindingKind::Identity, segmentName(segment.number), event.id);
    }
}

Result<void> CheckRun::checkRepeats()
{
    std::ranges::sort(m_hashes);
    std::vector<EventHash> repeated;
    for (std::size_t i = 1; i < m_hashes.size(); ++i)
        if (m_hashes[i] == m_hashes[i - 1] && (repeated.empty() || repeated.back() != m_hashes[i]))
            repeated.push_back(m_hashes[i]);
    m_hashes = {};
    UsageStore &store = m_stores.usage;
    std::map<EventHash, std::pair<std::string, std::string>> places; // segments, id
    if (!repeated.empty()) {
        const auto segments = store.segmentList();
        if (!segments)
            return std::unexpected(segments.error());
        for (const SegmentInfo &segment : *segments) {
            const auto events = store.segmentEvents(segment);
            for (const StoredEvent &stored : events.value_or(std::vector<StoredEvent>()))
                if (std::ranges::binary_search(repeated, stored.hash)) {
                    auto &[where, id] = places[stored.hash];
                    where += (where.empty() ? "" : ", ") + segmentName(segment.number);
                    id = stored.event.id;
                }
        }
    }
    for (const EventHash &hash : repeated) {
        const auto place = places.find(hash);
        if (place == places.end()) // dropped twice
            add(FindingKind::Repeated, "dropped");
        else
            add(FindingKind::Repeated, place->second.first, place->second.second);
    }
    return {};
}

Result<void> CheckRun::checkCount()
{
    const Result<std::int64_t> imported = IntegrityStore(*m_stores.connection).eventsImported();
    const Result<std::int64_t> there = m_stores.usage.eventCount();
    if (!imported || !there)
        return std::unexpected(imported ? there.error() : imported.error());
    const std::int64_t known = *there + m_report.dropped;
    if (*imported != known)
        add(FindingKind::Lost, "segment", std::to_string(known), std::to_string(*imported));
    return {};
}

bool CheckRun::isUncertain(std::int64_t day) const
{
    const Interval span{{day * msPerDay}, {(day + 1) * msPerDay}};
    return std::ranges::any_of(m_unread, [&](const Interval &unread) { return !intersection(unread, span).isEmpty(); });
}

/// Days come one after the other, each with many tokens whose cells lie together.
Result<void> CheckRun::loadDay(std::int64_t day)
{
    if (m_storedDay && m_storedDay->day == day)
        return {};
    m_storedDay = StoredDay{day, {}, false};
    const Instant begin{day * msPerDay};
    Result<void> visited = m_stores.usage.visitCells(
        {{}, {begin, begin.plus(msPerDay)}}, [this](const TokenId &token, const CellDay &cells) {
            m_storedDay->cells.emplace(token, cells);
            return Result<void>();
        });
    if (!visited && visited.error().code == ErrorCode::Damaged) {
        m_storedDay->isDamaged = true;
        return {};
    }
    return visited;
}

Result<void> CheckRun::compareDay(const TokenId &token, std::int64_t day, const CellDay &cells)
{
    ++m_report.cellDays;
    if (const auto known = m_days.find(token); known != m_days.end())
        std::erase(known->second, day);
    if (m_droppedDays.contains(day))
        return keepRest(token, day, cells);
    if (Result<void> loaded = loadDay(day); !loaded)
        return loaded;
    if (!m_storedDay->isDamaged) {
        const auto stored = m_storedDay->cells.find(token);
        if ((stored == m_storedDay->cells.end() || stored->second != cells) && !isUncertain(day))
            add(FindingKind::Cells, token.text, dayText(day));
        return {};
    }
    const auto stored = m_stores.usage.storedCells(token, day); // it may be another's that are damaged
    if (!stored && stored.error().code != ErrorCode::Damaged)
        return std::unexpected(stored.error());
    const bool isSame = stored && *stored && **stored == cells;
    if (!isSame && (!stored || !isUncertain(day)))
        add(FindingKind::Cells, token.text, dayText(day));
    return {};
}

/// Cells of days without events.
Result<void> CheckRun::checkLeftDays()
{
    for (const auto &[token, days] : m_days)
        for (const std::int64_t day : days) {
            if (m_droppedDays.contains(day)) {
                if (Result<void> kept = keepRest(token, day, {}); !kept)
                    return kept;
            } else if (!isUncertain(day)) {
                add(FindingKind::Cells, token.text, dayText(day));
            }
        }
    m_days.clear();
    return {};
}

Result<void> CheckRun::checkUses(const UsageRecount &recount)
{
    auto stored = m_stores.usage.useSpans();
    if (!stored)
        return std::unexpected(stored.error());
    if (!m_unread.empty())
        return {}; // which events are the first and the last is not known
    std::unordered_map<TokenId, UseSpan> uses = recount.uses();
    for (const auto &[token, use] : m_droppedUses) {
        UseSpan &whole = uses.try_emplace(token, UseSpan{use.first, use.last}).first->second;
        whole = {std::min(whole.first, use.first), std::max(whole.last, use.last)};
    }
    for (const auto &[token, use] : uses) {
        const auto known = stored->find(token);
        if (known == stored->end() || known->second != use)
            add(FindingKind::Uses, token.text);
        if (known != stored->end())
            stored->erase(known);
    }
    for (const auto &[token, use] : *stored)
        add(FindingKind::Uses, token.text);
    return {};
}

Result<void> CheckRun::checkConflicts()
{
    const Result<std::vector<UsageConflict>> conflicts = m_stores.batches.conflicts(true);
    if (!conflicts)
        return std::unexpected(conflicts.error());
    for (const UsageConflict &conflict : *conflicts)
        for (const std::string &body : {conflict.firstBody, conflict.secondBody})
            if (const auto read = eventOf(body, conflict.hash); !read)
                add(FindingKind::Conflict, std::to_string(conflict.number));
    return {};
}

Result<void> CheckRun::checkLedger()
{
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    std::optional<std::int64_t> expected;
    while (true) {
        const Result<std::vector<LedgerEntry>> page = m_stores.ledger.page(ledgerPage, before);
        if (!page)
            return std::unexpected(page.error());
        for (const LedgerEntry &entry : *page) {
            ++m_report.ledgerEntries;
            if (expected && entry.sequence != *expected)
                add(FindingKind::Ledger, std::to_string(*expected));
            expected = entry.sequence - 1;
            const Result<Json> payload = parseJson(entry.payload);
            if (!payload || payload->dumpCanonical() != entry.payload)
                add(FindingKind::Ledger, std::to_string(entry.sequence), entry.kind);
        }
        if (page->empty())
            break;
        before = page->back().sequence;
    }
    if (expected && *expected != 0)
        add(FindingKind::Ledger, std::to_string(*expected));
    return {};
}

} // namespace toll
