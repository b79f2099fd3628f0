// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/customers.h"

#include "core/money/money.h"
#include "core/services/accessjson.h"
#include "core/services/stores.h"
#include "core/services/zones.h"
#include "core/tokens/ownid.h"

#include <algorithm>

namespace toll {

namespace {

Result<void> check(const Customer &customer)
{
    if (customer.name.empty())
        return fail(ErrorCode::Missing, "name");
    if (const Result<Currency> known = currency(customer.currency); !known)
        return fail(known.error().code, "currency", customer.currency, known.error().expected);
    if (const Result<Zone> zone = zoneNamed(customer.timezone); !zone)
        return std::unexpected(zone.error());
    if (customer.pool.caps.size() > mostAccessEntries)
        return fail(ErrorCode::OutOfRange, "pool_caps", std::to_string(customer.pool.caps.size()),
            std::to_string(mostAccessEntries));
    return {};
}

Json subject(const Customer &customer)
{
    Json payload;
    payload.set("customer", customer.id.text);
    return payload;
}

/// Whether any token of the customer was ever used: its money and days are then facts.
Result<bool> hasUsage(Stores &stores, const CustomerId &id)
{
    const Result<std::vector<Token>> tokens = stores.tokens.listOf(id);
    const Result<std::unordered_map<TokenId, UseSpan>> uses = stores.usage.useSpans();
    if (!tokens || !uses)
        return std::unexpected(!tokens ? tokens.error() : uses.error());
    return std::ranges::any_of(*tokens, [&](const Token &token) { return uses->contains(token.id); });
}

} // namespace

Result<Customer> CustomerService::add(const NewCustomer &customer)
{
    Customer added;
    added.id = customer.id.empty() ? CustomerId::make(m_context.clock(), m_context.entropy) : CustomerId{customer.id};
    added.name = customer.name;
    added.currency = customer.currency;
    added.timezone = customer.timezone;
    added.contact = customer.contact;
    added.pool = customer.pool;
    added.createdAt = m_context.clock();
    if (const Result<void> checked = check(added); !checked)
        return std::unexpected(checked.error());
    if (!customer.id.empty()) {
        if (const Result<void> checked = checkOwnId(customer.id); !checked)
            return std::unexpected(checked.error());
        const Result<std::optional<Customer>> known = m_context.stores->customers.byId(added.id);
        if (!known)
            return std::unexpected(known.error());
        if (*known)
            return fail(ErrorCode::AlreadyExists, "id", customer.id);
    }
    return change(m_context, Topic::Customers, [&]() -> Result<Customer> {
        if (Result<void> inserted = m_context.stores->customers.insert(added); !inserted)
            return std::unexpected(inserted.error());
        Json payload = subject(added);
        payload.set("currency", added.currency).set("timezone", added.timezone);
        if (!added.pool.isEmpty())
            payload.set("pool", poolJson(added.pool));
        return recorded(m_context, "customer.added", payload, added);
    });
}

Result<std::vector<Customer>> CustomerService::list(bool withArchived) const
{
    return m_context.stores->customers.list(withArchived);
}

Result<Customer> CustomerService::find(const std::string &idOrName) const
{
    return m_context.stores->customers.byIdOrName(idOrName);
}

Result<Customer> CustomerService::edit(const CustomerId &id, const CustomerEdit &edit)
{
    Result<Customer> customer = find(id.text);
    if (!customer)
        return customer;
    const Customer before = *customer;
    customer->name = edit.name.value_or(before.name);
    customer->currency = edit.currency.value_or(before.currency);
    customer->timezone = edit.timezone.value_or(before.timezone);
    customer->contact = edit.contact.value_or(before.contact);
    customer->pool = edit.pool.value_or(before.pool);
    if (const Result<void> checked = check(*customer); !checked)
        return std::unexpected(checked.error());
    if (customer->currency != before.currency || customer->timezone != before.timezone) {
        const Result<bool> used = hasUsage(*m_context.stores, id);
        if (!used)
            return std::unexpected(used.error());
        if (*used)
            return fail(ErrorCode::WrongState, customer->currency != before.currency ? "currency" : "timezone",
                "in use", "unused");
    }
    return change(m_context, Topic::Customers | Topic::Tokens, [&]() -> Result<Customer> {
        if (Result<void> updated = m_context.stores->customers.update(*customer); !updated)
            return std::unexpected(updated.error());
        Json payload = subject(*customer);
        payload.set("currency", customer->currency).set("timezone", customer->timezone);
        if (customer->pool != before.pool)
            payload.set("pool", poolJson(customer->pool));
        return recorded(m_context, "customer.changed", payload, *customer);
    });
}

Result<Customer> CustomerService::setArchived(const CustomerId &id, bool archived)
{
    Result<Customer> customer = find(id.text);
    if (!customer || customer->archivedAt.has_value() == archived)
        return customer;
    customer->archivedAt = archived ? std::optional(m_context.clock()) : std::nullopt;
    return change(m_context, Topic::Customers | Topic::Tokens, [&]() -> Result<Customer> {
        if (Result<void> updated = m_context.stores->customers.update(*customer); !updated)
            return std::unexpected(updated.error());
        return recorded(
            m_context, archived ? "customer.archived" : "customer.unarchived", subject(*customer), *customer);
    });
}

Result<Customer> CustomerService::erase(const CustomerId &id)
{
    Result<Customer> customer = find(id.text);
    if (!customer)
        return customer;
    customer->name = "erased-" + id.text;
    customer->contact.clear();
    const Instant now = m_context.clock();
    customer->archivedAt = customer->archivedAt.value_or(now);
    return change(m_context, Topic::Customers | Topic::Tokens, [&]() -> Result<Customer> {
        if (Result<void> updated = m_context.stores->customers.update(*customer); !updated)
            return std::unexpected(updated.error());
        Result<std::vector<Token>> tokens = m_context.stores->tokens.listOf(id);
        if (!tokens)
            return std::unexpected(tokens.error());
        for (Token &token : *tokens) {
            token.revokedAt = token.revokedAt.value_or(now);
            if (Result<void> updated = m_context.stores->tokens.update(token); !updated)
                return std::unexpected(updated.error());
        }
        return recorded(m_context, "customer.erased", subject(*customer), *customer);
    });
}

} // namespace toll
