// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the usage of a summary costs; what it counts is in usagesummary.cpp.
#include "core/rating/cuts.h"
#include "core/rating/taking.h"
#include "core/services/ratingsource.h"
#include "core/services/usagesummary.h"

#include <algorithm>

namespace toll {

namespace {

/// Groups of rows as cutNested() takes them: parts are numbered in the order in which rows come.
template<typename Part, typename Key>
class CutGroups {
public:
    std::size_t add(const Part &part, const Key &key)
    {
        const auto [group, isNew] = m_groups.try_emplace({part, key}, partOfGroup.size());
        if (isNew) {
            partOfGroup.push_back(m_parts.try_emplace(part, m_parts.size()).first->second);
            keys.push_back({part, key});
        }
        return group->second;
    }
    [[nodiscard]] const std::map<Part, std::size_t> &parts() const { return m_parts; }

    std::vector<std::size_t> partOfGroup;
    std::vector<std::pair<Part, Key>> keys; ///< by group

private:
    std::map<Part, std::size_t> m_parts;
    std::map<std::pair<Part, Key>, std::size_t> m_groups;
};

Result<void> addCost(GroupState &state, const std::string &charged, const Currency &own, const Decimal &amount)
{
    const Result<Decimal> sum = state.costs[{charged, own.code}].plus(amount);
    if (!sum)
        return std::unexpected(sum.error());
    state.costs[{charged, own.code}] = *sum;
    return {};
}

/// Whether cells of one token and quarter of an hour may fall into several groups.
bool toldByKind(GroupBy by)
{
    return by == GroupBy::Model || by == GroupBy::Status || by == GroupBy::Source || by == GroupBy::Dimension;
}

} // namespace

std::function<Result<bool>(const StoredEvent &)> Summariser::mark()
{
    if (!m_fromEvents)
        return {};
    return [this](const StoredEvent &stored) { return isIn(stored); };
}

/// Whether a rated row is what was asked for: as its event said, or as its cell does.
Result<bool> Summariser::isIn(const UsageTable &usage, const std::vector<TokenId> &tokens, std::uint32_t token,
    std::size_t row, const std::vector<bool> &marked)
{
    if (!marked.empty())
        return marked[row];
    if (!isAsked(tokens[token]))
        return false;
    if (m_query.where.isEmpty())
        return true;
    const UsageRow &cell = usage.rows[row];
    Result<FilterSubject> subject = m_scope.subjectOf(m_scope.numberOf(tokens[token]), cell.time, m_asksForPlans);
    if (!subject)
        return std::unexpected(subject.error());
    describeCell(*subject, cell.status, usage.text(cell.model), usage.text(cell.source), usage.dimensions(cell.dimensions));
    return fits(m_query.where, *subject);
}

Result<const GroupKey *> Summariser::keyOf(const UsageTable &usage, std::uint32_t token, std::size_t row)
{
    const UsageRow &piece = usage.rows[row];
    return m_grouping.keyOf({token, piece.time, piece.status, &usage.text(piece.model), &usage.text(piece.source),
        &usage.dimensions(piece.dimensions)});
}

const std::string &Summariser::currencyOf(std::uint32_t token, const std::string &otherwise) const
{
    return m_chargeCurrency[token].empty() ? otherwise : m_chargeCurrency[token];
}

Result<void> Summariser::price()
{
    SourceQuery query;
    query.period = m_range;
    if (!m_candidates.isAll) {
        if (m_candidates.customers.empty())
            return {};
        query.customers = m_candidates.customers; // with all their tokens, which share allowances and tiers
    }
    query.mark = mark();
    query.eventsOnly = query.mark != nullptr;
    query.keepsKinds = !m_query.where.isEmpty() || std::ranges::any_of(m_query.by, &toldByKind, &Grouping::by);
    const Result<std::vector<RatingSource>> sources = loadSources(m_stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    for (const RatingSource &source : *sources)
        if (Result<void> priced = price(source); !priced)
            return priced;
    return {};
}

Result<void> Summariser::price(const RatingSource &source)
{
    m_currencies[source.currency.code] = source.currency;
    for (const Token &token : source.tokens)
        m_chargeCurrency[m_scope.numberOf(token.id)] = source.currency.code;
    RatingInput input = source.input(m_range);
    input.keepRows = true;
    const Result<Statement> statement = rate(input);
    if (!statement)
        return std::unexpected(statement.error());
    CutGroups<bool, GroupKey> groups;
    std::vector<std::size_t> groupOfRow(source.usage.rows.size());
    for (std::size_t i = 0; i < groupOfRow.size(); ++i) {
        const UsageRow &row = source.usage.rows[i];
        if (!m_range.contains(row.time))
            continue;
        const Result<bool> isFound = isIn(source.usage, source.usage.tokens, row.token, i, source.marked);
        const Result<const GroupKey *> key = isFound && *isFound
            ? keyOf(source.usage, m_scope.numberOf(source.usage.tokens[row.token]), i)
            : Result<const GroupKey *>(nullptr);
        if (!isFound || !key)
            return std::unexpected(!isFound ? isFound.error() : key.error());
        groupOfRow[i] = groups.add(*isFound, *key ? **key : GroupKey());
    }
    if (groups.keys.empty())
        return priceWithoutUse(source, *statement);
    const Result<NestedCut> shares =
        cutNested(*statement, groups.partOfGroup, [&](std::uint32_t row) { return groupOfRow[row]; });
    if (!shares)
        return std::unexpected(shares.error());
    for (std::size_t i = 0; i < groups.keys.size(); ++i)
        if (groups.keys[i].first)
            if (Result<void> added =
                    addMoney(m_groups[groups.keys[i].second].sums.amounts, source.currency, shares->groups[i]);
                !added)
                return added;
    const auto inside = groups.parts().find(true);
    return inside == groups.parts().end()
        ? Result<void>()
        : addMoney(m_total.sums.amounts, source.currency, shares->parts[inside->second]);
}

Result<bool> Summariser::placeWithoutUse(
    const std::string &customer, const UsageScope::PlanName &plan, Instant time, GroupedPiece &piece)
{
    if (!m_query.tokens.empty())
        return false;
    m_scope.noToken(customer, plan);
    piece.time = std::max(time, m_range.begin);
    const Result<FilterSubject> subject = m_scope.subjectOf(0, piece.time, true);
    if (!subject)
        return std::unexpected(subject.error());
    return fits(m_query.where, *subject);
}

/// A customer who used nothing may owe fees and minimums: they stand where their period begins.
Result<void> Summariser::priceWithoutUse(const RatingSource &source, const Statement &statement)
{
    if (statement.total.isZero())
        return {};
    const bool isBuiltIn = source.plan.name == basicPlan().name;
    const UsageScope::PlanName plan{source.plan.name,
        isBuiltIn ? source.plan.name : source.plan.name + '@' + std::to_string(source.plan.version)};
    for (const StatementLine &line : statement.lines) {
        if (line.amount.isZero())
            continue;
        GroupedPiece piece;
        const Result<bool> isFound = placeWithoutUse(source.customer.name, plan, line.period.begin, piece);
        const Result<const GroupKey *> key = m_grouping.keyOf(piece);
        if (!isFound || !key)
            return std::unexpected(!isFound ? isFound.error() : key.error());
        if (!*isFound)
            continue;
        for (GroupState *state : {&m_groups[**key], &m_total})
            if (Result<void> added = addMoney(state->sums.amounts, source.currency, line.amount); !added)
                return added;
    }
    return {};
}

Result<void> Summariser::cost()
{
    const Result<std::vector<UpstreamSource>> sources = loadUpstream(m_stores, m_book, m_range, mark());
    if (!sources)
        return std::unexpected(sources.error());
    for (const UpstreamSource &source : *sources)
        if (Result<void> costed = cost(source); !costed)
            return costed;
    return {};
}

Result<void> Summariser::cost(const UpstreamSource &source)
{
    const Currency &own = source.run->currency;
    m_currencies[own.code] = own;
    const Result<Statement> statement = rate(source.input());
    if (!statement)
        return std::unexpected(statement.error());
    static const std::string outside; // no currency: the row was not asked for
    CutGroups<std::string, GroupKey> groups;
    std::vector<std::size_t> groupOfRow(source.usage.rows.size());
    for (std::size_t i = 0; i < groupOfRow.size(); ++i) {
        if (!source.period.contains(source.usage.rows[i].time))
            continue;
        const std::uint32_t token = source.tokenOfRow[i];
        const Result<bool> isFound = isIn(source.usage, source.tokens, token, i, source.marked);
        const std::uint32_t number = m_scope.numberOf(source.tokens[token]);
        const Result<const GroupKey *> key =
            isFound && *isFound ? keyOf(source.usage, number, i) : Result<const GroupKey *>(nullptr);
        if (!isFound || !key)
            return std::unexpected(!isFound ? isFound.error() : key.error());
        groupOfRow[i] =
            groups.add(*isFound ? currencyOf(number, own.code) : outside, *key ? **key : GroupKey());
    }
    if (groups.keys.empty())
        return costWithoutUse(source, *statement);
    const Result<NestedCut> shares =
        cutNested(*statement, groups.partOfGroup, [&](std::uint32_t row) { return groupOfRow[row]; });
    if (!shares)
        return std::unexpected(shares.error());
    for (std::size_t i = 0; i < groups.keys.size(); ++i)
        if (const auto &[charged, key] = groups.keys[i]; charged != outside)
            if (Result<void> added = addCost(m_groups[key], charged, own, shares->groups[i]); !added)
                return added;
    for (const auto &[charged, part] : groups.parts())
        if (charged != outside)
            if (Result<void> added = addCost(m_total, charged, own, shares->parts[part]); !added)
                return added;
    return noteUnpriced(source);
}

/// A provider's fees are owed without use as well; no customer causes them.
Result<void> Summariser::costWithoutUse(const UpstreamSource &source, const Statement &statement)
{
    for (const StatementLine &line : statement.lines) {
        if (line.amount.isZero())
            continue;
        GroupedPiece piece;
        const Result<bool> isFound = placeWithoutUse({}, {}, line.period.begin, piece);
        const Result<const GroupKey *> key = m_grouping.keyOf(piece);
        if (!isFound || !key)
            return std::unexpected(!isFound ? isFound.error() : key.error());
        if (!*isFound)
            continue;
        const Currency &own = source.run->currency;
        for (GroupState *state : {&m_groups[**key], &m_total})
            if (Result<void> added = addCost(*state, own.code, own, line.amount); !added)
                return added;
    }
    return {};
}

/// Requests that the price list has no price for, or that lack what it counts: their cost is not known.
Result<void> Summariser::noteUnpriced(const UpstreamSource &source)
{
    const std::vector<DatedPlan> &versions = source.run->versions;
    std::map<std::uint32_t, std::int64_t> requests; // by row
    for (std::size_t v = 0; v < versions.size(); ++v) {
        const Instant until = v + 1 < versions.size() ? versions[v + 1].from : latestInstant;
        const Interval inForce{v == 0 ? earliestInstant : versions[v].from, until};
        const Taking taking = distribute(versions[v].plan, source.usage, intersection(source.period, inForce));
        for (const Taking::Unpriced &unpriced : taking.unpriced)
            if (unpriced.meter == "requests")
                requests[unpriced.row] = unpriced.quantity;
        for (const std::vector<Take> &unknown : taking.unknown)
            for (const Take &take : unknown)
                requests[take.row] = std::max(requests[take.row], take.quantity);
    }
    for (const auto &[row, count] : requests) {
        const std::uint32_t token = source.tokenOfRow[row];
        const std::uint32_t number = m_scope.numberOf(source.tokens[token]);
        const Result<bool> isFound = isIn(source.usage, source.tokens, token, row, source.marked);
        const Result<const GroupKey *> key =
            isFound && *isFound ? keyOf(source.usage, number, row) : Result<const GroupKey *>(nullptr);
        if (!isFound || !key)
            return std::unexpected(!isFound ? isFound.error() : key.error());
        if (!*isFound)
            continue;
        for (GroupState *state : {&m_groups[**key], &m_total}) {
            state->sums.costUnknown += count; // no more than the requests, which were checked
            state->unknown[currencyOf(number, source.run->currency.code)] += count;
        }
    }
    return {};
}

} // namespace toll
