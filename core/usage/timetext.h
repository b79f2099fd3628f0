// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/usage/layout.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace toll {

/// How the times of a file are read.
struct TimeReading {
    TimeFormat format = TimeFormat::Rfc3339;
    Zone zone; ///< of local times
    std::optional<std::int32_t> utcOffset; ///< seconds east, instead of the zone
    std::optional<Instant> origin; ///< of relative times
    NumberStyle numbers = {}; ///< of times that are numbers
};

/// Digits finer than a millisecond are cut off. A relative time without an origin is a Missing error at
/// "time_origin"; all others leave `where` empty.
[[nodiscard]] Result<Instant> parseTime(std::string_view text, const TimeReading &reading);

/// The format that most of the values share, none of them empty, if there is one. Numbers count from 1970 if that gives
/// a date from 1973 on, otherwise from some origin; their unit is what the column's name ends in ("_ms", "_s"), else
/// told from their size and fractions.
[[nodiscard]] std::optional<TimeFormat> recogniseTime(std::span<const std::string> values, std::string_view column);

/// True if the values are dates such as 03/04/2024 that read both ways, day or month first, and none tells which.
[[nodiscard]] bool readsBothWays(std::span<const std::string> values);

/// The offset a column's name ends in, such as "minute_local_-0400", "time_+05:30" or "time_utc", seconds east.
[[nodiscard]] std::optional<std::int32_t> utcOffsetOf(std::string_view column);

/// "s", "ms", "us" or nothing: the unit a column's name ends in.
[[nodiscard]] std::string_view timeUnitOf(std::string_view column);

} // namespace toll
