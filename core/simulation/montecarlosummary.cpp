// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/montecarloplan.h"

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr std::size_t lanes = RandomStream::lanes;
constexpr int furtherDecimals = 6; ///< of a mean
constexpr std::int64_t perMille = 1000;
/// Of the fan, in thousandths, in order.
constexpr std::array<std::int64_t, 7> fanShares{25, 100, 250, 500, 750, 900, 975};
constexpr std::array<std::int64_t, 5> riskShares{500, 100, 900, 950, 990};
constexpr std::int64_t fewestRuns = 16; ///< shown of a convergence

/// The place of a quantile in `count` sorted values: nearest rank, from 0.
std::size_t rankOf(std::int64_t share, std::int64_t count)
{
    const std::int64_t rank = (share * count + perMille - 1) / perMille;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(rank, 1, count) - 1);
}

template<typename Sum>
Decimal amount(Sum sum, int scale)
{
    return *Decimal::fromParts(static_cast<Int128>(sum), scale); // planOf() has seen that it fits
}

/// Puts the values of these ranks (in order) where they would be if all were sorted.
template<typename Sum>
void placeRanks(std::vector<Sum> &values, std::span<const std::size_t> ranks)
{
    auto begin = values.begin();
    for (const std::size_t rank : ranks) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
        if (place < begin)
            continue; // the same as the one before
        std::nth_element(begin, place, values.end());
        begin = place + 1;
    }
}

template<typename Sum>
FanStep fanOf(std::vector<Sum> &values, int scale)
{
    std::array<std::size_t, fanShares.size()> ranks{};
    for (std::size_t i = 0; i < ranks.size(); ++i)
        ranks[i] = rankOf(fanShares[i], static_cast<std::int64_t>(values.size()));
    placeRanks(values, ranks);
    const auto at = [&](std::size_t i) { return amount(values[ranks[i]], scale); };
    return {at(3), {at(2), at(1), at(0)}, {at(4), at(5), at(6)}};
}

/// The rank of the 95 % interval's end: n p ± 1.96 sqrt(n p (1 - p)), outwards, in whole numbers.
std::int64_t rankApart(std::int64_t share, std::int64_t count)
{
    // 1.96^2 = 3.8416; the variance is in units of 10^-6 of a run.
    const auto square = static_cast<Int128>(share) * (perMille - share) * count * 38416 / 10'000;
    auto apart = static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
    while (static_cast<Int128>(apart) * apart < square)
        ++apart;
    while (apart > 0 && static_cast<Int128>(apart - 1) * (apart - 1) >= square)
        --apart;
    return (apart + perMille - 1) / perMille;
}

Convergence convergenceOf(std::vector<Int128> totals, int scale)
{
    std::ranges::sort(totals);
    const auto count = static_cast<std::int64_t>(totals.size());
    const auto estimate = [&](std::int64_t share) {
        const auto rank = static_cast<std::int64_t>(rankOf(share, count));
        const std::int64_t apart = rankApart(share, count);
        const auto at = [&](std::int64_t place) {
            return amount(totals[static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, count - 1))], scale);
        };
        return Convergence::Estimate{at(rank), at(rank - apart), at(rank + apart)};
    };
    return {count, estimate(riskShares[0]), {estimate(riskShares[1]), estimate(riskShares[2])},
        {estimate(riskShares[3]), estimate(riskShares[4])}};
}

/// A budget in 10^-scale, rounded down: a total exceeds the one if it exceeds the other. Nothing: it cannot be reached.
std::optional<Int128> scaledBudget(const MonteCarloInput &input, int scale)
{
    if (!input.budget)
        return std::nullopt;
    const Decimal whole = input.budget->rounded(scale, Rounding::Floor);
    Int128 value = whole.coefficient();
    for (int i = whole.scale(); i < scale; ++i)
        if (__builtin_mul_overflow(value, Int128{10}, &value))
            return std::nullopt;
    return value;
}

} // namespace

FanStep quantilesOf(std::vector<Int128> totals, int scale)
{
    return fanOf(totals, scale);
}

template<typename Sum>
void summarise(const MonteCarloInput &input, PathSums<Sum> &sums, MonteCarloOutcome &outcome)
{
    const auto runs = static_cast<std::size_t>(input.runs);
    const int scale = outcome.scale;
    const std::optional<Int128> budget = scaledBudget(input, scale);
    const auto indexOf = [&](std::size_t path, std::size_t step) {
        return (path / lanes * input.steps + step) * lanes + path % lanes;
    };
    std::vector<Sum> values(runs);
    for (std::size_t step = 0; step < input.steps; ++step) {
        for (std::size_t path = 0; path < runs; ++path)
            values[path] = sums[indexOf(path, step)];
        outcome.daily.push_back(fanOf(values, scale));
        std::int64_t over = 0;
        for (std::size_t path = 0; path < runs; ++path) {
            Sum &sum = sums[indexOf(path, step)];
            if (step > 0)
                sum += sums[indexOf(path, step - 1)];
            values[path] = sum;
            over += budget && sum > *budget;
        }
        outcome.cumulative.push_back(fanOf(values, scale));
        if (input.budget)
            outcome.overBudgetBy.push_back(over);
    }
    outcome.overBudget = input.budget ? outcome.overBudgetBy.back() : 0;
    Int128 all = 0;
    outcome.totals.reserve(runs);
    for (std::size_t path = 0; path < runs; ++path)
        all += outcome.totals.emplace_back(sums[indexOf(path, input.steps - 1)]);
    outcome.mean = *amount(all, scale).divided(input.runs, scale + furtherDecimals, Rounding::HalfEven);
    for (int part = 4; part >= 0; --part)
        if (const std::int64_t some = input.runs >> part; some >= fewestRuns || part == 0)
            outcome.convergence.push_back(
                convergenceOf({outcome.totals.begin(), outcome.totals.begin() + some}, scale));
    const Convergence &last = outcome.convergence.back();
    outcome.atRisk = {last.atRisk[0].value, last.atRisk[1].value};
}

template void summarise(const MonteCarloInput &, PathSums<std::int64_t> &, MonteCarloOutcome &);
template void summarise(const MonteCarloInput &, PathSums<Int128> &, MonteCarloOutcome &);

} // namespace toll
