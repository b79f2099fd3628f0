// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/tokenresolver.h"

#include "core/base/json.h"
#include "core/services/stores.h"

#include <algorithm>
#include <utility>

namespace toll {

namespace {

constexpr std::string_view createdTag = "imported";

TokenResolver::Found fault(ErrorCode code, std::string where, const std::string &found, std::string expected = {})
{
    return {{}, Error{code, std::move(where), found, std::move(expected), 0}};
}

} // namespace

Result<void> TokenResolver::prepare()
{
    if (m_options.all)
        return {};
    Stores &stores = *m_context.stores;
    Result<std::vector<TokenStore::Named>> tokens = stores.tokens.names();
    if (!tokens)
        return std::unexpected(tokens.error());
    Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!customers)
        return std::unexpected(customers.error());
    m_tokens = std::move(*tokens);
    m_customers = std::move(*customers);
    for (const TokenStore::Named &token : m_tokens) {
        m_ids.insert(token.id.text);
        m_names.emplace(token.name, &token);
    }
    for (const Customer &customer : m_customers) {
        m_customerIds.emplace(customer.id.text, &customer);
        m_customerNames.emplace(customer.name, &customer);
    }
    return {};
}

TokenResolver::Found TokenResolver::find(std::string_view token, std::string_view customer)
{
    if (m_options.all)
        return {*m_options.all, {}};
    if (token.empty())
        return fault(ErrorCode::Missing, "token", {});
    if (m_ids.contains(token))
        return {{std::string(token)}, {}};
    // A customer that the row names but nobody here knows is the source's own word for it, and tells nothing.
    std::optional<CustomerId> owner = m_options.customer;
    if (!owner && !customer.empty())
        owner = customerNamed(customer);
    std::vector<std::string> ids;
    const auto [begin, end] = m_names.equal_range(token);
    for (auto entry = begin; entry != end; ++entry) {
        if (!owner || entry->second->customer == *owner)
            ids.push_back(entry->second->id.text);
    }
    if (ids.size() == 1)
        return {{ids.front()}, {}};
    if (ids.empty())
        return m_options.create ? Found{create(token), {}} : fault(ErrorCode::NotFound, "token", std::string(token));
    std::ranges::sort(ids);
    std::string all;
    for (const std::string &id : ids)
        all += (all.empty() ? "" : ", ") + id;
    return fault(ErrorCode::Ambiguous, "token", std::string(token), all);
}

std::optional<CustomerId> TokenResolver::customerNamed(std::string_view text) const
{
    if (const auto byId = m_customerIds.find(text); byId != m_customerIds.end())
        return byId->second->id;
    const auto byName = m_customerNames.find(text);
    return byName == m_customerNames.end() ? std::nullopt : std::optional(byName->second->id);
}

TokenId TokenResolver::create(std::string_view name)
{
    const auto [made, isNew] = m_createdNames.try_emplace(std::string(name));
    if (!isNew)
        return made->second;
    Token token;
    token.id = TokenId::make(m_context.clock(), m_context.entropy);
    token.customer = *m_options.customer;
    token.name = name;
    token.tags = {std::string(createdTag)};
    token.note = m_options.note;
    token.createdAt = m_context.clock();
    made->second = token.id;
    m_created.push_back(token);
    return token.id;
}

std::vector<Token> TokenResolver::takeCreated()
{
    return std::exchange(m_created, {});
}

Result<void> insertCreated(ServiceContext &context, const Token &token)
{
    if (Result<void> inserted = context.stores->tokens.insert(token); !inserted)
        return inserted;
    Json payload;
    payload.set("token", token.id.text).set("customer", token.customer.text).set("name", token.name);
    payload.set("rate", token.price.rate.toString()).set("imported_from", token.note);
    return record(context, "token.created", payload);
}

} // namespace toll
