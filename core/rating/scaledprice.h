// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <cstdint>
#include <optional>
#include <span>

namespace toll {

/// A price as whole numbers of 10^-scale, for who prices many lines at once. It gives what amountOf() gives; where that
/// does not fit 64 bits there is none, and amountOf() is the way.
struct ScaledPrice {
    std::int64_t rate = 0;
    std::int64_t overage = 0; ///< of a unit over the cap; 0 unless these are charged

    /// Nothing where a rate does not fit; `scale` is no less than the decimals of the price's rates.
    [[nodiscard]] static std::optional<ScaledPrice> of(const TokenPrice &price, int scale);
    /// Decimals that of() needs.
    [[nodiscard]] static int decimalsOf(const TokenPrice &price);

    /// The caller knows that the amount fits.
    [[nodiscard]] std::int64_t amountOf(const ScopeResult &units) const
    {
        return rate * units.billable + overage * units.over;
    }
};

/// Amounts without their last `digits` (0 to 18) decimals, each rounded once as Decimal::rounded() does.
void dropDigits(std::span<std::int64_t> amounts, int digits, Rounding rounding);

} // namespace toll
