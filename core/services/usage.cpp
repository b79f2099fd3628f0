// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usage.h"

#include "core/base/checked.h"
#include "core/rating/cuts.h"
#include "core/services/stores.h"
#include "core/services/usagegroups.h"

#include <algorithm>
#include <array>
#include <map>

namespace toll {

namespace {

constexpr int firstErrorStatus = 400;
constexpr std::array<std::pair<GroupBy, std::string_view>, 6> groupNames{
    {{GroupBy::Token, "token"}, {GroupBy::Customer, "customer"}, {GroupBy::Day, "day"}, {GroupBy::Hour, "hour"},
        {GroupBy::Model, "model"}, {GroupBy::Status, "status"}}};

using Groups = std::map<GroupKey, UsageSums>;

Result<void> add(UsageSums &sums, std::int16_t status, const CellSums &cell)
{
    bool isFit = addChecked(sums.requests, cell.requests)
        && addChecked(sums.errors, status >= firstErrorStatus ? cell.requests : 0);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        isFit = isFit && addChecked(sums.units[unit].sum, cell.units[unit].sum)
            && addChecked(sums.units[unit].known, cell.units[unit].known);
    if (!isFit)
        return fail(ErrorCode::Overflow, "requests");
    sums.response.merge(cell.response);
    return {};
}

Result<void> addMoney(std::vector<Money> &amounts, const Currency &currency, const Decimal &amount)
{
    auto own = std::ranges::find(amounts, currency, &Money::currency);
    if (own == amounts.end())
        own = amounts.insert(
            std::ranges::upper_bound(amounts, currency.code, {}, [](const Money &m) { return m.currency.code; }),
            {{}, currency});
    const Result<Decimal> sum = own->amount.plus(amount);
    if (!sum)
        return std::unexpected(sum.error());
    own->amount = *sum;
    return {};
}

/// Builds one summary: counts from cells, amounts from rating the same range as the bills do.
class Summariser {
public:
    Summariser(Stores &stores, const SummaryQuery &query, const Interval &range, const std::vector<Token> &tokens,
        const std::vector<Customer> &customers)
        : m_stores(stores), m_query(query), m_range(range), m_grouping(query, tokens, customers)
    {
    }

    Result<UsageSummary> run()
    {
        if (Result<void> counted = count(); !counted)
            return std::unexpected(counted.error());
        if (m_query.withAmounts)
            if (Result<void> priced = price(); !priced)
                return std::unexpected(priced.error());
        UsageSummary summary;
        summary.by = m_query.by;
        summary.range = m_range;
        summary.total = std::move(m_total);
        for (auto &[key, sums] : m_groups) {
            m_grouping.describe(key, sums);
            summary.rows.push_back(std::move(sums));
        }
        std::ranges::stable_sort(summary.rows, {}, &UsageSums::keys);
        return summary;
    }

private:
    Result<void> count()
    {
        const auto visit = [&](const TokenId &token, const CellDay &day) -> Result<void> {
            for (const auto &[key, cell] : day) {
                UsageSums &group = m_groups[m_grouping.keyOf(token, key.quarter, key.model, key.status)];
                for (UsageSums *sums : {&group, &m_total})
                    if (Result<void> added = add(*sums, key.status, cell); !added)
                        return added;
            }
            return {};
        };
        return m_stores.usage.visitCells({m_query.tokens, m_range}, visit);
    }

    Result<void> price()
    {
        const Result<std::vector<RatingSource>> sources =
            loadSources(m_stores, {.customer = {}, .tokens = m_query.tokens, .period = m_range});
        if (!sources)
            return std::unexpected(sources.error());
        for (const RatingSource &source : *sources)
            if (Result<void> priced = price(source); !priced)
                return priced;
        return {};
    }

