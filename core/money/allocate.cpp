// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/money.h"
#include "core/money/wide.h"

#include <algorithm>

namespace toll {

namespace {

/// What one part gets before the rest is handed out, and the remainder its claim to the rest is judged by.
struct Share {
    UInt128 units = 0;
    UInt128 remainder = 0;
    std::size_t index = 0;
};

/// The magnitude as a multiple of 10^-scale; the value has no more decimals than that.
Result<UInt128> unitsOf(const Decimal &value, int scale)
{
    const Decimal trimmed = value.abs().rounded(scale, Rounding::Down);
    UInt128 units = 0;
    if (__builtin_mul_overflow(
            static_cast<UInt128>(trimmed.coefficient()), powerOfTen(scale - trimmed.scale()), &units))
        return fail(ErrorCode::Overflow, {}, value.toString());
    return units;
}

/// The weights as whole numbers of one common unit; Overflow if their sum leaves 128 bits.
Result<std::vector<UInt128>> wholeWeights(std::span<const Decimal> weights, UInt128 &sum)
{
    int scale = 0;
    for (const Decimal &weight : weights) {
        if (weight.isNegative())
            return fail(ErrorCode::Negative, {}, weight.toString());
        scale = std::max(scale, weight.scale());
    }
    std::vector<UInt128> result;
    result.reserve(weights.size());
    for (const Decimal &weight : weights) {
        const Result<UInt128> units = unitsOf(weight, scale);
        if (!units || __builtin_add_overflow(sum, *units, &sum))
            return fail(ErrorCode::Overflow, {}, weight.toString());
        result.push_back(*units);
    }
    return result;
}

/// units x 10^-scale. A decimal has 38 digits: what has more only fits without its trailing zeros.
Result<Decimal> decimalOf(UInt128 units, int scale, bool isNegative)
{
    constexpr int maxDigits = 38;
    while (units >= powerOfTen(maxDigits) && scale > 0 && units % 10 == 0) {
        units /= 10;
        --scale;
    }
    if (units >= powerOfTen(maxDigits))
        return fail(ErrorCode::Overflow);
    const auto coefficient = static_cast<Int128>(units);
    return Decimal::fromParts(isNegative ? -coefficient : coefficient, scale);
}

/// Gives what the whole shares left over, one unit each, to the largest remainders.
void handOutRest(std::vector<Share> &shares, UInt128 rest)
{
    const auto count = static_cast<std::ptrdiff_t>(rest); // less than one unit a share
    std::ranges::nth_element(shares, shares.begin() + count, [](const Share &a, const Share &b) {
        return a.remainder != b.remainder ? a.remainder > b.remainder : a.index < b.index;
    });
    for (Share &share : std::span(shares).first(static_cast<std::size_t>(count)))
        ++share.units;
}

} // namespace

Result<std::vector<Decimal>> allocate(const Decimal &total, std::span<const Decimal> weights, int scale)
{
    if (weights.empty() && !total.isZero())
        return fail(ErrorCode::Missing);
    if (scale < 0 || scale > 38 || total.rounded(scale, Rounding::Down) != total)
        return fail(ErrorCode::OutOfRange, {}, total.toString());
    const Result<UInt128> units = unitsOf(total, scale);
    if (!units)
        return std::unexpected(units.error());
    UInt128 sum = 0;
    const auto whole = wholeWeights(weights, sum);
    if (!whole)
        return std::unexpected(whole.error());

    std::vector<Decimal> result(weights.size());
    if (weights.empty() || total.isZero())
        return result;
    if (sum == 0) {
        result.front() = total;
        return result;
    }
    std::vector<Share> shares(weights.size());
    UInt128 rest = *units;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto [quotient, remainder] = divide(multiply(*units, (*whole)[i]), {0, sum});
        shares[i] = {quotient.low, remainder.low, i};
        rest -= quotient.low;
    }
    handOutRest(shares, rest);
    for (const Share &share : shares) {
        const Result<Decimal> part = decimalOf(share.units, scale, total.isNegative());
        if (!part)
            return std::unexpected(part.error());
        result[share.index] = *part;
    }
    return result;
}

} // namespace toll
