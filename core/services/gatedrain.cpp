// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatedrain.h"

#include "core/services/eventjson.h"
#include "core/services/stores.h"
#include "core/services/usagebatch.h"

#include <algorithm>
#include <tuple>

namespace toll {

namespace {

using State = StoredGateRequest::State;

/// What a completion says goes before what was known.
void overlay(UsageEvent &event, const GateRecord &record)
{
    event.count = record.requests.value_or(event.count);
    event.status = record.status != noStatus ? record.status : event.status;
    if (record.responseMs)
        event.responseMs = record.responseMs;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (record.units[unit])
            event.units[unit] = record.units[unit];
    if (!record.model.empty())
        event.model = record.model;
    if (!record.endpoint.empty())
        event.endpoint = record.endpoint;
}

} // namespace

OwnedRecord::OwnedRecord(std::uint64_t at, const GateRecord &read)
    : number(at), record(read), id(read.id), model(read.model), endpoint(read.endpoint)
{
    record.id = id;
    record.model = model;
    record.endpoint = endpoint;
}

Result<void> GateDrain::begin()
{
    const auto learn = [this](std::span<const EventHash> identities) -> Result<void> {
        m_seen.insert(identities);
        return {};
    };
    if (Result<void> learnt = m_context.stores->dropped.visit(learn); !learnt)
        return learnt;
    const Result<std::int64_t> newest = m_context.stores->gate.newestSegment();
    if (!newest)
        return std::unexpected(newest.error());
    m_lastSegment = *newest;
    return m_context.stores->usage.visitColumns(
        {earliestInstant, latestInstant.plus(1)}, SegmentColumn::Id | SegmentColumn::Source | SegmentColumn::Hash,
        [&learn](const EventColumns &columns) { return learn(columns.hashes); }, IfDropped::LeaveOut);
}

Result<std::set<std::string>> GateDrain::usageAmong(const std::vector<std::string> &requests) const
{
    std::vector<EventHash> doubted;
    for (const std::string &request : requests)
        if (const EventHash hash = hashOfId(m_options.source, request); m_seen.contains(hash))
            doubted.push_back(hash);
    std::set<std::string> known;
    if (doubted.empty())
        return known;
    const auto stored = m_context.stores->usage.byHash(doubted);
    if (!stored)
        return std::unexpected(stored.error());
    for (const auto &[hash, event] : *stored)
        known.insert(event.event.id);
    return known;
}

Result<std::vector<StoredEvent>> GateDrain::news()
{
    std::vector<StoredEvent> events;
    const Result<std::vector<GateStore::NewSegment>> segments = m_context.stores->gate.segmentsAfter(m_lastSegment);
    if (!segments)
        return std::unexpected(segments.error());
    for (const GateStore::NewSegment &segment : *segments) {
        if ((m_admitted.isKnown && segment.batch == m_admitted.batch.id)
            || (m_reported.isKnown && segment.batch == m_reported.batch.id)) {
            m_lastSegment = segment.facts.number;
            continue;
        }
        const Result<EventColumns> columns = m_context.stores->usage.readColumns(segment.facts, allColumns);
        if (!columns && !events.empty())
            return events; // the next time goes on from here
        if (!columns)
            return std::unexpected(columns.error());
        m_lastSegment = segment.facts.number;
        std::vector<std::uint8_t> wereSeen;
        m_seen.insert(columns->hashes, wereSeen); // a segment that was written anew brings nothing new
        for (std::size_t row = 0; row < columns->rows; ++row)
            if (wereSeen[row] == 0)
                events.push_back(columns->at(row));
    }
    return events;
}

StoredEvent GateDrain::eventOf(const StoredGateRequest &request) const
{
    StoredEvent stored;
    stored.token = request.token;
    stored.event.id = request.id;
    stored.event.source = m_options.source;
    stored.event.time = request.time;
    stored.event.count = request.requests;
    stored.event.units = request.units;
    stored.event.model = request.model;
    stored.event.endpoint = request.endpoint;
    stored.hash = hashOfId(stored.event.source, stored.event.id);
    return stored;
}

Result<GateDrain::Done> GateDrain::write(const Work &work, Instant now)
{
    const bool isNothing = work.records.empty() && work.due.empty() && work.arrived.empty();
    if (isNothing)
        return Done();
    const Run before = m_admitted;
    Writing writing;
    const auto run = [&]() -> Result<void> {
        if (Result<void> found = findKnown(work, writing); !found)
            return found;
        for (const std::unique_ptr<OwnedRecord> &record : work.records)
            if (Result<void> taken = take(*record, work, writing, now); !taken)
                return taken;
        for (const StoredGateRequest &request : work.due)
            if (Result<void> written = writeOff(request, writing); !written)
                return written;
        for (const std::string &request : work.arrived)
            if (Result<void> forgotten = forget(request, writing); !forgotten)
                return forgotten;
        std::vector<const StoredGateRequest *> open;
        for (const auto &[id, request] : writing.open)
            open.push_back(&request);
        // In order of time, as gateways' ids may be: neighbours lie together then.
        std::ranges::sort(open, {}, [](const StoredGateRequest *request) { return std::tie(request->time, request->id); });
        if (Result<void> added = m_context.stores->gate.addAll(open); !added)
            return added;
        if (Result<void> settled = settle(writing); !settled)
            return settled;
        if (Result<void> appended = append(writing, now); !appended)
            return appended;
        Result<std::optional<GateStore::Place>> place = m_context.stores->gate.place();
        if (!place || !*place)
            return std::unexpected(!place ? place.error() : Error{ErrorCode::Damaged, "gate", {}, {}, 0});
        (*place)->drained = work.upTo;
        return m_context.stores->gate.setPlace(**place);
    };
    // Who listens is told by the caller, once everything is in its place.
    Result<void> written = atomically(*m_context.stores->connection, run);
    if (!written) {
        m_admitted = before;
        return std::unexpected(written.error());
    }
    writing.done.report.records = std::ssize(work.records);
    return std::move(writing.done);
}

Result<void> GateDrain::findKnown(const Work &work, Writing &writing)
{
    std::vector<std::string_view> ids;
    for (const std::unique_ptr<OwnedRecord> &record : work.records)
        ids.push_back(record->id);
    Result<std::vector<StoredGateRequest>> known = m_context.stores->gate.findAll(ids);
    if (!known)
        return std::unexpected(known.error());
    for (StoredGateRequest &request : *known)
        writing.known.emplace(request.id, std::move(request));
    return {};
}

Result<void> GateDrain::take(const OwnedRecord &owned, const Work &work, Writing &writing, Instant now)
{
    const GateRecord &record = owned.record;
    if (record.kind == GateRecord::Kind::Completed)
        return complete(owned, work, writing, now);
    const TokenId *token = work.tokenOf(record.token);
    // An id that comes again after its time is not billed again.
    if (!token || !record.time || writing.known.contains(owned.id) || writing.open.contains(owned.id)) {
        ++(token ? writing.done.report.duplicates : writing.done.report.rejected);
        return {};
    }
    StoredGateRequest request;
    request.id = owned.id;
    request.token = *token;
    request.time = *record.time;
    request.state = record.reservedUntil ? State::Reserved : State::Open;
    request.expiresAt = record.reservedUntil;
    request.requests = record.requests.value_or(1);
    request.units = record.units;
    request.model = owned.model;
    request.endpoint = owned.endpoint;
    writing.open.emplace(owned.id, std::move(request));
    return {};
}

Result<void> GateDrain::complete(const OwnedRecord &owned, const Work &work, Writing &writing, Instant now)
{
    const GateRecord &record = owned.record;
    Candidate candidate;
    if (const auto open = writing.open.find(owned.id); open != writing.open.end()) {
        candidate.event = eventOf(open->second);
        writing.open.erase(open);
    } else {
        if (const auto known = writing.known.find(owned.id); known != writing.known.end()) {
            candidate.event = eventOf(known->second);
            candidate.isUnasked = known->second.state == State::Expired;
            writing.known.erase(known);
            if (Result<void> removed = m_context.stores->gate.remove(record.id); !removed)
                return removed;
        } else {
            const TokenId *token = work.tokenOf(record.token);
            StoredGateRequest request;
            request.id = owned.id;
            request.token = token ? *token : TokenId();
            request.time = record.time.value_or(now);
            candidate.event = eventOf(request);
            if (const auto report = work.reportOf(requestKeyOf(record.id));
                report && (report->token == record.token || record.token == CounterId())) {
                candidate.event.hash = report->hash; // it is usage already, and this says how that ended
                candidate.event.event.source = report->source;
            }
            candidate.isUnasked = true;
            candidate.saysRequests = record.requests.has_value();
        }
    }
    overlay(candidate.event.event, record);
    writing.candidates.push_back(std::move(candidate));
    return {};
}

Result<void> GateDrain::writeOff(const StoredGateRequest &request, Writing &writing)
{
    const Result<std::optional<StoredGateRequest>> now = m_context.stores->gate.find(request.id);
    if (!now)
        return std::unexpected(now.error());
    if (!*now || (*now)->state != request.state)
        return {}; // completed by these records
    const bool isReserved = request.state == State::Reserved;
    ++(isReserved ? writing.done.report.expired : writing.done.report.uncompleted);
    if (!isReserved)
        writing.candidates.push_back({eventOf(request), false});
    return m_context.stores->gate.setState(request.id, isReserved ? State::Expired : State::Uncompleted);
}

/// A request is open no more: its usage is in the store, as an event of its own.
Result<void> GateDrain::forget(const std::string &arrived, Writing &writing)
{
    ++writing.done.report.duplicates;
    if (writing.open.erase(arrived) > 0)
        return {};
    const Result<std::optional<StoredGateRequest>> known = m_context.stores->gate.find(arrived);
    if (!known)
        return std::unexpected(known.error());
    return *known ? m_context.stores->gate.remove(arrived) : Result<void>();
}

/// Tells new events from those that came before, here or otherwise.
Result<void> GateDrain::settle(Writing &writing)
{
    std::vector<EventHash> identities;
    for (const Candidate &candidate : writing.candidates)
        identities.push_back(candidate.event.hash);
    std::vector<std::uint8_t> wereSeen;
    m_seen.insert(identities, wereSeen);
    std::vector<EventHash> doubted;
    for (std::size_t i = 0; i < identities.size(); ++i)
        if (wereSeen[i] != 0) {
            writing.candidates[i].isDoubted = true;
            doubted.push_back(identities[i]);
        }
    std::unordered_map<EventHash, StoredEvent> stored;
    if (!doubted.empty()) {
        auto found = m_context.stores->usage.byHash(doubted);
        const auto dropped = m_context.stores->dropped.known({earliestInstant, latestInstant.plus(1)}, doubted);
        if (!found || !dropped)
            return std::unexpected(!found ? found.error() : dropped.error());
        stored = std::move(*found);
        const std::set<EventHash> gone(dropped->begin(), dropped->end());
        writing.done.report.duplicates += std::erase_if(writing.candidates,
            [&](const Candidate &candidate) { return gone.contains(candidate.event.hash); });
    }
    for (Candidate &candidate : writing.candidates)
        if (Result<void> settled = settleSeen(candidate, writing, stored); !settled)
            return settled;
    return {};
}

Result<void> GateDrain::settleSeen(
    Candidate &candidate, Writing &writing, const std::unordered_map<EventHash, StoredEvent> &stored)
{
    StoredEvent &event = candidate.event;
    const StoredEvent *first = nullptr;
    if (const auto known = stored.find(event.hash); known != stored.end())
        first = &known->second;
    else if (const auto added = candidate.isDoubted
                 ? std::ranges::find(writing.added, event.hash, &StoredEvent::hash)
                 : writing.added.end();
             added != writing.added.end())
        first = &*added;
    if (!first) {
        if (event.token.isEmpty()) {
            ++writing.done.report.rejected;
            return {};
        }
        if (candidate.isUnasked)
            writing.done.unasked.push_back(event);
        writing.added.push_back(std::move(event));
        return {};
    }
    // Of what came before the time and the token stand; what the second report leaves out says nothing against it.
    StoredEvent second = *first;
    if (candidate.isUnasked && !event.token.isEmpty())
        second.token = event.token;
    const UsageEvent &said = event.event;
    second.event.count = candidate.saysRequests ? said.count : second.event.count;
    second.event.status = said.status != noStatus ? said.status : second.event.status;
    second.event.responseMs = said.responseMs ? said.responseMs : second.event.responseMs;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        second.event.units[unit] = said.units[unit] ? said.units[unit] : second.event.units[unit];
    second.event.model = said.model.empty() ? second.event.model : said.model;
    second.event.endpoint = said.endpoint.empty() ? second.event.endpoint : said.endpoint;
    if (second == *first) {
        ++writing.done.report.duplicates;
        return {};
    }
    ++writing.done.report.conflicts;
    return addConflict(m_admitted, *first, second, m_context.clock());
}

Result<void> GateDrain::addConflict(Run &run, const StoredEvent &first, const StoredEvent &second, Instant now)
{
    if (Result<void> noted = noteBatch(run, now); !noted)
        return noted;
    ++run.batch.conflicts;
    const Result<bool> added = m_context.stores->batches.addConflict(
        {0, run.batch.id, now, second.hash, toJson(first).dump(), toJson(second).dump(), {}});
    return added ? Result<void>() : std::unexpected(added.error());
}

Result<void> GateDrain::noteBatch(Run &run, Instant now)
{
    if (run.isKnown) {
        run.batch.finishedAt = now;
        return m_context.stores->batches.update(run.batch);
    }
    run.batch = {};
    run.batch.id = BatchId::make(now, m_context.entropy);
    run.batch.source = run.file;
    run.batch.fileName = run.file;
    run.batch.startedAt = now;
    run.isKnown = true;
    return m_context.stores->batches.insert(run.batch);
}

Result<void> GateDrain::append(Writing &writing, Instant now)
{
    DrainReport &report = writing.done.report;
    if (!writing.added.empty()) {
        const auto closed = m_context.stores->closings.closedUntil();
        if (!closed)
            return std::unexpected(closed.error());
        Instant closedUntil = earliestInstant;
        for (const auto &[customer, until] : *closed)
            closedUntil = std::max(closedUntil, until);
        const bool isOrdinary = std::ranges::all_of(writing.added, [&](const StoredEvent &stored) {
            return stored.event.time >= closedUntil && stored.event.time <= now;
        });
        LateUsageGuard guard(m_context, {});
        if (!isOrdinary) {
            if (Result<void> begun = guard.begin(); !begun)
                return begun;
            report.rejected += std::erase_if(
                writing.added, [&](const StoredEvent &stored) { return guard.refusal(stored).has_value(); });
            guard.count(writing.added);
        }
        if (Result<void> noted = noteBatch(m_admitted, now); !noted)
            return noted;
        if (!isOrdinary)
            if (Result<void> noted = guard.note(m_admitted.batch.id); !noted)
                return noted;
    }
    report.added = std::ssize(writing.added);
    m_admitted.batch.read += report.added + report.duplicates + report.conflicts;
    m_admitted.batch.duplicates += report.duplicates;
    m_admitted.batch.rejected += report.rejected;
    const Result<std::vector<std::string>> dimensions = declaredDimensions(*m_context.stores);
    if (!dimensions)
        return std::unexpected(dimensions.error());
    if (Result<void> added = appendUsage(m_context, m_admitted.batch, writing.added, *dimensions); !added)
        return added;
    return m_admitted.isKnown ? noteBatch(m_admitted, now) : Result<void>();
}

} // namespace toll
