// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/limitwalk.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"

#include <algorithm>

namespace toll {

namespace {

__extension__ typedef __int128 Wide;

constexpr CounterId poolHolder{};
constexpr std::uint64_t rateOfTokens = 1;
constexpr std::uint64_t firstCharge = 2;
constexpr unsigned entryShift = 32;

CounterId holderOf(std::uint32_t entry, std::uint64_t kind, std::uint32_t token)
{
    return {static_cast<std::uint64_t>(entry) << entryShift | kind, token};
}

/// The part of `units` that falls to `some` of `all` equal requests.
std::int64_t shareOf(std::int64_t units, std::int64_t some, std::int64_t all)
{
    return static_cast<std::int64_t>(static_cast<Wide>(units) * some / all);
}

/// How many of `all` equal requests, that have `units` together, begin within the room.
std::int64_t requestsWithin(std::int64_t room, std::int64_t units, std::int64_t all)
{
    if (units <= room)
        return all;
    const Wide scaled = static_cast<Wide>(room) * all;
    return static_cast<std::int64_t>(scaled / units + (scaled % units != 0 ? 1 : 0));
}

} // namespace

LimitPool limitPoolOf(const LimitRules &rules, bool isSelected, Instant begin, const Zone &zone)
{
    LimitPool pool;
    if (!isSelected || (!rules.poolRate && rules.poolCaps.empty()))
        return pool;
    // From 1 January of the year before, so that no window is cut that a row lies in.
    const std::chrono::year before = zone.toLocal(begin).date.year() - std::chrono::years(1);
    const Date first = before / std::chrono::January / std::chrono::day(1);
    const Interval span{std::max(zone.startOfDay(first), earliestInstant), latestInstant};
    for (const Cap &cap : rules.poolCaps)
        pool.grids.emplace_back(cap, span, Alignment::Calendar, zone);
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
    const std::size_t versions = m_periods.versions.size();
    for (std::size_t version = 0; version < versions; ++version) {
        const Plan &plan = *m_periods.versions[version].plan;
        const Interval span = intersection(m_periods.spanOf(version), {earliestInstant, m_range.end});
        const Taking taking = distribute(plan, *m_input.usage, span);
        for (std::size_t i = 0; i < plan.charges.size(); ++i) {
            auto history = std::ranges::find(m_charges, plan.charges[i].id, &ChargeHistory::id);
            if (history == m_charges.end())
                history =
                    m_charges.insert(m_charges.end(), {plan.charges[i].id, std::vector<const Charge *>(versions), {}});
            history->byVersion[version] = &plan.charges[i];
            if (!std::holds_alternative<FlatCapped>(plan.charges[i].shape))
                continue;
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
            gate = std::make_unique<Gate>();
            gate->charge = charge;
            gate->holder = holderOf(m_entry, firstCharge + charge, token);
            gate->prices = std::move(prices);
            gate->walk.emplace(gate->prices, m_input.tokens[token], *m_starts[token], m_range.end, m_input.zone);
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
    const Gate &gate = *m_gates[charge][holder.low];
    if (which > 0)
        return gate.series[which - 1].at(t);
    const Interval term = gate.walk->term().span;
    const std::optional<std::int64_t> &allowance = gate.walk->allowance();
    return allowance ? std::optional(Window{0, term, term.length(), *allowance}) : std::nullopt;
}

/// What begins with a term, or changes in it.
Result<void> LimitWalk::takeOver(Gate &gate)
{
    const TermWalk::Change change = gate.walk->change();
    const bool isEnforced = gate.walk->price().overCap == OverCap::Reject;
    if (change == TermWalk::Change::None)
        return {};
    // What a term has served without a cap in force was not counted.
    if (change == TermWalk::Change::Learnt && isEnforced != gate.isEnforced)
        return fail(ErrorCode::Unsupported, "over_cap", m_charges[gate.charge].id);
    gate.isEnforced = isEnforced;
    gate.series = gate.walk->takeSeries();
    if (!isEnforced)
        return {};
    m_pool.book.set(gate.holder, {true, static_cast<std::uint32_t>(gate.series.size()) + 1, {}});
    if (change == TermWalk::Change::Opened)
        m_pool.book.restart(gate.holder);
    else if (const std::optional<Window> term = windowAt(gate.holder, 0, gate.walk->term().span.begin))
        m_pool.book.replace(gate.holder, 0, *term);
    return {};
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
        const Result<TermPlace> place = gate->walk->moveTo(row.time);
        if (!place)
            return std::unexpected(place.error());
        if (*place != TermPlace::Inside) {
            const RefusalReason reason = *place == TermPlace::Revoked ? RefusalReason::Revoked
                : *place == TermPlace::Ended                          ? RefusalReason::Expired
                                                                      : RefusalReason::NotBegun;
            outside = std::max(outside.value_or(reason), reason);
            continue;
        }
        if (Result<void> changed = takeOver(*gate); !changed)
            return std::unexpected(changed.error());
        if (gate->isEnforced)
            m_meetings.push_back({gate, taken.quantity, 0});
    }
    const std::optional<Instant> &revokedAt = m_input.tokens[row.token].revokedAt;
    if (revokedAt && *revokedAt <= row.time)
        outside = RefusalReason::Revoked;
    return outside;
}

/// The most requests of a row that fit everything they meet.
std::int64_t LimitWalk::admissible(const UsageRow &row)
{
    LimitBook &book = m_pool.book;
    std::int64_t requests = row.requests;
    for (Meeting &meeting : m_meetings) {
        meeting.room = book.room(meeting.gate->holder, row.time, m_windowsAt);
        requests = std::min(requests, requestsWithin(meeting.room, meeting.quantity, row.requests));
    }
    requests = std::min(requests, book.room(holderOf(m_entry, rateOfTokens, row.token), row.time, m_windowsAt));
    return m_pool.isShared && m_selected[row.token] ? std::min(requests, book.room(poolHolder, row.time, m_windowsAt))
                                                    : requests;
}

void LimitWalk::count(const UsageRow &row, std::int64_t admitted, TokenLimits *token)
{
    LimitBook &book = m_pool.book;
    for (const Meeting &meeting : m_meetings) {
        const std::int64_t units = std::min(shareOf(meeting.quantity, admitted, row.requests), meeting.room);
        book.use(meeting.gate->holder, units, row.time);
        if (token)
            token->unitsOver += std::max<std::int64_t>(0, meeting.quantity - units);
        noteRunOut(*meeting.gate, row.time, token);
    }
    book.use(holderOf(m_entry, rateOfTokens, row.token), admitted, row.time);
    if (m_pool.isShared && m_selected[row.token])
        book.use(poolHolder, admitted, row.time);
}

void LimitWalk::noteRunOut(Gate &gate, Instant t, TokenLimits *token)
{
    const std::optional<WindowUse> term = m_pool.book.windowUse(gate.holder, 0);
    const std::int64_t number = gate.walk->term().number;
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
    if (!*outside && row.requests > 0) {
        m_admitted[index] = admissible(row);
        count(row, m_admitted[index], token);
    }
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
        claims.push_back({meeting.gate->holder, 1});
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
        const Gate &gate = *m_meetings[first.claim].gate;
        refused.charge = m_charges[gate.charge].id;
        if (refused.reason == RefusalReason::OverCap)
            refused.limit = capText(gate, first.which - 1, row.time);
    } else if (refused.reason == RefusalReason::PoolCap) {
        refused.limit = toString(m_pool.caps[first.which]);
    } else {
        refused.limit = toString(refused.reason == RefusalReason::OverRate ? *m_rules.tokenRate : *m_pool.rate);
    }
}

/// The cap whose window is under way: the one that was in force when it began.
std::string LimitWalk::capText(const Gate &gate, std::uint32_t which, Instant t)
{
    const std::optional<Window> window = gate.series[which].at(t);
    const Instant begin = window ? window->span.begin : t;
    const auto after = std::ranges::upper_bound(gate.prices, begin, {}, &DatedPrice::from);
    const TokenPrice &price = (after == gate.prices.begin() ? *after : *std::prev(after)).price;
    return which < price.caps.size() ? toString(price.caps[which]) : std::string();
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
        const Result<TermPlace> place = gate.walk->moveTo(m_range.end.plus(-1));
        if (!place)
            return std::unexpected(place.error());
        const std::optional<Instant> &revokedAt = m_input.tokens[token].revokedAt;
        for (const Term &term : gate.walk->terms()) {
            const auto after = std::ranges::lower_bound(gate.prices, term.span.begin, {}, &DatedPrice::from);
            const DatedPrice &before = after == gate.prices.begin() ? *after : *std::prev(after);
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
