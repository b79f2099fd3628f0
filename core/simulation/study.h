// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is asked of a scenario at once: what window and command line show alike.
#pragma once

#include "core/simulation/forecastbaseline.h"
#include "core/simulation/goalseek.h"
#include "core/simulation/limitreplay.h"
#include "core/simulation/margin.h"
#include "core/simulation/scenarioset.h"
#include "core/simulation/sweep.h"
#include "core/simulation/tornado.h"
#include "core/simulation/waterfall.h"
#include "core/simulation/winners.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// Which parameters make a total.
struct GoalQuestion {
    std::vector<SoughtParameter> parameters;
    std::optional<Decimal> target; ///< absent: what is billed now
    std::string currency; ///< code; empty: the only one there is
};

/// What is asked beside the totals.
struct StudyQuestions {
    bool waterfall = false;
    std::vector<Decimal> thresholds; ///< percentages by which customers move; none: movers are not asked for
    std::optional<LimitRules> limits; ///< who would have been refused
    std::vector<SweepAxis> sweep;
    std::optional<Decimal> tornado; ///< percentage each parameter is moved by
    std::optional<GoalQuestion> goal;
    std::optional<ForecastQuestion> forecast;
    std::optional<Providers> providers; ///< what they are paid, and what is left
};

/// One currency's future.
struct Forecast {
    Outlook outlook;
    MonteCarloOutcome outcome;
    /// What the counts of each token look like (as in outlook.tokens), whether it is drawn from or not; nothing where
    /// there is too little history.
    std::vector<std::optional<CountFit>> fits;
    /// By day of outlook.history: what was really billed for the tokens that are drawn (billedByDay()).
    std::vector<Decimal> past{};
};

/// What came out. What was not asked for is empty.
struct Study {
    std::optional<Interval> range; ///< of the history
    std::vector<Outcome> outcomes; ///< one a currency, in order of code; what follows likewise
    std::vector<std::string> left; ///< customers who left, as was assumed
    std::vector<Waterfall> waterfalls;
    std::vector<Winners> winners;
    std::vector<LimitOutcome> limits;
    std::optional<SweepTable> sweep;
    std::vector<Tornado> tornadoes;
    std::vector<GoalAnswer> goals;
    std::vector<Forecast> forecasts;
    std::vector<MarginOutcome> margins;
    std::vector<ForecastComparison> comparisons; ///< where the forecast is the baseline
};

/// Whether the questions can be answered from quarter-of-an-hour cells; if not, the history has to be of single events.
[[nodiscard]] bool cellsSuffice(const std::shared_ptr<const Baseline> &baseline, const ScenarioSet &set,
    const StudyQuestions &questions);

/// Pure: may run on any thread. Cancelled where `pace` says so; the errors of what is asked, `where` naming the option
/// ("sweep", "goal", …) where the question itself is at fault.
[[nodiscard]] Result<Study> study(std::shared_ptr<const Baseline> baseline, const ScenarioSet &set,
    const StudyQuestions &questions, const Pace &pace);

} // namespace toll
