// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The decision about one request.
#include "core/services/gateengine.h"

#include <algorithm>
#include <cstring>

namespace toll {

namespace {

__extension__ typedef __int128 Wide;

GateFacts factsOf(const GateRequest &request, std::string_view source)
{
    GateFacts facts;
    facts.model = request.model;
    facts.endpoint = request.endpoint;
    facts.source = source;
    facts.requests = request.requests;
    facts.units = request.units;
    return facts;
}

} // namespace

Result<GateAnswer> GateEngine::decide(const GateRequest &request, Instant now)
{
    now = this->now(now);
    GateAnswer answer;
    CounterId key, rest;
    std::memcpy(&key, request.key.bytes.data(), sizeof key);
    std::memcpy(&rest, request.key.bytes.data() + sizeof key, sizeof rest);
    const KeyPlace *place = m_keys.find(key);
    if (!place || place->rest != rest || place->validUntil <= now) {
        answer.denials.push_back({});
        return answer;
    }
    m_slot = place->slot;
    const Slot &slot = m_slots[m_slot];
    answer.holder = slot.token.holder;
    const Known *known = m_known.find(requestKeyOf(request.id));
    answer.isRepeat = known && known->slot == m_slot;
    const std::optional<Instant> &revokedAt = slot.token.rated.revokedAt;
    if (!answer.isRepeat) {
        if ((revokedAt && *revokedAt <= now) || !slot.isPresent)
            answer.denials.push_back({Denial::Revoked, {}, {}, {}});
        checkAccess(slot, request, answer.denials);
        if (known)
            answer.denials.push_back({Denial::RequestIdTaken, {}, {}, {}});
    }
    if (Result<void> met = meet(m_slot, factsOf(request, m_source), now); !met)
        return std::unexpected(met.error());
    if (answer.isRepeat) {
        answer.isAdmitted = true;
        addHeadrooms(answer);
        return answer;
    }
    const bool isOutside = m_outside && (!revokedAt || *revokedAt > now);
    if (isOutside)
        answer.denials.push_back({m_outside->reason, m_outside->notBefore, {}, m_outside->charge});
    if (!hasRoom(m_slot, request))
        explain(m_slot, request, answer.denials);
    answer.isAdmitted = answer.denials.empty();
    if (!answer.isAdmitted)
        addHeadrooms(answer);
    return answer;
}

void GateEngine::checkAccess(const Slot &slot, const GateRequest &request, std::vector<GateDenial> &denials) const
{
    const TokenAccess &access = slot.token.access;
    if (slot.token.suspendedAt)
        denials.push_back({Denial::Suspended, {}, {}, {}});
    if (!access.networks.empty() && (!request.address || !access.allowsAddress(*request.address)))
        denials.push_back({Denial::AddressNotAllowed, {}, {}, {}});
    if (!access.allowsModel(request.model))
        denials.push_back({Denial::ModelNotAllowed, {}, {}, {}});
    if (!access.allowsEndpoint(request.endpoint))
        denials.push_back({Denial::EndpointNotAllowed, {}, {}, {}});
}

/// The least room for all of the requests, of which one may begin within the room and end outside; a reservation
/// not.
std::int64_t GateEngine::needed(const Meeting &meeting, const GateRequest &request) const
{
    if (request.reservedUntil || meeting.quantity == 0)
        return meeting.quantity;
    const Wide before = static_cast<Wide>(meeting.quantity) * (request.requests - 1) / request.requests;
    return static_cast<std::int64_t>(before) + 1;
}

bool GateEngine::hasRoom(std::uint32_t slot, const GateRequest &request)
{
    const std::int64_t fitting =
        admissible(m_book, m_meetings, othersOf(slot), request.requests, m_now, m_windowsAt);
    return fitting == request.requests && std::ranges::all_of(m_meetings, [&](const Meeting &meeting) {
        return !meeting.gate->isEnforced() || needed(meeting, request) <= meeting.room;
    });
}

/// Everything that has no room; what keeps the request out longest comes first.
void GateEngine::explain(std::uint32_t slot, const GateRequest &request, std::vector<GateDenial> &denials)
{
    std::vector<Refusal> refusals;
    std::uint32_t claim = 0;
    for (const Meeting &meeting : m_meetings) {
        if (meeting.gate->isEnforced())
            m_book.addRefusals({meeting.gate->holder(), needed(meeting, request)}, claim, m_now, refusals);
        ++claim;
    }
    for (const CounterId &other : othersOf(slot))
        m_book.addRefusals({other, request.requests}, claim++, m_now, refusals);
    LimitBook::sortRefusals(refusals);
    for (const Refusal &refusal : refusals)
        denials.push_back(denialOf(refusal, slot));
}

GateDenial GateEngine::denialOf(const Refusal &refusal, std::uint32_t index) const
{
    const Slot &slot = m_slots[index];
    GateDenial denial;
    denial.notBefore = refusal.notBefore == latestInstant ? std::nullopt : refusal.notBefore;
    denial.which = refusal.which;
    if (refusal.claim < m_meetings.size()) {
        denial.met = refusal.claim;
        denial.which -= refusal.kind == LimitKind::Window ? 1 : 0; // the term is the first of a charge's windows
        denial.charge = slot.token.plan->charges[m_charges[refusal.claim]].id;
        denial.reason = refusal.kind == LimitKind::Term ? Denial::Exhausted : Denial::OverCap;
        if (denial.reason == Denial::OverCap)
            denial.limit = m_meetings[refusal.claim].gate->capText(denial.which, m_now);
        return denial;
    }
    const PoolLimits &pool = m_customers[slot.customer].customer.pool;
    if (refusal.claim == m_meetings.size()) {
        denial.reason = Denial::OverRate;
        denial.limit = toString(*slot.token.access.rate);
    } else if (refusal.kind == LimitKind::Rate) {
        denial.reason = Denial::PoolRate;
        denial.limit = toString(*pool.rate);
    } else {
        denial.reason = Denial::PoolCap;
        denial.limit = toString(pool.caps[refusal.which]);
    }
    return denial;
}

void GateEngine::addHeadrooms(GateAnswer &answer)
{
    // `caps`: of the windows, behind the term if there is one.
    const auto add = [&](const CounterId &holder, std::span<const Cap> caps, bool hasTerm, GateHeadroom made) {
        const std::size_t count = m_book.headroom(holder, m_now, m_windowsAt, m_headrooms);
        for (std::size_t i = 0; i < count && answer.headroomCount < GateAnswer::mostHeadrooms; ++i) {
            const Headroom &room = m_headrooms[i];
            made.kind = room.kind;
            made.which = room.kind == LimitKind::Window && hasTerm ? room.which - 1 : room.which;
            made.limit = room.limit;
            made.remaining = std::max<std::int64_t>(0, room.remaining);
            made.resetAfter = room.resetAfter;
            made.cap = room.kind == LimitKind::Window && made.which < caps.size() ? caps[made.which] : Cap();
            answer.headrooms[answer.headroomCount++] = made;
        }
    };
    GateHeadroom made;
    for (std::size_t i = 0; i < m_meetings.size(); ++i) {
        const ChargeGate &gate = *m_meetings[i].gate;
        made.charge = static_cast<std::uint32_t>(i);
        made.isEnforced = gate.isEnforced();
        add(gate.holder(), gate.walk().price().caps, true, made);
    }
    const std::span<const CounterId> others = othersOf(m_slot);
    add(others[0], {}, false, {});
    made = {};
    made.isShared = true;
    add(others[1], m_customers[m_slots[m_slot].customer].customer.pool.caps, false, made);
}

CounterId GateEngine::decidedToken() const
{
    return m_slots[m_slot].key;
}

void GateEngine::admit(const GateRequest &request, GateAnswer &answer)
{
    Slot &slot = m_slots[m_slot];
    for (std::size_t i = 0; i < m_meetings.size(); ++i)
        if (!m_isKnown[i])
            m_meetings[i].quantity = 0;
    toll::count(m_book, m_meetings, othersOf(m_slot), request.requests, request.requests, m_now);
    begin(slot, m_now);
    Known &known = insertKnown(requestKeyOf(request.id), m_slot, m_now);
    known.isOpen = true;
    known.isReserved = request.reservedUntil.has_value();
    known.requests = request.requests;
    known.units = request.units;
    if (m_meetings.size() == 1 && m_meetings.front().quantity == request.requests
        && m_meetings.front().gate->isCounted() && isRequests(slot, m_charges.front())) {
        known.charge = m_charges.front();
    } else if (!m_meetings.empty()) {
        std::vector<Counted> counted;
        for (std::size_t i = 0; i < m_meetings.size(); ++i)
            counted.push_back({m_charges[i], countedUnits(m_meetings[i], request.requests, request.requests)});
        keep(known, std::move(counted));
    }
    if (slot.token.plan->looksAtTexts)
        known.texts = std::make_unique<std::pair<std::string, std::string>>(request.model, request.endpoint);
    addHeadrooms(answer);
}

} // namespace toll
