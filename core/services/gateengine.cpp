// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gateengine.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t expectedRequests = 1 << 16;
constexpr std::int64_t givenUpFor = msPerDay; ///< how long what was never completed may come late

bool limitsNothing(const std::vector<DatedPrice> &prices)
{
    return std::ranges::all_of(
        prices, [](const DatedPrice &dated) { return dated.price.caps.empty() && !dated.price.lifetime; });
}

} // namespace

GateEngine::GateEngine(std::string source, std::int64_t rememberFor)
    : m_source(std::move(source)), m_rememberFor(rememberFor),
      m_windowsAt(
          [this](const CounterId &holder, std::uint32_t which, Instant t) { return windowAt(holder, which, t); })
{
    m_known.reserve(expectedRequests);
}

void GateEngine::reset(std::uint32_t index)
{
    Slot &slot = m_slots[index];
    for (const std::unique_ptr<ChargeGate> &gate : slot.gates)
        if (gate)
            m_book.remove(gate->holder());
    slot.gates.clear();
    slot.isReady = false;
}

/// Makes the gates of a token, whose first term would begin now where none has.
void GateEngine::prepare(std::uint32_t index, Instant t)
{
    Slot &slot = m_slots[index];
    const std::optional<Instant> &begun = slot.token.rated.firstTermStart;
    if (slot.isReady && (begun || floorTo(t, msPerQuarter) == slot.start))
        return;
    reset(index);
    slot.start = begun.value_or(floorTo(t, msPerQuarter));
    const GatePlan &plan = *slot.token.plan;
    slot.gates.resize(plan.charges.size());
    for (std::uint32_t charge = 0; charge < plan.charges.size(); ++charge) {
        std::vector<DatedPrice> prices = cappedPrices(plan.periods, plan.charges[charge], slot.token.rated);
        if (!prices.empty() && !limitsNothing(prices))
            slot.gates[charge] = std::make_unique<ChargeGate>(CounterId{firstCharge + charge, index},
                std::move(prices), slot.token.rated, slot.start, std::nullopt,
                m_customers[slot.customer].customer.zone, ChargeGate::Counts::Always);
    }
    slot.isReady = true;
}

void GateEngine::begin(Slot &slot, Instant t)
{
    if (!slot.token.rated.firstTermStart)
        slot.token.rated.firstTermStart = slot.isReady ? slot.start : floorTo(t, msPerQuarter);
}

std::optional<Window> GateEngine::windowAt(const CounterId &holder, std::uint32_t which, Instant t) const
{
    if (holder.high == poolKind)
        return m_customers[holder.low].grids[which].at(t);
    return m_slots[holder.low].gates[holder.high - firstCharge]->windowAt(which, t);
}

bool GateEngine::beginsAfter(const TokenId &token, Instant use) const
{
    const SlotPlace *place = m_slotOf.find(tokenKeyOf(token));
    if (!place)
        return true;
    const GateToken &known = m_slots[place->slot].token;
    return known.startsAtUse && known.rated.firstTermStart && floorTo(use, msPerQuarter) < *known.rated.firstTermStart;
}

const TokenId *GateEngine::tokenOf(const CounterId &token) const
{
    const SlotPlace *place = m_slotOf.find(token);
    return place ? &m_slots[place->slot].token.holder->token : nullptr;
}

std::span<const CounterId> GateEngine::othersOf(std::uint32_t slot)
{
    m_others = {CounterId{rateOfToken, slot}, CounterId{poolKind, m_slots[slot].customer}};
    return m_others;
}

bool GateEngine::isRequests(const Slot &slot, std::uint32_t charge) const
{
    for (const Charge *version : slot.token.plan->charges[charge].byVersion)
        if (version)
            return version->meter == "requests";
    return true;
}

/// The capped charges that take a request, with what they take; nothing where that is not known yet.
template<typename Use>
void GateEngine::eachTaken(const Slot &slot, const GateFacts &facts, Instant t, Use use)
{
    const GatePlan &plan = *slot.token.plan;
    const std::size_t version = plan.periods.versionAt(t);
    const std::vector<Charge> &charges = plan.versions[version].plan.charges;
    m_groups.clear();
    for (std::size_t place = 0; place < charges.size(); ++place) {
        const Charge &charge = charges[place];
        if (!m_groups.mayTake(charge) || !fits(charge, facts))
            continue;
        const std::optional<std::int64_t> quantity = quantityOf(facts, charge.meter);
        if (!quantity && facts.isComplete)
            continue;
        m_groups.take(charge);
        if (!std::holds_alternative<FlatCapped>(charge.shape))
            continue;
        if (const std::uint32_t index = plan.chargeOf[version][place]; slot.gates[index])
            use(index, quantity);
    }
}

