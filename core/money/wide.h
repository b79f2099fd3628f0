// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>

namespace toll {

__extension__ typedef unsigned __int128 UInt128;

/// 256 bits without a sign: room for the product of two coefficients of a Decimal. Only core/money uses it.
struct UInt256 {
    UInt128 high = 0;
    UInt128 low = 0;

    auto operator<=>(const UInt256 &) const = default;
    [[nodiscard]] bool isZero() const { return high == 0 && low == 0; }
};

struct Division {
    UInt256 quotient;
    UInt256 remainder;
};

inline constexpr std::array<UInt128, 39> powersOfTen = [] {
    std::array<UInt128, 39> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// 10^exponent for 0 to 38.
[[nodiscard]] constexpr UInt128 powerOfTen(int exponent)
{
    return powersOfTen[static_cast<std::size_t>(exponent)];
}

[[nodiscard]] UInt256 multiply(UInt128 a, UInt128 b);
/// Nothing where the product does not fit.
[[nodiscard]] std::optional<UInt256> multiply(UInt256 a, UInt128 b);
/// The caller knows that the sum fits.
[[nodiscard]] UInt256 add(UInt256 a, UInt256 b);
/// The caller knows that a >= b.
[[nodiscard]] UInt256 subtract(UInt256 a, UInt256 b);
/// The caller knows that the divisor is not zero.
[[nodiscard]] Division divide(UInt256 dividend, UInt256 divisor);
/// The remainder against half of the divisor it was left by.
[[nodiscard]] std::strong_ordering compareWithHalf(UInt256 remainder, UInt256 divisor);

} // namespace toll
