// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/montecarlo.h"
#include "core/simulation/pathbilling.h"

#include <optional>
#include <vector>

namespace toll {

/// A token ready to be drawn and billed.
struct TokenPlan {
    HistoryAmount history;
    PathTerms terms;
    std::uint64_t stream = 0;
    bool refuses = false;
    std::size_t firstPlace = 0;
    std::vector<CountDistribution> places; ///< for Fitted
    std::optional<SeasonalBootstrap> bootstrap; ///< for Bootstrap
    bool isSimulated = false;

    [[nodiscard]] std::vector<AliasTable> tables() const;
};

/// What is to be done, checked.
struct MonteCarloPlan {
    std::vector<TokenPlan> tokens; ///< those of groups last
    int scale = 0;
    bool fits64Bits = false; ///< no sum can leave them
};

/// Errors as simulate().
[[nodiscard]] Result<MonteCarloPlan> planOf(const MonteCarloInput &input);

/// The charges of all paths: number (group * steps + step) * 8 + lane is path 8 group + lane.
template<typename Sum>
using PathSums = std::vector<Sum>;

/// Fills in what paths tell: fan, mean, budget, risk, convergence. `sums` become cumulative.
template<typename Sum>
void summarise(const MonteCarloInput &input, PathSums<Sum> &sums, MonteCarloOutcome &outcome);
extern template void summarise(const MonteCarloInput &, PathSums<std::int64_t> &, MonteCarloOutcome &);
extern template void summarise(const MonteCarloInput &, PathSums<Int128> &, MonteCarloOutcome &);

} // namespace toll
