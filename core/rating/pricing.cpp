// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/pricing.h"

namespace toll {

Result<Decimal> amountOf(const TokenPrice &price, int perPlaces, const ScopeResult &units)
{
    Result<Decimal> amount = price.rate.times(units.billable);
    if (amount && price.overCap == OverCap::Charge && units.over > 0) {
        const Result<Decimal> overage = price.overageRate.value_or(price.rate).times(units.over);
        amount = overage ? amount->plus(*overage) : overage;
    }
    return amount && perPlaces > 0 ? amount->shiftedDown(perPlaces) : amount;
}

Result<void> price(StatementLine &line, const Currency &currency, Rounding rounding)
{
    Decimal exact;
    Decimal otherExact;
    std::vector<Decimal> weights;
    for (LinePart &part : line.parts) {
        const Result<Decimal> own = amountOf(part.price, line.perPlaces, part.applied);
        const Result<Decimal> other = amountOf(part.price, line.perPlaces, part.other);
        const Result<Decimal> sum = own ? exact.plus(*own) : own;
        const Result<Decimal> otherSum = other ? otherExact.plus(*other) : other;
        if (!sum || !otherSum)
            return fail(ErrorCode::Overflow, line.charge);
        part.exact = *own;
        part.otherExact = *other;
        exact = *sum;
        otherExact = *otherSum;
        weights.push_back(*own);
    }
    line.exact = exact;
    line.otherExact = otherExact;
    line.amount = exact.rounded(currency.minorDigits, rounding);
    const Result<std::vector<Decimal>> shares = allocate(line.amount, weights, currency.minorDigits);
    if (!shares)
        return std::unexpected(shares.error());
    for (std::size_t i = 0; i < line.parts.size(); ++i)
        line.parts[i].amount = (*shares)[i];
    return {};
}

} // namespace toll
