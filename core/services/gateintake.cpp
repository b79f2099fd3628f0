// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that clients report: what the gate let through is completed, the rest is new.
#include "core/services/gatedrain.h"

#include "core/services/stores.h"
#include "core/services/usagebatch.h"

#include <algorithm>

namespace toll {

namespace {

/// What an event says goes before what was known of its request; time, id and source stand.
void overlay(UsageEvent &event, const ReportedEvent &said)
{
    const UsageEvent &by = said.event;
    event.count = said.saysCount ? by.count : event.count;
    event.status = by.status != noStatus ? by.status : event.status;
    event.responseMs = by.responseMs ? by.responseMs : event.responseMs;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        event.units[unit] = by.units[unit] ? by.units[unit] : event.units[unit];
    event.model = by.model.empty() ? event.model : by.model;
    event.endpoint = by.endpoint.empty() ? event.endpoint : by.endpoint;
    event.custom = by.custom.empty() ? event.custom : by.custom;
    event.dimensions = by.dimensions.empty() ? event.dimensions : by.dimensions;
}

} // namespace

/// An event with the identity it has, or would have were it the gate's.
struct GateDrain::Incoming {
    const ReportedEvent *said = nullptr;
    std::size_t place = 0;
    StoredEvent event;
    EventHash ofGate;
    std::optional<StoredGateRequest> request; ///< that it completes
};

struct GateDrain::Intake {
    std::vector<Incoming> incoming;
    std::unordered_map<EventHash, StoredEvent> stored; ///< what came before, as far as it was asked for
    std::set<EventHash> gone; ///< likewise, of what retention dropped
    std::vector<Incoming> added;
    std::unordered_map<EventHash, std::size_t> addedAt;