    Result<void> price(const RatingSource &source)
    {
        RatingInput input = source.input(m_range);
        input.keepRows = true;
        const Result<Statement> statement = rate(input);
        if (!statement)
            return std::unexpected(statement.error());
        std::map<GroupKey, std::size_t> index;
        std::vector<std::size_t> groupOfRow(source.usage.rows.size());
        for (std::size_t i = 0; i < groupOfRow.size(); ++i) {
            const UsageRow &row = source.usage.rows[i];
            if (m_range.contains(row.time)) {
                const GroupKey key =
                    m_grouping.keyOf(source.tokens[row.token].id, row.time, source.usage.text(row.model), row.status);
                groupOfRow[i] = index.try_emplace(key, index.size()).first->second;
            }
        }
        const Result<std::vector<Decimal>> shares =
            cut(*statement, index.size(), [&](std::uint32_t row) { return groupOfRow[row]; });
        if (!shares)
            return std::unexpected(shares.error());
        for (const auto &[key, position] : index)
            if (Result<void> added = addMoney(m_groups[key].amounts, source.currency, (*shares)[position]); !added)
                return added;
        return addMoney(m_total.amounts, source.currency, statement->total);
    }

    Stores &m_stores;
    const SummaryQuery &m_query;
    Interval m_range;
    UsageGrouping m_grouping;
    Groups m_groups;
    UsageSums m_total;
};

bool mentions(const EventRow &row, const std::string &text)
{
    if (text.empty())
        return true;
    const UsageEvent &event = row.stored.event;
    const std::string status = event.status == noStatus ? std::string() : std::to_string(event.status);
    const std::array<const std::string *, 6> texts{
        &row.tokenName, &row.customerName, &event.model, &event.endpoint, &event.id, &status};
    return std::ranges::any_of(texts, [&](const std::string *t) { return t->find(text) != std::string::npos; });
}

} // namespace

std::string_view name(GroupBy group)
{
    return std::ranges::find(groupNames, group, &std::pair<GroupBy, std::string_view>::first)->second;
}

Result<GroupBy> parseGroupBy(std::string_view text)
{
    for (const auto &[group, known] : groupNames)
        if (known == text)
            return group;
    return fail(ErrorCode::Syntax, "by", std::string(text), "token, customer, day, hour, model, status");
}

Result<std::optional<Interval>> UsageService::extent() const
{
    return m_context.stores->usage.extent();
}

Result<UsageSummary> UsageService::summary(const SummaryQuery &query) const
{
    const Result<std::optional<Interval>> all = extent();
    if (!all)
        return std::unexpected(all.error());
    if (!*all) {
        UsageSummary empty;
        empty.by = query.by;
        return empty;
    }
    // On whole quarters, the grain of the cells.
    const Interval range = query.range.value_or(
        Interval{floorTo((*all)->begin, msPerQuarter), floorTo((*all)->end.plus(msPerQuarter - 1), msPerQuarter)});
    const Result<std::vector<Token>> tokens = m_context.stores->tokens.list();
    const Result<std::vector<Customer>> customers = m_context.stores->customers.list(true);
    if (!tokens || !customers)
        return std::unexpected(!tokens ? tokens.error() : customers.error());
    return Summariser(*m_context.stores, query, range, *tokens, *customers).run();
}

Result<EventsFound> UsageService::events(const EventSearch &search) const
{
    UsageQuery query;
    query.tokens = search.tokens;
    query.span = search.range.value_or(query.span);
    const Result<std::vector<StoredEvent>> events = m_context.stores->usage.events(query, {.newestFirst = true});
    const Result<std::vector<Token>> tokens = m_context.stores->tokens.list();
    const Result<std::vector<Customer>> customers = m_context.stores->customers.list(true);
    if (!events || !tokens || !customers)
        return std::unexpected(!events ? events.error() : !tokens ? tokens.error() : customers.error());
    std::map<CustomerId, std::string> customerNames;
    for (const Customer &customer : *customers)
        customerNames[customer.id] = customer.name;
    std::unordered_map<TokenId, std::pair<std::string, std::string>> names;
    for (const Token &token : *tokens)
        names[token.id] = {token.name, customerNames[token.customer]};
    EventsFound found;
    for (const StoredEvent &stored : *events) {
        const auto &[token, customer] = names[stored.token];
        EventRow row{stored, token, customer};
        if (!mentions(row, search.text))
            continue;
        ++found.matching;
        if (static_cast<std::int64_t>(found.rows.size()) < search.limit)
            found.rows.push_back(std::move(row));
    }
    return found;
}

} // namespace toll
