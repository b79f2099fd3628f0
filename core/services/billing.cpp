// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/billing.h"

#include "core/rating/combine.h"
#include "core/services/exchange.h"
#include "core/services/ratingsource.h"
#include "core/services/stores.h"

#include <algorithm>

namespace toll {

namespace {

Result<Statement> bill(Stores &stores, const SourceQuery &query)
{
    const Result<std::vector<RatingSource>> sources = loadSources(stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    std::vector<Statement> statements;
    for (const RatingSource &source : *sources) {
        RatingInput input = source.input(query.period);
        input.explains = true;
        Result<Statement> statement = rate(input);
        if (!statement)
            return statement;
        statements.push_back(std::move(*statement));
    }
    return combine(std::move(statements));
}

Result<BillChange> change(Stores &stores, SourceQuery query, const Interval &one, const Interval &other)
{
    const Interval &earlier = one.begin <= other.begin ? one : other;
    const Interval &later = one.begin <= other.begin ? other : one;
    query.period = {earlier.begin, std::max(earlier.end, later.end)};
    const Result<std::vector<RatingSource>> sources = loadSources(stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    std::vector<BillChange> changes;
    for (const RatingSource &source : *sources) {
        Result<BillChange> change = explainChange(source.input({}), earlier, later);
        if (!change)
            return change;
        changes.push_back(std::move(*change));
    }
    if (!changes.empty())
        return combine(changes);
    BillChange none;
    none.earlier = earlier;
    none.later = later;
    return none;
}

} // namespace

Result<Statement> BillingService::billCustomer(const CustomerId &customer, const Interval &period) const
{
    const Result<Customer> known = m_context.stores->customers.byIdOrName(customer.text);
    if (!known)
        return std::unexpected(known.error());
    Result<Statement> statement = bill(*m_context.stores, {.customer = known->id, .tokens = {}, .period = period});
    if (statement && statement->timezone.empty()) { // a customer without tokens owes nothing, in its own currency
        statement->timezone = known->timezone;
        statement->currency = currency(known->currency).value_or(Currency{known->currency, 2});
        statement->period = period;
    }
    if (statement)
        if (Result<void> converted = convert(*m_context.stores, *statement, *known); !converted)
            return std::unexpected(converted.error());
    return statement;
}

Result<Statement> BillingService::billToken(const TokenId &token, const Interval &period) const
{
    const Result<Token> known = m_context.stores->tokens.byIdOrName(token.text);
    if (!known)
        return std::unexpected(known.error());
    const Result<Customer> customer = m_context.stores->customers.byIdOrName(known->customer.text);
    if (!customer)
        return std::unexpected(customer.error());
    Result<Statement> statement =
        bill(*m_context.stores, {.customer = known->customer, .tokens = {known->id}, .period = period});
    if (statement)
        if (Result<void> converted = convert(*m_context.stores, *statement, *customer); !converted)
            return std::unexpected(converted.error());
    return statement;
}

Result<BillChange> BillingService::changeForCustomer(
    const CustomerId &customer, const Interval &one, const Interval &other) const
{
    const Result<Customer> known = m_context.stores->customers.byIdOrName(customer.text);
    if (!known)
        return std::unexpected(known.error());
    Result<BillChange> found =
        change(*m_context.stores, {.customer = known->id, .tokens = {}, .period = {}}, one, other);
    if (found && found->currency.code.empty())
        found->currency = currency(known->currency).value_or(Currency{known->currency, 2});
    return found;
}

Result<BillChange> BillingService::changeForToken(
    const TokenId &token, const Interval &one, const Interval &other) const
{
    const Result<Token> known = m_context.stores->tokens.byIdOrName(token.text);
    if (!known)
        return std::unexpected(known.error());
    return change(*m_context.stores, {.customer = known->customer, .tokens = {known->id}, .period = {}}, one, other);
}

} // namespace toll
