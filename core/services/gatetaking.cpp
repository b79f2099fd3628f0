// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the engine takes over who may pass, and from where its counters must be rebuilt then.
#include "core/services/gateengine.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace toll {

namespace {

CounterId halfOf(const SecretHash &hash, std::size_t half)
{
    CounterId id;
    std::memcpy(&id.high, hash.bytes.data() + 16 * half, sizeof id.high);
    std::memcpy(&id.low, hash.bytes.data() + 16 * half + 8, sizeof id.low);
    return id;
}

/// How long ago use may lie that a rate still knows of.
std::int64_t memoryOf(const RateLimit &rate)
{
    __extension__ typedef __int128 Wide;
    const Wide drained = static_cast<Wide>(rate.burst()) * rate.every() / rate.count() + 1;
    return static_cast<std::int64_t>(std::min<Wide>(drained, 1000 * 366 * msPerDay));
}

} // namespace

GateEngine::Changed GateEngine::take(GateModel model)
{
    Changed changed;
    for (GateCustomer &customer : model.customers)
        takeCustomer(std::move(customer), changed);
    for (Slot &slot : m_slots)
        slot.isPresent = false;
    m_slotOf.reserve(model.tokens.size());
    for (GateToken &token : model.tokens)
        takeToken(std::move(token), changed);
    takeKeys(model.keys);
    return changed;
}

void GateEngine::takeKeys(const std::vector<GateKey> &keys)
{
    m_keys = {};
    m_keys.reserve(keys.size());
    for (const GateKey &key : keys)
        if (const SlotPlace *place = m_slotOf.find(tokenKeyOf(key.token))) {
            KeyPlace &made = m_keys.insert(halfOf(key.hash, 0));
            made.rest = halfOf(key.hash, 1);
            made.slot = place->slot;
            made.validUntil = key.validUntil.value_or(Instant{std::numeric_limits<std::int64_t>::max()});
        }
}

GateEngine::Changed GateEngine::difference(GateModel &model) const
{
    Changed changed;
    std::unordered_set<CustomerId> moved;
    for (const GateCustomer &customer : model.customers) {
        const auto known = m_customerOf.find(customer.id);
        const GateCustomer *before =
            known == m_customerOf.end() ? nullptr : &m_customers[known->second].customer;
        if (before && !(before->zone == customer.zone))
            moved.insert(customer.id);
        if (!customer.pool.isEmpty() && (!before || !(*before == customer)))
            changed.customers.insert(customer.id);
    }
    for (GateToken &token : model.tokens) {
        const SlotPlace *place = m_slotOf.find(tokenKeyOf(token.holder->token));
        if (place)
            keepStart(token, m_slots[place->slot]);
        if (!place || moved.contains(token.holder->customer) || !token.countsAs(m_slots[place->slot].token))
            changed.tokens.insert(token.holder->token);
    }
    return changed;
}

/// What has begun here is not in the store before it is drained and completed.
void GateEngine::keepStart(GateToken &token, const Slot &slot) const
{
    if (const std::optional<Instant> &begun = slot.token.rated.firstTermStart)
        token.rated.firstTermStart = std::min(*begun, token.rated.firstTermStart.value_or(latestInstant));
}

void GateEngine::takeCustomer(GateCustomer customer, Changed &changed)
{
    const auto [known, isNew] =
        m_customerOf.try_emplace(customer.id, static_cast<std::uint32_t>(m_customers.size()));
    if (isNew)
        m_customers.emplace_back();
    CustomerSlot &slot = m_customers[known->second];
    if (!isNew && slot.customer == customer)
        return;
    const bool hasOtherZone = !isNew && !(slot.customer.zone == customer.zone);
    for (std::uint32_t i = 0; hasOtherZone && i < m_slots.size(); ++i)
        if (m_slots[i].customer == known->second) {
            reset(i);
            changed.tokens.insert(m_slots[i].token.holder->token);
        }
    const CounterId holder{poolKind, known->second};
    const bool hadPool = !isNew && !slot.customer.pool.isEmpty();
    slot.customer = std::move(customer);
    slot.grids = poolGridsOf(slot.customer.pool.caps, slot.customer.createdAt, slot.customer.zone);
    if (hadPool)
        m_book.remove(holder);
    if (slot.customer.pool.isEmpty())
        return;
    m_book.set(holder, {false, static_cast<std::uint32_t>(slot.grids.size()), slot.customer.pool.rate});
    changed.customers.insert(slot.customer.id);
}

