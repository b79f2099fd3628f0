// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/applying.h"
#include "core/simulation/demand.h"
#include "core/simulation/scenarioset.h"
#include "core/simulation/volume.h"

#include <algorithm>

namespace toll {

namespace {

/// SplitMix64 (Steele, Lea, Flood 2014) over a text: an order of customers that has nothing to do with what they use.
std::uint64_t mixed(std::uint64_t seed, std::string_view text)
{
    std::uint64_t state = seed;
    const auto mix = [&state](std::uint64_t more) {
        state += 0x9e3779b97f4a7c15 + more;
        std::uint64_t z = state;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    };
    std::uint64_t hash = mix(0);
    for (const char c : text)
        hash = mix(hash ^ static_cast<unsigned char>(c));
    return hash;
}

/// Without use nobody owes anything, fees included: who left has no plan.
void leave(BaselineCustomer &customer)
{
    customer.usage.rows.clear();
    const auto empty = [](Plan &plan) {
        plan.charges.clear();
        plan.minimum.reset();
        plan.discounts.clear();
    };
    empty(customer.plan);
    for (DatedPlan &version : customer.versions)
        empty(version.plan);
}

/// The share of the customers that leaves, rounded half up, those whose number the seed puts first.
Result<std::vector<std::string>> churn(Baseline &baseline, const Assumptions &assumptions)
{
    std::vector<std::pair<std::uint64_t, CustomerId>> order;
    for (const BaselineCustomer &customer : baseline.customers)
        order.emplace_back(mixed(assumptions.seed, customer.id.text), customer.id);
    std::ranges::sort(order);
    order.erase(std::ranges::unique(order).begin(), order.end());
    const Result<Decimal> share = assumptions.churn.times(static_cast<std::int64_t>(order.size()));
    if (!share)
        return std::unexpected(share.error());
    order.resize(static_cast<std::size_t>(share->rounded(0, Rounding::HalfUp).coefficient()));
    std::vector<std::string> names;
    for (BaselineCustomer &customer : baseline.customers) {
        const auto isHim = [&customer](const auto &entry) { return entry.second == customer.id; };
        if (std::ranges::none_of(order, isHim))
            continue;
        leave(customer);
        names.push_back(customer.name);
    }
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

/// As the one he is like, on each of his plans.
Result<void> add(Baseline &baseline, const AddedCustomer &wanted)
{
    const std::size_t there = baseline.customers.size();
    for (std::size_t i = 0; i < there; ++i) {
        const BaselineCustomer &like = baseline.customers[i];
        if (like.name != wanted.like && like.id.text != wanted.like)
            continue;
        BaselineCustomer customer = like;
        customer.id.text = "new:" + wanted.name;
        customer.name = wanted.name;
        customer.total = {};
        const std::vector<Decimal> factors(customer.tokens.size(), wanted.volume);
        if (Result<void> scaled = scaleUsage(customer.usage, factors); !scaled)
            return scaled;
        baseline.customers.push_back(std::move(customer));
    }
    return baseline.customers.size() == there ? fail(ErrorCode::NotFound, "like", wanted.like) : Result<void>();
}

/// The customer as the change leaves him.
Result<void> make(BaselineCustomer &customer, const Scenario &change, const std::optional<Interval> &range)
{
    Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, change, range);
    if (!next)
        return std::unexpected(next.error());
    customer.tokens = (*next)->input.tokens;
    customer.plan = std::move((*next)->plan);
    customer.versions = std::move((*next)->versions);
    return {};
}

bool changesHistory(const Assumptions &assumptions)
{
    return !assumptions.churn.isZero() || assumptions.shift != 0 || !assumptions.newCustomers.empty();
}

bool needsOtherUsage(const ScenarioSet &set)
{
    return changesHistory(set.assumptions) || std::ranges::any_of(set.changes, &changesUse);
}

Result<void> assume(PreparedScenario &prepared, Baseline &baseline, const Assumptions &assumptions)
{
    Result<std::vector<std::string>> left = churn(baseline, assumptions);
    if (!left)
        return std::unexpected(left.error());
    prepared.left = std::move(*left);
    for (const AddedCustomer &customer : assumptions.newCustomers)
        if (Result<void> added = add(baseline, customer); !added)
            return added;
    for (BaselineCustomer &customer : baseline.customers)
        if (assumptions.shift != 0 && baseline.range)
            shiftUsage(customer.usage, *baseline.range, assumptions.shift);
    return {};
}

/// The last change acts on the use.
Result<PreparedScenario> scale(PreparedScenario prepared)
{
    prepared.baseline = prepared.unscaled;
    if (!changesUse(prepared.asked))
        return prepared;
    Result<Baseline> scaled = withDemand(*prepared.unscaled, prepared.asked);
    if (!scaled)
        return std::unexpected(scaled.error());
    prepared.baseline = std::make_shared<const Baseline>(std::move(*scaled));
    return prepared;
}

} // namespace

Result<PreparedScenario> prepare(std::shared_ptr<const Baseline> baseline, const ScenarioSet &set)
{
    PreparedScenario prepared;
    if (!set.changes.empty())
        prepared.last = set.changes.back();
    prepared.asked = prepared.last;
    prepared.last = withoutDemand(prepared.last);
    if (set.changes.size() <= 1 && !needsOtherUsage(set)) {
        prepared.baseline = std::move(baseline);
        prepared.unscaled = prepared.baseline;
        return prepared;
    }
    if (set.changes.size() <= 1 && !changesHistory(set.assumptions)) {
        prepared.unscaled = std::move(baseline);
        return scale(std::move(prepared));
    }
    auto own = std::make_shared<Baseline>(*baseline);
    if (Result<void> assumed = assume(prepared, *own, set.assumptions); !assumed)
        return std::unexpected(assumed.error());
    for (std::size_t i = 0; i + 1 < set.changes.size(); ++i)
        for (BaselineCustomer &customer : own->customers) {
            Result<void> done = followDemand(customer, set.changes[i], own->range);
            if (done)
                done = make(customer, set.changes[i], own->range);
            if (!done)
                return std::unexpected(done.error());
        }
    prepared.unscaled = std::move(own);
    return scale(std::move(prepared));
}

} // namespace toll
