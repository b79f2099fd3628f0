// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/money/money.h"
#include "core/services/context.h"
#include "core/tokens/customer.h"
#include "core/tokens/state.h"
#include "core/tokens/token.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What is kept of a secret that somebody else made.
struct OwnSecret {
    std::string hash; ///< SHA-256 of the whole secret, 64 hex digits
    std::string prefix; ///< empty: none
    std::string lastFour; ///< empty: not known
};
/// Fails as checkOwnSecret does.
[[nodiscard]] Result<OwnSecret> ownSecret(std::string_view secret);

struct NewToken {
    CustomerId customer;
    std::string name; ///< with count above 1: NAME-1, NAME-2, …
    TokenPrice price;
    Starts starts = Starts::FirstUse;
    std::string plan; ///< empty: the customer's
    std::vector<std::string> tags;
    std::string note;
    int count = 1; ///< 1 to 1000
    TokenAccess access{};
    /// Made by the caller, of a single token: as checkOwnId has it. Empty: made here.
    std::string id{};
    std::optional<OwnSecret> secret{}; ///< likewise
};

/// A token with its secret, which is handed out this once and kept nowhere.
struct IssuedToken {
    Token token;
    std::string secret; ///< empty where the caller made it
};

/// Which tokens a page has, and where it begins.
struct TokenPage {
    std::string after; ///< id of the last one before; empty: from the first
    std::int64_t limit = 100; ///< 1 or more
    std::optional<CustomerId> customer;
    std::optional<std::string> tag;
    enum class Status { Any, Enabled, Suspended, Revoked, NotRevoked };
    Status status = Status::Any;
};

/// What to change; absent values stay. A new price or plan holds from ever while the token is unused, else from `from`,
/// which is after the last change (else a Conflict); absent: from now.
struct TokenEdit {
    std::optional<std::string> name;
    std::optional<std::string> note;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::string> plan;
    std::optional<TokenPrice> price;
    std::optional<Instant> from;
    std::optional<TokenAccess> access{};
};

/// A token as lists and inspectors show it.
struct TokenRow {
    Token token;
    std::string customerName;
    std::string planName; ///< the plan that prices it now
    Currency currency;
    Zone zone; ///< the customer's
    TokenState state = TokenState::Unused;
    TokenFacts facts;
    std::optional<std::int64_t> remaining; ///< max(0, C x T - N) of the current term; nothing: unlimited
    std::int64_t over = 0; ///< what went over it
    std::optional<Instant> lastUse;
    std::int64_t requestsThisPeriod = 0; ///< in the customer's current calendar month
    Money spendThisPeriod; ///< its share of the bill so far
};

/// A token as search finds it.
struct TokenName {
    TokenId id;
    std::string name;
    std::string customer;
};

/// One step in a token's history, from the ledger.
struct HistoryEntry {
    std::int64_t sequence = 0;
    Instant time;
    std::string actor;
    std::string kind; ///< such as "token.created"
    Json payload;
};

class TokenService {
public:
    explicit TokenService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<std::vector<IssuedToken>> create(const NewToken &token);
    [[nodiscard]] Result<std::vector<TokenRow>> list() const;
    /// By id, as they are kept: nothing is rated.
    [[nodiscard]] Result<std::vector<Token>> page(const TokenPage &page) const;
    /// The names alone, sorted: cheap, nothing is rated.
    [[nodiscard]] Result<std::vector<TokenName>> names() const;
    /// By id, else by name; Ambiguous where several customers have one of that name.
    [[nodiscard]] Result<Token> find(const std::string &idOrName) const;
    [[nodiscard]] Result<TokenRow> show(const TokenId &id) const;
    [[nodiscard]] Result<std::vector<HistoryEntry>> history(const TokenId &id) const;

    [[nodiscard]] Result<TokenRow> renew(const TokenId &id);
    [[nodiscard]] Result<TokenRow> extend(const TokenId &id, const Span &by);
    [[nodiscard]] Result<TokenRow> suspend(const TokenId &id);
    [[nodiscard]] Result<TokenRow> resume(const TokenId &id);
    [[nodiscard]] Result<TokenRow> revoke(const TokenId &id); ///< final
    /// A new secret, made here or by the caller; the old one stays good for `overlapMs` (0: not at all).
    [[nodiscard]] Result<IssuedToken> rotate(
        const TokenId &id, std::int64_t overlapMs, const std::optional<OwnSecret> &secret = {});
    [[nodiscard]] Result<TokenRow> edit(const TokenId &id, const TokenEdit &edit);

private:
    ServiceContext &m_context;
};

} // namespace toll
