// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usagetokens.h"

namespace toll {

Result<std::vector<TokenId>> tokensOf(
    Services &services, const std::vector<std::string> &names, const std::string &customerName)
{
    std::vector<TokenId> ids;
    for (const std::string &text : names) {
        const Result<Token> token = services.tokens.find(text);
        if (!token)
            return std::unexpected(token.error());
        ids.push_back(token->id);
    }
    if (customerName.empty())
        return ids;
    const Result<Customer> customer = services.customers.find(customerName);
    if (!customer)
        return std::unexpected(customer.error());
    const Result<std::vector<TokenRow>> rows = services.tokens.list();
    if (!rows)
        return std::unexpected(rows.error());
    for (const TokenRow &row : *rows) {
        if (row.token.customer == customer->id)
            ids.push_back(row.token.id);
    }
    if (ids.empty())
        return fail(ErrorCode::NotFound, "token", customerName);
    return ids;
}

} // namespace toll
