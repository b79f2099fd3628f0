// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/money/rounding.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace toll {

__extension__ typedef __int128 Int128;

/// An exact signed decimal: coefficient x 10^-scale, with 38 significant digits and a scale of 0 to 38.
/// Every operation is exact or an Overflow error; only rounded() and divided() drop digits, and say how.
/// No double can enter or leave.
class Decimal {
public:
    constexpr Decimal() = default;
    constexpr Decimal(std::int64_t whole) : m_coefficient(whole) {}
    constexpr Decimal(int whole) : m_coefficient(whole) {}
    Decimal(double) = delete;

    /// Plain decimal text: optional sign, digits, optionally a point and digits. No exponent, no grouping, no spaces;
    /// Overflow where the value needs more than 38 digits.
    [[nodiscard]] static Result<Decimal> parse(std::string_view text);
    /// coefficient x 10^-scale; a scale outside 0..38 or a coefficient of more than 38 digits is an Overflow.
    [[nodiscard]] static Result<Decimal> fromParts(Int128 coefficient, int scale);

    [[nodiscard]] Int128 coefficient() const { return m_coefficient; }
    [[nodiscard]] int scale() const { return m_scale; }
    [[nodiscard]] bool isZero() const { return m_coefficient == 0; }
    [[nodiscard]] bool isNegative() const { return m_coefficient < 0; }

    [[nodiscard]] Result<Decimal> plus(const Decimal &other) const;
    [[nodiscard]] Result<Decimal> minus(const Decimal &other) const;
    [[nodiscard]] Result<Decimal> times(const Decimal &other) const;
    [[nodiscard]] Decimal negated() const;
    [[nodiscard]] Decimal abs() const;
    /// The quotient to `scale` decimals, rounded once; division by zero is an OutOfRange error.
    [[nodiscard]] Result<Decimal> divided(const Decimal &divisor, int scale, Rounding rounding) const;
    /// This x 10^-places, exact (a rate "per 1000000" is places = 6); OutOfRange unless places is 0 to 76.
    [[nodiscard]] Result<Decimal> shiftedDown(int places) const;
    /// To `scale` decimals: 3.685 to 2 half up is 3.69, half even 3.68; -3.685 half up is -3.69.
    [[nodiscard]] Decimal rounded(int scale, Rounding rounding) const;

    /// Equality and order are by value: 1.0 equals 1.
    [[nodiscard]] std::strong_ordering operator<=>(const Decimal &other) const;
    [[nodiscard]] bool operator==(const Decimal &other) const { return (*this <=> other) == 0; }

    /// Plain text without exponent or trailing zeros: "0.4", "-12", "0".
    [[nodiscard]] std::string toString() const;
    /// Plain text with exactly `decimals` decimals; the value must have no more than that.
    [[nodiscard]] std::string toFixed(int decimals) const;

private:
    constexpr Decimal(Int128 coefficient, int scale) : m_coefficient(coefficient), m_scale(scale) {}

    Int128 m_coefficient = 0;
    int m_scale = 0;
};

} // namespace toll
