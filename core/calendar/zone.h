// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <chrono>
#include <cstdint>
#include <string>
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
/// by core/services/zones.h; the default is UTC.
class Zone {
public:
    struct Transition {
        Instant at; ///< first instant with the new offset
        std::int32_t offset = 0; ///< seconds east of UTC from then on
        bool operator==(const Transition &) const = default;
    };

    Zone() = default;
    /// `transitions` in order of time; `initialOffset` (seconds east) holds before the first.
    Zone(std::string id, std::int32_t initialOffset, std::vector<Transition> transitions);

    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] std::int32_t offsetAt(Instant t) const;
    [[nodiscard]] LocalTime toLocal(Instant t) const;
    /// A local time that does not exist becomes the first instant after the gap; one that comes twice the
    /// earlier (billing-rules.md 14).
    [[nodiscard]] Instant toInstant(const LocalTime &local) const;
    /// The first instant of a local date (not always a midnight).
    [[nodiscard]] Instant startOfDay(Date date) const;
    /// RFC 3339 with this zone's offset at that time.
    [[nodiscard]] std::string format(Instant t) const;

    bool operator==(const Zone &) const = default;

private:
    std::string m_id = "UTC";
    std::int32_t m_initialOffset = 0;
    std::vector<Transition> m_transitions;
};

[[nodiscard]] std::int64_t daysSinceEpoch(Date date);
[[nodiscard]] Date dateFromDays(std::int64_t days);
/// ISO 8601 "2026-10-05".
[[nodiscard]] std::string toIso(Date date);
[[nodiscard]] Result<Date> parseDate(std::string_view text);

} // namespace toll
