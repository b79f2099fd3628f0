// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace toll {

/// Hours of the week on the wall clock: "Mon-Fri 09:00-18:00". An end at or before the start runs into the next day,
/// so that "Sat 22:00-06:00" ends on Sunday morning (billing-rules.md 25).
struct WeekHours {
    std::uint8_t days = 0; ///< the days they begin on, one bit each: 1 is Monday, 64 Sunday
    std::int32_t begin = 0; ///< minute of the day, 0 to 1439
    std::int32_t end = 0; ///< minute of the day, exclusive, 0 to 1440

    [[nodiscard]] bool contains(const LocalTime &local) const;
    bool operator==(const WeekHours &) const = default;
};

/// `DAYS HH:MM-HH:MM` with days "Mon-Fri", "Sat,Sun", "Mon,Wed-Fri" or "daily"; a run of days may wrap ("Fri-Mon").
/// The end may be 24:00.
[[nodiscard]] Result<WeekHours> parseWeekHours(std::string_view text);
/// The canonical form: "Mon-Fri 09:00-18:00", "Mon,Wed 00:00-24:00", "daily 22:00-06:00".
[[nodiscard]] std::string toString(const WeekHours &hours);

} // namespace toll
