// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/limitwalk.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"

#include <algorithm>

namespace toll {

namespace {

constexpr CounterId poolHolder{};
constexpr std::uint64_t rateOfTokens = 1;
constexpr std::uint64_t firstCharge = 2;
constexpr unsigned entryShift = 32;

CounterId holderOf(std::uint32_t entry, std::uint64_t kind, std::uint32_t token)
{
    return {static_cast<std::uint64_t>(entry) << entryShift | kind, token};
}

} // namespace

LimitPool limitPoolOf(const LimitRules &rules, bool isSelected, Instant begin, const Zone &zone)
{
    LimitPool pool;
    if (!isSelected || (!rules.poolRate && rules.poolCaps.empty()))
        return pool;
    pool.grids = poolGridsOf(rules.poolCaps, begin, zone);
    pool.isShared = true;
    pool.caps = rules.poolCaps;
    pool.rate = rules.poolRate;
    pool.book.set(poolHolder, {false, static_cast<std::uint32_t>(pool.caps.size()), pool.rate});
    return pool;
}

LimitWalk::LimitWalk(const RatingInput &input, const LimitRules &rules, const std::vector<bool> &selected,
    const CustomerId &customer, std::uint32_t entry, LimitPool &pool)
    : m_input(input), m_rules(rules), m_selected(selected), m_customer(customer), m_entry(entry), m_pool(pool),
      m_periods(ratedPeriods(input)), m_starts(termStarts(input)),
      m_windowsAt(
          [this](const CounterId &holder, std::uint32_t which, Instant t) { return windowAt(holder, which, t); })
{
    for (const RatedToken &token : input.tokens) {
        TokenLimits limits;
        limits.id = token.id;
        limits.name = token.name;
        m_tokens.push_back(std::move(limits));
    }
    if (m_periods.billed.empty())
        return;
    m_range = {m_periods.billed.front().begin, m_periods.billed.back().end};
    const auto end = std::ranges::lower_bound(input.usage->rows, m_range.end, {}, &UsageRow::time);
    m_admitted.resize(static_cast<std::size_t>(end - input.usage->rows.begin()));
    distributeRows();
    buildGates();
}

void LimitWalk::distributeRows()
{
    m_charges = chargesOf(m_periods.versions);
    for (std::size_t version = 0; version < m_periods.versions.size(); ++version) {
        const Plan &plan = *m_periods.versions[version].plan;
        const Interval span = intersection(m_periods.spanOf(version), {earliestInstant, m_range.end});
        const Taking taking = distribute(plan, *m_input.usage, span);
        for (std::size_t i = 0; i < plan.charges.size(); ++i) {
            if (!std::holds_alternative<FlatCapped>(plan.charges[i].shape))
                continue;
            const auto history = std::ranges::find(m_charges, plan.charges[i].id, &ChargeHistory::id);
            const auto charge = static_cast<std::uint32_t>(history - m_charges.begin());
            for (const Take &take : taking.takes[i])
                m_taken.push_back({take.row, charge, take.quantity});
        }
    }
    std::ranges::stable_sort(m_taken, {}, &Taken::row);
}

void LimitWalk::buildGates()
{
    m_gates.resize(m_charges.size());
    for (std::uint32_t charge = 0; charge < m_charges.size(); ++charge) {
        m_gates[charge].resize(m_input.tokens.size());
        for (std::uint32_t token = 0; token < m_input.tokens.size(); ++token) {
            std::vector<DatedPrice> prices = cappedPrices(m_periods, m_charges[charge], m_input.tokens[token]);
            if (prices.empty() || !m_starts[token])
                continue;
            std::unique_ptr<Gate> &gate = m_gates[charge][token];
            gate = std::make_unique<Gate>(holderOf(m_entry, firstCharge + charge, token), std::move(prices),
                m_input.tokens[token], *m_starts[token], m_range.end, m_input.zone, ChargeGate::Counts::WhereEnforced);
            gate->charge = charge;
        }
    }
    for (std::uint32_t token = 0; m_rules.tokenRate && token < m_input.tokens.size(); ++token)
        if (m_selected[token])
            m_pool.book.set(holderOf(m_entry, rateOfTokens, token), {false, 0, m_rules.tokenRate});
}

std::optional<Window> LimitWalk::windowAt(const CounterId &holder, std::uint32_t which, Instant t) const
{
    if (holder == poolHolder)
        return m_pool.grids[which].at(t);
    const std::uint64_t charge = (holder.high & ((std::uint64_t{1} << entryShift) - 1)) - firstCharge;
    return m_gates[charge][holder.low]->windowAt(which, t);
}

/// Finds the caps that a row meets; the reason where it lies outside a term of one of its charges.
Result<std::optional<RefusalReason>> LimitWalk::meetGates(std::size_t index)
{
    const UsageRow &row = m_input.usage->rows[index];
    m_meetings.clear();
    std::optional<RefusalReason> outside;
    for (; m_nextTaken < m_taken.size() && m_taken[m_nextTaken].row == index; ++m_nextTaken) {
        const Taken &taken = m_taken[m_nextTaken];
        Gate *gate = gateOf(taken.charge, row.token);
        if (!gate)
            continue;
        Result<TermPlace> place = gate->moveTo(row.time, m_pool.book);
        if (!place) {
            if (place.error().code == ErrorCode::Unsupported)
                place.error().found = m_charges[gate->charge].id;
            return std::unexpected(place.error());
        }
        if (*place != TermPlace::Inside) {
            const RefusalReason reason = *place == TermPlace::Revoked ? RefusalReason::Revoked
                : *place == TermPlace::Ended                          ? RefusalReason::Expired
                                                                      : RefusalReason::NotBegun;
            outside = std::max(outside.value_or(reason), reason);
            continue;
        }
        if (gate->isEnforced())
            m_meetings.push_back({gate, taken.quantity, 0});
    }
    const std::optional<Instant> &revokedAt = m_input.tokens[row.token].revokedAt;
    if (revokedAt && *revokedAt <= row.time)
        outside = RefusalReason::Revoked;
    return outside;
}

/// Admits the most requests of a row that fit everything they meet.
void LimitWalk::admitInto(const UsageRow &row, std::int64_t &admitted, TokenLimits *token)
{
    const std::array<CounterId, 2> holders{holderOf(m_entry, rateOfTokens, row.token), poolHolder};
    const std::span others = std::span(holders).first(m_pool.isShared && m_selected[row.token] ? 2 : 1);
    admitted = admissible(m_pool.book, m_meetings, others, row.requests, row.time, m_windowsAt);
    count(m_pool.book, m_meetings, others, admitted, row.requests, row.time);
    for (const Meeting &meeting : m_meetings) {
        if (token)
            token->unitsOver +=
                std::max<std::int64_t>(0, meeting.quantity - countedUnits(meeting, admitted, row.requests));
        noteRunOut(static_cast<Gate &>(*meeting.gate), row.time, token);
    }
}

void LimitWalk::noteRunOut(Gate &gate, Instant t, TokenLimits *token)
{
    const std::optional<WindowUse> term = m_pool.book.windowUse(gate.holder(), 0);
    const std::int64_t number = gate.walk().term().number;
    if (!term || term->room() > 0 || gate.exhaustedIn == number)
        return;
    gate.exhaustedIn = number;
    if (token && token->runOuts.size() < mostTermsListed)
        token->runOuts.push_back({t, m_input.zone.toLocal(t).date, number, m_charges[gate.charge].id});
}

Result<void> LimitWalk::admit(std::size_t index)
{
    const UsageRow &row = m_input.usage->rows[index];
    TokenLimits *token = m_range.contains(row.time) ? &m_tokens[row.token] : nullptr;
    const Result<std::optional<RefusalReason>> outside = meetGates(index);
    if (!outside)
        return std::unexpected(outside.error());
    if (!*outside && row.requests > 0)
        admitInto(row, m_admitted[index], token);
    if (!token)
        return {};
    const std::int64_t requests = row.requests - m_admitted[index];
    if (!addChecked(token->admitted, m_admitted[index]) || !addChecked(token->refused, requests))
        return fail(ErrorCode::Overflow, "requests");
    if (requests == 0)
        return {};
    RefusedRow refused = refusedRow(row, requests);
    if (*outside) {
        refused.reason = **outside;
        refused.reasons.set(static_cast<std::size_t>(refused.reason));
    } else {
        explain(row, refused);
    }
    note(refused, *token);
    return {};
}

RefusedRow LimitWalk::refusedRow(const UsageRow &row, std::int64_t requests) const
{
    RefusedRow refused;
    refused.time = row.time;
    refused.customer = m_customer;
    refused.token = m_input.tokens[row.token].id;
    refused.requests = requests;
    return refused;
}

/// What had no room for the first request that was refused; the admitted ones have been counted.
void LimitWalk::explain(const UsageRow &row, RefusedRow &refused) const
{
    std::vector<Claim> claims;
    for (const Meeting &meeting : m_meetings)
        claims.push_back({meeting.gate->holder(), 1});
    const std::size_t gates = claims.size();
    claims.push_back({holderOf(m_entry, rateOfTokens, row.token), 1});
    if (m_pool.isShared && m_selected[row.token])
        claims.push_back({poolHolder, 1});
    std::vector<Refusal> refusals;
    for (std::uint32_t claim = 0; claim < claims.size(); ++claim)
        m_pool.book.addRefusals(claims[claim], claim, row.time, refusals);
    LimitBook::sortRefusals(refusals);
    const auto reasonOf = [&](const Refusal &refusal) {
        if (refusal.claim < gates)
            return refusal.kind == LimitKind::Term ? RefusalReason::Exhausted : RefusalReason::OverCap;
        if (refusal.claim == gates)
            return RefusalReason::OverRate;
        return refusal.kind == LimitKind::Rate ? RefusalReason::PoolRate : RefusalReason::PoolCap;
    };
    for (const Refusal &refusal : refusals)
        refused.reasons.set(static_cast<std::size_t>(reasonOf(refusal)));
    const Refusal &first = refusals.front();
    refused.reason = reasonOf(first);
    refused.notBefore = first.notBefore == latestInstant ? std::nullopt : first.notBefore;
    if (first.claim < gates) {
        const Gate &gate = static_cast<const Gate &>(*m_meetings[first.claim].gate);
        refused.charge = m_charges[gate.charge].id;
        if (refused.reason == RefusalReason::OverCap)
            refused.limit = gate.capText(first.which - 1, row.time);
    } else if (refused.reason == RefusalReason::PoolCap) {
        refused.limit = toString(m_pool.caps[first.which]);
    } else {
        refused.limit = toString(refused.reason == RefusalReason::OverRate ? *m_rules.tokenRate : *m_pool.rate);
    }
}

void LimitWalk::note(const RefusedRow &refused, TokenLimits &token)
{
    token.by[static_cast<std::size_t>(refused.reason)] += refused.requests;
    if (!token.firstRefusal)
        token.firstRefusal = refused;
    ++m_refusedRows;
    if (m_refusals.size() < m_rules.listed)
        m_refusals.push_back(refused);
}

Result<void> LimitWalk::finish()
{
    for (std::uint32_t token = 0; token < m_tokens.size(); ++token) {
        // By the first charge that caps it, as the token's state is.
        const auto gates =
            std::ranges::find_if(m_gates, [&](const auto &byToken) { return byToken[token] != nullptr; });
        if (gates == m_gates.end())
            continue;
        Gate &gate = *(*gates)[token];
        const Result<TermPlace> place = gate.end(m_range.end.plus(-1));
        if (!place)
            return std::unexpected(place.error());
        const std::optional<Instant> &revokedAt = m_input.tokens[token].revokedAt;
        for (const Term &term : gate.walk().terms()) {
            const auto after = std::ranges::lower_bound(gate.prices(), term.span.begin, {}, &DatedPrice::from);
            const DatedPrice &before = after == gate.prices().begin() ? *after : *std::prev(after);
            if (term.number == 1 || before.price.renewal != Renewal::Auto || !m_range.contains(term.span.begin)
                || (revokedAt && *revokedAt <= term.span.begin))
                continue;
            TokenLimits &limits = m_tokens[token];
            ++limits.renewals;
            if (limits.renewedAt.size() < mostTermsListed)
                limits.renewedAt.push_back(term.span.begin);
        }
    }
    return {};
}

} // namespace toll
