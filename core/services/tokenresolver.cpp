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

Result<TokenResolver::Found> TokenResolver::find(const std::string &token, const std::string &customer)
{
    if (m_options.all)
        return Found{*m_options.all, {}};
    if (token.empty())
        return fault(ErrorCode::Missing, "token", {});
    const std::string key = token + '\0' + customer;
    if (const auto known = m_known.find(key); known != m_known.end())
        return known->second;
    Result<Found> found = look(token, customer);
    if (found)
        m_known.emplace(key, *found);
    return found;
}

Result<TokenResolver::Found> TokenResolver::look(const std::string &token, const std::string &customer)
{
    Stores &stores = *m_context.stores;
    const Result<std::optional<Token>> byId = stores.tokens.byId({token});
    if (!byId)
        return std::unexpected(byId.error());
    if (*byId)
        return Found{(*byId)->id, {}};
    Result<std::vector<Token>> named = stores.tokens.byName(token);
    if (!named)
        return std::unexpected(named.error());
    // A customer that the row names but nobody here knows is the source's own word for it, and tells nothing.
    std::optional<CustomerId> owner = m_options.customer;
    if (!owner && !customer.empty())
        if (const Result<Customer> known = stores.customers.byIdOrName(customer))
            owner = known->id;
    if (owner)
        std::erase_if(*named, [&](const Token &one) { return one.customer != *owner; });
    if (named->size() == 1)
        return Found{named->front().id, {}};
    if (named->empty())
        return m_options.create ? Found{create(token), {}} : fault(ErrorCode::NotFound, "token", token);
    std::string ids;
    for (const Token &one : *named)
        ids += (ids.empty() ? "" : ", ") + one.id.text;
    return fault(ErrorCode::Ambiguous, "token", token, ids);
}

TokenId TokenResolver::create(const std::string &name)
{
    const auto made = std::ranges::find(m_created, name, &Token::name);
    if (made != m_created.end())
        return made->id;
    Token token;
    token.id = TokenId::make(m_context.clock(), m_context.entropy);
    token.customer = *m_options.customer;
    token.name = name;
    token.tags = {std::string(createdTag)};
    token.note = m_options.note;
    token.createdAt = m_context.clock();
    m_created.push_back(token);
    ++m_createdCount;
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
