// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// An ISO 4217 currency that has a minor unit.
struct Currency {
    std::string code;    ///< three capital letters
    int minorDigits = 2; ///< JPY 0, USD 2, KWD 3, CLF 4

    bool operator==(const Currency &) const = default;
};

/// The active currency of this code (any case is refused but capitals).
[[nodiscard]] Result<Currency> currency(std::string_view code);
/// All active currencies, sorted by code.
[[nodiscard]] std::span<const Currency> currencies();

/// An amount of one currency, exact.
struct Money {
    Decimal amount;
    Currency currency;

    bool operator==(const Money &) const = default;
    /// Adds its own kind only; another currency is a Conflict.
    [[nodiscard]] Result<Money> plus(const Money &other) const;
    /// To the currency's minor unit.
    [[nodiscard]] Money rounded(Rounding rounding) const;
    /// The amount with exactly the minor unit's decimals; it must have been rounded.
    [[nodiscard]] std::string toString() const;
};

/// Splits `total` (a multiple of 10^-scale) over exact `weights` by the largest remainder, ties to the earlier:
/// the shares are multiples of 10^-scale and sum to the total. Weights of zero all round give the first part everything.
/// A negative weight is a Negative error, a total finer than 10^-scale OutOfRange, no weights for a total that is not zero Missing.
[[nodiscard]] Result<std::vector<Decimal>> allocate(const Decimal &total, std::span<const Decimal> weights, int scale);

} // namespace toll
