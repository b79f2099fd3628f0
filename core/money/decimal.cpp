// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include "core/money/wide.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace toll {

namespace {

constexpr int maxDigits = 38;
constexpr int maxScale = 38;

constexpr UInt128 limit = powerOfTen(maxDigits); // the first magnitude that needs a 39th digit

UInt128 magnitudeOf(Int128 coefficient)
{
    return coefficient < 0 ? UInt128{0} - static_cast<UInt128>(coefficient) : static_cast<UInt128>(coefficient);
}

Int128 withSign(UInt128 magnitude, bool isNegative)
{
    const auto coefficient = static_cast<Int128>(magnitude);
    return isNegative ? -coefficient : coefficient;
}

bool fits(Int128 coefficient)
{
    return magnitudeOf(coefficient) < limit;
}

bool fits64(Int128 coefficient)
{
    return static_cast<std::int64_t>(coefficient) == coefficient;
}

/// False if coefficient x 10^places leaves 128 bits.
bool scaleUp(Int128 coefficient, int places, Int128 &result)
{
    return !__builtin_mul_overflow(coefficient, static_cast<Int128>(powerOfTen(places)), &result);
}

/// The value with as few trailing zeros as it takes to fit; Overflow if it needs more digits than there are.
Result<Decimal> fitted(UInt256 magnitude, int scale, bool isNegative)
{
    if (magnitude.isZero())
        return Decimal();
    while (scale > 0 && (scale > maxScale || magnitude >= UInt256{0, limit})) {
        const auto [quotient, remainder] = divide(magnitude, {0, 10});
        if (!remainder.isZero())
            break;
        magnitude = quotient;
        --scale;
    }
    if (magnitude >= UInt256{0, limit})
        return fail(ErrorCode::Overflow);
    return Decimal::fromParts(withSign(magnitude.low, isNegative), scale);
}

Result<Decimal> wideSum(const Decimal &a, const Decimal &b)
{
    const int scale = std::max(a.scale(), b.scale());
    const UInt256 left = multiply(magnitudeOf(a.coefficient()), powerOfTen(scale - a.scale()));
    const UInt256 right = multiply(magnitudeOf(b.coefficient()), powerOfTen(scale - b.scale()));
    if (a.isNegative() == b.isNegative())
        return fitted(add(left, right), scale, a.isNegative());
    return left >= right ? fitted(subtract(left, right), scale, a.isNegative())
                         : fitted(subtract(right, left), scale, b.isNegative());
}

/// dividend x 10^places / divisor as a whole number and what is left; nothing if it cannot fit a Decimal.
/// `divisor` becomes what the remainder is to be compared with.
std::optional<Division> scaledQuotient(UInt128 dividend, int places, UInt256 &divisor)
{
    if (places < 0) {
        divisor = multiply(divisor.low, powerOfTen(-places));
        return divide({0, dividend}, divisor);
    }
    // At most 38 + 76 digits: more than 256 bits hold, so the second half is carried by the remainder.
    const int first = std::min(places, maxDigits);
    const Division upper = divide(multiply(dividend, powerOfTen(first)), divisor);
    if (first == places)
        return upper;
    const UInt128 rest = powerOfTen(places - first);
    const std::optional<UInt256> shifted = multiply(upper.quotient, rest);
    if (!shifted || *shifted >= multiply(limit, limit))
        return std::nullopt;
    const Division lower = divide(multiply(upper.remainder.low, rest), divisor);
    return Division{add(*shifted, lower.quotient), lower.remainder};
}

} // namespace

Result<Decimal> Decimal::fromParts(Int128 coefficient, int scale)
{
    if (scale < 0 || scale > maxScale || !fits(coefficient))
        return fail(ErrorCode::Overflow);
    return Decimal(coefficient, scale);
}

Result<Decimal> Decimal::plus(const Decimal &other) const
{
    const int scale = std::max(m_scale, other.m_scale);
    Int128 left = m_coefficient;
    Int128 right = other.m_coefficient;
    Int128 sum = 0;
    const bool exact = (scale == m_scale || scaleUp(left, scale - m_scale, left))
        && (scale == other.m_scale || scaleUp(right, scale - other.m_scale, right))
        && !__builtin_add_overflow(left, right, &sum) && fits(sum);
    return exact ? Result<Decimal>(Decimal(sum, scale)) : wideSum(*this, other);
}

Result<Decimal> Decimal::minus(const Decimal &other) const
{
    return plus(other.negated());
}

Result<Decimal> Decimal::times(const Decimal &other) const
{
    const int scale = m_scale + other.m_scale;
    // Below 2^126, so below 10^38.
    if (scale <= maxScale && fits64(m_coefficient) && fits64(other.m_coefficient))
        return Decimal(m_coefficient * other.m_coefficient, scale);
    return fitted(multiply(magnitudeOf(m_coefficient), magnitudeOf(other.m_coefficient)), scale,
        isNegative() != other.isNegative());
}

Decimal Decimal::negated() const
{
    return {-m_coefficient, m_scale};
}

Decimal Decimal::abs() const
{
    return isNegative() ? negated() : *this;
}

Result<Decimal> Decimal::divided(const Decimal &divisor, int scale, Rounding rounding) const
{
    if (divisor.isZero())
        return fail(ErrorCode::OutOfRange, {}, "0");
    if (scale < 0 || scale > maxScale)
        return fail(ErrorCode::Overflow);
    UInt256 whole{0, magnitudeOf(divisor.m_coefficient)};
    auto division = scaledQuotient(magnitudeOf(m_coefficient), scale + divisor.m_scale - m_scale, whole);
    if (!division)
        return fail(ErrorCode::Overflow);
    const bool negative = isNegative() != divisor.isNegative();
    auto &[quotient, remainder] = *division;
    if (!remainder.isZero()
        && roundsAwayFromZero(rounding, negative, (quotient.low & 1) != 0, compareWithHalf(remainder, whole)))
        quotient = add(quotient, {0, 1});
    return fitted(quotient, scale, negative);
}

Result<Decimal> Decimal::shiftedDown(int places) const
{
    if (places < 0 || places > 2 * maxScale)
        return fail(ErrorCode::OutOfRange, {}, std::to_string(places));
    return fitted({0, magnitudeOf(m_coefficient)}, m_scale + places, isNegative());
}

Decimal Decimal::rounded(int scale, Rounding rounding) const
{
    assert(scale >= 0);
    if (scale >= m_scale)
        return *this;
    const UInt128 unit = powerOfTen(m_scale - scale);
    const UInt128 magnitude = magnitudeOf(m_coefficient);
    UInt128 kept = magnitude / unit;
    const UInt128 dropped = magnitude % unit;
    if (dropped != 0 && roundsAwayFromZero(rounding, isNegative(), (kept & 1) != 0, dropped <=> unit - dropped))
        ++kept;
    return {withSign(kept, isNegative()), scale};
}

std::strong_ordering Decimal::operator<=>(const Decimal &other) const
{
    Int128 left = m_coefficient;
    Int128 right = other.m_coefficient;
    // What leaves 128 bits when scaled up is further from zero than any coefficient.
    if (m_scale < other.m_scale && !scaleUp(left, other.m_scale - m_scale, left))
        return m_coefficient <=> 0;
    if (other.m_scale < m_scale && !scaleUp(right, m_scale - other.m_scale, right))
        return 0 <=> other.m_coefficient;
    return left <=> right;
}

} // namespace toll
