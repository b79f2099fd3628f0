// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/periods.h"

#include "ui/text/timetext.h"

namespace toll {

namespace {

Instant startOf(QDate day, const Zone &zone)
{
    return zone.startOfDay(Date(std::chrono::year(day.year()), std::chrono::month(static_cast<unsigned>(day.month())),
        std::chrono::day(static_cast<unsigned>(day.day()))));
}

QDate firstOfMonth(QDate day)
{
    return {day.year(), day.month(), 1};
}

} // namespace

Interval periodOfDays(QDate first, QDate last, const Zone &zone)
{
    return {startOf(first, zone), startOf(last.addDays(1), zone)};
}

Interval presetPeriod(PeriodPreset preset, Instant now, const Zone &zone)
{
    const QDate today = localDate(now, zone);
    switch (preset) {
    case PeriodPreset::Last7Days:
        return periodOfDays(today.addDays(-6), today, zone);
    case PeriodPreset::Last90Days:
        return periodOfDays(today.addDays(-89), today, zone);
    case PeriodPreset::ThisMonth:
        return periodOfDays(firstOfMonth(today), today, zone);
    case PeriodPreset::LastMonth:
        return periodOfDays(firstOfMonth(today).addMonths(-1), firstOfMonth(today).addDays(-1), zone);
    case PeriodPreset::Last30Days:
    case PeriodPreset::Custom:
        break;
    }
    return periodOfDays(today.addDays(-29), today, zone);
}

Interval shiftedPeriod(Interval period, int steps, const Zone &zone)
{
    const QDate first = localDate(period.begin, zone);
    const QDate last = localDate(period.end.plus(-1), zone);
    const bool isWholeMonth = first.day() == 1 && last == first.addMonths(1).addDays(-1);
    if (isWholeMonth) {
        const QDate month = first.addMonths(steps);
        return periodOfDays(month, month.addMonths(1).addDays(-1), zone);
    }
    const qint64 days = (first.daysTo(last) + 1) * steps;
    return periodOfDays(first.addDays(days), last.addDays(days), zone);
}

} // namespace toll
