// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"
#include "core/usage/row.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// A token as the rating function needs it.
struct RatedToken {
    TokenId id;
    std::string name;
    TokenPrice price;
    std::vector<DatedPrice> laterPrices{}; ///< that replaced `price`, in order of time
    std::vector<TermChange> changes;
    std::optional<Instant> firstTermStart; ///< absent: the UTC quarter of an hour of its first row of any status
    std::optional<Instant> revokedAt; ///< use from then on stands outside every term
    std::vector<std::string> tags{}; ///< what discounts by tag look at
};

/// A plan, or a version of one, that comes into force.
struct PlanVersion {
    const Plan *plan = nullptr;
    Instant from;
};

/// A version that is owned.
struct DatedPlan {
    Plan plan;
    Instant from;
};

/// Everything one rating reads. All rows belong to one customer.
struct RatingInput {
    /// What is in force when the rating's first period begins: its periods, and the only version unless there are more.
    const Plan *plan = nullptr;
    /// All versions in order of time, where there are several: each prices the events from its instant on, the first
    /// those before as well. Charges with the same id follow one another. One currency.
    std::vector<PlanVersion> versions;
    Currency currency;
    Zone zone;
    std::vector<RatedToken> tokens; ///< in the order of UsageTable::tokens
    const UsageTable *usage = nullptr; ///< rows before the period are read for terms, caps and cumulative results
    /// What to bill; absent: the plan's whole billing periods from the first row to the last (billing-rules.md 1).
    std::optional<Interval> period;
    std::optional<Instant> subscribedAt; ///< fixed fees are owed from then on; absent: from the start of the period
    const UsageTable *traffic = nullptr; ///< what the load bands look at, in order of time; absent: `usage`
    std::optional<Instant> periodAnchor; ///< of anniversary periods; absent: the quarter of the first row
    bool keepRows = false; ///< fill StatementLine::rows
    bool explains = false; ///< fill StatementLine::near: which charges nearly matched
};

/// The one rating function: bill, preview, chart, simulation and explanation all call it. Pure; exact; deterministic.
/// Overflow is an error. Rows must be in order of time.
[[nodiscard]] Result<Statement> rate(const RatingInput &input);

/// Whether quarter-of-an-hour cells rate the same as single events: windows, terms and periods all fall on quarters,
/// and nothing depends on the order within one.
[[nodiscard]] bool cellsSuffice(const RatingInput &input);
/// The part of it that is about one price: whether its windows and terms fall on quarters if the first term begins on one.
[[nodiscard]] bool cellsSuffice(const TokenPrice &price);

} // namespace toll
