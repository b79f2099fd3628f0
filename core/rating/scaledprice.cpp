// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/scaledprice.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace toll {

namespace {

constexpr int mostDigits = 18;

constexpr std::array<std::int64_t, mostDigits + 1> powers = [] {
    std::array<std::int64_t, mostDigits + 1> made{1};
    for (std::size_t i = 1; i < made.size(); ++i)
        made[i] = made[i - 1] * 10;
    return made;
}();

std::optional<std::int64_t> scaled(const Decimal &value, int scale)
{
    Int128 coefficient = value.coefficient();
    for (int i = value.scale(); i < scale; ++i)
        if (__builtin_mul_overflow(coefficient, Int128{10}, &coefficient))
            return std::nullopt;
    if (coefficient > std::numeric_limits<std::int64_t>::max()
        || coefficient < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return static_cast<std::int64_t>(coefficient);
}

/// The divisor as a constant: a multiplication then, several times as fast.
template<std::size_t Digits>
inline std::int64_t dropped(std::int64_t amount, Rounding rounding)
{
    constexpr std::int64_t unit = powers[Digits];
    const std::int64_t kept = amount / unit;
    const std::int64_t rest = amount % unit;
    const bool isNegative = rest < 0;
    const std::int64_t magnitude = isNegative ? -rest : rest;
    const bool goesUp =
        rest != 0 && roundsAwayFromZero(rounding, isNegative, (kept & 1) != 0, magnitude <=> unit - magnitude);
    return kept + (goesUp ? (isNegative ? -1 : 1) : 0);
}

template<std::size_t Digits>
void dropAll(std::span<std::int64_t> amounts, Rounding rounding)
{
    constexpr std::int64_t unit = powers[Digits];
    if (rounding != Rounding::HalfUp) {
        for (std::int64_t &amount : amounts)
            amount = dropped<Digits>(amount, rounding);
        return;
    }
    std::int64_t all = 0;
    for (const std::int64_t amount : amounts)
        all |= amount;
    if (all < 0) {
        for (std::int64_t &amount : amounts)
            amount = dropped<Digits>(amount, rounding);
        return;
    }
    // Half up, the default, of what is owed and not a credit: half a unit more, and the rest cut off. In 32 bits where
    // they hold all, which vectors can divide.
    constexpr std::uint64_t half = unit / 2;
    if constexpr (unit < std::numeric_limits<std::int32_t>::max()) {
        if (all < std::numeric_limits<std::int32_t>::max() && unit > 1) {
            for (std::int64_t &amount : amounts)
                amount = (static_cast<std::uint32_t>(amount) + static_cast<std::uint32_t>(half))
                    / static_cast<std::uint32_t>(unit);
            return;
        }
    }
    for (std::int64_t &amount : amounts)
        amount = static_cast<std::int64_t>((static_cast<std::uint64_t>(amount) + half) / unit);
}

using Dropper = void (*)(std::span<std::int64_t>, Rounding);
constexpr std::array<Dropper, mostDigits + 1> droppers = []<std::size_t... Digits>(std::index_sequence<Digits...>) {
    return std::array<Dropper, mostDigits + 1>{&dropAll<Digits>...};
}(std::make_index_sequence<mostDigits + 1>());

} // namespace

std::optional<ScaledPrice> ScaledPrice::of(const TokenPrice &price, int scale)
{
    const std::optional<std::int64_t> rate = scaled(price.rate, scale);
    const std::optional<std::int64_t> overage = price.overCap == OverCap::Charge
        ? scaled(price.overageRate.value_or(price.rate), scale)
        : std::optional<std::int64_t>(0);
    return rate && overage ? std::optional(ScaledPrice{*rate, *overage}) : std::nullopt;
}

int ScaledPrice::decimalsOf(const TokenPrice &price)
{
    return std::max(price.rate.scale(), price.overageRate ? price.overageRate->scale() : 0);
}

void dropDigits(std::span<std::int64_t> amounts, int digits, Rounding rounding)
{
    droppers[static_cast<std::size_t>(digits)](amounts, rounding);
}

} // namespace toll
