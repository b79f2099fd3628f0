// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/money.h"

namespace toll {

Result<Money> Money::plus(const Money &other) const
{
    if (currency != other.currency)
        return fail(ErrorCode::Conflict, {}, other.currency.code, currency.code);
    const Result<Decimal> sum = amount.plus(other.amount);
    if (!sum)
        return std::unexpected(sum.error());
    return Money{*sum, currency};
}

Money Money::rounded(Rounding rounding) const
{
    return {amount.rounded(currency.minorDigits, rounding), currency};
}

std::string Money::toString() const
{
    return amount.toFixed(currency.minorDigits);
}

} // namespace toll
