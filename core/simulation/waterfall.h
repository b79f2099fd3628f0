// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/quickreplay.h"

#include <optional>
#include <string_view>
#include <vector>

namespace toll {

/// From the bills to a scenario, for the customers of one currency. All amounts are sums of bills, in the currency's
/// minor unit, and price + volume + mix + limits + refusals = after - before, exactly.
///
/// Rated are, each by rate(): the bills (B) and the scenario (S); both again with what is over a cap served free where
/// it is refused (B', S'); and both without any limits (gross: no caps, lifetimes, allowances, minimum, maximum), the
/// scenario's usage at the old prices as well (G_old before, G_old after, G_new after).
///   price    = G_new after - G_old after
///   volume   = G_old before x (units after / units before - 1), customer by customer, charge by charge, rounded half
///   up;
///              of a charge without units before, all that G_old after has of it
///   mix      = (G_old after - G_old before) - volume
///   limits   = (S' - G_new after) - (B' - G_old before)
///   refusals = (S - S') - (B - B')
/// Where the usage stays as it was, volume and mix are zero. What belongs to no charge (discounts, tax) and fixed fees
/// are mix where they change.
struct Waterfall {
    Currency currency;
    Decimal before; ///< B
    Decimal price;
    Decimal volume;
    Decimal mix;
    Decimal limits;
    Decimal refusals;
    Decimal after; ///< S

    bool operator==(const Waterfall &) const = default;
};

/// One step of it, as every table and chart lists them.
struct WaterfallStep {
    std::string_view name; ///< "before", "price", …, "after"
    std::optional<Decimal> change; ///< nothing at the two ends
    Decimal after; ///< what all come to with it
};
/// From before to after.
[[nodiscard]] std::vector<WaterfallStep> waterfallSteps(const Waterfall &fall);

/// One a currency, in order of code. The errors of replay(); Cancelled where it was stopped.
[[nodiscard]] Result<std::vector<Waterfall>> waterfall(
    const Baseline &baseline, const Scenario &scenario, const Pace &pace);

/// The same where the scenario's assumptions (growth, churn, new customers) have made other usage of it: `after` has
/// the customers of `baseline` by id, fewer or more, with their usage under the assumptions and their prices of old.
[[nodiscard]] Result<std::vector<Waterfall>> waterfall(
    const Baseline &baseline, const Baseline &after, const Scenario &scenario, const Pace &pace);

} // namespace toll
