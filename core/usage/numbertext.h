// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string_view>

namespace toll {

/// What happens to digits finer than asked for.
enum class Finer {
    Refuse, ///< unless they are zero: "129.0" is 129
    Cut,
    RoundHalfUp,
};

/// Reads a plain decimal number that is not negative (spaces around it are fine; no sign, exponent or grouping) and
/// multiplies it by ten to the power of `decimals`. The errors (Syntax, Negative, OutOfRange) leave `where` empty.
[[nodiscard]] Result<std::int64_t> parseScaled(std::string_view text, int decimals, Finer finer);

/// A whole number that is not negative.
[[nodiscard]] Result<std::int64_t> parseWhole(std::string_view text);

enum class DurationUnit { Seconds, Milliseconds, Microseconds };

/// A length of time as whole milliseconds, rounded half up.
[[nodiscard]] Result<std::int64_t> parseMilliseconds(std::string_view text, DurationUnit unit);

} // namespace toll
