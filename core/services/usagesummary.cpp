// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a summary counts; what it costs is in usageamounts.cpp.
#include "core/services/usagesummary.h"

#include "core/base/checked.h"

#include <algorithm>

namespace toll {

namespace {

constexpr int firstErrorStatus = 400;

/// Adds a group to another: what a tag's row is made of.
Result<void> addState(GroupState &to, const GroupState &from)
{
    if (Result<void> added =
            addSums(to.sums, {from.sums.requests, from.sums.errors, from.sums.units, from.sums.responseMs});
        !added)
        return added;
    if (!addChecked(to.sums.costUnknown, from.sums.costUnknown))
        return fail(ErrorCode::Overflow, "requests");
    to.sums.response.merge(from.sums.response);
    to.responses.insert(to.responses.end(), from.responses.begin(), from.responses.end());
    for (const Money &money : from.sums.amounts)
        if (Result<void> added = addMoney(to.sums.amounts, money.currency, money.amount); !added)
            return added;
    for (const auto &[currencies, amount] : from.costs) {
        const Result<Decimal> sum = to.costs[currencies].plus(amount);
        if (!sum)
            return std::unexpected(sum.error());
        to.costs[currencies] = *sum;
    }
    for (const auto &[currency, requests] : from.unknown)
        to.unknown[currency] += requests; // no more than costUnknown, which was checked
    return {};
}

bool isOnQuarter(Instant t)
{
    return floorTo(t, msPerQuarter) == t;
}

} // namespace

Result<void> addSums(UsageSums &sums, const GroupSums &more)
{
    bool isFit = addChecked(sums.requests, more.requests) && addChecked(sums.errors, more.errors)
        && addChecked(sums.responseMs.sum, more.responseMs.sum)
        && addChecked(sums.responseMs.known, more.responseMs.known);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        isFit = isFit && addChecked(sums.units[unit].sum, more.units[unit].sum)
            && addChecked(sums.units[unit].known, more.units[unit].known);
    return isFit ? Result<void>() : fail(ErrorCode::Overflow, "requests");
}

Summariser::Summariser(Stores &stores, const SummaryQuery &query, const Interval &range, UsageScope scope,
    UpstreamBook book, std::vector<std::string> declaredDimensions)
    : m_stores(stores), m_query(query), m_range(range), m_scope(std::move(scope)), m_book(std::move(book)),
      m_dimensions(std::move(declaredDimensions)), m_grouping(query, m_scope)
{
    m_candidates = m_scope.candidates(query.tokens, query.where);
    if (!query.tokens.empty())
        for (const TokenId &token : m_candidates.asked)
            m_askedTokens[token] = true;
    m_asksForPlans = asksForPlans(query.where);
    m_chargeCurrency.resize(m_scope.size());
}

Result<UsageSummary> Summariser::run()
{
    const Result<bool> fromEvents = needsEvents();
    if (!fromEvents)
        return std::unexpected(fromEvents.error());
    m_fromEvents = *fromEvents;
    m_countsEvents = m_fromEvents || m_query.exactPercentiles;
    if (!m_range.isEmpty()) {
        if (Result<void> priced = m_query.withAmounts ? price() : Result<void>(); !priced)
            return std::unexpected(priced.error());
        if (Result<void> counted = count(); !counted)
            return std::unexpected(counted.error());
        if (Result<void> costed = m_query.withCosts ? cost() : Result<void>(); !costed)
            return std::unexpected(costed.error());
    }
    return finish();
}

/// Whether quarters of an hour are too coarse for what is asked.
Result<bool> Summariser::needsEvents()
{
    constexpr std::int32_t quarterSeconds = msPerQuarter / msPerSecond;
    if (!cellsCanAnswer(m_query.where, m_dimensions) || !isOnQuarter(m_range.begin)
        || (m_range.end != latestInstant && !isOnQuarter(m_range.end)))
        return true;
    const bool isFiner = std::ranges::any_of(m_query.by, [this](const Grouping &grouping) {
        const bool isDeclared = std::ranges::find(m_dimensions, grouping.dimension) != m_dimensions.end();
        return grouping.by == GroupBy::Minute || (grouping.by == GroupBy::Dimension && !isDeclared);
    });
    if (isFiner)
        return true;
    if (m_query.zone.offsetAt(m_range.begin) % quarterSeconds != 0
        || m_query.zone.offsetAt(m_range.end) % quarterSeconds != 0)
        return true;
    if (m_query.withCosts && m_book.cutsQuarters(m_range))
        return true;
    const bool isByPlan = std::ranges::any_of(m_query.by,
        [](const Grouping &grouping) { return grouping.by == GroupBy::Plan || grouping.by == GroupBy::PlanVersion; });
    return isByPlan || m_asksForPlans ? m_scope.plansCutQuarters(m_range) : Result<bool>(false);
}

bool Summariser::isAsked(const TokenId &token) const
{
    return m_query.tokens.empty() || m_askedTokens.contains(token);
}

Result<bool> Summariser::isIn(std::uint32_t token, const CellKey &key, Instant time)
{
    if (m_query.where.isEmpty())
        return true;
    Result<FilterSubject> subject = m_scope.subjectOf(token, time, m_asksForPlans);
    if (!subject)
        return std::unexpected(subject.error());
    describeCell(*subject, key.status, key.model, key.source, key.dimensions);
    return fits(m_query.where, *subject);
}

Result<bool> Summariser::isIn(const StoredEvent &stored)
{
    if (!isAsked(stored.token))
        return false;
    if (m_query.where.isEmpty())
        return true;
    Result<FilterSubject> subject =
        m_scope.subjectOf(m_scope.numberOf(stored.token), stored.event.time, m_asksForPlans);
    if (!subject)
        return std::unexpected(subject.error());
    describeEvent(*subject, stored.event);
    return fits(m_query.where, *subject);
}

Result<void> Summariser::add(std::uint32_t token, const CellKey &key, Instant time, const CellSums &sums)
{
    const Result<const GroupKey *> place =
        m_grouping.keyOf({token, time, key.status, &key.model, &key.source, &key.dimensions});
    if (!place)
        return std::unexpected(place.error());
    const bool isUnknown = m_query.withCosts && !m_book.runFor(key.source, time);
    const std::int64_t errors = key.status >= firstErrorStatus ? sums.requests : 0;
    for (GroupState *state : {&m_groups[**place], &m_total}) {
        if (Result<void> added = addSums(state->sums, {sums.requests, errors, sums.units, sums.responseMs}); !added)
            return added;
        state->sums.response.merge(sums.response);
        if (isUnknown) {
            state->sums.costUnknown += sums.requests; // no more than the requests, which were checked
            state->unknown[currencyOf(token, {})] += sums.requests;
        }
    }
    return {};
}

UsageQuery Summariser::counted() const
{
    UsageQuery query;
    if (!m_candidates.isAll)
        query.tokens = m_candidates.asked;
    query.span = intersection(m_range, m_query.where.span());
    return query;
}

Result<void> Summariser::count()
{
    if (!m_candidates.isAll && m_candidates.asked.empty())
        return {};
    return m_countsEvents ? countEvents() : countCells(counted());
}

Result<void> Summariser::countCells(const UsageQuery &query)
{
    const auto visit = [&](const TokenId &id, const CellDay &day) -> Result<void> {
        const std::uint32_t token = m_scope.numberOf(id);
        for (const auto &[key, cell] : day) {
            const Result<bool> isFound = isIn(token, key, key.quarter);
            if (!isFound)
                return std::unexpected(isFound.error());
            if (!*isFound)
                continue;
            if (Result<void> added = add(token, key, key.quarter, cell); !added)
                return added;
        }
        return {};
    };
    return m_stores.usage.visitCells(query, visit);
}

Result<UsageSummary> Summariser::finish()
{
    std::vector<GroupState> joinedByTag;
    Result<std::vector<GroupState *>> groups = m_grouping.isByTag() ? joinTags(joinedByTag) : described();
    if (!groups)
        return std::unexpected(groups.error());
    if (m_query.withCosts)
        if (Result<void> settled = settleMargins(m_stores, m_total, *groups, m_range, m_currencies, m_query.zone);
            !settled)
            return std::unexpected(settled.error());
    std::ranges::stable_sort(*groups, [this](const GroupState *a, const GroupState *b) {
        for (std::size_t i = 0; i < m_query.by.size(); ++i) {
            if (m_query.by[i].by == GroupBy::HourOfWeek && a->sums.hourOfWeek != b->sums.hourOfWeek)
                return a->sums.hourOfWeek < b->sums.hourOfWeek; // Monday before Friday
            if (const auto order = a->sums.keys[i] <=> b->sums.keys[i]; order != 0)
                return order < 0;
        }
        return false;
    });
    UsageSummary summary;
    summary.by = m_query.by;
    summary.range = m_range;
    summary.isFromEvents = m_countsEvents;
    settlePercentiles(m_total);
    summary.total = std::move(m_total.sums);
    summary.rows.reserve(groups->size());
    for (GroupState *state : *groups) {
        settlePercentiles(*state);
        summary.rows.push_back(std::move(state->sums));
    }
    return summary;
}

/// The groups as they are, with their texts.
Result<std::vector<GroupState *>> Summariser::described()
{
    std::vector<GroupState *> groups;
    groups.reserve(m_groups.size());
    for (auto &[key, state] : m_groups) {
        UsageSums place = std::move(m_grouping.describe(key).front());
        state.sums.keys = std::move(place.keys);
        state.sums.token = std::move(place.token);
        state.sums.span = place.span;
        state.sums.hourOfWeek = place.hourOfWeek;
        groups.push_back(&state);
    }
    return groups;
}

/// One row a tag, of all the sets of tags that have it.
Result<std::vector<GroupState *>> Summariser::joinTags(std::vector<GroupState> &shown)
{
    std::map<std::vector<std::string>, std::size_t> ofTag; ///< rows that several sets of tags share
    for (auto &[key, state] : m_groups) {
        for (const UsageSums &place : m_grouping.describe(key)) {
            std::vector<std::string> identity = place.keys;
            identity.push_back(place.token.text);
            const auto [known, isNew] = ofTag.try_emplace(std::move(identity), shown.size());
            if (isNew) {
                shown.emplace_back();
                shown.back().sums = place;
            }
            if (Result<void> added = addState(shown[known->second], state); !added)
                return std::unexpected(added.error());
        }
    }
    std::vector<GroupState *> groups;
    for (GroupState &state : shown)
        groups.push_back(&state);
    return groups;
}

} // namespace toll
