// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/rounding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace toll {

namespace {

constexpr std::array<std::pair<Rounding, std::string_view>, 7> names{{
    {Rounding::HalfUp, "half_up"},
    {Rounding::HalfEven, "half_even"},
    {Rounding::HalfDown, "half_down"},
    {Rounding::Up, "up"},
    {Rounding::Down, "down"},
    {Rounding::Floor, "floor"},
    {Rounding::Ceiling, "ceiling"},
}};

} // namespace

Result<Rounding> parseRounding(std::string_view name)
{
    const auto entry = std::ranges::find(names, name, &decltype(names)::value_type::second);
    if (entry == names.end())
        return fail(
            ErrorCode::OutOfRange, {}, std::string(name), "half_up, half_even, half_down, up, down, floor, ceiling");
    return entry->first;
}

std::string_view name(Rounding rounding)
{
    return std::ranges::find(names, rounding, &decltype(names)::value_type::first)->second;
}

bool roundsAwayFromZero(Rounding rounding, bool isNegative, bool isOdd, std::strong_ordering dropped)
{
    switch (rounding) {
    case Rounding::HalfUp:
        return dropped >= 0;
    case Rounding::HalfEven:
        return dropped > 0 || (dropped == 0 && isOdd);
    case Rounding::HalfDown:
        return dropped > 0;
    case Rounding::Up:
        return true;
    case Rounding::Down:
        return false;
    case Rounding::Floor:
        return isNegative;
    case Rounding::Ceiling:
        return !isNegative;
    }
    std::unreachable();
}

} // namespace toll
