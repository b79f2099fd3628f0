// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/applying.h"

#include <algorithm>

namespace toll {

namespace {

/// A capped charge with the same price for every selected token: the token's own values are replaced, so that a
/// plan that leaves them to the token is changed as well as one that does not.
Charge ownedByToken(const Charge &charge)
{
    Charge owned = charge;
    if (std::holds_alternative<FlatCapped>(charge.shape))
        owned.shape = FlatCapped{};
    else
        owned.shape = Flat{};
    return owned;
}

bool hasRate(const Charge &charge)
{
    return std::holds_alternative<Flat>(charge.shape) || std::holds_alternative<FlatCapped>(charge.shape);
}

bool takesFromToken(const Charge &charge)
{
    const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
    const Flat *flat = std::get_if<Flat>(&charge.shape);
    return capped ? capped->takesFromToken() : flat && !flat->rate;
}

/// The charge that a scenario's rate, cap and lifetime are about; nothing where several could be meant. A charge beside
/// it that takes its price from the tokens would change with it.
const Charge *theOneWithARate(const Plan &plan, const std::string &id)
{
    const auto isMeant = [&](const Charge &charge) { return hasRate(charge) && (id.empty() || charge.id == id); };
    const auto first = std::ranges::find_if(plan.charges, isMeant);
    if (std::ranges::count_if(plan.charges, isMeant) != 1)
        return nullptr;
    const bool isAlone = std::ranges::none_of(
        plan.charges, [&](const Charge &charge) { return &charge != &*first && takesFromToken(charge); });
    return isAlone ? &*first : nullptr;
}

/// Leaves the rate, cap and lifetime of a plan to its tokens; gives the charge that had them.
const Charge *leaveToTokens(const Plan &plan, Plan &changed, const std::string &id)
{
    const Charge *charge = theOneWithARate(plan, id);
    if (charge)
        changed.charges[static_cast<std::size_t>(charge - plan.charges.data())] = ownedByToken(*charge);
    return charge;
}

/// Every price the token had in the plan's versions, as the scenario would have it.
Result<void> changePrices(
    RatedToken &token, const std::vector<std::pair<Instant, const Charge *>> &charges, const Scenario *scenario)
{
    std::vector<DatedPrice> own{{earliestInstant, token.price}};
    own.insert(own.end(), token.laterPrices.begin(), token.laterPrices.end());
    std::vector<Instant> changes;
    for (const auto &[from, charge] : charges)
        changes.push_back(from);
    for (const DatedPrice &price : own)
        changes.push_back(price.from);
    std::ranges::sort(changes);
    changes.erase(std::ranges::unique(changes).begin(), changes.end());
    token.laterPrices.clear();
    bool isFirst = true;
    for (const Instant change : changes) {
        const auto charge = std::prev(std::ranges::upper_bound(
            charges, change, {}, [](const auto &entry) { return entry.first; }));
        const auto price = std::prev(std::ranges::upper_bound(own, change, {}, &DatedPrice::from));
        TokenPrice next = priceOf(*charge->second, price->price);
        if (scenario)
            if (Result<void> done = changePrice(next, *scenario); !done)
                return done;
        if (isFirst)
            token.price = next;
        else
            token.laterPrices.push_back({change, next});
        isFirst = false;
    }
    return {};
}

/// What a scenario makes of a plan beside its rate, cap and lifetime.
void changePlan(Plan &plan, const Scenario &scenario)
{
    if (scenario.discount)
        plan.discounts.insert(std::ranges::find_if(plan.discounts, [](const Discount &one) { return !one.percent; }),
            Discount{*scenario.discount, {}, {}, {}, {}});
    if (scenario.minimum)
        plan.minimum = scenario.minimum;
    if (scenario.maximum)
        plan.maximum = scenario.maximum;
}

void changeLimits(FlatCapped &shape, const Scenario &scenario)
{
    if (scenario.caps)
        shape.caps = scenario.caps;
    if (scenario.lifetime)
        shape.lifetime = scenario.lifetime;
    if (scenario.capScope)
        shape.capScope = scenario.capScope;
    if (scenario.overCap)
        shape.overCap = scenario.overCap;
    if (scenario.overageRate)
        shape.overageRate = scenario.overageRate;
    if (scenario.renewal)
        shape.renewal = scenario.renewal;
    if (scenario.align)
        shape.align = scenario.align;
}

/// What a filter can look at of a token.
FilterSubject subjectOf(const BaselineCustomer &customer, std::size_t token)
{
    FilterSubject subject;
    subject.customer = customer.name;
    subject.token = customer.tokens[token].name;
    subject.tokenId = customer.tokens[token].id.text;
    subject.plan = customer.plan.name;
    subject.tags = customer.info[token].tags;
    return subject;
}

/// Whether a scenario is about a customer with all his tokens, though he have none.
bool selectsAllOf(const Selection &on, const BaselineCustomer &customer)
{
    return on.kind == Selection::Kind::All
        || (on.kind == Selection::Kind::Customer && (on.value == customer.name || on.value == customer.id.text))
        || (on.kind == Selection::Kind::Plan && on.value == customer.plan.name);
}

/// The customer, with the first token a change would be about.
std::string namesOf(const BaselineCustomer &customer)
{
    return customer.tokens.empty() ? customer.name : customer.name + ", " + customer.tokens.front().name;
}

/// What plans have for all their tokens cannot be changed for some of them.
Result<void> checkAllSelected(const BaselineCustomer &customer, const Scenario &scenario)
{
    for (std::size_t token = 0; token < customer.tokens.size(); ++token)
        if (!selects(scenario.on, customer, token))
            return fail(ErrorCode::Unsupported, "on", toString(scenario.on), "customer:…, plan:…");
    return {};
}

/// A customer's plan, in all versions that are rated.
template<typename Change>
Result<void> eachPlan(ChangedCustomer &changed, Change change)
{
    for (std::size_t i = 0; i < changed.input.versions.size(); ++i)
        if (Result<void> done = change(changed.versions[i].plan); !done)
            return done;
    return change(changed.plan);
}

/// The whole plan as the scenario would have it: only for all of its tokens at once.
Result<void> changePlans(ChangedCustomer &changed, const BaselineCustomer &customer, const Scenario &scenario)
{
    if (Result<void> checked = checkAllSelected(customer, scenario); !checked)
        return checked;
    if (scenario.plan) {
        changed.plan = *scenario.plan;
        changed.versions.clear();
        changed.input.versions.clear();
        if (changed.plan.currency.empty())
            changed.plan.currency = customer.plan.currency;
        else if (changed.plan.currency != customer.currency.code)
            return fail(ErrorCode::Conflict, "currency", changed.plan.currency, customer.currency.code);
    }
    return eachPlan(changed, [&](Plan &plan) {
        changePlan(plan, scenario);
        return changeCharge(plan, scenario.ofCharge, scenario.charge, namesOf(customer));
    });
}

/// Rates that no token can have for itself.
Result<void> changeOwnRates(ChangedCustomer &changed, const BaselineCustomer &customer, const Scenario &scenario)
{
    if (Result<void> checked = checkAllSelected(customer, scenario); !checked)
        return checked;
    return eachPlan(changed, [&](Plan &plan) {
        return changeOwnRates(plan, scenario.rate, scenario.rateFactor, scenario.charge, namesOf(customer));
    });
}

} // namespace

bool hasOwnRates(const Plan &plan, const Scenario &scenario)
{
    Scenario others = scenario;
    others.rate.reset();
    others.rateFactor.reset();
    return !others.changesPrices() && std::ranges::none_of(plan.charges, [&](const Charge &charge) {
        return hasRate(charge) && (scenario.charge.empty() || charge.id == scenario.charge);
    });
}

Result<Plan> planUnder(const Plan &plan, const Scenario &scenario)
{
    if (scenario.on.kind != Selection::Kind::All
        && !(scenario.on.kind == Selection::Kind::Plan && scenario.on.value == plan.name))
        return fail(ErrorCode::Unsupported, "on", toString(scenario.on), "plan:" + plan.name);
    Plan made = scenario.plan.value_or(plan);
    made.name = plan.name;
    changePlan(made, scenario);
    if (Result<void> done = changeCharge(made, scenario.ofCharge, scenario.charge, plan.name); !done)
        return std::unexpected(done.error());
    if (!scenario.changesPrices())
        return made;
    if (hasOwnRates(made, scenario)) {
        Result<void> done = changeOwnRates(made, scenario.rate, scenario.rateFactor, scenario.charge, plan.name);
        return done ? Result<Plan>(std::move(made)) : std::unexpected(done.error());
    }
    const auto isMeant = [&](const Charge &one) {
        return hasRate(one) && (scenario.charge.empty() || one.id == scenario.charge);
    };
    const auto charge = std::ranges::find_if(made.charges, isMeant);
    if (std::ranges::count_if(made.charges, isMeant) != 1)
        return fail(ErrorCode::Unsupported, "set", plan.name, "");
    const bool isFlat = std::holds_alternative<Flat>(charge->shape);
    OrToken<Decimal> &rate = isFlat ? std::get<Flat>(charge->shape).rate : std::get<FlatCapped>(charge->shape).rate;
    if (scenario.rate)
        rate = scenario.rate;
    if (scenario.rateFactor) {
        if (!rate)
            return fail(ErrorCode::Unsupported, "rate_factor", plan.name, "rate");
        const Result<Decimal> scaled = rate->times(*scenario.rateFactor);
        if (!scaled)
            return std::unexpected(scaled.error());
        rate = *scaled;
    }
    if (!isFlat)
        changeLimits(std::get<FlatCapped>(charge->shape), scenario);
    else if (scenario.caps || scenario.lifetime || scenario.capScope || scenario.overCap || scenario.renewal
        || scenario.align)
        return fail(ErrorCode::Unsupported, "cap", plan.name, "flat_capped");
    return made;
}

TokenPrice priceOf(const Charge &charge, const TokenPrice &own)
{
    if (const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape))
        return capped->resolve(own);
    TokenPrice price;
    if (const Flat *flat = std::get_if<Flat>(&charge.shape))
        price.rate = flat->rate.value_or(own.rate);
    return price;
}

