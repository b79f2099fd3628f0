// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/matrixfit.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"
#include "core/rating/pieces.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <array>
#include <map>

namespace toll {

namespace {

std::optional<MatrixFault> faultOf(const BaselineCustomer &customer)
{
    const Plan &plan = customer.plan;
    if (customer.versions.size() > 1)
        return MatrixFault::Versions;
    if (plan.charges.size() != 1)
        return MatrixFault::Charges;
    const Charge &charge = plan.charges.front();
    if (!std::holds_alternative<Flat>(charge.shape) && !std::holds_alternative<FlatCapped>(charge.shape))
        return MatrixFault::Shape;
    if (charge.hasModifiers() || charge.allowance > 0)
        return MatrixFault::Modifiers;
    if (!charge.group.empty())
        return MatrixFault::Group;
    if (!plan.discounts.empty() || plan.minimum || plan.maximum || plan.taxPercent)
        return MatrixFault::Adjustments;
    if (std::ranges::any_of(customer.tokens, [](const RatedToken &token) { return !token.laterPrices.empty(); }))
        return MatrixFault::PriceChanges;
    return {};
}

/// Plan::isBillable reads texts; a history has few statuses.
class Billability {
public:
    explicit Billability(const Plan &plan) : m_plan(plan) { }
    bool operator()(std::int16_t status)
    {
        if (!m_last || m_last->first != status)
            m_last = *m_known.try_emplace(status, m_plan.isBillable(status)).first;
        return m_last->second;
    }

private:
    const Plan &m_plan;
    std::map<std::int16_t, bool> m_known;
    std::optional<std::pair<std::int16_t, bool>> m_last;
};

/// Fills in units token by token; false where they cannot be counted.
bool takeUnits(CustomerUse &use, const BaselineCustomer &customer, const std::vector<Take> &takes)
{
    const std::vector<UsageRow> &rows = customer.usage.rows;
    Billability isBillable(customer.plan);
    std::vector<std::size_t> next(customer.tokens.size() + 1);
    std::int64_t all = 0;
    for (const Take &take : takes) {
        if (!addChecked(all, take.quantity))
            return false;
        if (isBillable(rows[take.row].status))
            ++next[rows[take.row].token + 1];
        else
            use.hasUnbillable[rows[take.row].token] = true;
    }
    for (std::size_t token = 1; token < next.size(); ++token)
        next[token] += next[token - 1];
    use.begins = next;
    use.marks.assign(next.back() + 1, {latestInstant, 0});
    for (const Take &take : takes) {
        const UsageRow &row = rows[take.row];
        if (!isBillable(row.status))
            continue;
        const std::size_t at = next[row.token]++;
        use.marks[at].time = row.time;
        use.marks[at + 1].before = take.quantity;
    }
    for (std::size_t i = 1; i < use.marks.size(); ++i)
        use.marks[i].before += use.marks[i - 1].before;
    return true;
}

/// What cells ask of a customer beside its prices: a price that asks nothing stands in their place.
bool isOnQuarters(const BaselineCustomer &customer, const std::optional<Interval> &range)
{
    RatingInput input = inputOf(customer, range);
    Plan plan = customer.plan;
    plan.charges.front().shape = FlatCapped{};
    input.plan = &plan;
    for (RatedToken &token : input.tokens)
        token.price = TokenPrice();
    return cellsSuffice(input);
}

CustomerUse useOf(const BaselineCustomer &customer, const std::optional<Interval> &range)
{
    CustomerUse use;
    use.fault = faultOf(customer);
    if (use.fault)
        return use;
    const RatingInput input = inputOf(customer, range);
    use.periods = ratedPeriods(input).billed;
    use.starts = termStarts(input);
    use.grain = customer.grain;
    use.zone = customer.zone;
    use.perPlaces = customer.plan.charges.front().perPlaces;
    use.rounding = customer.plan.rounding;
    use.minorDigits = customer.currency.minorDigits;
    for (const RatedToken &token : customer.tokens)
        use.hasPlainTerms.push_back(token.changes.empty() && !token.revokedAt);
    use.hasUnbillable.resize(customer.tokens.size());
    use.begins.resize(customer.tokens.size() + 1);
    use.marks.assign(1, {latestInstant, 0});
    use.isOnQuarters = customer.grain == Grain::Events || isOnQuarters(customer, range);
    if (use.periods.empty())
        return use;
    const Taking taking = distribute(customer.plan, customer.usage, {earliestInstant, use.periods.back().end});
    if (!takeUnits(use, customer, taking.takes.front()))
        use.fault = MatrixFault::Size;
    else
        use.days = DaySums::of(use, use.zone);
    return use;
}

bool areAlike(const CustomerUse &use)
{
    return !use.prices.empty() && std::ranges::count(use.prices, use.prices.front()) == std::ssize(use.prices)
        && std::ranges::all_of(use.starts, [](const auto &start) { return start.has_value(); })
        && std::ranges::count(use.hasPlainTerms, false) == 0 && std::ranges::count(use.hasUnbillable, true) == 0;
}

} // namespace

std::string_view name(MatrixFault fault)
{
    static constexpr std::array<std::string_view, 12> names{"versions", "charges", "shape", "modifiers", "group",
        "adjustments", "price_changes", "several_caps", "refused_unbillable", "grain", "size", "whole_plan"};
    return names[static_cast<std::size_t>(fault)];
}

BilledUse::BilledUse(const Baseline &baseline)
{
    std::map<std::string, std::uint32_t> currencies;
    for (const BaselineCustomer &customer : baseline.customers) {
        CustomerUse &use = customers.emplace_back(useOf(customer, baseline.range));
        use.currency =
            currencies.try_emplace(customer.currency.code, static_cast<std::uint32_t>(currencies.size())).first->second;
        for (const std::optional<Instant> &start : use.starts)
            earliestStart = std::min(earliestStart, start.value_or(latestInstant));
        for (std::size_t token = 0; token < customer.tokens.size() && !use.fault; ++token) {
            const Charge &charge = customer.plan.charges.front();
            const OwnPrice own{
                priceOf(charge, customer.tokens[token].price), std::holds_alternative<Flat>(charge.shape)};
            if (prices.empty() || prices.back().isFlat != own.isFlat || prices.back().price != own.price)
                prices.push_back(own);
            use.prices.push_back(static_cast<std::uint32_t>(prices.size() - 1));
        }
        use.isAlike = areAlike(use);
    }
}

bool isLimitedByWindows(const TokenPrice &price)
{
    return !price.caps.empty() && (price.capScope == CapScope::EachWindow || price.overCap == OverCap::Reject);
}

std::optional<MatrixFault> matrixFault(const OwnPrice &own, bool hasUnbillable, Grain grain)
{
    if (own.isFlat)
        return {};
    if (grain == Grain::Cells && !cellsSuffice(own.price))
        return MatrixFault::Grain;
    if (isLimitedByWindows(own.price) && own.price.caps.size() > 1)
        return MatrixFault::SeveralCaps;
    if (isLimitedByWindows(own.price) && own.price.overCap == OverCap::Reject && hasUnbillable)
        return MatrixFault::RefusedUnbillable;
    return {};
}

} // namespace toll
