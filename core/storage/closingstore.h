// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/connection.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

/// How a closing was undone.
struct Reopening {
    Instant at;
    std::string actor;
    std::string reason; ///< empty where late usage did it
    std::optional<BatchId> batch; ///< the import that brought late usage

    bool operator==(const Reopening &) const = default;
};

/// A billing period of a customer that was closed.
struct Closing {
    ClosingId id;
    CustomerId customer;
    Interval span;
    Instant closedAt;
    std::string closedBy;
    std::string currency; ///< ISO 4217
    Decimal total; ///< of the frozen statement
    std::int64_t settled = 0; ///< number of the last usage notice there was then: its statement has it
    std::optional<Reopening> reopened;

    bool operator==(const Closing &) const = default;
};

/// A statement as it was frozen.
struct FrozenText {
    TokenId token; ///< empty: the whole customer's
    std::string document;
};

/// Where a token's first term began on a closed statement.
struct FrozenTerm {
    TokenId token;
    Instant start;
};

/// Closed periods. Written once; a reopening stands beside what it undoes.
class ClosingStore {
public:
    explicit ClosingStore(Connection &connection) : m_connection(connection) { }

    /// Conflict where it does not follow the customer's last closed period.
    Result<void> add(
        const Closing &closing, const std::vector<FrozenText> &statements, const std::vector<FrozenTerm> &terms);
    /// Conflict where a later period of the customer is closed; AlreadyExists where it is reopened already.
    Result<void> reopen(const ClosingId &id, const Reopening &reopening);

    /// All, those that were reopened too, by customer, period and time.
    [[nodiscard]] Result<std::vector<Closing>> list();
    /// A customer's periods that are closed now, in order of time.
    [[nodiscard]] Result<std::vector<Closing>> closedOf(const CustomerId &customer);
    /// Until when each customer's periods are closed now; customers without any are absent.
    [[nodiscard]] Result<std::unordered_map<CustomerId, Instant>> closedUntil();
    /// Nothing where the token is on no statement of it. Damaged where the text is not what was written.
    [[nodiscard]] Result<std::optional<std::string>> statement(const ClosingId &id, const TokenId &token);
    /// The first terms that periods closed now have fixed.
    [[nodiscard]] Result<std::unordered_map<TokenId, Instant>> termStarts();

private:
    Connection &m_connection;
};

/// SHA-256 as 64 hexadecimal digits.
[[nodiscard]] std::string digestOf(const std::string &document);

} // namespace toll
