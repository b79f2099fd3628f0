// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/tokens/token.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

/// Finds the tokens that the rows of a file name: by id, then by name.
class TokenResolver {
public:
    struct Options {
        std::optional<TokenId> all; ///< the token of every row, whatever it names
        std::optional<CustomerId> customer; ///< names are looked up among this customer's tokens only
        bool create = false; ///< makes tokens of unknown names, for that customer
        std::string note; ///< of the tokens made
    };

    TokenResolver(ServiceContext &context, Options options) : m_context(context), m_options(std::move(options)) { }

    /// The faults of a row are errors at "token" or "customer"; a failure to read the workspace ends everything.
    struct Found {
        TokenId token;
        std::optional<Error> fault;
    };
    [[nodiscard]] Result<Found> find(const std::string &token, const std::string &customer);

    /// The tokens made since the last call; they are to be written with the rows that named them.
    [[nodiscard]] std::vector<Token> takeCreated();
    [[nodiscard]] std::int64_t createdCount() const { return m_createdCount; }

private:
    [[nodiscard]] Result<Found> look(const std::string &token, const std::string &customer);
    [[nodiscard]] TokenId create(const std::string &name);

    ServiceContext &m_context;
    Options m_options;
    std::unordered_map<std::string, Found> m_known;
    std::vector<Token> m_created;
    std::int64_t m_createdCount = 0;
};

/// Writes a token that an import made, with its ledger entry; part of the transaction under way.
[[nodiscard]] Result<void> insertCreated(ServiceContext &context, const Token &token);

} // namespace toll
