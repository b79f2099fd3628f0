// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/ratingsource.h"
#include "core/storage/closingstore.h"
#include "core/storage/noticestore.h"

#include <map>
#include <optional>
#include <vector>

namespace toll {

/// The statements of one customer and of their tokens: frozen ones of closed periods, rated ones of the rest, and the
/// adjustments that late usage owes to the first open period.
class CustomerBooks {
public:
    CustomerBooks(Stores &stores, Customer customer) : m_stores(stores), m_customer(std::move(customer)) { }

    /// Reads which periods are closed; to be called first.
    [[nodiscard]] Result<void> open();
    /// For statements of many tokens: usage is loaded once for all of them.
    void keepAll() { m_keepsAll = true; }

    /// What a bill of a period says, of the customer or of one token. A closed period's is the frozen one; a period
    /// that covers closed and open ones is put together from theirs; one that cuts a closed period is rated from the
    /// usage known now, because no such statement was ever closed.
    [[nodiscard]] Result<Statement> statement(const Interval &period, const std::optional<TokenId> &token = {});

    [[nodiscard]] const std::vector<Closing> &closings() const { return m_closings; } ///< closed now, in order of time
    /// The end of the last closed period.
    [[nodiscard]] std::optional<Instant> closedUntil() const;
    [[nodiscard]] const Customer &customer() const { return m_customer; }

private:
    /// Usage of all tokens in one period, with the rows of each where one was asked for alone.
    struct Loaded {
        std::vector<RatingSource> sources;
        std::map<TokenId, std::vector<UsageRow>> rows;
        bool isSplit = false;
    };

    [[nodiscard]] Result<std::vector<RatingSource>> load(
        const Interval &period, const std::optional<TokenId> &token, const Statement *asClosed);
    [[nodiscard]] Result<Loaded *> loadedFor(const Interval &period, const Statement *asClosed);
    [[nodiscard]] Result<Statement> rated(
        const Interval &period, const std::optional<TokenId> &token, const Statement *asClosed = nullptr);
    [[nodiscard]] Result<Statement> ratedAlone(Loaded &loaded, const Interval &period, const TokenId &token);
    [[nodiscard]] Result<Statement> openStatement(const Interval &period, const std::optional<TokenId> &token);
    [[nodiscard]] Result<std::optional<Statement>> frozen(const Closing &closing, const std::optional<TokenId> &token);
    [[nodiscard]] Result<Statement> frozenOrRated(const Closing &closing, const std::optional<TokenId> &token);
    [[nodiscard]] Result<void> adjust(Statement &statement, const std::optional<TokenId> &token);
    [[nodiscard]] std::size_t firstUnsettled() const;
    [[nodiscard]] Result<void> finish(Statement &statement, const Interval &period) const;

    Stores &m_stores;
    Customer m_customer;
    std::vector<Closing> m_closings;
    std::vector<UsageNotice> m_notices; ///< of the customer, oldest first
    bool m_keepsAll = false;
    std::map<Interval, Loaded> m_loaded;
};

/// The shortest span around an instant that is a whole billing period of every plan the customer's tokens are on then.
/// Unsupported where their periods never end together.
[[nodiscard]] Result<Interval> billingPeriodAt(Stores &stores, const Customer &customer, Instant at);

/// PeriodClosed at `where` if an instant lies before the end of what is closed for a customer.
[[nodiscard]] Result<void> checkOpen(
    Stores &stores, const CustomerId &customer, Instant from, const char *where = "from");
/// The same of every customer whom a plan prices somewhere between an instant and the end of what is closed for them;
/// `where` is "from (CUSTOMER)".
[[nodiscard]] Result<void> checkOpenFor(Stores &stores, const std::string &plan, Instant from);
/// The fault of that: names the closed period that holds the instant, else the first one after it.
[[nodiscard]] Error closedFault(const std::vector<Closing> &closings, const Zone &zone, Instant at, const char *where);

} // namespace toll
