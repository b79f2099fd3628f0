// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/matrixfit.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"
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
    use.times.resize(next.back());
    use.units.resize(next.back());
    for (const Take &take : takes) {
        const UsageRow &row = rows[take.row];
        if (!isBillable(row.status))
            continue;
        const std::size_t at = next[row.token]++;
        use.times[at] = row.time;
        use.units[at] = take.quantity;
    }
    return true;
}

} // namespace

std::string_view name(MatrixFault fault)
{
    static constexpr std::array<std::string_view, 11> names{"versions", "charges", "shape", "modifiers", "group",
        "adjustments", "price_changes", "several_caps", "refused_unbillable", "grain", "size"};
    return names[static_cast<std::size_t>(fault)];
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
    use.hasUnbillable.resize(customer.tokens.size());
    use.begins.resize(customer.tokens.size() + 1);
    if (use.periods.empty())
        return use;
    const Taking taking = distribute(customer.plan, customer.usage, {earliestInstant, use.periods.back().end});
    if (!takeUnits(use, customer, taking.takes.front()))
        use.fault = MatrixFault::Size;
    return use;
}

bool isLimitedByWindows(const TokenPrice &price)
{
    return !price.caps.empty() && (price.capScope == CapScope::EachWindow || price.overCap == OverCap::Reject);
}

std::optional<MatrixFault> matrixFault(
    const BaselineCustomer &customer, const CustomerUse &use, const ChangedCustomer &changed)
{
    if (use.fault)
        return use.fault;
    if (customer.grain == Grain::Cells && !cellsSuffice(changed.input))
        return MatrixFault::Grain;
    const FlatCapped *shape = std::get_if<FlatCapped>(&changed.plan.charges.front().shape);
    if (!shape)
        return {};
    for (std::size_t token = 0; token < customer.tokens.size(); ++token) {
        const TokenPrice price = shape->resolve(changed.input.tokens[token].price);
        if (isLimitedByWindows(price) && price.caps.size() > 1)
            return MatrixFault::SeveralCaps;
        if (isLimitedByWindows(price) && price.overCap == OverCap::Reject && use.hasUnbillable[token])
            return MatrixFault::RefusedUnbillable;
    }
    return {};
}

Result<std::vector<MatrixRefusal>> matrixRefusals(const Baseline &baseline, const Scenario &scenario)
{
    std::vector<MatrixRefusal> refusals;
    for (const BaselineCustomer &customer : baseline.customers) {
        const Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, scenario, baseline.range);
        if (!next)
            return std::unexpected(next.error());
        if (const auto fault = matrixFault(customer, useOf(customer, baseline.range), **next))
            refusals.push_back({customer.id, *fault});
    }
    return refusals;
}

bool matrixSuffices(const Baseline &baseline, const Scenario &scenario)
{
    const Result<std::vector<MatrixRefusal>> refusals = matrixRefusals(baseline, scenario);
    return refusals && refusals->empty();
}

} // namespace toll
