// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/montecarloplan.h"

#include "core/money/wide.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::int64_t mostRuns = 1'000'000;
constexpr std::size_t mostSteps = 3660;
constexpr int mostDecimals = 12; ///< of a rate
constexpr std::int64_t mostCells = std::int64_t{1} << 27;

/// The fewest decimals that write the value.
int decimalsOf(const Decimal &value)
{
    int scale = value.scale();
    for (Int128 rest = value.coefficient(); scale > 0 && rest % 10 == 0; rest /= 10)
        --scale;
    return scale;
}

Result<std::int64_t> scaledTo(const Decimal &rate, int scale)
{
    if (rate.isNegative())
        return fail(ErrorCode::Negative, "rate", rate.toString());
    if (scale > mostDecimals)
        return fail(ErrorCode::OutOfRange, "rate", rate.toString(), std::to_string(mostDecimals));
    const Decimal whole = rate.rounded(scale, Rounding::Down); // exact: the scale is enough
    const Int128 coefficient = whole.coefficient();
    const auto factor = static_cast<Int128>(powerOfTen(scale - whole.scale()));
    if (coefficient > std::numeric_limits<std::int64_t>::max() / factor)
        return fail(ErrorCode::Overflow, "rate", rate.toString());
    return static_cast<std::int64_t>(coefficient * factor);
}

Result<PathTerms> termsOf(const SimulatedToken &token, std::size_t steps, int scale)
{
    PathTerms terms;
    const Result<std::int64_t> rate = scaledTo(token.rate, scale);
    if (!rate)
        return std::unexpected(rate.error());
    terms.rate = *rate;
    if (token.overCap == OverCap::Charge) {
        const Result<std::int64_t> overRate = scaledTo(token.overageRate.value_or(token.rate), scale);
        if (!overRate)
            return std::unexpected(overRate.error());
        terms.overRate = *overRate;
    }
    const bool rejects = token.overCap == OverCap::Reject;
    const bool capLimits = rejects || token.scope == CapScope::EachWindow;
    const bool allowanceLimits = rejects || token.scope == CapScope::WholeTerm;
    StepLimits limits;
    limits.isInTerm = token.terms.empty();
    if (token.cap && capLimits)
        limits.cap = std::max<std::int64_t>(0, *token.cap);
    terms.steps.assign(steps, limits);
    std::size_t end = 0;
    for (const SimulatedTerm &term : token.terms) {
        if (term.firstStep < end || term.allowance.value_or(0) < 0)
            return fail(ErrorCode::OutOfRange, "terms", token.id);
        end = term.firstStep + term.steps;
        for (std::size_t step = term.firstStep; step < std::min(end, steps); ++step)
            terms.steps[step].isInTerm = true;
        if (term.firstStep >= steps || term.steps == 0)
            continue;
        StepLimits &first = terms.steps[term.firstStep];
        first.beginsTerm = true;
        if (term.allowance && allowanceLimits) {
            first.allowance = *term.allowance;
            terms.hasAllowance = true;
        }
    }
    return terms;
}

Result<void> learn(const MonteCarloInput &input, const SimulatedToken &token, TokenPlan &plan)
{
    plan.firstPlace = token.history.nextPlace();
    if (input.source == CountSource::Bootstrap) {
        Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from(token.history, input.bootstrap);
        if (!bootstrap)
            return std::unexpected(bootstrap.error());
        plan.history = bootstrap->amount();
        plan.isSimulated = bootstrap->canDraw();
        plan.terms.largest = bootstrap->largest();
        plan.bootstrap = std::move(*bootstrap);
        return {};
    }
    Result<CountFit> fit = fitCounts(token.history);
    if (!fit)
        return std::unexpected(fit.error());
    plan.history = fit->amount;
    plan.isSimulated = !fit->places.empty();
    plan.places = std::move(fit->places);
    for (const CountDistribution &place : plan.places) {
        const Result<CountMasses> masses = massesOf(place);
        if (!masses)
            return fail(masses.error().code, token.id, masses.error().where);
        plan.terms.largest = std::max(plan.terms.largest, AliasTable::largestOf(*masses));
    }
    return {};
}

