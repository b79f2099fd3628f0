// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <string>

namespace toll {

inline constexpr int hoursOfWeek = 168;

/// 0 (Monday 00:00) to 167 (Sunday 23:00), by the clocks of the zone.
[[nodiscard]] int hourOfWeek(Instant t, const Zone &zone);
/// "Mon 14:00".
[[nodiscard]] std::string hourOfWeekText(int hour);

/// The Monday that begins the ISO 8601 week of a date.
[[nodiscard]] Date mondayOf(Date date);
/// ISO 8601 "2026-W10" of the week that a date lies in.
[[nodiscard]] std::string isoWeekText(Date date);
/// The Monday of "2026-W10"; OutOfRange where the year has no such week.
[[nodiscard]] Result<Date> parseIsoWeek(std::string_view text);

} // namespace toll
