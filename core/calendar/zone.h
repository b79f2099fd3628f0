// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

using Date = std::chrono::year_month_day;

/// A wall-clock time without a zone.
struct LocalTime {
    Date date;
    std::int64_t msOfDay = 0; ///< 0 to 86,399,999

    bool operator==(const LocalTime &) const = default;
};

/// A time zone as a value: its offsets from UTC, and when they change. Made from the system's zone data
/// by core/services/zones.h; the default is UTC. Copies share their rules and cost next to nothing.
class Zone {
public:
    struct Transition {
        Instant at; ///< first instant with the new offset
        std::int32_t offset = 0; ///< seconds east of UTC from then on
        bool operator==(const Transition &) const = default;
    };

    Zone();
    /// `transitions` in order of time; `initialOffset` (seconds east) holds before the first.
    Zone(std::string id, std::int32_t initialOffset, const std::vector<Transition> &transitions);

    [[nodiscard]] const std::string &id() const;
    [[nodiscard]] std::int32_t offsetAt(Instant t) const;
    [[nodiscard]] LocalTime toLocal(Instant t) const;
    /// A local time that does not exist becomes the first instant after the gap; one that comes twice the
    /// earlier (billing-rules.md 14). Later local times never give earlier instants.
    [[nodiscard]] Instant toInstant(const LocalTime &local) const;
    /// The first instant of a local date (not always a midnight).
    [[nodiscard]] Instant startOfDay(Date date) const;
    /// RFC 3339 with this zone's offset at that time, `Z` where it is zero; an offset with seconds is cut to its
    /// minute.
    [[nodiscard]] std::string format(Instant t) const;

    /// toLocal and toInstant with the wall clock as milliseconds since its own 1970-01-01 00:00.
    [[nodiscard]] std::int64_t wallClockAt(Instant t) const;
    [[nodiscard]] Instant fromWallClock(std::int64_t wallClock) const;
    /// When the clocks went a whole day or more ahead, so that a local date is missing (Apia, 30 December 2011).
    [[nodiscard]] const std::vector<Instant> &missingDays() const;

    /// By id and by offsets.
    [[nodiscard]] bool operator==(const Zone &other) const;

private:
    struct Rules;
    std::shared_ptr<const Rules> m_rules;
};

[[nodiscard]] std::int64_t toWallClock(const LocalTime &local);
[[nodiscard]] LocalTime fromWallClock(std::int64_t wallClock);
[[nodiscard]] std::int64_t daysSinceEpoch(Date date);
[[nodiscard]] Date dateFromDays(std::int64_t days);
/// ISO 8601 "2026-10-05".
[[nodiscard]] std::string toIso(Date date);
/// Reads "2026-10-05", years 0001 to 9999; a date that no calendar has is OutOfRange.
[[nodiscard]] Result<Date> parseDate(std::string_view text);

} // namespace toll
