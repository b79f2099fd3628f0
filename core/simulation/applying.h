// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario makes of plans and prices, before anything is rated.
#pragma once

#include "core/simulation/replay.h"

#include <memory>
#include <optional>
#include <vector>

namespace toll {

/// A customer as rate() reads it, unchanged. Points into the customer.
[[nodiscard]] RatingInput inputOf(const BaselineCustomer &customer, const std::optional<Interval> &range);

/// Whether a scenario is about a customer's token.
[[nodiscard]] bool selects(const Selection &on, const BaselineCustomer &customer, std::size_t token);

/// Of how many tokens it is.
[[nodiscard]] std::size_t selectedTokens(const Selection &on, const Baseline &baseline);

/// The price a scenario makes of another; Overflow where the rate gets too many digits.
[[nodiscard]] Result<void> changePrice(TokenPrice &price, const Scenario &scenario);

/// The price a charge of shape flat or flat_capped gives a token.
[[nodiscard]] TokenPrice priceOf(const Charge &charge, const TokenPrice &own);

/// Whether the rates that a scenario changes (nothing else of a token's price) are of a package or of tiers, and so none
/// that a token has for itself.
[[nodiscard]] bool hasOwnRates(const Plan &plan, const Scenario &scenario);

/// One customer as the scenario would have it: the plans and the prices that rate() gets. The input points into it, and
/// into the customer's usage; it must not be moved.
struct ChangedCustomer {
    Plan plan;
    std::vector<DatedPlan> versions;
    RatingInput input;
};

/// Unsupported where the scenario touches a customer whose plan has no rate, or several and none is named; the errors of
/// changeCharge() and changeOwnRates() likewise.
[[nodiscard]] Result<std::unique_ptr<ChangedCustomer>> changed(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range);

/// The plan as a scenario has it, to become its next version. Growth and demand are no part of it. Unsupported where the
/// scenario is about some of the plan's tokens, where it has no rate or several, where a factor meets a rate that each
/// token has of its own, and where a cap or lifetime meets a charge of shape flat; the errors of changeCharge() and
/// changeOwnRates().
[[nodiscard]] Result<Plan> planUnder(const Plan &plan, const Scenario &scenario);

} // namespace toll
