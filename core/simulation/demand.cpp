// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/demand.h"

#include "core/simulation/applying.h"
#include "core/simulation/volume.h"

#include <algorithm>

namespace toll {

namespace {

/// States what the rates are, and leaves them.
Scenario sameRates(const Scenario &scenario)
{
    Scenario same;
    same.on = scenario.on;
    same.charge = scenario.charge;
    same.rateFactor = Decimal(1);
    return same;
}

/// The rate of a package's block.
const Decimal *blockRate(const Plan &plan, const std::string &id)
{
    for (const Charge &charge : plan.charges)
        if (const Package *package = std::get_if<Package>(&charge.shape); package && (id.empty() || charge.id == id))
            return &package->rate;
    return nullptr;
}

/// What demand makes of rates that tokens have no part in.
Result<Decimal> demandOfPlan(const BaselineCustomer &customer, const Scenario &scenario)
{
    if (scenario.plan || scenario.ofCharge.tiers || scenario.ofCharge.size)
        return fail(ErrorCode::Unsupported, "elasticity", customer.plan.name, "rate, rate_factor");
    const Decimal factor = scenario.rateFactor.value_or(Decimal(1));
    if (!scenario.rate)
        return demandFactor(Decimal(1), factor, *scenario.elasticity);
    const Decimal *before = blockRate(customer.plan, scenario.charge);
    const Result<Decimal> after = scenario.rate->times(factor);
    if (!before || !after)
        return after ? fail(ErrorCode::Unsupported, "elasticity", customer.plan.name, "rate_factor") : after;
    return demandFactor(*before, *after, *scenario.elasticity);
}

/// What demand makes of each token's rate.
Result<std::vector<Decimal>> demandOf(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range)
{
    std::vector<Decimal> factors(customer.tokens.size(), Decimal(1));
    const Scenario same = sameRates(scenario);
    if (hasOwnRates(customer.plan, same)) {
        const Result<Decimal> factor = demandOfPlan(customer, scenario);
        if (!factor)
            return std::unexpected(factor.error());
        std::ranges::fill(factors, *factor);
        return factors;
    }
    const auto before = changed(customer, same, range);
    const auto after = before ? changed(customer, scenario, range) : std::unexpected(before.error());
    if (!after)
        return std::unexpected(after.error());
    for (std::size_t token = 0; token < factors.size(); ++token) {
        const Result<Decimal> factor = demandFactor((*before)->input.tokens[token].price.rate,
            (*after)->input.tokens[token].price.rate, *scenario.elasticity);
        if (!factor)
            return std::unexpected(factor.error());
        factors[token] = *factor;
    }
    return factors;
}

} // namespace

bool changesUse(const Scenario &scenario)
{
    return scenario.volumeFactor || scenario.elasticity;
}

Scenario withoutDemand(Scenario scenario)
{
    scenario.volumeFactor.reset();
    scenario.elasticity.reset();
    return scenario;
}

Result<void> followDemand(
    BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range)
{
    std::vector<bool> isSelected;
    for (std::size_t token = 0; token < customer.tokens.size(); ++token)
        isSelected.push_back(selects(scenario.on, customer, token));
    if (!changesUse(scenario) || std::ranges::find(isSelected, true) == isSelected.end())
        return {};
    std::vector<Decimal> factors(customer.tokens.size(), Decimal(1));
    if (scenario.elasticity) {
        Result<std::vector<Decimal>> demand = demandOf(customer, scenario, range);
        if (!demand)
            return std::unexpected(demand.error());
        factors = std::move(*demand);
    }
    for (std::size_t token = 0; token < factors.size(); ++token) {
        const Result<Decimal> factor = factors[token].times(scenario.volumeFactor.value_or(Decimal(1)));
        if (!factor)
            return std::unexpected(factor.error());
        factors[token] = isSelected[token] ? *factor : Decimal(1);
    }
    return scaleUsage(customer.usage, factors);
}

Result<Baseline> withDemand(const Baseline &baseline, const Scenario &scenario)
{
    Baseline scaled = baseline;
    for (BaselineCustomer &customer : scaled.customers)
        if (Result<void> done = followDemand(customer, scenario, scaled.range); !done)
            return std::unexpected(done.error());
    return scaled;
}

} // namespace toll
