// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/customerpricing.h"

#include "core/base/checked.h"
#include "core/rating/pieces.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr std::int64_t halfDay = msPerDay / 2;
constexpr std::int64_t effortOfCall = 60; ///< rating next to nothing, in rows

bool dependsOnQuantityOnly(const Charge &charge, const std::vector<RatedToken> &tokens)
{
    if (std::holds_alternative<FlatCapped>(charge.shape) || charge.isPerTerm
        || charge.allowancePolicy != AllowancePolicy::SharedPool)
        return false;
    const Flat *flat = std::get_if<Flat>(&charge.shape);
    return !flat || flat->rate || std::ranges::all_of(tokens, [&](const RatedToken &token) {
        return token.price.rate == tokens.front().price.rate;
    });
}

Result<std::int64_t> minorUnits(const Decimal &amount, int digits)
{
    const Decimal whole = amount.rounded(digits, Rounding::HalfUp); // exact: lines are rounded already
    Int128 units = whole.coefficient();
    for (int i = whole.scale(); i < digits; ++i)
        if (__builtin_mul_overflow(units, Int128{10}, &units))
            return fail(ErrorCode::Overflow, "outlook");
    if (units > std::numeric_limits<std::int64_t>::max() || units < std::numeric_limits<std::int64_t>::min())
        return fail(ErrorCode::Overflow, "outlook");
    return static_cast<std::int64_t>(units);
}

UsageRow rowOf(Instant time, std::uint32_t token, std::int64_t requests)
{
    UsageRow row;
    row.time = time;
    row.token = token;
    row.requests = requests;
    return row;
}

/// Deals an amount out over steps by their requests; what is left by rounding down comes with the next ones.
void share(std::int64_t amount, const std::vector<std::size_t> &steps, const std::vector<std::int64_t> &requests,
    std::vector<std::int64_t> &to)
{
    Int128 all = 0;
    for (const std::size_t step : steps)
        all += requests[step];
    if (all == 0)
        return void(to[steps.back()] += amount);
    Int128 sum = 0;
    std::int64_t given = 0;
    for (const std::size_t step : steps) {
        sum += requests[step];
        const auto due = static_cast<std::int64_t>(amount * sum / all);
        to[step] += due - given;
        given = due;
    }
}

} // namespace

CustomerPricing::CustomerPricing(const BaselineCustomer &customer, UsageTable history, std::vector<RatedToken> tokens,
    std::vector<std::uint32_t> drawn, const OutlookDays &days, Instant periodAnchor)
    : m_plan(customer.plan), m_currency(customer.currency), m_zone(customer.zone), m_history(std::move(history)),
      m_tokens(std::move(tokens)), m_drawn(std::move(drawn)), m_periodAnchor(periodAnchor),
      m_horizon{days.horizonBegin(), days.horizonEnd()}
{
    for (std::size_t step = 0; step < days.horizon(); ++step)
        m_noons.push_back(days.startOf(days.end() + static_cast<std::int64_t>(step)).plus(halfDay));
    findPeriods(days);
    m_isByQuantity = std::ranges::all_of(m_plan.charges,
                         [&](const Charge &charge) { return dependsOnQuantityOnly(charge, m_tokens); })
        && std::ranges::all_of(m_plan.discounts, [](const Discount &discount) { return discount.tag.empty(); });
}

void CustomerPricing::findPeriods(const OutlookDays &days)
{
    RatingInput input;
    input.plan = &m_plan;
    input.zone = m_zone;
    input.usage = &m_history;
    input.periodAnchor = m_periodAnchor;
    input.period = m_horizon;
    const RatedPeriods periods = ratedPeriods(input);
    for (std::size_t i = 0; i < periods.billed.size(); ++i)
        m_periods.push_back({{periods.whole[i].begin, periods.billed[i].end}, {}});
    for (std::size_t step = 0; step < days.horizon(); ++step) {
        const auto next = std::ranges::upper_bound(
            m_periods, m_noons[step], {}, [](const Period &period) { return period.span.begin; });
        (next == m_periods.begin() ? next : std::prev(next))->steps.push_back(step);
    }
}

Result<void> CustomerPricing::prepare()
{
    const Interval soFar{m_periods.front().span.begin, m_horizon.begin};
    if (soFar.isEmpty())
        m_before.byPeriod.assign(1, 0);
    else if (Result<Rated> before = rated(m_history, soFar))
        m_before = std::move(*before);
    else
        return std::unexpected(before.error());
    return {};
}

