// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/calendar/zone.h"

#include <QDate>
#include <QLocale>
#include <QString>

namespace toll {

// Dates and times as the reader's language writes them, always in a stated zone. Years have four digits.

/// "26 Nov 2026", "2026年11月26日".
[[nodiscard]] QString dateText(Instant t, const Zone &zone, const QLocale &locale = QLocale());
/// Without the year: "26 Nov", "11月26日".
[[nodiscard]] QString dayText(Instant t, const Zone &zone, const QLocale &locale = QLocale());
/// "Thu 26 Nov 2026", "2026年11月26日 周四".
[[nodiscard]] QString weekdayDateText(Instant t, const Zone &zone, const QLocale &locale = QLocale());
/// "Nov 2026", "2026年11月".
[[nodiscard]] QString monthText(Instant t, const Zone &zone, const QLocale &locale = QLocale());
/// "14:02".
[[nodiscard]] QString timeText(Instant t, const Zone &zone);
/// "26 Nov 2026, 14:02", "2026年11月26日 14:02".
[[nodiscard]] QString dateTimeText(Instant t, const Zone &zone, const QLocale &locale = QLocale());
/// The unmistakable form for tooltips and copies: "2026-11-26 14:02:05 UTC+08:00 (Asia/Shanghai)".
[[nodiscard]] QString exactTimeText(Instant t, const Zone &zone);
/// "UTC", "UTC+08:00" at that time.
[[nodiscard]] QString offsetText(Instant t, const Zone &zone);

/// A half-open span by its days, the last one included: "1–30 Nov 2026", "28 Dec 2026 – 3 Jan 2027", a whole month
/// as "Nov 2026", a whole year as "2026".
[[nodiscard]] QString intervalText(Interval span, const Zone &zone, const QLocale &locale = QLocale());

/// How far `t` is from `now`: "just now", "2 minutes ago", "in 3 days". From a day on, calendar days of the zone count,
/// so that tomorrow morning is "in 1 day".
[[nodiscard]] QString relativeText(Instant t, Instant now, const Zone &zone);

/// The local date as Qt's type.
[[nodiscard]] QDate localDate(Instant t, const Zone &zone);

} // namespace toll