/// Tokens that move together draw the same blocks.
std::uint64_t streamOf(const MonteCarloInput &input, const SimulatedToken &token)
{
    return input.movesTogether && input.source == CountSource::Bootstrap ? 0 : streamNumber(token.id);
}

Result<void> checkSizes(const MonteCarloInput &input)
{
    if (input.runs < 1 || input.runs > mostRuns)
        return fail(ErrorCode::OutOfRange, "runs", std::to_string(input.runs), "1…" + std::to_string(mostRuns));
    if (input.steps < 1 || input.steps > mostSteps)
        return fail(ErrorCode::OutOfRange, "steps", std::to_string(input.steps), "1…" + std::to_string(mostSteps));
    if (input.runs * static_cast<std::int64_t>(input.steps) > mostCells)
        return fail(ErrorCode::OutOfRange, "runs", std::to_string(input.runs),
            "1…" + std::to_string(mostCells / static_cast<std::int64_t>(input.steps)));
    return {};
}

} // namespace

std::vector<AliasTable> TokenPlan::tables() const
{
    std::vector<CountMasses> masses;
    int columnBits = 1;
    for (const CountDistribution &place : places) {
        masses.push_back(*massesOf(place)); // planOf() has seen that there are some
        columnBits = std::max(columnBits, AliasTable::columnBitsFor(masses.back().masses.size()));
    }
    std::vector<AliasTable> result;
    result.reserve(masses.size());
    for (const CountMasses &some : masses)
        result.emplace_back(some, columnBits);
    return result;
}

Result<MonteCarloPlan> planOf(const MonteCarloInput &input)
{
    if (Result<void> checked = checkSizes(input); !checked)
        return std::unexpected(checked.error());
    MonteCarloPlan plan;
    for (const SimulatedToken &token : input.tokens) {
        plan.scale = std::max(plan.scale, decimalsOf(token.rate));
        if (token.overCap == OverCap::Charge && token.overageRate)
            plan.scale = std::max(plan.scale, decimalsOf(*token.overageRate));
    }
    for (const SimulatedGroup &group : input.groups)
        plan.scale = std::max(plan.scale, group.pricing->scale());
    // Each sum is no more than that of the largest counts at the dearer rate, times the runs for sums over paths.
    Int128 most = 0;
    for (const SimulatedToken &token : input.tokens) {
        Result<PathTerms> terms = termsOf(token, input.steps, plan.scale);
        if (!terms)
            return std::unexpected(terms.error());
        TokenPlan planned;
        planned.terms = std::move(*terms);
        planned.stream = streamOf(input, token);
        planned.refuses = token.overCap == OverCap::Reject;
        if (Result<void> learnt = learn(input, token, planned); !learnt)
            return std::unexpected(learnt.error());
        const Int128 dearest = std::max(planned.terms.rate, planned.terms.overRate);
        const Int128 units = static_cast<Int128>(planned.terms.largest) * static_cast<std::int64_t>(input.steps);
        Int128 more = 0;
        if (__builtin_mul_overflow(dearest, units, &more) || __builtin_add_overflow(most, more, &most))
            return fail(ErrorCode::Overflow, "rate", token.id);
        plan.tokens.push_back(std::move(planned));
    }
    for (const SimulatedGroup &group : input.groups)
        for (const SimulatedToken &token : group.tokens) {
            TokenPlan planned;
            planned.stream = streamOf(input, token);
            if (Result<void> learnt = learn(input, token, planned); !learnt)
                return std::unexpected(learnt.error());
            plan.tokens.push_back(std::move(planned));
        }
    // What groups are charged is seen only when they are priced.
    plan.fits64Bits = input.groups.empty() && most <= std::numeric_limits<std::int64_t>::max();
    // A Decimal has 38 digits, and a mean six more than the sum of all paths.
    if (most > static_cast<Int128>(powerOfTen(30)) / mostRuns)
        return fail(ErrorCode::Overflow, "rate");
    return plan;
}

} // namespace toll
