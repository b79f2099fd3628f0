// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/wide.h"

#include <bit>
#include <cstdint>

namespace toll {

namespace {

constexpr UInt128 mask = ~std::uint64_t{0};

int bitWidth(UInt128 value)
{
    const auto high = static_cast<std::uint64_t>(value >> 64);
    return static_cast<int>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(static_cast<std::uint64_t>(value)));
}

int bitWidth(UInt256 value)
{
    return value.high != 0 ? 128 + bitWidth(value.high) : bitWidth(value.low);
}

UInt256 shiftedLeft(UInt256 value, int bits)
{
    if (bits == 0)
        return value;
    if (bits >= 128)
        return {value.low << (bits - 128), 0};
    return {value.high << bits | value.low >> (128 - bits), value.low << bits};
}

/// By a divisor of 64 bits, digit by digit as on paper.
Division divideShort(UInt256 dividend, UInt128 divisor)
{
    const UInt128 second = dividend.high % divisor << 64 | dividend.low >> 64;
    const UInt128 last = second % divisor << 64 | (dividend.low & mask);
    return {{dividend.high / divisor, second / divisor << 64 | last / divisor}, {0, last % divisor}};
}

UInt256 halved(UInt256 value)
{
    return {value.high >> 1, value.high << 127 | value.low >> 1};
}

} // namespace

UInt256 multiply(UInt128 a, UInt128 b)
{
    const UInt128 low = (a & mask) * (b & mask);
    const UInt128 crossA = (a >> 64) * (b & mask);
    const UInt128 crossB = (a & mask) * (b >> 64);
    const UInt128 middle = (low >> 64) + (crossA & mask) + (crossB & mask);
    return {(a >> 64) * (b >> 64) + (crossA >> 64) + (crossB >> 64) + (middle >> 64), middle << 64 | (low & mask)};
}

std::optional<UInt256> multiply(UInt256 a, UInt128 b)
{
    UInt256 product = multiply(a.low, b);
    UInt128 high = 0;
    if (__builtin_mul_overflow(a.high, b, &high) || __builtin_add_overflow(product.high, high, &product.high))
        return std::nullopt;
    return product;
}

UInt256 add(UInt256 a, UInt256 b)
{
    const UInt128 low = a.low + b.low;
    return {a.high + b.high + (low < a.low ? 1u : 0u), low};
}

UInt256 subtract(UInt256 a, UInt256 b)
{
    return {a.high - b.high - (a.low < b.low ? 1u : 0u), a.low - b.low};
}

Division divide(UInt256 dividend, UInt256 divisor)
{
    if (dividend.high == 0 && divisor.high == 0)
        return {{0, dividend.low / divisor.low}, {0, dividend.low % divisor.low}};

    if (divisor.high == 0 && divisor.low <= mask)
        return divideShort(dividend, divisor.low);

    Division result{{}, dividend};
    int shift = bitWidth(dividend) - bitWidth(divisor);
    if (shift < 0)
        return result;
    for (divisor = shiftedLeft(divisor, shift); shift >= 0; --shift, divisor = halved(divisor)) {
        result.quotient = shiftedLeft(result.quotient, 1);
        if (result.remainder >= divisor) {
            result.remainder = subtract(result.remainder, divisor);
            result.quotient.low |= 1;
        }
    }
    return result;
}

std::strong_ordering compareWithHalf(UInt256 remainder, UInt256 divisor)
{
    // Not twice the remainder, which might not fit.
    return remainder <=> subtract(divisor, remainder);
}

} // namespace toll
