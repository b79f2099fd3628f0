// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace toll {

/// A point in time: milliseconds since 1970-01-01T00:00:00Z. Always UTC, leap seconds ignored as POSIX does.
struct Instant {
    std::int64_t ms = 0;

    auto operator<=>(const Instant &) const = default;
    [[nodiscard]] constexpr Instant plus(std::int64_t milliseconds) const { return {ms + milliseconds}; }
};

inline constexpr std::int64_t msPerSecond = 1000;
inline constexpr std::int64_t msPerMinute = 60 * msPerSecond;
inline constexpr std::int64_t msPerQuarter = 15 * msPerMinute; ///< the grain of usage cells and of term starts
inline constexpr std::int64_t msPerHour = 60 * msPerMinute;
inline constexpr std::int64_t msPerDay = 24 * msPerHour; ///< an exact day; calendar days live in core/calendar

/// Earliest and latest instant the program accepts: years 0001 to 9999.
inline constexpr Instant earliestInstant{-62135596800000};
inline constexpr Instant latestInstant{253402300799999};

/// Half-open span of time: an event at `end` belongs to the next one.
struct Interval {
    Instant begin;
    Instant end;

    auto operator<=>(const Interval &) const = default;
    [[nodiscard]] constexpr bool contains(Instant t) const { return begin <= t && t < end; }
    [[nodiscard]] constexpr std::int64_t length() const { return end.ms - begin.ms; }
    [[nodiscard]] constexpr bool isEmpty() const { return end <= begin; }
};

/// The part both spans share; empty (begin == end) where there is none.
[[nodiscard]] Interval intersection(Interval a, Interval b);

/// The largest multiple of `step` (ms) at or before `t`, also for times before 1970.
[[nodiscard]] Instant floorTo(Instant t, std::int64_t step);

/// Time is a parameter: whoever needs "now" is handed a clock.
using Clock = std::function<Instant()>;

/// RFC 3339 in UTC with `Z`; milliseconds only where they are not zero.
[[nodiscard]] std::string toRfc3339(Instant t);

/// Reads RFC 3339 with `Z` or a numeric offset (the date-time separator may be a space). Fractions finer
/// than a millisecond are cut off (billing-rules.md 46); second 60 is the first instant after it.
[[nodiscard]] Result<Instant> parseRfc3339(std::string_view text);

} // namespace toll