Result<void> GateEngine::meet(std::uint32_t index, const GateFacts &facts, Instant t)
{
    prepare(index, t);
    Slot &slot = m_slots[index];
    m_meetings.clear();
    m_charges.clear();
    m_isKnown.clear();
    m_outside.reset();
    Result<void> met;
    eachTaken(slot, facts, t, [&](std::uint32_t charge, const std::optional<std::int64_t> &quantity) {
        ChargeGate &gate = *slot.gates[charge];
        const Result<TermPlace> place = gate.moveTo(t, m_book);
        if (!place) {
            met = std::unexpected(place.error());
            return;
        }
        if (*place == TermPlace::Inside) {
            m_meetings.push_back({&gate, quantity.value_or(1), 0});
            m_charges.push_back(charge);
            m_isKnown.push_back(quantity.has_value());
            return;
        }
        if (*place == TermPlace::Revoked)
            return;
        Outside outside;
        outside.reason = *place == TermPlace::BeforeFirst ? Denial::NotBegun : Denial::Expired;
        outside.charge = slot.token.plan->charges[charge].id;
        for (const Term &term : gate.walk().terms())
            if (term.span.begin > t) {
                outside.notBefore = term.span.begin;
                break;
            }
        if (!m_outside || m_outside->reason < outside.reason)
            m_outside = std::move(outside);
    });
    return met;
}

Result<std::vector<GateEngine::Counted>> GateEngine::countedBy(
    std::uint32_t index, const GateFacts &facts, Instant t)
{
    if (Result<void> met = meet(index, facts, t); !met)
        return std::unexpected(met.error());
    std::vector<Counted> counted;
    for (std::size_t i = 0; i < m_meetings.size(); ++i)
        counted.push_back({m_charges[i], m_isKnown[i] ? m_meetings[i].quantity : 0});
    return counted;
}

/// Counts units of an instant by a charge, or gives them back; of what is no request only as far as there is room.
void GateEngine::move(std::uint32_t slot, std::uint32_t charge, std::int64_t units, Instant counted)
{
    const CounterId holder{firstCharge + charge, slot};
    if (units < 0)
        m_book.giveBack(holder, -units, counted, m_windowsAt);
    else if (units > 0)
        m_book.addLate(holder, units, counted, m_windowsAt);
}

Result<std::vector<GateEngine::Counted>> GateEngine::countAll(
    std::uint32_t index, const GateFacts &facts, Instant t, const Changed *only)
{
    Slot &slot = m_slots[index];
    const bool withToken = !only || only->tokens.contains(slot.token.holder->token);
    const bool withPool = !only || only->customers.contains(slot.token.holder->customer);
    std::vector<Counted> counted;
    if (withToken) {
        Result<std::vector<Counted>> by = countedBy(index, facts, t);
        if (!by)
            return by;
        counted = std::move(*by);
        begin(slot, t);
        for (Counted &each : counted) {
            const CounterId holder{firstCharge + each.charge, index};
            if (slot.gates[each.charge]->isEnforced() && !isRequests(slot, each.charge))
                each.units = std::min(each.units, m_book.room(holder, t, m_windowsAt));
            move(index, each.charge, each.units, t);
        }
        if (!only) // else it was carried over
            m_book.addLate({rateOfToken, index}, facts.requests, t, m_windowsAt);
    }
    if (withPool)
        m_book.addLate({poolKind, slot.customer}, facts.requests, t, m_windowsAt);
    return counted;
}

Result<void> GateEngine::count(const TokenId &token, const GateFacts &facts, Instant t, const Changed *only)
{
    const SlotPlace *place = m_slotOf.find(tokenKeyOf(token));
    if (!place)
        return {};
    const Result<std::vector<Counted>> counted = countAll(place->slot, facts, std::min(t, m_now), only);
    return counted ? Result<void>() : std::unexpected(counted.error());
}

GateEngine::Known &GateEngine::insertKnown(const CounterId &id, std::uint32_t slot, Instant time)
{
    Known &known = m_known.insert(id);
    known.slot = slot;
    known.time = time;
    return known;
}

void GateEngine::keep(Known &known, std::vector<Counted> counted)
{
    known.counted.reset();
    known.charge = noCharge;
    if (counted.size() == 1 && counted.front().units == known.requests)
        known.charge = counted.front().charge;
    else if (!counted.empty())
        known.counted = std::make_unique<std::vector<Counted>>(std::move(counted));
}

std::vector<GateEngine::Counted> GateEngine::countedOf(const Known &known)
{
    if (known.counted)
        return *known.counted;
    if (known.charge == noCharge)
        return {};
    return {{known.charge, known.requests}};
}

