// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/billing.h"

#include "core/services/customerbooks.h"
#include "core/services/ratingsource.h"
#include "core/services/stores.h"

#include <algorithm>

namespace toll {

namespace {

/// What the books of a customer, or of one of their tokens, say of a period.
Result<Statement> bill(
    Stores &stores, const Customer &customer, const std::optional<TokenId> &token, const Interval &period)
{
    CustomerBooks books(stores, customer);
    if (Result<void> opened = books.open(); !opened)
        return std::unexpected(opened.error());
    return books.statement(period, token);
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

/// What closed periods keep of late usage, and what open ones adjust of it, is a part of the change by itself.
Result<BillChange> asBilled(
    Stores &stores, Result<BillChange> change, const Customer &customer, const std::optional<TokenId> &token)
{
    if (!change)
        return change;
    CustomerBooks books(stores, customer);
    if (Result<void> opened = books.open(); !opened)
        return std::unexpected(opened.error());
    if (books.closings().empty())
        return change;
    const Result<Statement> earlier = books.statement(change->earlier, token);
    const Result<Statement> later = books.statement(change->later, token);
    if (!earlier || !later)
        return std::unexpected(!earlier ? earlier.error() : later.error());
    if (earlier->currency != change->currency || later->currency != change->currency)
        return change;
    const Result<Decimal> rated = change->difference();
    change->before = earlier->total;
    change->after = later->total;
    const Result<Decimal> billed = change->difference();
    const Result<Decimal> late = rated && billed ? billed->minus(*rated) : rated ? billed : rated;
    if (!late)
        return std::unexpected(late.error());
    change->late = *late;
    return change;
}

} // namespace

Result<Statement> BillingService::billCustomer(const CustomerId &customer, const Interval &period) const
{
    const Result<Customer> known = m_context.stores->customers.byIdOrName(customer.text);
    if (!known)
        return std::unexpected(known.error());
    return bill(*m_context.stores, *known, {}, period);
}

Result<Statement> BillingService::billToken(const TokenId &token, const Interval &period) const
{
    const Result<Token> known = m_context.stores->tokens.byIdOrName(token.text);
    if (!known)
        return std::unexpected(known.error());
    const Result<Customer> customer = m_context.stores->customers.byIdOrName(known->customer.text);
    if (!customer)
        return std::unexpected(customer.error());
    return bill(*m_context.stores, *customer, known->id, period);
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
    return asBilled(*m_context.stores, std::move(found), *known, {});
}

Result<BillChange> BillingService::changeForToken(
    const TokenId &token, const Interval &one, const Interval &other) const
{
    const Result<Token> known = m_context.stores->tokens.byIdOrName(token.text);
    if (!known)
        return std::unexpected(known.error());
    const Result<Customer> customer = m_context.stores->customers.byIdOrName(known->customer.text);
    if (!customer)
        return std::unexpected(customer.error());
    return asBilled(*m_context.stores,
        change(*m_context.stores, {.customer = known->customer, .tokens = {known->id}, .period = {}}, one, other),
        *customer, known->id);
}

} // namespace toll
