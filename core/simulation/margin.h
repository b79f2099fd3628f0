// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of the bills once the providers behind us are paid, before a scenario and after.
#pragma once

#include "core/simulation/replay.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace toll {

/// Usage of the sources of one pattern that one price list of a provider prices, in one currency, without a break.
struct ProviderRun {
    std::string pattern; ///< of sources: * any run, ? one character
    Interval span;
    std::vector<DatedPlan> versions; ///< in order of time; the first holds from the span's begin
    Currency currency;
    Zone zone; ///< of the plan
};
/// The runs of the first pattern that fits a source, as indexes; those of less exact patterns do not apply to it.
[[nodiscard]] std::vector<std::size_t> runsFor(const std::string &source, std::span<const ProviderRun> runs);
/// How such a run is rated over a period that lies in its span; all its usage is one token's, whose name is the pattern.
/// Points into the run and the usage.
[[nodiscard]] RatingInput providerInput(const ProviderRun &run, Interval period, const UsageTable &usage);

/// Units of `quote` for one of `base`.
struct StatedRate {
    std::string base; ///< ISO 4217
    std::string quote;
    Decimal rate;
};

struct Providers {
    std::vector<ProviderRun> runs; ///< the most exact pattern first
    std::vector<StatedRate> rates; ///< of what is charged in another currency than it costs
};

/// One side of a comparison.
struct MarginSide {
    Decimal charge;
    Decimal cost; ///< in the currency of the charge; what has no rate is not in it
    Decimal margin; ///< charge less cost
    bool isComplete = true; ///< every cost has a rate
};

/// The customers who are billed in one currency.
struct MarginOutcome {
    Currency currency;
    MarginSide before;
    MarginSide after;
    MarginSide delta; ///< after less before; complete where both are
};

/// `before` as it was, `after` as prepare() has it, with what the scenario makes of it; one outcome for each of
/// `outcomes`, in their order. A provider is paid for what is served: requests that caps refuse, before or after, cost
/// nothing. Costs are rated over all customers together and cut by the
/// currency in which each is billed (largest remainder); `factor` times them, rounded half up to the minor unit, is what
/// they are after. WrongState where cells are too coarse for a provider's plan.
[[nodiscard]] Result<std::vector<MarginOutcome>> margins(const Baseline &before, const Baseline &after,
    const Scenario &scenario, std::span<const Outcome> outcomes, const Providers &providers, const Decimal &factor);

} // namespace toll