Result<void> GateEngine::restore(const GateRecord &record, const Changed *only)
{
    const SlotPlace *place = m_slotOf.find(record.token);
    if (!place || !record.time)
        return {};
    GateFacts facts;
    facts.model = record.model;
    facts.endpoint = record.endpoint;
    facts.source = m_source;
    facts.requests = record.requests.value_or(1);
    facts.units = record.units;
    const std::uint32_t slot = place->slot;
    (void)now(*record.time);
    Result<std::vector<Counted>> counted = countAll(slot, facts, *record.time, only);
    if (!counted)
        return std::unexpected(counted.error());
    const CounterId id = requestKeyOf(record.id);
    if (only) {
        Known *known = m_known.find(id);
        if (known && known->isOpen && only->tokens.contains(m_slots[slot].token.holder->token))
            keep(*known, std::move(*counted));
        return {};
    }
    Known &known = insertKnown(id, slot, *record.time);
    known.isOpen = true;
    known.isReserved = record.reservedUntil.has_value();
    known.requests = facts.requests;
    known.units = facts.units;
    known.texts = std::make_unique<std::pair<std::string, std::string>>(record.model, record.endpoint);
    keep(known, std::move(*counted));
    return {};
}

Result<bool> GateEngine::complete(const GateRecord &record)
{
    Known *known = m_known.find(requestKeyOf(record.id));
    if (!known || !known->isOpen)
        return false;
    GateFacts facts;
    facts.model = !record.model.empty() || !known->texts ? record.model : std::string_view(known->texts->first);
    facts.endpoint =
        !record.endpoint.empty() || !known->texts ? record.endpoint : std::string_view(known->texts->second);
    facts.source = m_source;
    facts.status = record.status;
    facts.requests = record.requests.value_or(known->requests);
    facts.units = record.units;
    if (record.responseMs)
        facts.responseMs = *record.responseMs * facts.requests;
    return complete(known->id, facts);
}

Result<bool> GateEngine::complete(const CounterId &request, GateFacts facts)
{
    Known *known = m_known.find(request);
    if (!known || !known->isOpen)
        return false;
    facts.isComplete = true;
    Slot &slot = m_slots[known->slot];
    Result<std::vector<Counted>> after = countedBy(known->slot, facts, known->time);
    if (!after)
        return std::unexpected(after.error());
    std::vector<Counted> before = countedOf(*known);
    for (const Counted &each : *after)
        if (std::ranges::find(before, each.charge, &Counted::charge) == before.end())
            before.push_back({each.charge, 0});
    for (const Counted &each : before) {
        const auto now = std::ranges::find(*after, each.charge, &Counted::charge);
        std::int64_t more = (now == after->end() ? 0 : now->units) - each.units;
        if (more > 0 && slot.gates[each.charge]->isEnforced() && !isRequests(slot, each.charge))
            more = std::min(more, m_book.room({firstCharge + each.charge, known->slot}, m_now, m_windowsAt));
        move(known->slot, each.charge, more, known->time);
    }
    const std::int64_t moreRequests = facts.requests - known->requests;
    for (const CounterId &other : othersOf(known->slot)) {
        if (moreRequests < 0)
            m_book.giveBack(other, -moreRequests, known->time, m_windowsAt);
        else if (moreRequests > 0)
            m_book.addLate(other, moreRequests, known->time, m_windowsAt);
    }
    known->isOpen = false;
    known->counted.reset();
    known->texts.reset();
    m_completed.emplace_back(m_now.plus(m_rememberFor), known->id);
    return true;
}

void GateEngine::remember(const CounterId &request, const CounterId &token, Instant now)
{
    const SlotPlace *place = m_slotOf.find(token);
    if (!place || m_known.find(request))
        return;
    insertKnown(request, place->slot, now);
    m_completed.emplace_back(m_now.plus(m_rememberFor), request);
}

bool GateEngine::isOpen(const CounterId &request) const
{
    const Known *known = m_known.find(request);
    return known && known->isOpen;
}

void GateEngine::close(const CounterId &request, bool isGivenBack)
{
    Known *known = m_known.find(request);
    if (!known || !known->isOpen)
        return;
    if (!isGivenBack) {
        known->isOpen = false;
        known->counted.reset();
        known->texts.reset();
        m_givenUp.emplace_back(m_now.plus(givenUpFor), request);
        return;
    }
    for (const Counted &each : countedOf(*known))
        move(known->slot, each.charge, -each.units, known->time);
    m_book.giveBack({poolKind, m_slots[known->slot].customer}, known->requests, known->time, m_windowsAt);
    m_known.remove(request);
}

void GateEngine::forget(Instant now)
{
    for (auto *order : {&m_completed, &m_givenUp})
        while (!order->empty() && order->front().first <= now) {
            if (const Known *known = m_known.find(order->front().second); known && !known->isOpen)
                m_known.remove(order->front().second);
            order->pop_front();
        }
}

} // namespace toll