std::int64_t CustomerPricing::effort() const
{
    if (m_isByQuantity)
        return effortOfCall * static_cast<std::int64_t>(m_periods.size());
    return effortOfCall
        + static_cast<std::int64_t>(m_history.rows.size() + m_noons.size() * std::max<std::size_t>(1, m_drawn.size()));
}

Result<CustomerPricing::Rated> CustomerPricing::rated(const UsageTable &usage, const Interval &span) const
{
    RatingInput input;
    input.plan = &m_plan;
    input.currency = m_currency;
    input.zone = m_zone;
    input.tokens = m_tokens;
    input.usage = &usage;
    input.period = span;
    input.periodAnchor = m_periodAnchor;
    const Result<Statement> statement = rate(input);
    if (!statement)
        return std::unexpected(statement.error());
    Rated result;
    result.byPeriod.resize(m_periods.size());
    for (const StatementLine &line : statement->lines) {
        const auto next = std::ranges::upper_bound(
            m_periods, line.period.begin, {}, [](const Period &period) { return period.span.begin; });
        const auto at = static_cast<std::size_t>((next == m_periods.begin() ? next : std::prev(next)) - m_periods.begin());
        const Result<std::int64_t> amount = minorUnits(line.amount, m_currency.minorDigits);
        if (!amount || !addChecked(result.byPeriod[at], *amount))
            return fail(ErrorCode::Overflow, "outlook", m_plan.name);
        for (const LinePart &part : line.parts)
            if (!addChecked(result.refused, part.refused))
                return fail(ErrorCode::Overflow, "outlook", m_plan.name);
    }
    return result;
}

Result<CustomerPricing::Rated> CustomerPricing::ratedPath(std::span<const std::vector<std::uint32_t>> counts) const
{
    UsageTable usage = m_history;
    for (std::size_t step = 0; step < m_noons.size(); ++step)
        for (std::size_t token = 0; token < counts.size(); ++token)
            if (counts[token][step] > 0)
                usage.rows.push_back(rowOf(m_noons[step], m_drawn[token], counts[token][step]));
    Result<Rated> path = rated(usage, {m_periods.front().span.begin, m_horizon.end});
    if (path) {
        path->byPeriod.front() -= m_before.byPeriod.front();
        path->refused -= m_before.refused;
    }
    return path;
}

Result<std::int64_t> CustomerPricing::ratedQuantity(std::size_t period, std::int64_t quantity) const
{
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_known.find({period, quantity});
        if (known != m_known.end())
            return known->second;
    }
    const Interval span = m_periods[period].span;
    UsageTable usage;
    usage.tokens = m_history.tokens;
    for (const UsageRow &row : m_history.rows)
        if (span.contains(row.time))
            usage.rows.push_back(row);
    if (quantity > 0)
        usage.rows.push_back(rowOf(m_noons[m_periods[period].steps.back()], m_drawn.front(), quantity));
    const Result<Rated> all = rated(usage, span);
    if (!all)
        return std::unexpected(all.error());
    const std::int64_t amount = all->byPeriod[period] - (period == 0 ? m_before.byPeriod.front() : 0);
    const std::lock_guard lock(m_mutex);
    m_known.emplace(std::pair(period, quantity), amount);
    return amount;
}

Result<PathCharge> CustomerPricing::price(std::span<const std::vector<std::uint32_t>> counts) const
{
    std::vector<std::int64_t> requests(m_noons.size());
    for (const std::vector<std::uint32_t> &token : counts)
        for (std::size_t step = 0; step < requests.size(); ++step)
            requests[step] += token[step];
    PathCharge charge;
    charge.bySteps.resize(m_noons.size());
    Rated path;
    if (!m_isByQuantity) {
        Result<Rated> whole = ratedPath(counts);
        if (!whole)
            return std::unexpected(whole.error());
        path = std::move(*whole);
        charge.refused = path.refused;
    }
    for (std::size_t period = 0; period < m_periods.size(); ++period) {
        const std::vector<std::size_t> &steps = m_periods[period].steps;
        if (steps.empty())
            continue;
        std::int64_t quantity = 0;
        for (const std::size_t step : steps)
            quantity += requests[step]; // counts of 32 bits
        const Result<std::int64_t> amount =
            m_isByQuantity ? ratedQuantity(period, quantity) : Result<std::int64_t>(path.byPeriod[period]);
        if (!amount)
            return std::unexpected(amount.error());
        share(*amount, steps, requests, charge.bySteps);
    }
    return charge;
}

} // namespace toll
