// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gaterun.h"

#include "core/services/ratingsource.h"

#include <algorithm>

namespace toll {

namespace {

using State = StoredGateRequest::State;

GateRecord recordOf(const StoredGateRequest &request)
{
    GateRecord record;
    record.token = tokenKeyOf(request.token);
    record.time = request.time;
    record.reservedUntil = request.expiresAt;
    record.requests = request.requests;
    record.units = request.units;
    record.id = request.id;
    record.model = request.model;
    record.endpoint = request.endpoint;
    return record;
}

/// A request that was admitted, as it was completed.
GateFacts factsOf(const GateRecord &admitted, const GateRecord &completed, std::string_view source)
{
    GateFacts facts;
    facts.model = completed.model.empty() ? admitted.model : completed.model;
    facts.endpoint = completed.endpoint.empty() ? admitted.endpoint : completed.endpoint;
    facts.source = source;
    facts.status = completed.status;
    facts.requests = completed.requests.value_or(admitted.requests.value_or(1));
    facts.units = completed.units;
    if (completed.responseMs)
        facts.responseMs = *completed.responseMs * facts.requests;
    facts.isComplete = true;
    return facts;
}

/// Terms begin with what was admitted, though the store has no usage of it yet.
void beginEarlier(GateModel &model, const std::unordered_map<CounterId, Instant> &firsts)
{
    for (GateToken &token : model.tokens) {
        const auto first = token.startsAtUse ? firsts.find(tokenKeyOf(token.holder->token)) : firsts.end();
        if (first != firsts.end())
            token.rated.firstTermStart = std::min(
                floorTo(first->second, msPerQuarter), token.rated.firstTermStart.value_or(latestInstant));
    }
}

/// The part of a model that is about some tokens and customers.
GateModel partOf(const GateModel &model, const GateEngine::Changed &changed)
{
    GateModel part;
    part.customers = model.customers;
    for (const GateToken &token : model.tokens)
        if (changed.tokens.contains(token.holder->token) || changed.customers.contains(token.holder->customer))
            part.tokens.push_back(token);
    return part;
}

} // namespace

Gate::Impl::Impl(ServiceContext &services, const std::string &workspace, GateOptions wanted)
    : context(services), options(std::move(wanted)), engine(options.source, options.rememberFor),
      m_drain(services, options)
{
    if (options.journal.empty())
        options.journal = workspace + ".journal";
}

Result<void> Gate::Impl::append(const GateRecord &record)
{
    std::array<std::byte, mostRecordBytes> bytes;
    if (journal->append(encode(record, bytes)) == 0)
        return fail(ErrorCode::Io, options.journal);
    return {};
}

Result<Gate::Impl::Records> Gate::Impl::read(std::uint64_t upTo)
{
    Records records;
    const Result<void> done =
        journal->read(m_drained, upTo, [&](std::uint64_t number, std::span<const std::byte> payload) -> Result<void> {
            const Result<GateRecord> record = decodeRecord(payload);
            if (!record)
                return fail(ErrorCode::Damaged, options.journal, "record " + std::to_string(number));
            records.push_back(std::make_unique<OwnedRecord>(number, *record));
            return {};
        });
    if (!done)
        return std::unexpected(done.error());
    return records;
}

Result<std::vector<StoredGateRequest>> Gate::Impl::openRequests()
{
    Result<std::vector<StoredGateRequest>> open = context.stores->gate.inState(State::Open);
    Result<std::vector<StoredGateRequest>> reserved = context.stores->gate.inState(State::Reserved);
    if (!open || !reserved)
        return !open ? std::move(open) : std::move(reserved);
    std::ranges::move(*reserved, std::back_inserter(*open));
    std::ranges::stable_sort(*open, {}, &StoredGateRequest::time);
    return open;
}

Result<Gate::Impl::History> Gate::Impl::readHistory(std::unordered_map<TokenId, Instant> needed, Instant now)
{
    constexpr std::size_t fewTokens = 1000;
    History history;
    Result<std::vector<StoredGateRequest>> open = openRequests();
    if (!open)
        return std::unexpected(open.error());
    history.open = std::move(*open);
    if (!needed.empty()) {
        UsageQuery query;
        query.span = {now, now.plus(1)};
        for (const auto &[token, from] : needed) {
            query.span.begin = std::min(query.span.begin, from);
            if (needed.size() <= fewTokens)
                query.tokens.push_back(token);
        }
        // Of days that retention has dropped there are cells; their windows are over, but for long ones.
        const Result<std::optional<Interval>> dropped = context.stores->usage.droppedIn(query);
        if (!dropped)
            return std::unexpected(dropped.error());
        if (*dropped) {
            UsageQuery early = query;
            early.span.begin = floorTo(query.span.begin, msPerQuarter);
            early.span.end = floorTo((*dropped)->end, msPerQuarter).plus(msPerQuarter);
            query.span.begin = early.span.end;
            Result<UsageTable> cells = context.stores->usage.cells(early);
            if (!cells)
                return std::unexpected(cells.error());
            history.usage.push_back(std::move(*cells));
        }
        std::vector<bool> marked;
        Result<UsageTable> events = eventRows(*context.stores, query, {}, marked);
        if (!events)
            return std::unexpected(events.error());
        history.usage.push_back(std::move(*events));
    }
    history.needed = std::move(needed);
    return history;
}

/// Counts what happened in order of time; completions come last, and move the counts of their requests.
Result<std::int64_t> Gate::Impl::rebuild(
    const History &history, const Records &records, const GateEngine::Changed *only)
{
    std::vector<GateRecord> admitted;
    for (const StoredGateRequest &request : history.open)
        if (!m_arrived.contains(request.id)) // that is among the usage
            admitted.push_back(recordOf(request));
    for (const std::unique_ptr<OwnedRecord> &record : records)
        if (record->record.kind == GateRecord::Kind::Admitted && !m_arrived.contains(record->id))
            admitted.push_back(record->record);
    std::ranges::stable_sort(admitted, {}, [](const GateRecord &record) { return record.time.value_or(Instant()); });
    std::unordered_map<std::string_view, const GateRecord *> completed; ///< of requests that are known and closed
    for (const std::unique_ptr<OwnedRecord> &record : records)
        if (only && record->record.kind == GateRecord::Kind::Completed)
            completed.emplace(record->record.id, &record->record);
    std::int64_t counted = 0;
    auto next = admitted.begin();
    const auto restoreUntil = [&](Instant t) -> Result<void> {
        for (; next != admitted.end() && next->time.value_or(Instant()) <= t; ++next, ++counted) {
            const auto ended = completed.find(next->id);
            const TokenId *token = engine.tokenOf(next->token);
            const Result<void> restored = ended == completed.end() || !token
                ? engine.restore(*next, only)
                : engine.count(*token, factsOf(*next, *ended->second, options.source), *next->time, only);
            if (!restored)
                return restored;
        }
        return {};
    };
    for (const UsageTable &usage : history.usage)
        for (const UsageRow &row : usage.rows) {
            const TokenId &token = usage.tokens[row.token];
            const auto needed = history.needed.find(token);
            if (needed == history.needed.end() || row.time < needed->second)
                continue;
            if (Result<void> restored = restoreUntil(row.time); !restored)
                return std::unexpected(restored.error());
            if (Result<void> done = engine.count(token, factsOf(usage, row), row.time, only); !done)
                return std::unexpected(done.error());
            ++counted;
        }
    if (Result<void> restored = restoreUntil(latestInstant); !restored)
        return std::unexpected(restored.error());
    if (!only)
        if (Result<void> ended = completeAll(records); !ended)
            return std::unexpected(ended.error());
    return counted;
}

Result<void> Gate::Impl::completeAll(const Records &records)
{
    for (const std::unique_ptr<OwnedRecord> &record : records) {
        if (record->record.kind != GateRecord::Kind::Completed)
            continue;
        if (const Result<bool> done = engine.complete(record->record); !done)
            return std::unexpected(done.error());
        engine.remember(requestKeyOf(record->record.id), record->record.token, engine.now(earliestInstant));
    }
    return {};
}

Result<void> Gate::Impl::open()
{
    const Instant now = context.clock();
    Result<std::optional<GateStore::Place>> place = context.stores->gate.place();
    if (!place)
        return std::unexpected(place.error());
    if (!*place) {
        *place = GateStore::Place{newUuid(now, context.entropy), 0};
        if (Result<void> set = atomically(
                *context.stores->connection, [&] { return context.stores->gate.setPlace(**place); });
            !set)
            return set;
    }
    m_drained = (*place)->drained;
    GateJournal::Options files;
    files.path = options.journal;
    files.id = (*place)->journal;
    files.flushEvery = options.flushEvery;
    files.drained = m_drained;
    files.acceptsDamage = options.acceptsDamage;
    GateJournal::Found found;
    Result<std::unique_ptr<GateJournal>> opened = GateJournal::open(files, found);
    if (!opened)
        return std::unexpected(opened.error());
    journal = std::move(*opened);
    report = {found.records, 0, found.tornBytes, found.damaged};
    const Result<Records> records = read(journal->last());
    const Result<std::vector<StoredGateRequest>> open = openRequests();
    Result<GateModel> model = loadGateModel(*context.stores, now);
    if (!records || !open || !model)
        return std::unexpected(!records ? records.error() : !open ? open.error() : model.error());
    std::unordered_map<CounterId, Instant> firsts;
    const auto noteFirst = [&firsts](const GateRecord &record) {
        Instant &first = firsts.try_emplace(record.token, latestInstant).first->second;
        first = std::min(first, record.time.value_or(latestInstant));
    };
    for (const StoredGateRequest &request : *open)
        noteFirst(recordOf(request));
    for (const std::unique_ptr<OwnedRecord> &record : *records)
        if (record->record.kind == GateRecord::Kind::Admitted)
            noteFirst(record->record);
    beginEarlier(*model, firsts);
    (void)engine.now(now);
    if (Result<void> begun = m_drain.begin(); !begun)
        return begun;
    if (Result<void> looked = findArrived(*open, *records); !looked)
        return looked;
    const GateEngine::Changed all = engine.take(std::move(*model));
    Result<std::unordered_map<TokenId, Instant>> needed = engine.usageNeeded(all, now);
    if (!needed)
        return std::unexpected(needed.error());
    const Result<History> history = readHistory(std::move(*needed), now);
    if (!history)
        return std::unexpected(history.error());
    const Result<std::int64_t> counted = rebuild(*history, *records, nullptr);
    if (!counted)
        return std::unexpected(counted.error());
    report.counted = *counted;
    return rememberRecent(now);
}

/// Ids of requests that were completed not long ago may come again.
Result<void> Gate::Impl::rememberRecent(Instant now)
{
    UsageQuery recent;
    recent.span = {now.plus(-options.rememberFor), now.plus(1)};
    const Result<std::vector<StoredEvent>> events =
        context.stores->usage.events(recent, {}, IfDropped::LeaveOut);
    if (!events)
        return std::unexpected(events.error());
    for (const StoredEvent &stored : *events)
        if (stored.event.source == options.source && !stored.event.id.empty())
            engine.remember(requestKeyOf(stored.event.id), tokenKeyOf(stored.token), stored.event.time);
        else if (!stored.event.id.empty())
            reports.add(requestKeyOf(stored.event.id),
                {tokenKeyOf(stored.token), stored.hash, stored.event.source, stored.event.time});
    return {};
}

/// What is to be written off. It is closed for the engine at once, so that a completion that comes meanwhile finds it so.
Result<std::vector<StoredGateRequest>> Gate::Impl::takeDue(Instant now)
{
    Result<std::vector<StoredGateRequest>> due =
        context.stores->gate.due(now.plus(-options.completeWithin), now);
    if (!due)
        return due;
    const std::scoped_lock lock(mutex);
    std::erase_if(*due, [&](const StoredGateRequest &request) {
        if (m_closing.contains(request.id))
            return false;
        const CounterId key = requestKeyOf(request.id);
        if (!engine.isOpen(key))
            return true; // its completion is in the journal
        engine.close(key, request.state == State::Reserved);
        m_closing.insert(request.id);
        return false;
    });
    return due;
}

Result<void> Gate::Impl::countUnasked(const std::vector<StoredEvent> &events)
{
    if (events.empty())
        return {};
    UsageTable usage;
    std::vector<UsageRow> rows;
    for (const StoredEvent &stored : events)
        rows.push_back(usage.rowOf(stored.event, 0));
    const std::scoped_lock lock(mutex);
    for (std::size_t i = 0; i < events.size(); ++i)
        if (Result<void> counted = engine.count(events[i].token, factsOf(usage, rows[i]), rows[i].time); !counted)
            return counted;
    return {};
}

/// What is due is known once all records are in the store.
Result<void> Gate::Impl::writeOff(GateDrain::Work &work, Instant now, DrainReport &drained)
{
    Result<std::vector<StoredGateRequest>> due = takeDue(now);
    if (!due)
        return std::unexpected(due.error());
    work.records.clear();
    work.arrived.clear();
    work.due = std::move(*due);
    const Result<GateDrain::Done> done = m_drain.write(work, now);
    if (!done)
        return std::unexpected(done.error());
    m_closing.clear();
    drained.added += done->report.added;
    drained.duplicates += done->report.duplicates;
    drained.conflicts += done->report.conflicts;
    drained.uncompleted += done->report.uncompleted;
    drained.expired += done->report.expired;
    drained.rejected += done->report.rejected;
    return {};
}

Result<DrainReport> Gate::Impl::drain(Instant now)
{
    const Result<std::vector<StoredEvent>> news = m_drain.news();
    if (!news)
        return std::unexpected(news.error());
    if (Result<void> taken = takeNews(*news); !taken)
        return std::unexpected(taken.error());
    GateDrain::Work work;
    work.arrived = m_arrived;
    {
        const std::scoped_lock lock(mutex);
        (void)engine.now(now);
        engine.forget(now);
        reports.forget(now.plus(-options.rememberFor));
        work.upTo = journal->last();
    }
    Result<Records> records = read(work.upTo);
    if (!records)
        return std::unexpected(records.error());
    work.records = std::move(*records);
    work.tokenOf = [this](const CounterId &token) {
        const std::scoped_lock lock(mutex);
        return engine.tokenOf(token);
    };
    work.reportOf = [this](const CounterId &request) -> std::optional<GateReports::Report> {
        const std::scoped_lock lock(mutex);
        const GateReports::Report *found = reports.find(request);
        return found ? std::optional(*found) : std::nullopt;
    };
    const Result<GateDrain::Done> done = m_drain.write(work, now);
    if (!done)
        return std::unexpected(done.error());
    m_drained = work.upTo;
    m_arrived.clear();
    journal->forget(m_drained);
    if (Result<void> counted = countUnasked(done->unasked); !counted)
        return std::unexpected(counted.error());
    DrainReport drained = done->report;
    if (Result<void> written = writeOff(work, now, drained); !written)
        return std::unexpected(written.error());
    if (context.changed && drained.added + drained.conflicts > 0)
        context.changed(Topic::Usage);
    return drained;
}

Result<void> Gate::Impl::refresh(Instant now)
{
    if (const Result<DrainReport> drained = drain(now); !drained)
        return std::unexpected(drained.error());
    Result<GateModel> model = loadGateModel(*context.stores, now);
    if (!model)
        return std::unexpected(model.error());
    GateEngine::Changed changed;
    {
        const std::scoped_lock lock(mutex);
        changed = engine.difference(*model);
    }
    // Which terms are under way is asked of an engine of its own, so that nobody meets counters that are empty.
    GateEngine scratch(options.source, 0);
    (void)scratch.now(now);
    (void)scratch.take(partOf(*model, changed));
    Result<std::unordered_map<TokenId, Instant>> needed = scratch.usageNeeded(changed, now);
    if (!needed)
        return std::unexpected(needed.error());
    const Result<History> history = readHistory(std::move(*needed), now);
    if (!history)
        return std::unexpected(history.error());
    const std::scoped_lock lock(mutex);
    const Result<Records> records = read(journal->last());
    if (!records)
        return std::unexpected(records.error());
    const GateEngine::Changed taken = engine.take(std::move(*model));
    if (taken.isEmpty())
        return {};
    const Result<std::int64_t> counted = rebuild(*history, *records, &taken);
    return counted ? Result<void>() : std::unexpected(counted.error());
}

} // namespace toll
