// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <compare>
#include <string_view>

namespace toll {

/// How the digits that do not fit are dropped. The numbers show 2.5, 3.5 and -2.5 rounded to whole ones.
enum class Rounding {
    HalfUp, ///< 3, 4, -3: ties away from zero (the default of a plan)
    HalfEven, ///< 2, 4, -2: ties to the even neighbour
    HalfDown, ///< 2, 3, -2: ties towards zero
    Up, ///< 3, 4, -3: away from zero
    Down, ///< 2, 3, -2: towards zero
    Floor, ///< 2, 3, -3: towards minus infinity
    Ceiling, ///< 3, 4, -2: towards plus infinity
};

/// The names of plan files (billing-rules.md 43): half_up, half_even, half_down, up, down, floor, ceiling.
[[nodiscard]] Result<Rounding> parseRounding(std::string_view name);
[[nodiscard]] std::string_view name(Rounding rounding);

/// True if a magnitude whose dropped part is not zero goes up by one; `dropped` compares that part with one half,
/// `isOdd` is about the last digit kept.
[[nodiscard]] bool roundsAwayFromZero(Rounding rounding, bool isNegative, bool isOdd, std::strong_ordering dropped);

} // namespace toll
