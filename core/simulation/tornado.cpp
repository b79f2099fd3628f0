// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/tornado.h"

#include "core/simulation/applying.h"

#include <algorithm>
#include <optional>

namespace toll {

namespace {

/// One value by a percentage down and up.
struct Moves {
    Decimal low; ///< what a value is multiplied with
    Decimal high;

    static Result<Moves> of(const Decimal &percent)
    {
        if (percent <= Decimal(0) || percent > Decimal(100))
            return fail(ErrorCode::OutOfRange, "percent", percent.toString(), "0…100");
        const Result<Decimal> share = percent.shiftedDown(2);
        const Result<Decimal> low = share ? Decimal(1).minus(*share) : share;
        const Result<Decimal> high = low ? Decimal(1).plus(*share) : low;
        return high ? Result<Moves>({*low, *high}) : std::unexpected(high.error());
    }
};

/// A count times a factor, rounded half up, 1 at least.
Result<std::int64_t> moved(std::int64_t count, const Decimal &factor)
{
    const Result<Decimal> product = Decimal(count).times(factor);
    if (!product)
        return std::unexpected(product.error());
    const Int128 whole = product->rounded(0, Rounding::HalfUp).coefficient();
    return static_cast<std::int64_t>(std::max<Int128>(1, whole));
}

Result<std::string> movedCaps(std::vector<Cap> caps, const Decimal &factor)
{
    std::string text;
    for (Cap &cap : caps) {
        const Result<std::int64_t> count = moved(cap.count, factor);
        if (!count)
            return std::unexpected(count.error());
        cap.count = *count;
        text += (text.empty() ? "" : ",") + toString(cap);
    }
    return text;
}

Result<std::string> movedLifetime(Span lifetime, const Decimal &factor)
{
    const Result<std::int64_t> amount = moved(lifetime.amount, factor);
    if (!amount)
        return std::unexpected(amount.error());
    // Exact lifetimes are written in seconds.
    lifetime.amount =
        lifetime.kind == Span::Kind::Exact ? std::max(msPerSecond, *amount / msPerSecond * msPerSecond) : *amount;
    if (lifetime.amount > longestSpan(lifetime.kind))
        return fail(ErrorCode::OutOfRange, "lifetime");
    return toString(Lifetime(lifetime));
}

/// Prices of the tokens a scenario is about, each as the plan in force first gives it and the scenario changes it.
Result<std::vector<TokenPrice>> pricesOf(const Baseline &baseline, const Scenario &scenario)
{
    std::vector<TokenPrice> prices;
    for (const BaselineCustomer &customer : baseline.customers) {
        const auto capped = std::ranges::find_if(customer.plan.charges,
            [](const Charge &charge) { return std::holds_alternative<FlatCapped>(charge.shape); });
        for (std::size_t token = 0; token < customer.tokens.size() && capped != customer.plan.charges.end(); ++token) {
            if (!selects(scenario.on, customer, token))
                continue;
            TokenPrice price = priceOf(*capped, customer.tokens[token].price);
            if (Result<void> done = changePrice(price, scenario); !done)
                return std::unexpected(done.error());
            prices.push_back(std::move(price));
        }
    }
    return prices;
}

/// The value all of them share.
template<typename Value>
std::optional<Value> shared(const std::vector<TokenPrice> &prices, Value TokenPrice::*member)
{
    if (prices.empty())
        return std::nullopt;
    const Value &first = prices.front().*member;
    const bool isShared = std::ranges::all_of(prices, [&](const TokenPrice &price) { return price.*member == first; });
    return isShared ? std::optional(first) : std::nullopt;
}

Result<Decimal> totalIn(const std::vector<CurrencyTotal> &totals, const std::string &currency)
{
    const auto total = std::ranges::find(totals, currency, [](const CurrencyTotal &one) { return one.currency.code; });
    return total == totals.end() ? Result<Decimal>(fail(ErrorCode::NotFound, "currency", currency)) : total->scenario;
}

/// Adds a step unless it moves nothing.
Result<void> add(
    std::vector<TornadoStep> &steps, const char *key, const Result<std::string> &low, const Result<std::string> &high)
{
    if (!low || !high)
        return std::unexpected(!low ? low.error() : high.error());
    if (*low != *high)
        steps.push_back({key, *low, *high});
    return {};
}

Result<std::string> times(const Decimal &value, const Decimal &factor)
{
    const Result<Decimal> product = value.times(factor);
    return product ? Result<std::string>(product->toString()) : std::unexpected(product.error());
}

} // namespace

Result<std::vector<TornadoStep>> stepsAround(const Baseline &baseline, const Scenario &scenario, const Decimal &percent)
{
    const Result<Moves> moves = Moves::of(percent);
    if (!moves)
        return std::unexpected(moves.error());
    const Result<std::vector<TokenPrice>> prices = pricesOf(baseline, scenario);
    if (!prices)
        return std::unexpected(prices.error());
    std::vector<TornadoStep> steps;
    const Decimal factor = scenario.rateFactor.value_or(Decimal(1));
    Result<void> added = add(steps, "rate_factor", times(factor, moves->low), times(factor, moves->high));
    const auto caps = shared(*prices, &TokenPrice::caps);
    if (added && caps && !caps->empty())
        added = add(steps, "cap", movedCaps(*caps, moves->low), movedCaps(*caps, moves->high));
    const auto lifetime = shared(*prices, &TokenPrice::lifetime);
    if (added && lifetime && *lifetime)
        added = add(steps, "lifetime", movedLifetime(**lifetime, moves->low), movedLifetime(**lifetime, moves->high));
    if (added && scenario.overageRate)
        added = add(
            steps, "overage_rate", times(*scenario.overageRate, moves->low), times(*scenario.overageRate, moves->high));
    return added ? Result<std::vector<TornadoStep>>(std::move(steps)) : std::unexpected(added.error());
}

Result<Tornado> tornado(const QuickReplay &quick, const Scenario &scenario, const std::vector<TornadoStep> &steps,
    const std::string &currency, const Pace &pace)
{
    std::vector<Scenario> scenarios{scenario};
    for (const TornadoStep &step : steps)
        for (const std::string &value : {step.low, step.high}) {
            scenarios.push_back(scenario);
            if (Result<void> done = applySetting(scenarios.back(), step.key + '=' + value); !done)
                return std::unexpected(done.error());
        }
    const Result<std::vector<std::vector<CurrencyTotal>>> totals = quick.totals(scenarios, pace);
    if (!totals)
        return std::unexpected(totals.error());
    std::vector<Decimal> found;
    for (const std::vector<CurrencyTotal> &one : *totals) {
        const Result<Decimal> total = totalIn(one, currency);
        if (!total)
            return std::unexpected(total.error());
        found.push_back(*total);
    }
    Tornado result{found.front(), {}};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Decimal &low = found[2 * i + 1];
        const Decimal &high = found[2 * i + 2];
        const auto [least, most] = std::minmax({low, high, result.middle});
        const Result<Decimal> effect = most.minus(least);
        if (!effect)
            return std::unexpected(effect.error());
        result.bars.push_back({steps[i], low, high, *effect});
    }
    std::ranges::stable_sort(result.bars, std::greater(), &TornadoBar::effect);
    return result;
}

} // namespace toll
