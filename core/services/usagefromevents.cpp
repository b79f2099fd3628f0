// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a summary counts of single events, where cells cannot tell or percentiles are to be exact.
#include "core/services/usagesummary.h"

#include <algorithm>

namespace toll {

namespace {

/// Which columns decide on a row's group, and which of them for each row anew.
struct Needs {
    ColumnSet deciding = 0;
    ColumnSet ofEachRow = 0;

    void add(GroupBy group)
    {
        switch (group) {
        case GroupBy::Plan:
        case GroupBy::PlanVersion:
            ofEachRow = ofEachRow | SegmentColumn::Time;
            [[fallthrough]];
        case GroupBy::Token:
        case GroupBy::Customer:
        case GroupBy::Tag:
            deciding = deciding | SegmentColumn::Token;
            break;
        case GroupBy::Model:
            deciding = deciding | SegmentColumn::Model;
            break;
        case GroupBy::Source:
            deciding = deciding | SegmentColumn::Source;
            break;
        case GroupBy::Status:
            deciding = deciding | SegmentColumn::Status;
            break;
        case GroupBy::Dimension:
            deciding = deciding | SegmentColumn::Dimensions;
            break;
        case GroupBy::Day:
        case GroupBy::Hour:
        case GroupBy::Week:
        case GroupBy::Month:
        case GroupBy::HourOfWeek:
        case GroupBy::Minute:
            break;
        }
    }