RatingInput inputOf(const BaselineCustomer &customer, const std::optional<Interval> &range)
{
    RatingInput input;
    input.plan = &customer.plan;
    if (customer.versions.size() > 1)
        for (const DatedPlan &version : customer.versions)
            input.versions.push_back({&version.plan, version.from});
    input.currency = customer.currency;
    input.zone = customer.zone;
    input.tokens = customer.tokens;
    input.usage = &customer.usage;
    input.period = range;
    return input;
}

std::size_t selectedTokens(const Selection &on, const Baseline &baseline)
{
    std::size_t count = 0;
    for (const BaselineCustomer &customer : baseline.customers)
        for (std::size_t token = 0; token < customer.tokens.size(); ++token)
            count += selects(on, customer, token) ? 1 : 0;
    return count;
}

bool selects(const Selection &on, const BaselineCustomer &customer, std::size_t token)
{
    switch (on.kind) {
    case Selection::Kind::All:
        return true;
    case Selection::Kind::Customer:
        return on.value == customer.name || on.value == customer.id.text;
    case Selection::Kind::Plan:
        return on.value == customer.plan.name;
    case Selection::Kind::Tag:
        return std::ranges::find(customer.info[token].tags, on.value) != customer.info[token].tags.end();
    case Selection::Kind::Token:
        return on.value == customer.tokens[token].id.text || on.value == customer.tokens[token].name;
    case Selection::Kind::Filter:
        return fits(on.filter, subjectOf(customer, token));
    }
    return false;
}

