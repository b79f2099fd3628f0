// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/stores.h"
#include "core/services/tokens.h"

#include <algorithm>
#include <unordered_map>

namespace toll {

Result<std::vector<TokenName>> TokenService::names() const
{
    const Result<std::vector<Customer>> customers = m_context.stores->customers.list(true);
    const Result<std::vector<Token>> tokens = m_context.stores->tokens.list();
    if (!customers || !tokens)
        return std::unexpected(customers ? tokens.error() : customers.error());
    std::unordered_map<CustomerId, std::string> customerNames;
    for (const Customer &customer : *customers)
        customerNames.emplace(customer.id, customer.name);
    std::vector<TokenName> names;
    for (const Token &token : *tokens)
        names.push_back({token.id, token.name, customerNames[token.customer]});
    std::ranges::sort(names, {}, &TokenName::name);
    return names;
}

} // namespace toll