    void add(FilterKey key)
    {
        switch (key) {
        case FilterKey::Text:
            deciding = deciding | SegmentColumn::Token | SegmentColumn::Model | SegmentColumn::Status;
            ofEachRow = ofEachRow | SegmentColumn::Endpoint | SegmentColumn::Id;
            break;
        case FilterKey::Plan:
        case FilterKey::PlanVersion:
            add(GroupBy::Plan);
            break;
        case FilterKey::Customer:
        case FilterKey::Token:
        case FilterKey::Tag:
            deciding = deciding | SegmentColumn::Token;
            break;
        case FilterKey::Model:
            deciding = deciding | SegmentColumn::Model;
            break;
        case FilterKey::Source:
            deciding = deciding | SegmentColumn::Source;
            break;
        case FilterKey::Dimension:
            deciding = deciding | SegmentColumn::Dimensions;
            break;
        case FilterKey::Status:
            deciding = deciding | SegmentColumn::Status;
            break;
        case FilterKey::Endpoint:
            ofEachRow = ofEachRow | SegmentColumn::Endpoint;
            break;
        case FilterKey::Id:
            ofEachRow = ofEachRow | SegmentColumn::Id;
            break;
        case FilterKey::Response:
            ofEachRow = ofEachRow | SegmentColumn::Response;
            break;
        case FilterKey::Input:
        case FilterKey::CachedInput:
        case FilterKey::CacheWrite:
        case FilterKey::Output:
            ofEachRow = ofEachRow | SegmentColumn::Units;
            break;
        case FilterKey::Count:
            ofEachRow = ofEachRow | SegmentColumn::Count;
            break;
        case FilterKey::Time:
        case FilterKey::HourOfWeek:
            ofEachRow = ofEachRow | SegmentColumn::Time;
            break;
        }
    }
};

bool isByPlan(const Grouping &grouping)
{
    return grouping.by == GroupBy::Plan || grouping.by == GroupBy::PlanVersion;
}

} // namespace

Result<TallyQuestion> Summariser::question(const UsageQuery &query)
{
    Needs needs;
    for (const Grouping &grouping : m_query.by)
        needs.add(grouping.by);
    for (const FilterTerm &term : m_query.where.terms)
        needs.add(term.key);
    if (!m_query.tokens.empty())
        needs.add(GroupBy::Token);
    if (m_query.withCosts) {
        needs.deciding = needs.deciding | SegmentColumn::Token | SegmentColumn::Source;
        if (!m_book.runs().empty())
            needs.ofEachRow = needs.ofEachRow | SegmentColumn::Time;
    }
    if (m_asksForPlans || std::ranges::any_of(m_query.by, isByPlan))
        if (Result<void> loaded = m_scope.loadPlans(); !loaded)
            return std::unexpected(loaded.error());
    TallyQuestion question;
    question.span = query.span;
    question.tokens = query.tokens;
    question.deciding = needs.deciding;
    question.ofEachRow = needs.ofEachRow;
    question.keepsValues = !m_query.exactPercentiles || m_grouping.isByTag() || m_query.withCosts;
    question.piecesDiffer = !m_grouping.piecesRecur();
    question.pieceAt = [this](Instant time) { return m_grouping.pieceAt(time); };
    question.timeKeyAt = [this](Instant time) { return m_grouping.timeKeyAt(time); };
    question.keyOf = [this](const StoredEvent &stored) { return tallyKeyOf(stored); };
    return question;
}

/// The row's group, and, where costs are asked for, which currency its cost is unknown in behind it; -1 where it is
/// known.
Result<std::optional<GroupKey>> Summariser::tallyKeyOf(const StoredEvent &stored)
{
    const Result<bool> isFound = isIn(stored);
    if (!isFound)
        return std::unexpected(isFound.error());
    if (!*isFound)
        return std::nullopt;
    const UsageEvent &event = stored.event;
    const std::uint32_t token = m_scope.numberOf(stored.token);
    Result<GroupKey> key =
        m_grouping.keyApartFromTime({token, event.time, event.status, &event.model, &event.source, &event.dimensions});
    if (!key)
        return std::unexpected(key.error());
    if (!m_query.withCosts)
        return std::optional(std::move(*key));
    std::int64_t unknown = -1;
    if (!m_book.runFor(event.source, event.time)) {
        const std::string &currency = currencyOf(token, {});
        const auto known = std::ranges::find(m_unknownCurrencies, currency);
        unknown = known - m_unknownCurrencies.begin();
        if (known == m_unknownCurrencies.end())
            m_unknownCurrencies.push_back(currency);
    }
    key->push_back(unknown);
    return std::optional(std::move(*key));
}

Result<Tally> Summariser::tally()
{
    if (!m_candidates.isAll && m_candidates.asked.empty())
        return Tally();
    Result<TallyQuestion> asked = question(counted());
    if (!asked)
        return std::unexpected(asked.error());
    return UsageTally(std::move(*asked)).run(m_stores.usage);
}

Result<void> Summariser::countEvents()
{
    const Result<Tally> tally = this->tally();
    if (!tally)
        return std::unexpected(tally.error());
    for (const Tally::Piece &piece : tally->pieces)
        for (std::size_t group = 0; group < piece.groups.size(); ++group)
            if (Result<void> taken = take(*tally, piece, group); !taken)
                return taken;
    m_total.responses = tally->responses;
    return {};
}

Result<void> Summariser::take(const Tally &tally, const Tally::Piece &piece, std::size_t group)
{
    const SummedGroup &summed = piece.groups[group];
    GroupKey key = tally.keys[summed.group];
    std::int64_t unknown = -1;
    if (m_query.withCosts) {
        unknown = key.back();
        key.pop_back();
    }
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] += piece.time[i]; // one of them is 0
    GroupState &own = m_groups[std::move(key)];
    for (GroupState *state : {&own, &m_total}) {
        if (Result<void> added = addSums(state->sums, summed.sums); !added)
            return added;
        if (unknown < 0)
            continue;
        state->sums.costUnknown += summed.sums.requests; // no more than the requests, which were checked
        state->unknown[m_unknownCurrencies[static_cast<std::size_t>(unknown)]] += summed.sums.requests;
    }
    if (!piece.values.empty())
        own.responses.insert(own.responses.end(), piece.values[group].begin(), piece.values[group].end());
    else if (summed.sums.responseMs.known > 0)
        own.sums.exact = summed.percentiles;
    return {};
}

/// From the response times to what is shown of them.
void Summariser::settlePercentiles(GroupState &state) const
{
    if (state.responses.empty())
        return;
    const ValueCounts responses = joined(std::move(state.responses));
    if (m_query.exactPercentiles) {
        state.sums.exact = percentilesOf(responses);
        return;
    }
    for (const auto &[value, count] : responses)
        state.sums.response.add(value, count);
}

} // namespace toll
