// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/storage/tokenstore.h"
#include "core/tokens/customer.h"
#include "core/tokens/token.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace toll {

/// Finds the tokens that the rows of a file name: by id, then by name. After prepare() it works from memory, so that
/// another thread may read the file.
class TokenResolver {
public:
    struct Options {
        std::optional<TokenId> all; ///< the token of every row, whatever it names
        std::optional<CustomerId> customer; ///< names are looked up among this customer's tokens only
        bool create = false; ///< makes tokens of unknown names, for that customer
        std::string note; ///< of the tokens made
    };

    TokenResolver(ServiceContext &context, Options options) : m_context(context), m_options(std::move(options)) { }

    [[nodiscard]] Result<void> prepare();

    /// The faults of a row are errors at "token" or "customer".
    struct Found {
        TokenId token;
        std::optional<Error> fault;
    };
    [[nodiscard]] Found find(std::string_view token, std::string_view customer);

    /// The tokens made since the last call; they are to be written with the rows that named them.
    [[nodiscard]] std::vector<Token> takeCreated();
    [[nodiscard]] std::int64_t createdCount() const { return std::ssize(m_createdNames); }

private:
    [[nodiscard]] std::optional<CustomerId> customerNamed(std::string_view text) const;
    [[nodiscard]] TokenId create(std::string_view name);

    ServiceContext &m_context;
    Options m_options;
    std::vector<TokenStore::Named> m_tokens;
    std::unordered_set<std::string_view> m_ids; ///< of m_tokens
    std::unordered_multimap<std::string_view, const TokenStore::Named *> m_names;
    std::vector<Customer> m_customers;
    std::unordered_map<std::string_view, const Customer *> m_customerIds;
    std::unordered_map<std::string_view, const Customer *> m_customerNames;
    std::vector<Token> m_created;
    std::unordered_map<std::string, TokenId> m_createdNames; ///< of this run
};

/// Writes a token that an import made, with its ledger entry; part of the transaction under way.
[[nodiscard]] Result<void> insertCreated(ServiceContext &context, const Token &token);

} // namespace toll
