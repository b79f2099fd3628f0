// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/quickreplay.h"

#include <string>
#include <vector>

namespace toll {

/// A parameter and the two values it is moved to, as applySetting() reads them.
struct TornadoStep {
    std::string key;
    std::string low;
    std::string high;

    bool operator==(const TornadoStep &) const = default;
};

/// What moving one parameter alone does to the total of one currency.
struct TornadoBar {
    TornadoStep step;
    Decimal atLow; ///< total with the lower value
    Decimal atHigh;
    Decimal effect; ///< the largest of these and the total without a move, less the smallest: 0 or more

    bool operator==(const TornadoBar &) const = default;
};

struct Tornado {
    Decimal middle; ///< total of the scenario as it is
    std::vector<TornadoBar> bars; ///< by effect, the largest first; ties in the order of the steps
};

/// The parameters of a scenario, each `percent` (more than 0, at most 100) down and up: the rates by their factor; cap
/// and lifetime where the scenario states one, or all tokens that it is about have the same; an overage rate where it
/// is stated. Counts and lengths are rounded half up, to one at least; where that moves nothing there is no step.
[[nodiscard]] Result<std::vector<TornadoStep>> stepsAround(
    const Baseline &baseline, const Scenario &scenario, const Decimal &percent);

/// What matters most: every step alone, on top of the scenario. NotFound for a currency that nobody is billed in.
[[nodiscard]] Result<Tornado> tornado(const QuickReplay &quick, const Scenario &scenario,
    const std::vector<TornadoStep> &steps, const std::string &currency, const Pace &pace);

} // namespace toll
