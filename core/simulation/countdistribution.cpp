// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/countdistribution.h"

#include "core/money/decimal.h"
#include "core/money/wide.h"

#include <algorithm>

namespace toll {

namespace {

constexpr int modeBits = 91; ///< the mode weighs 2^91 until the sum is known
constexpr std::size_t mostValues = std::size_t{1} << 20;
/// A weight below it is less than 2^-64 of all weights, which are 2^91 at least. Rounding is far below it.
constexpr UInt128 least = UInt128{1} << (modeBits - 64);

/// floor(weight * up / down); up and down below 2^63, the result below 2^128.
UInt128 scaled(UInt128 weight, std::uint64_t up, std::uint64_t down)
{
    const UInt128 high = (weight >> 64) * up;
    const UInt128 low = (((high % down) << 64)) + static_cast<UInt128>(static_cast<std::uint64_t>(weight)) * up;
    return ((high / down) << 64) + low / down;
}

/// The weight of x + 1 from that of x.
UInt128 weightAbove(const CountDistribution &distribution, UInt128 weight, std::int64_t x)
{
    const auto mean = static_cast<std::uint64_t>(distribution.mean);
    const auto next = static_cast<std::uint64_t>(x + 1) << CountDistribution::fractionBits;
    if (distribution.family == CountFamily::Poisson)
        return scaled(weight, mean, next);
    const auto size = static_cast<std::uint64_t>(distribution.size);
    const std::uint64_t up = (static_cast<std::uint64_t>(x) << CountDistribution::fractionBits) + size;
    return scaled(scaled(weight, mean, mean + size), up, next);
}

/// The weight of x - 1 from that of x.
UInt128 weightBelow(const CountDistribution &distribution, UInt128 weight, std::int64_t x)
{
    const auto mean = static_cast<std::uint64_t>(distribution.mean);
    const auto here = static_cast<std::uint64_t>(x) << CountDistribution::fractionBits;
    if (distribution.family == CountFamily::Poisson)
        return scaled(weight, here, mean);
    const auto size = static_cast<std::uint64_t>(distribution.size);
    const std::uint64_t down = (static_cast<std::uint64_t>(x - 1) << CountDistribution::fractionBits) + size;
    // The quotient that is below one goes first, so that no digit is lost at the top.
    return scaled(scaled(weight, here, down), mean + size, mean);
}

std::int64_t modeOf(const CountDistribution &distribution)
{
    if (distribution.family == CountFamily::Poisson)
        return distribution.mean >> CountDistribution::fractionBits;
    if (distribution.size <= CountDistribution::one)
        return 0;
    const Int128 mode =
        static_cast<Int128>(distribution.mean) * (distribution.size - CountDistribution::one) / distribution.size;
    return static_cast<std::int64_t>(mode >> CountDistribution::fractionBits);
}

/// floor(weight 2^64 / total) for a weight no larger than the total, which is no more than 2^112.
std::uint64_t shareOf(UInt128 weight, UInt128 total)
{
    constexpr int step = 16;
    std::uint64_t share = 0;
    for (int done = 0; done < 64; done += step) {
        weight <<= step;
        share = (share << step) | static_cast<std::uint64_t>(weight / total);
        weight %= total;
    }
    return share;
}

} // namespace

Result<CountMasses> massesOf(const CountDistribution &distribution)
{
    if (distribution.mean < 0 || distribution.mean > mostInAStep << CountDistribution::fractionBits)
        return fail(ErrorCode::OutOfRange, "mean");
    if (distribution.family == CountFamily::NegativeBinomial
        && (distribution.size < 1 || distribution.size > CountDistribution::mostSize))
        return fail(ErrorCode::OutOfRange, "size");
    if (distribution.mean == 0)
        return CountMasses{0, {~std::uint64_t{0}}};
    const std::int64_t mode = modeOf(distribution);
    std::vector<UInt128> weights;
    for (UInt128 weight = UInt128{1} << modeBits, x = static_cast<UInt128>(mode); x > 0;) {
        weight = weightBelow(distribution, weight, static_cast<std::int64_t>(x));
        if (weight < least || weights.size() > mostValues)
            break;
        weights.push_back(weight);
        --x;
    }
    std::ranges::reverse(weights);
    const std::size_t place = weights.size();
    const std::int64_t first = mode - static_cast<std::int64_t>(place);
    weights.push_back(UInt128{1} << modeBits);
    for (std::int64_t x = mode; weights.size() <= mostValues; ++x) {
        const UInt128 weight = weightAbove(distribution, weights.back(), x);
        if (weight < least)
            break;
        weights.push_back(weight);
    }
    if (weights.size() > mostValues || first + static_cast<std::int64_t>(weights.size()) > mostInAStep)
        return fail(ErrorCode::OutOfRange, "mean");
    UInt128 total = 0;
    for (const UInt128 weight : weights)
        total += weight;
    CountMasses result{first, {}};
    std::uint64_t sum = 0;
    for (const UInt128 weight : weights)
        sum += result.masses.emplace_back(shareOf(weight, total));
    result.masses[place] -= sum; // modulo 2^64: what is missing to 2^64
    while (result.masses.size() > place + 1 && result.masses.back() == 0)
        result.masses.pop_back();
    const auto some = std::ranges::find_if(result.masses, [](std::uint64_t mass) { return mass > 0; });
    result.first += some - result.masses.begin();
    result.masses.erase(result.masses.begin(), some);
    return result;
}

} // namespace toll
