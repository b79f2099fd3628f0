// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/tokenpart.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr std::size_t mostRows = 20'000; ///< which take some milliseconds, whatever is asked of them

bool isSumOverTokens(const Charge &charge)
{
    const bool isByUnit = std::holds_alternative<Flat>(charge.shape) || std::holds_alternative<FlatCapped>(charge.shape)
        || std::holds_alternative<Percentage>(charge.shape);
    return isByUnit && charge.allowance == 0 && charge.load.empty() && charge.serviceLevel.empty();
}

bool isSumOverTokens(const Plan &plan)
{
    return std::ranges::all_of(plan.charges, [](const Charge &charge) { return isSumOverTokens(charge); })
        && !plan.minimum && !plan.maximum
        && std::ranges::all_of(plan.discounts, [](const Discount &discount) { return !discount.amount; });
}

bool isSumOverTokens(const BaselineCustomer &customer)
{
    return isSumOverTokens(customer.plan)
        && std::ranges::all_of(customer.versions, [](const DatedPlan &version) { return isSumOverTokens(version.plan); });
}

/// Copies rows of some tokens into a table of their own.
class RowCopier {
public:
    RowCopier(const UsageTable &from, UsageTable &to) : m_from(from), m_to(to) { }

    void copy(UsageRow row, std::uint32_t token)
    {
        row.token = token;
        for (std::uint32_t *text : {&row.model, &row.endpoint, &row.source})
            *text = m_to.intern(m_from.text(*text));
        if (row.custom != 0)
            row.custom = m_to.addCustoms(m_from.customs(row.custom));
        if (row.dimensions != 0)
            row.dimensions = m_to.addDimensions(m_from.dimensions(row.dimensions));
        m_to.rows.push_back(row);
    }

private:
    const UsageTable &m_from;
    UsageTable &m_to;
};

/// `next`: how many tokens until one is taken; goes on from customer to customer.
BaselineCustomer partOf(const BaselineCustomer &customer, std::size_t every, std::size_t &next)
{
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    BaselineCustomer part;
    part.id = customer.id;
    part.name = customer.name;
    part.currency = customer.currency;
    part.zone = customer.zone;
    part.plan = customer.plan;
    part.versions = customer.versions;
    part.grain = customer.grain;
    std::vector<std::uint32_t> placeOf(customer.tokens.size(), none);
    for (std::size_t token = 0; token < customer.tokens.size(); ++token) {
        if (next-- > 0)
            continue;
        next = every - 1;
        placeOf[token] = static_cast<std::uint32_t>(part.tokens.size());
        part.tokens.push_back(customer.tokens[token]);
        part.info.push_back(customer.info[token]);
        part.usage.tokens.push_back(customer.usage.tokens[token]);
    }
    RowCopier copier(customer.usage, part.usage);
    for (const UsageRow &row : customer.usage.rows)
        if (placeOf[row.token] != none)
            copier.copy(row, placeOf[row.token]);
    return part;
}

/// What has become of a bill of which a part went from `before` to `after`.
std::optional<Decimal> grown(const Decimal &bill, const Decimal &before, const Decimal &after, const Currency &currency)
{
    const Result<Decimal> product = bill.times(after);
    const Result<Decimal> grown =
        product ? product->divided(before, currency.minorDigits, Rounding::HalfUp) : std::unexpected(product.error());
    return grown ? std::optional(*grown) : std::nullopt;
}

bool estimate(Outcome &whole, const Outcome &part, std::int64_t every)
{
    whole.scenario = whole.delta = Decimal();
    for (OutcomeRow &row : whole.customers) {
        const auto own = std::ranges::find(part.customers, row.id, &OutcomeRow::id);
        const bool hasOwn = own != part.customers.end() && !own->baseline.isZero();
        const std::optional<Decimal> scenario = hasOwn
            ? grown(row.baseline, own->baseline, own->scenario, whole.currency)
            : grown(row.baseline, part.baseline, part.scenario, whole.currency);
        const Result<Decimal> delta = scenario ? scenario->minus(row.baseline) : fail(ErrorCode::Overflow);
        const Result<Decimal> sum = delta ? whole.scenario.plus(*scenario) : delta;
        if (!sum)
            return false;
        row.scenario = *scenario;
        row.delta = *delta;
        row.refused = own != part.customers.end() ? own->refused * every : 0;
        whole.scenario = *sum;
    }
    whole.refused = part.refused * every;
    const Result<Decimal> delta = whole.scenario.minus(whole.baseline);
    whole.delta = delta.value_or(Decimal());
    return delta.has_value();
}

} // namespace

std::optional<TokenPart> partOf(const Baseline &whole)
{
    TokenPart part;
    std::size_t rows = 0;
    for (const BaselineCustomer &customer : whole.customers) {
        rows += customer.usage.rows.size();
        part.all += customer.tokens.size();
        if (!isSumOverTokens(customer))
            return std::nullopt;
    }
    if (rows <= 2 * mostRows)
        return std::nullopt;
    const std::size_t every = (rows + mostRows - 1) / mostRows;
    std::size_t next = every / 2;
    auto made = std::make_shared<Baseline>();
    made->range = whole.range;
    for (const BaselineCustomer &customer : whole.customers) {
        made->customers.push_back(partOf(customer, every, next));
        part.tokens += made->customers.back().tokens.size();
    }
    if (!rateBaseline(*made) || part.tokens == 0)
        return std::nullopt;
    part.baseline = std::move(made);
    return part;
}

bool isProportional(const ScenarioSet &set)
{
    return set.assumptions.newCustomers.empty() && std::ranges::none_of(set.changes, [](const Scenario &change) {
        return change.plan || change.minimum || change.maximum || !change.ofCharge.changesNothing();
    });
}

std::optional<std::vector<Outcome>> estimated(
    const Baseline &whole, const TokenPart &part, const std::vector<Outcome> &ofPart)
{
    std::vector<Replayed> bills;
    for (const BaselineCustomer &customer : whole.customers)
        bills.push_back({customer.total, 0});
    Result<std::vector<Outcome>> outcomes = outcomesOf(whole, bills);
    if (!outcomes)
        return std::nullopt;
    const auto every = static_cast<std::int64_t>(part.all / std::max<std::size_t>(1, part.tokens));
    for (Outcome &outcome : *outcomes) {
        const auto own =
            std::ranges::find(ofPart, outcome.currency.code, [](const Outcome &one) { return one.currency.code; });
        if (own == ofPart.end() || own->baseline.isZero() || !estimate(outcome, *own, every))
            return std::nullopt;
    }
    return std::move(*outcomes);
}

} // namespace toll
