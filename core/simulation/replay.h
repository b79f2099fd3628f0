// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/simulation/scenario.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace toll {

/// What a history consists of: sums of quarters of an hour, or every single event.
enum class Grain { Cells, Events };

/// One customer's share of the history: what rate() reads, and what it said.
struct BaselineCustomer {
    struct TokenInfo {
        std::vector<std::string> tags;
        std::string plan;
        bool operator==(const TokenInfo &) const = default;
    };
    CustomerId id;
    std::string name;
    Currency currency;
    Zone zone;
    Plan plan; ///< in force when the range begins
    std::vector<DatedPlan> versions; ///< all of them, where there are several
    std::vector<RatedToken> tokens;
    std::vector<TokenInfo> info; ///< parallel to tokens
    UsageTable usage;
    Grain grain = Grain::Cells;
    Decimal total; ///< of the bill over the range
};

/// Real history with its bills, ready to be re-rated. A customer whose tokens are on several plans stands here
/// once a plan.
struct Baseline {
    std::optional<Interval> range;
    std::vector<BaselineCustomer> customers;
};

/// Loads nothing, changes nothing: fills in `total` of each customer by rating it as it is.
[[nodiscard]] Result<void> rateBaseline(Baseline &baseline);

struct OutcomeRow {
    CustomerId id;
    std::string name;
    Decimal baseline;
    Decimal scenario;
    Decimal delta;
    std::int64_t refused = 0; ///< requests the scenario would have turned away

    bool operator==(const OutcomeRow &) const = default;
};

/// Whether the scenario can be replayed on quarter-of-an-hour cells without changing a digit; if not, the baseline
/// has to be loaded from single events.
[[nodiscard]] bool cellsSuffice(const Baseline &baseline, const Scenario &scenario);

/// What a scenario would have made of the history, for the customers of one currency.
struct Outcome {
    Currency currency;
    Decimal baseline;
    Decimal scenario;
    Decimal delta;
    std::int64_t refused = 0;
    std::vector<OutcomeRow> customers; ///< in order of name

    bool operator==(const Outcome &) const = default;
};

/// What a scenario makes of one customer.
struct Replayed {
    Decimal total;
    std::int64_t refused = 0; ///< requests turned away
    bool operator==(const Replayed &) const = default;
};

/// By how many percent `after` differs from `before`, to one decimal half up; nothing where `before` is zero.
[[nodiscard]] std::optional<Decimal> percentChange(const Decimal &before, const Decimal &after);

/// Re-rates the history under the scenario with the function that bills, its use first changed as followDemand() does
/// (demand.h). One outcome a currency, in order of code.
/// A scenario that cells cannot answer exactly, on a baseline of cells, is a WrongState error.
[[nodiscard]] Result<std::vector<Outcome>> replay(const Baseline &baseline, const Scenario &scenario);

/// The same for one customer, over baseline.range.
[[nodiscard]] Result<Replayed> replayCustomer(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range);

/// What became of each of the baseline's customers, in their order, summed as replay() does.
[[nodiscard]] Result<std::vector<Outcome>> outcomesOf(const Baseline &baseline, std::span<const Replayed> replayed);

} // namespace toll
