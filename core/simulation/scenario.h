// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/rating/plan.h"
#include "core/simulation/chargechange.h"
#include "core/simulation/selection.h"
#include "core/tokens/token.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// Changes tried on history; absent values stay as they are.
struct Scenario {
    std::string name;
    Selection on;
    std::optional<Decimal> rate;
    std::optional<Decimal> rateFactor; ///< 0 or more; times the rate, exactly; an overage rate of its own stays
    std::optional<std::vector<Cap>> caps;
    std::optional<Lifetime> lifetime;
    std::optional<CapScope> capScope;
    std::optional<OverCap> overCap;
    std::optional<Decimal> overageRate;
    std::optional<Renewal> renewal;
    // Of the whole plan, and so of all tokens on it: a selection by tag or token cannot have them.
    std::optional<Plan> plan; ///< in place of all versions; what is stated above changes it further
    std::optional<Decimal> discount; ///< percent off what the charges owe, after the plan's own
    std::optional<Decimal> minimum; ///< of a period's sum before tax
    std::optional<Decimal> maximum;
    // Of the use itself: see prepare() in scenarioset.h.
    std::optional<Decimal> volumeFactor; ///< 0 or more; times the requests
    std::optional<Decimal> elasticity; ///< of demand to the rate, mostly below 0
    // Of one charge:
    std::string charge{}; ///< id of the one whose price is changed; empty: the only one that the changes fit
    std::optional<Alignment> align{}; ///< of its windows
    ChargeChange ofCharge{}; ///< what all tokens on the plan have alike: a selection by tag or token cannot have it

    bool operator==(const Scenario &) const = default;
    [[nodiscard]] bool changesNothing() const;
    /// Whether it says anything about rate, cap or lifetime: what each token has for itself.
    [[nodiscard]] bool changesPrices() const;
    /// Whether it says anything about the plan as a whole, or about a whole charge of it.
    [[nodiscard]] bool changesPlans() const;
};

/// Takes one `key=value`: rate, rate_factor, cap (several by comma), lifetime, cap_scope, over_cap, overage_rate,
/// renewal, align, discount, minimum, maximum, volume_factor, elasticity, charge, and those of setOfCharge().
[[nodiscard]] Result<void> applySetting(Scenario &scenario, std::string_view assignment);
/// What a scenario changes, each as applySetting() reads it: "rate=0.003".
[[nodiscard]] std::vector<std::string> settingsOf(const Scenario &scenario);
/// {"name":…, "on":"customer:C", "set":{"rate":"0.003","cap":"150/day","tiers":[{…}]}, "plan":{…}}; every fault with its
/// JSON pointer.
[[nodiscard]] Checked<Scenario> parseScenario(const Json &document);
[[nodiscard]] Json toJson(const Scenario &scenario);

} // namespace toll
