// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Who would have been refused: history admitted request by request, as the service would.
#pragma once

#include "core/calendar/ratelimit.h"
#include "core/simulation/replay.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

enum class RefusalReason {
    NotBegun, ///< before the token's first term
    Expired, ///< after a term, before the next one if there is one
    Revoked,
    Exhausted, ///< C x T of the term is spent
    OverCap, ///< a cap's window is full
    OverRate, ///< the token's rate limit
    PoolCap, ///< a cap that the customer's tokens share
    PoolRate, ///< a rate limit that they share
};
inline constexpr std::size_t refusalReasonCount = 8;
[[nodiscard]] std::string_view name(RefusalReason reason); ///< "not_begun", "expired", …

/// Requests by reason.
using RefusedBy = std::array<std::int64_t, refusalReasonCount>;

/// Limits that no plan has, tried beside a scenario. They count requests, of any status.
struct LimitRules {
    std::optional<RateLimit> tokenRate; ///< of each token that the scenario selects
    std::optional<RateLimit> poolRate; ///< that those of a customer's tokens share which it selects
    std::vector<Cap> poolCaps; ///< likewise; windows of the calendar in the customer's zone
    std::size_t listed = 1000; ///< how many refusals are listed a currency, the first ones

    [[nodiscard]] bool isEmpty() const { return !tokenRate && !poolRate && poolCaps.empty(); }
    bool operator==(const LimitRules &) const = default;
};

/// A row of the history that was not, or not wholly, admitted.
struct RefusedRow {
    Instant time;
    CustomerId customer;
    TokenId token;
    std::int64_t requests = 0; ///< of the row: refused
    /// The true reason: what would have kept them out longest. With any other gone they would have been refused still.
    RefusalReason reason = RefusalReason::OverCap;
    std::bitset<refusalReasonCount> reasons; ///< everything that had no room
    std::string limit; ///< of the reason: "200/day", "10/second burst 20"; empty for others
    std::string charge; ///< whose cap, or C x T, it is; empty for others
    std::optional<Instant> notBefore; ///< when the window or the term ends, or the rate has room; nothing: not known

    bool operator==(const RefusedRow &) const = default;
};

/// A token's C x T was spent.
struct RunOut {
    Instant at; ///< of the last request that was admitted; where C x T is 0, of the first that was not
    Date day; ///< in the customer's zone
    std::int64_t term = 1; ///< number of the term
    std::string charge;

    bool operator==(const RunOut &) const = default;
};

/// One token in the range that was replayed.
struct TokenLimits {
    TokenId id;
    std::string name;
    std::int64_t admitted = 0; ///< requests, of any status
    std::int64_t refused = 0;
    RefusedBy by{}; ///< the same by true reason
    /// Units of charges under `reject` that were over their caps: those of refused requests, and those cut off from
    /// admitted ones (a request of 500 units that met room for 300). Requests, where requests are what is charged.
    std::int64_t unitsOver = 0;
    std::optional<RefusedRow> firstRefusal;
    std::vector<RunOut> runOuts; ///< the first mostTermsListed
    std::int64_t renewals = 0; ///< terms that followed by themselves
    std::vector<Instant> renewedAt; ///< when these began: the first mostTermsListed
    Decimal baseline; ///< its shares of what the charges owe
    Decimal scenario; ///< the same of what was admitted
    Decimal delta;

    bool operator==(const TokenLimits &) const = default;
};
inline constexpr std::size_t mostTermsListed = 100;

struct CustomerLimits {
    CustomerId id;
    std::string name;
    std::int64_t admitted = 0;
    std::int64_t refused = 0;
    RefusedBy by{};
    Decimal baseline; ///< the bill as it is
    Decimal scenario; ///< the bill of what was admitted, by rate()
    Decimal delta; ///< below zero: billed use that would be lost
    std::vector<TokenLimits> tokens; ///< in the order of the baseline

    bool operator==(const CustomerLimits &) const = default;
};

/// The customers of one currency.
struct LimitOutcome {
    Currency currency;
    std::int64_t admitted = 0;
    std::int64_t refused = 0;
    RefusedBy by{};
    Decimal baseline;
    Decimal scenario;
    Decimal delta;
    std::vector<CustomerLimits> customers; ///< in order of name
    std::vector<RefusedRow> refusals; ///< in order of time, ties as customers and rows stand; cut at LimitRules::listed
    std::int64_t refusedRows = 0; ///< how many there are in all

    bool operator==(const LimitOutcome &) const = default;
};

/// Admits the history in order of time (ties by event id, as the rows stand) under the scenario's caps, lifetimes and
/// renewals, and under the rules; what is admitted is rated. A row is taken as if its requests came one by one. A
/// request counts against all limits or, where one of them refuses it, against none: neither windows, nor terms, nor
/// rates. Where `over_cap` is not `reject` no cap refuses; ends of terms and revocations refuse always, in whichever
/// capped charge that takes the request. Rows before the range count, and are not reported.
///
/// For one charge on requests without further rules this is what rate() calls refused and outside its terms, to the
/// request. Where several charges have caps, rate() counts each by itself, and this each request once.
///
/// WrongState where a customer's history is cells and they are too coarse (always with rules); Unsupported where a
/// token goes over to `reject`, or back, in mid-term. One outcome a currency, in order of code.
[[nodiscard]] Result<std::vector<LimitOutcome>> replayLimits(
    const Baseline &baseline, const Scenario &scenario, const LimitRules &rules = {});

/// What is left of the usage of each of the baseline's customers, in their order, once what replayLimits() refuses is
/// taken away.
[[nodiscard]] Result<std::vector<UsageTable>> admittedUse(
    const Baseline &baseline, const Scenario &scenario, const LimitRules &rules = {});

} // namespace toll
