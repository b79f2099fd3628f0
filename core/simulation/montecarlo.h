// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "core/simulation/bootstrap.h"
#include "core/simulation/countfit.h"
#include "core/simulation/grouppricing.h"
#include "core/tokens/token.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace toll {

/// Where the counts of the future come from.
enum class CountSource {
    Bootstrap, ///< blocks of the history
    Fitted, ///< independent draws from the distribution fitted to it
};

/// A term within the horizon. Steps before the first and after the last one's `steps` are in no term.
struct SimulatedTerm {
    std::size_t firstStep = 0;
    std::size_t steps = 0;
    std::optional<std::int64_t> allowance; ///< C x T; of a term under way what is left of it; nothing: unlimited
};

/// One token: how it was used, and what that costs.
struct SimulatedToken {
    std::string id; ///< also says which random bits are its own, where tokens do not move together
    StepHistory history;
    Decimal rate; ///< per request, 0 or more
    std::optional<std::int64_t> cap; ///< requests of a step
    std::vector<SimulatedTerm> terms; ///< in order, not overlapping; none: one without end and allowance
    CapScope scope = CapScope::WholeTerm; ///< which of cap and allowance limits; under reject, both do
    OverCap overCap = OverCap::Free;
    std::optional<Decimal> overageRate; ///< for OverCap::Charge; absent: the rate
};

/// Tokens that are priced together, path by path.
struct SimulatedGroup {
    std::vector<SimulatedToken> tokens; ///< of each only how it was used; one with too little history uses nothing
    std::shared_ptr<const GroupPricing> pricing;
};

struct MonteCarloInput {
    std::vector<SimulatedToken> tokens;
    std::size_t steps = 90; ///< of the horizon, which begins where the histories end
    std::int64_t runs = 10'000;
    std::uint64_t seed = 1;
    CountSource source = CountSource::Bootstrap;
    BootstrapOptions bootstrap;
    /// Whether all tokens take the same blocks of history (where theirs are of one length), so that days on which all
    /// were busy stay such days; else each has its own, as if they had nothing to do with each other, which makes the
    /// bands of their total too narrow where they have. Of the bootstrap only.
    bool movesTogether = true;
    std::optional<Decimal> budget;
    unsigned threads = 1; ///< 1 or more; changes no result
    Instructions instructions = Instructions::Best; ///< changes no result
    std::vector<SimulatedGroup> groups{};
};

/// Quantiles of the paths at one step, each the amount of a path (nearest rank).
struct FanStep {
    Decimal median;
    std::array<Decimal, 3> low; ///< of the bands that hold 50, 80 and 95 % of the paths
    std::array<Decimal, 3> high;
};

/// Of totals by path, one at least, that are whole numbers of 10^-scale and have no more digits than a Decimal.
[[nodiscard]] FanStep quantilesOf(std::vector<Int128> totals, int scale);

/// How far a quantile of the total can be from that of infinitely many paths.
struct Convergence {
    std::int64_t runs = 0; ///< the first so many paths
    struct Estimate {
        Decimal value;
        Decimal low; ///< the 95 % interval, by ranks: it presumes nothing of the distribution (David and Nagaraja 2003,
        Decimal high; ///< "Order statistics", 7.1)
    };
    Estimate median;
    std::array<Estimate, 2> band; ///< 10 and 90 %
    std::array<Estimate, 2> atRisk; ///< 95 and 99 %
};

/// What became of one token over all paths.
struct TokenOutcome {
    HistoryAmount history;
    bool isSimulated = false; ///< false: too little history; it adds nothing to any total
    Decimal mean; ///< of what it is charged, to six decimals more than rates have
    Int128 charged = 0; ///< by all paths together, in 10^-scale
    std::int64_t billed = 0; ///< requests, by all paths together
    std::int64_t over = 0; ///< requests that found no room, by all paths together; refused under reject
    /// By step: paths in which the allowance of a term first was too small there.
    std::vector<std::int64_t> ranOut;

    [[nodiscard]] std::int64_t pathsThatRanOut() const;
    /// The first step by which the allowance was too small in at least that share of the paths (1 to 100).
    [[nodiscard]] std::optional<std::size_t> stepRanOut(int percent, std::int64_t runs) const;
};

struct MonteCarloOutcome {
    std::int64_t runs = 0;
    int scale = 0; ///< totals are whole numbers of 10^-scale
    std::vector<Int128> totals; ///< by path, in the order of paths
    Decimal mean; ///< of the total, to six decimals more than the scale
    std::vector<FanStep> daily; ///< by step: what it costs
    std::vector<FanStep> cumulative; ///< by step: what all have cost until its end
    std::array<Decimal, 2> atRisk; ///< what the total does not exceed in 95 and 99 % of the paths
    std::int64_t overBudget = 0; ///< paths whose total is more than the budget
    std::vector<std::int64_t> overBudgetBy; ///< by step: paths that have cost more by then; empty without a budget
    std::vector<Convergence> convergence; ///< of a sixteenth, an eighth, ... all of the paths
    std::vector<std::int64_t> refused; ///< by path: requests turned away
    /// As in the input, then those of the groups: of these `charged` is a share of what the group is charged, by requests,
    /// `billed` all requests; over and ranOut are not told.
    std::vector<TokenOutcome> tokens;
    std::vector<std::string> tooLittleHistory; ///< ids of the tokens that are in no total

    /// overBudget / runs, to four decimals half up.
    [[nodiscard]] Decimal probabilityOverBudget() const;
    /// The same by the end of a step; nothing without a budget.
    [[nodiscard]] std::optional<Decimal> probabilityOverBudgetBy(std::size_t step) const;
};

/// Called with how many of how many pieces of work are done, by one thread at a time. False: stop.
using SimulationProgress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Simulates what tokens will cost: paths of counts, billed under cap and allowance with exact rates, summed exactly.
/// The same input gives the same outcome whatever the machine, the number of threads and the order of tokens; the first
/// paths of more runs are those of fewer.
/// OutOfRange for runs (1 to 1,000,000), steps (1 to 3,660), both together (at most 2^27), histories as amountKnown(),
/// terms out of order, rates of more than 12 decimals; Negative for rates; Overflow where a total needs more than 24
/// digits; Cancelled. Counts too large for single values (massesOf()) cannot be `Fitted`: OutOfRange.
/// The errors of GroupPricing.
[[nodiscard]] Result<MonteCarloOutcome> simulate(
    const MonteCarloInput &input, const SimulationProgress &progress = {}, const std::stop_token &stop = {});

} // namespace toll