void GateEngine::takeToken(GateToken token, Changed &changed)
{
    const CounterId key = tokenKeyOf(token.holder->token);
    SlotPlace *place = m_slotOf.find(key);
    const bool isNew = !place;
    const std::uint32_t index = isNew ? static_cast<std::uint32_t>(m_slots.size()) : place->slot;
    if (isNew) {
        m_slotOf.insert(key).slot = index;
        m_slots.emplace_back().key = key;
    }
    Slot &slot = m_slots[index];
    slot.isPresent = true;
    slot.customer = m_customerOf.at(token.holder->customer);
    if (!isNew)
        keepStart(token, slot);
    const CounterId rate{rateOfToken, index};
    const bool hadRate = !isNew && slot.token.access.rate;
    if (token.access.rate)
        m_book.set(rate, {false, 0, token.access.rate});
    else if (hadRate)
        m_book.remove(rate);
    const bool isSame = !isNew && token.countsAs(slot.token);
    if (!isSame)
        changed.tokens.insert(token.holder->token);
    if (isSame && slot.isReady) { // gates refer to what they were made of
        slot.token.holder = std::move(token.holder);
        slot.token.rated.revokedAt = token.rated.revokedAt;
        slot.token.suspendedAt = token.suspendedAt;
        slot.token.access = std::move(token.access);
        return;
    }
    reset(index);
    slot.token = std::move(token);
}

Result<Instant> GateEngine::tokenUsageBegin(std::uint32_t index, Instant now)
{
    Instant begin = latestInstant;
    if (const std::optional<RateLimit> &rate = m_slots[index].token.access.rate)
        begin = now.plus(-memoryOf(*rate));
    if (!m_slots[index].token.rated.firstTermStart)
        return begin;
    prepare(index, now);
    for (const std::unique_ptr<ChargeGate> &gate : m_slots[index].gates) {
        if (!gate)
            continue;
        const Result<TermPlace> place = gate->moveTo(now, m_book);
        if (!place)
            return std::unexpected(place.error());
        if (*place == TermPlace::Inside)
            begin = std::min(begin, gate->walk().term().span.begin);
    }
    return begin;
}

Instant GateEngine::poolUsageBegin(const CustomerSlot &customer, Instant now) const
{
    Instant begin = latestInstant;
    if (const std::optional<RateLimit> &rate = customer.customer.pool.rate)
        begin = now.plus(-memoryOf(*rate));
    for (const WindowGrid &grid : customer.grids)
        begin = std::min(begin, grid.at(now).span.begin);
    return begin;
}

Result<std::unordered_map<TokenId, Instant>> GateEngine::usageNeeded(const Changed &changed, Instant now)
{
    std::unordered_map<TokenId, Instant> needed;
    for (std::uint32_t index = 0; index < m_slots.size(); ++index) {
        const GateHolder &holder = *m_slots[index].token.holder;
        Instant begin = latestInstant;
        if (changed.tokens.contains(holder.token)) {
            const Result<Instant> ofToken = tokenUsageBegin(index, now);
            if (!ofToken)
                return std::unexpected(ofToken.error());
            begin = *ofToken;
        }
        if (changed.customers.contains(holder.customer))
            begin = std::min(begin, poolUsageBegin(m_customers[m_slots[index].customer], now));
        if (begin <= now)
            needed.emplace(holder.token, begin);
    }
    return needed;
}

} // namespace toll