    [[nodiscard]] const StoredEvent *find(const EventHash &hash) const
    {
        if (const auto known = stored.find(hash); known != stored.end())
            return &known->second;
        const auto here = addedAt.find(hash);
        return here == addedAt.end() ? nullptr : &added[here->second].event;
    }
};

Result<GateDrain::Taken> GateDrain::take(std::span<const ReportedEvent> events, TakeMode mode, Instant now)
{
    const Run before = m_reported;
    Taken taken;
    const Result<void> written = atomically(*m_context.stores->connection,
        [&]() -> Result<void> { return takeAll(events, mode, taken, now); });
    if (written)
        return taken;
    m_reported = before;
    if (mode == TakeMode::EachAlone || taken.report.rejected.empty())
        return std::unexpected(written.error());
    Taken nothing;
    nothing.report.rejected = std::move(taken.report.rejected);
    return nothing;
}

Result<void> GateDrain::takeAll(std::span<const ReportedEvent> events, TakeMode mode, Taken &taken, Instant now)
{
    Intake intake;
    if (Result<void> looked = lookAt(events, intake); !looked)
        return looked;
    for (Incoming &incoming : intake.incoming)
        if (Result<void> settled = settle(incoming, intake, taken.report, now); !settled)
            return settled;
    if (Result<void> appended = append(intake, taken, now); !appended)
        return appended;
    std::ranges::sort(taken.report.rejected, {}, [](const auto &rejected) { return rejected.first; });
    if (mode == TakeMode::AllOrNone && !taken.report.rejected.empty())
        return fail(ErrorCode::Cancelled);
    taken.report.accepted = std::ssize(intake.added);
    m_reported.batch.read += std::ssize(events);
    m_reported.batch.duplicates += taken.report.duplicates;
    m_reported.batch.rejected += std::ssize(taken.report.rejected);
    return m_reported.isKnown ? noteBatch(m_reported, now) : Result<void>();
}

/// Which requests the events complete, and what came before under their identities.
Result<void> GateDrain::lookAt(std::span<const ReportedEvent> events, Intake &intake)
{
    std::vector<EventHash> doubted;
    for (std::size_t place = 0; place < events.size(); ++place) {
        Incoming incoming{&events[place], place, {}, {}, {}};
        const UsageEvent &event = events[place].event;
        incoming.ofGate = hashOfId(m_options.source, event.id);
        Result<std::optional<StoredGateRequest>> request = m_context.stores->gate.find(event.id);
        if (!request)
            return std::unexpected(request.error());
        if (*request && (*request)->token == events[place].token) {
            incoming.event = eventOf(**request);
            overlay(incoming.event.event, events[place]);
            incoming.request = std::move(*request);
        } else {
            incoming.event = {events[place].token, hashOfId(event.source, event.id), event};
            incoming.event.event.token.clear();
            incoming.event.event.customer.clear();
        }
        for (const EventHash &hash : {incoming.event.hash, incoming.ofGate})
            if (m_seen.contains(hash))
                doubted.push_back(hash);
        intake.incoming.push_back(std::move(incoming));
    }
    if (doubted.empty())
        return {};
    auto found = m_context.stores->usage.byHash(doubted);
    const auto dropped = m_context.stores->dropped.known({earliestInstant, latestInstant.plus(1)}, doubted);
    if (!found || !dropped)
        return std::unexpected(!found ? found.error() : dropped.error());
    intake.stored = std::move(*found);
    intake.gone.insert(dropped->begin(), dropped->end());
    return {};
}

Result<void> GateDrain::settle(Incoming &incoming, Intake &intake, TakeReport &report, Instant now)
{
    const StoredEvent *first = intake.find(incoming.event.hash);
    bool isOfGate = first && incoming.event.hash == incoming.ofGate;
    if (!first)
        if (const StoredEvent *completed = intake.find(incoming.ofGate);
            completed && completed->token == incoming.said->token) {
            first = completed;
            isOfGate = true;
        }
    if (!first && (intake.gone.contains(incoming.event.hash) || intake.gone.contains(incoming.ofGate))) {
        ++report.duplicates;
        return {};
    }
    if (!first) {
        intake.addedAt.emplace(incoming.event.hash, intake.added.size());
        intake.added.push_back(std::move(incoming));
        return {};
    }
    if (incoming.request) // it was listed as never completed
        if (Result<void> removed = m_context.stores->gate.remove(incoming.request->id); !removed)
            return removed;
    StoredEvent second = isOfGate ? *first : incoming.event;
    if (isOfGate) { // its time stands, and what the report leaves out says nothing against it
        second.token = incoming.said->token;
        overlay(second.event, *incoming.said);
    } else if (!incoming.said->saysTime) {
        second.event.time = first->event.time;
    }
    if (second == *first) {
        ++report.duplicates;
        return {};
    }
    ++report.conflicts;
    return addConflict(m_reported, *first, second, now);
}

Result<void> GateDrain::append(Intake &intake, Taken &taken, Instant now)
{
    const Result<bool> isOrdinary = areOrdinary(intake, now);
    if (!isOrdinary)
        return std::unexpected(isOrdinary.error());
    LateUsageGuard guard(m_context, {});
    if (!*isOrdinary) {
        if (Result<void> begun = guard.begin(); !begun)
            return begun;
        std::erase_if(intake.added, [&](const Incoming &incoming) {
            std::optional<Error> refusal = guard.refusal(incoming.event);
            if (refusal)
                taken.report.rejected.emplace_back(incoming.place, std::move(*refusal));
            return refusal.has_value();
        });
    }
    std::vector<StoredEvent> events;
    for (const Incoming &incoming : intake.added)
        events.push_back(incoming.event);
    guard.count(events);
    taken.report.late = guard.late();
    taken.report.future = guard.future();
    if (events.empty() && guard.late() == 0)
        return {};
    if (Result<void> noted = noteBatch(m_reported, now); !noted)
        return noted;
    if (Result<void> noted = guard.note(m_reported.batch.id); !noted)
        return noted;
    std::vector<EventHash> identities;
    for (Incoming &incoming : intake.added) {
        identities.push_back(incoming.event.hash);
        if (incoming.request)
            if (Result<void> removed = m_context.stores->gate.remove(incoming.request->id); !removed)
                return removed;
        const bool isAsked = incoming.request && incoming.request->state != StoredGateRequest::State::Expired;
        (isAsked ? taken.completed : taken.unasked).push_back(incoming.event);
    }
    const Result<std::vector<std::string>> dimensions = declaredDimensions(*m_context.stores);
    if (!dimensions)
        return std::unexpected(dimensions.error());
    if (Result<void> added = appendUsage(m_context, m_reported.batch, std::move(events), *dimensions); !added)
        return added;
    m_seen.insert(identities);
    return {};
}

/// Whether all are of open periods and of the past: most are.
Result<bool> GateDrain::areOrdinary(const Intake &intake, Instant now)
{
    const auto closed = m_context.stores->closings.closedUntil();
    if (!closed)
        return std::unexpected(closed.error());
    Instant closedUntil = earliestInstant;
    for (const auto &[customer, until] : *closed)
        closedUntil = std::max(closedUntil, until);
    return std::ranges::all_of(intake.added, [&](const Incoming &incoming) {
        return incoming.event.event.time >= closedUntil && incoming.event.event.time <= now;
    });
}

} // namespace toll
