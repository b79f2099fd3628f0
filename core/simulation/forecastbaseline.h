// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario over what may come, instead of over history.
#pragma once

#include "core/simulation/outlook.h"
#include "core/simulation/quickreplay.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace toll {

/// What may come, day by day.
struct ForecastQuestion {
    std::size_t days = 90;
    std::int64_t runs = 10'000;
    std::uint64_t seed = 1;
    CountSource source = CountSource::Bootstrap;
    bool movesTogether = true;
    std::optional<Decimal> budget;
    /// Whether the horizon is also billed as it is, path by path: compareForecasts().
    bool isBaseline = false;
};

/// Totals over all paths.
struct PathTotals {
    Decimal mean; ///< to six decimals more than rates have, half even
    FanStep quantiles; ///< each the total of a path (nearest rank)
};

/// The horizon as it is billed now, and under a scenario, for the customers of one currency.
///
/// Both are billed on the same paths: what a token uses on path i is drawn from the same seed and the same blocks of
/// history before and after, times what the scenario's growth and demand make of it. So the difference is taken path by
/// path, and its bands are those of the difference, far narrower than the two totals' own. Amounts of a path and their
/// differences are exact; that the paths are those that may come is the bootstrap's claim, and means and bands are over
/// `runs` of them. Where growth or churn leave a token a history of another length (its first days lose all their
/// requests), or where each token moves by itself and gets another id, its blocks are others, and the band is wider.
///
/// Tokens of which only one of the two can be drawn (Plan, Windows, Size) are in neither, and so are those that are rated
/// together with them; whoever leaves, has no term left or is new counts as nothing on the side where he is not.
struct ForecastComparison {
    Currency currency;
    Interval history; ///< the days that were drawn from
    Date firstDay; ///< of the horizon
    std::size_t days = 0;
    std::int64_t runs = 0; ///< fewer than asked for where customers are rated path by path: Outlook::mostRuns
    std::uint64_t seed = 0;
    PathTotals baseline;
    PathTotals scenario;
    PathTotals delta; ///< scenario less baseline, path by path
    std::int64_t dearer = 0; ///< paths on which the scenario comes to more
    std::int64_t cheaper = 0;
    std::size_t missingDays = 0; ///< of the history, as in Outlook
    std::vector<OutlookGap> gaps; ///< tokens that are in neither
    std::vector<OutlookToken> tooLittleHistory; ///< likewise
};

/// `before` with its prices as they are, `after` (as prepare() has it) under the scenario; one comparison a currency, in
/// order of code. The errors of outlookOf() and simulate(); Cancelled where it was stopped.
[[nodiscard]] Result<std::vector<ForecastComparison>> compareForecasts(const Baseline &before, const Baseline &after,
    const Scenario &scenario, const ForecastQuestion &question, const Pace &pace);

/// Sets what is the question's to say, no more runs than the outlook allows.
void ask(Outlook &outlook, const ForecastQuestion &question, const Pace &pace);

} // namespace toll
