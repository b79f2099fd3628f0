// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/tokens/token.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// One bearer string a token has or had; after a rotation two are valid for a while.
struct StoredSecret {
    std::string hash; ///< SHA-256 of the whole secret, 64 lower-case hex digits; unique
    std::string prefix;
    std::string lastFour;
    Instant createdAt;
    std::optional<Instant> validUntil; ///< nothing: as long as the token

    bool operator==(const StoredSecret &) const = default;
};

/// Tokens with their secrets, tags and changes. Writes of several rows must run inside atomically().
class TokenStore {
public:
    explicit TokenStore(Connection &connection) : m_connection(connection) { }

    /// Writes the token, its first secret, tags and changes. AlreadyExists (where "token", found the name).
    Result<void> insert(const Token &token);
    /// All fields but id, customer, creation, secret and changes; tags are replaced. NotFound, AlreadyExists.
    Result<void> update(const Token &token);
    /// The token's next price and plan, from after the last one's start on; update() does not write them.
    Result<void> addVersion(const TokenId &id, const TokenVersion &version);
    Result<void> addChange(const TokenId &id, const TermChange &change);
    /// The secret becomes the one shown.
    Result<void> addSecret(const TokenId &id, const StoredSecret &secret);
    /// Ends the validity of the token's other secrets at `until`, where they do not end before.
    Result<void> expireOlderSecrets(const TokenId &id, Instant until);

    /// By customer id, then name.
    [[nodiscard]] Result<std::vector<Token>> list();
    /// The same without what a token is beside its names.
    struct Named {
        TokenId id;
        CustomerId customer;
        std::string name;
    };
    [[nodiscard]] Result<std::vector<Named>> names();
    /// Every tag of every token, those of a token in order.
    [[nodiscard]] Result<std::vector<std::pair<TokenId, std::string>>> tags();
    /// What a page of tokens has; absent values leave nothing out.
    struct Choice {
        std::string after; ///< id
        std::int64_t limit = 100;
        std::optional<CustomerId> customer;
        std::optional<std::string> tag;
        std::optional<bool> isRevoked;
        std::optional<bool> isSuspended;
    };
    /// By id.
    [[nodiscard]] Result<std::vector<Token>> page(const Choice &choice);
    [[nodiscard]] Result<std::vector<Token>> listOf(const CustomerId &customer);
    [[nodiscard]] Result<std::optional<Token>> byId(const TokenId &id);
    /// All of that name, one per customer at most.
    [[nodiscard]] Result<std::vector<Token>> byName(std::string_view name);
    [[nodiscard]] Result<std::optional<Token>> byName(const CustomerId &customer, std::string_view name);
    /// By id, then by name. NotFound; Ambiguous (expected lists the ids) when several customers have that name.
    [[nodiscard]] Result<Token> byIdOrName(std::string_view text);
    /// Newest first.
    [[nodiscard]] Result<std::vector<StoredSecret>> secrets(const TokenId &id);
    /// What opens a token, of all tokens.
    struct Key {
        TokenId token;
        std::string hash; ///< 64 lower-case hex digits
        std::optional<Instant> validUntil;
    };
    /// Those that are valid at `now` or later.
    [[nodiscard]] Result<std::vector<Key>> keys(Instant now);
    /// The token a presented secret opens at `now`; revoked and suspended ones are for the caller to judge.
    [[nodiscard]] Result<std::optional<TokenId>> bySecretHash(std::string_view hash, Instant now);

private:
    template<typename... Args>
    Result<std::vector<Token>> load(const QString &condition, const Args &...args);
    Result<void> writeTags(const Token &token);

    Connection &m_connection;
};

} // namespace toll