Result<void> changePrice(TokenPrice &price, const Scenario &scenario)
{
    const Result<Decimal> rate = scenario.rate.value_or(price.rate).times(scenario.rateFactor.value_or(Decimal(1)));
    if (!rate)
        return std::unexpected(rate.error());
    price.rate = *rate;
    price.caps = scenario.caps.value_or(price.caps);
    price.lifetime = scenario.lifetime.value_or(price.lifetime);
    price.capScope = scenario.capScope.value_or(price.capScope);
    price.overCap = scenario.overCap.value_or(price.overCap);
    price.renewal = scenario.renewal.value_or(price.renewal);
    price.align = scenario.align.value_or(price.align);
    if (scenario.overageRate)
        price.overageRate = scenario.overageRate;
    return {};
}

Result<std::unique_ptr<ChangedCustomer>> changed(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range)
{
    auto result = std::make_unique<ChangedCustomer>(
        ChangedCustomer{customer.plan, customer.versions, inputOf(customer, range)});
    result->input.plan = &result->plan;
    for (std::size_t i = 0; i < result->input.versions.size(); ++i)
        result->input.versions[i].plan = &result->versions[i].plan;
    bool isTouched = customer.tokens.empty() && scenario.changesPlans() && selectsAllOf(scenario.on, customer);
    for (std::size_t token = 0; token < customer.tokens.size(); ++token)
        isTouched = isTouched || selects(scenario.on, customer, token);
    if (!isTouched || scenario.changesNothing())
        return result;
    if (scenario.changesPlans())
        if (Result<void> done = changePlans(*result, customer, scenario); !done)
            return std::unexpected(done.error());
    if (!scenario.changesPrices())
        return result;
    if (hasOwnRates(result->plan, scenario)) {
        Result<void> done = changeOwnRates(*result, customer, scenario);
        return done ? Result<std::unique_ptr<ChangedCustomer>>(std::move(result)) : std::unexpected(done.error());
    }
    const Plan base = result->plan;
    const std::vector<DatedPlan> versions = result->versions;
    std::vector<std::pair<Instant, const Charge *>> charges;
    const auto leave = [&](const Plan &plan, Plan &changed, Instant from) {
        charges.emplace_back(charges.empty() ? earliestInstant : from, leaveToTokens(plan, changed, scenario.charge));
        return charges.back().second != nullptr;
    };
    bool isFit = true;
    if (versions.size() > 1) {
        leaveToTokens(base, result->plan, scenario.charge);
        for (std::size_t i = 0; i < versions.size(); ++i) {
            DatedPlan &version = result->versions[i];
            isFit = leave(versions[i].plan, version.plan, version.from) && isFit;
        }
    } else {
        isFit = leave(base, result->plan, earliestInstant);
    }
    if (!isFit)
        return fail(ErrorCode::Unsupported, "set", base.name, "");
    for (std::size_t token = 0; token < result->input.tokens.size(); ++token)
        if (Result<void> done = changePrices(result->input.tokens[token], charges,
                selects(scenario.on, customer, token) ? &scenario : nullptr);
            !done)
            return std::unexpected(done.error());
    return result;
}

} // namespace toll
