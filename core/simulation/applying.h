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

/// The price a scenario makes of another; Overflow where the rate gets too many digits.
[[nodiscard]] Result<void> changePrice(TokenPrice &price, const Scenario &scenario);

/// The price a charge of shape flat or flat_capped gives a token.
[[nodiscard]] TokenPrice priceOf(const Charge &charge, const TokenPrice &own);

/// One customer as the scenario would have it: the plans and the prices that rate() gets. The input points into it, and
/// into the customer's usage; it must not be moved.
struct ChangedCustomer {
    Plan plan;
    std::vector<DatedPlan> versions;
    RatingInput input;
};

/// Unsupported where the scenario touches a customer whose plan has no rate, or several.
[[nodiscard]] Result<std::unique_ptr<ChangedCustomer>> changed(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range);

} // namespace toll
