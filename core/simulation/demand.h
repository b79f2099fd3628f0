// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How a scenario's volume factor and elasticity act on use, each on the scenario's own rates.
#pragma once

#include "core/simulation/replay.h"

#include <optional>

namespace toll {

/// Whether a scenario states a volume factor or an elasticity.
[[nodiscard]] bool changesUse(const Scenario &scenario);
/// The scenario without them.
[[nodiscard]] Scenario withoutDemand(Scenario scenario);

/// Scales what each token that the scenario is about used (scaleUsage()): by the volume factor, times what demandFactor()
/// makes of its rate under the scenario over its rate before. Of tokens whose price changes over time the first rates
/// count; of a package, and of tiers that a factor multiplies, those of the plan. The errors of changed(), scaleUsage() and
/// demandFactor(); Unsupported where an elasticity meets other tiers, which have no one rate.
[[nodiscard]] Result<void> followDemand(
    BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range);

/// The baseline with its use as the scenario has it; prices, and the totals of the bills, stay.
[[nodiscard]] Result<Baseline> withDemand(const Baseline &baseline, const Scenario &scenario);

} // namespace toll
