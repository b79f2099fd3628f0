// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/sums.h"

#include <algorithm>

namespace toll {

Result<std::vector<Money>> sumsByCurrency(std::span<const Money> amounts)
{
    std::vector<Money> sums;
    const auto codeOf = [](const Money &money) -> const std::string & { return money.currency.code; };
    for (const Money &amount : amounts) {
        const auto place = std::ranges::lower_bound(sums, amount.currency.code, {}, codeOf);
        if (place == sums.end() || place->currency != amount.currency) {
            sums.insert(place, amount);
            continue;
        }
        Result<Money> sum = place->plus(amount);
        if (!sum)
            return std::unexpected(sum.error());
        *place = std::move(*sum);
    }
    return sums;
}

} // namespace toll
