// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/ceiling.h"

namespace toll {

Result<TermCeiling> ceilingOf(const TokenPrice &price, Instant start, const Zone &zone)
{
    TermCeiling ceiling;
    ceiling.term = termsOf(price, {}, start, start, zone).front();
    const Result<std::optional<std::int64_t>> allowance = termAllowance(price, ceiling.term, zone);
    if (!allowance)
        return std::unexpected(allowance.error());
    ceiling.allowance = *allowance;
    if (!ceiling.allowance || price.overCap == OverCap::Charge)
        return ceiling;
    const Result<Decimal> amount = price.rate.times(Decimal(*ceiling.allowance));
    if (!amount)
        return std::unexpected(amount.error());
    ceiling.amount = *amount;
    return ceiling;
}

} // namespace toll
