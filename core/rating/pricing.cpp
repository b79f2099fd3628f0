// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/pricing.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace toll {

namespace {

/// Exact amounts have 38 digits; a fee that never ends as a decimal is shown with 12 (billing-rules.md 34).
constexpr int shownDecimals = 12;

bool endsAsDecimal(std::int64_t divisor)
{
    for (const std::int64_t prime : {2, 5})
        while (divisor % prime == 0)
            divisor /= prime;
    return divisor == 1;
}

/// Shares of weights that point both ways.
Result<std::vector<Decimal>> mixedShares(const Decimal &amount, std::span<const Decimal> weights, int minorDigits)
{
    std::vector<Decimal> shares;
    std::vector<Decimal> remainders;
    Decimal rest = amount;
    for (const Decimal &weight : weights) {
        shares.push_back(weight.rounded(minorDigits, Rounding::Floor));
        const Result<Decimal> remainder = weight.minus(shares.back());
        const Result<Decimal> left = rest.minus(shares.back());
        if (!remainder || !left)
            return fail(ErrorCode::Overflow);
        remainders.push_back(*remainder);
        rest = *left;
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return remainders[i]; });
    const Result<Decimal> unit = Decimal::fromParts(rest.isNegative() ? -1 : 1, minorDigits);
    for (std::size_t i = 0; unit && !rest.isZero(); ++i) {
        Decimal &share = shares[order[i % order.size()]];
        const Result<Decimal> more = share.plus(*unit);
        const Result<Decimal> left = rest.minus(*unit);
        if (!more || !left)
            return fail(ErrorCode::Overflow);
        share = *more;
        rest = *left;
    }
    return shares;
}

} // namespace

std::int64_t datesIn(const Interval &span, const Zone &zone)
{
    if (span.isEmpty())
        return 0;
    const auto dayOf = [&](Instant t) { return daysSinceEpoch(zone.toLocal(t).date); };
    std::int64_t dates = dayOf(span.end.plus(-1)) - dayOf(span.begin) + 1;
    for (const Instant jump : zone.missingDays()) // a date the zone has skipped is none
        if (span.begin < jump && jump < span.end)
            dates -= dayOf(jump) - dayOf(jump.plus(-1)) - 1;
    return dates;
}

Result<Decimal> amountOf(const TokenPrice &price, int perPlaces, const ScopeResult &units)
{
    Result<Decimal> amount = price.rate.times(units.billable);
    if (amount && price.overCap == OverCap::Charge && units.over > 0) {
        const Result<Decimal> overage = price.overageRate.value_or(price.rate).times(units.over);
        amount = overage ? amount->plus(*overage) : overage;
    }
    return amount && perPlaces > 0 ? amount->shiftedDown(perPlaces) : amount;
}

Result<std::vector<Decimal>> sharesOf(const Decimal &amount, std::span<const Decimal> weights, int minorDigits)
{
    const bool isAnyUp = std::ranges::any_of(weights, [](const Decimal &w) { return w > Decimal(0); });
    const bool isAnyDown = std::ranges::any_of(weights, &Decimal::isNegative);
    if (isAnyUp && isAnyDown)
        return mixedShares(amount, weights, minorDigits);
    if (!isAnyDown)
        return allocate(amount, weights, minorDigits);
    std::vector<Decimal> turned;
    for (const Decimal &weight : weights)
        turned.push_back(weight.negated());
    return allocate(amount, turned, minorDigits);
}

Result<void> roundLine(StatementLine &line, const Currency &currency, Rounding rounding)
{
    line.amount = line.exact.rounded(currency.minorDigits, rounding);
    if (line.parts.empty())
        return {};
    std::vector<Decimal> weights;
    for (const LinePart &part : line.parts)
        weights.push_back(part.exact);
    const Result<std::vector<Decimal>> shares = sharesOf(line.amount, weights, currency.minorDigits);
    if (!shares)
        return std::unexpected(shares.error());
    for (std::size_t i = 0; i < line.parts.size(); ++i)
        line.parts[i].amount = (*shares)[i];
    return {};
}

Result<void> priceFixed(StatementLine &line, const Fixed &fee, const Currency &currency, Rounding rounding)
{
    const Result<Decimal> product = fee.amount.times(line.days);
    if (!product || line.daysOfPeriod == 0)
        return fail(ErrorCode::Overflow, line.charge);
    const std::int64_t divisor = line.daysOfPeriod / std::gcd(line.days, line.daysOfPeriod);
    // A divisor of less than 2^14 days that ends as a decimal needs at most 14 decimals more than the fee.
    constexpr int mostAdded = 14;
    const int places = endsAsDecimal(divisor) ? std::max(product->scale() + mostAdded, shownDecimals) : shownDecimals;
    const Result<Decimal> exact = product->divided(line.daysOfPeriod, places, Rounding::HalfUp);
    const Result<Decimal> amount = product->divided(line.daysOfPeriod, currency.minorDigits, rounding);
    if (!exact || !amount)
        return fail(ErrorCode::Overflow, line.charge);
    line.exact = *exact;
    line.otherExact = *exact;
    line.amount = *amount;
    line.steps = {{"", {}, line.days, {}, fee.amount, *exact}};
    if (line.parts.empty())
        return {};
    const std::vector<Decimal> weights(line.parts.size(), Decimal(1));
    const Result<std::vector<Decimal>> shares = sharesOf(line.amount, weights, currency.minorDigits);
    if (!shares)
        return std::unexpected(shares.error());
    for (std::size_t i = 0; i < line.parts.size(); ++i)
        line.parts[i].exact = line.parts[i].amount = (*shares)[i];
    return {};
}

} // namespace toll
