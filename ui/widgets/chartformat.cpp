// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartformat.h"

#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <cmath>

namespace toll {

namespace {

void formatTimes(ChartHead &chart)
{
    chart.formatTime = [zone = chart.zone](Instant t, TickGrain grain) {
        switch (grain) {
        case TickGrain::Hour:
            return timeText(t, zone);
        case TickGrain::Day:
            return dayText(t, zone);
        case TickGrain::Month:
            return monthText(t, zone);
        case TickGrain::Year:
            break;
        }
        return QString::number(localDate(t, zone).year());
    };
}

} // namespace

void formatAsMoney(ChartHead &chart, const Currency &currency)
{
    chart.formatExact = [currency](const Decimal &value) { return moneyText(value, currency); };
    chart.formatChange = [currency](const Decimal &change) { return moneyChangeText({change, currency}); };
    chart.format = [currency](double value) { return moneyTickText(value, currency); };
    chart.formatTick = chart.format;
    formatTimes(chart);
}

void formatAsCounts(ChartHead &chart)
{
    chart.formatExact = [](const Decimal &value) { return decimalText(value); };
    chart.formatChange = [](const Decimal &change) {
        return (change > Decimal() ? QStringLiteral("+") : QString()) + decimalText(change);
    };
    chart.format = [](double value) { return integerText(std::llround(value)); };
    chart.formatTick = [](double value) { return compactText(value); };
    formatTimes(chart);
}

void formatAsMilliseconds(ChartHead &chart)
{
    chart.formatExact = [](const Decimal &value) { return millisecondsText(drawingValue(value)); };
    chart.formatChange = [](const Decimal &change) {
        return (change > Decimal() ? QStringLiteral("+") : QString()) + millisecondsText(drawingValue(change));
    };
    chart.format = [](double value) { return millisecondsText(value); };
    chart.formatTick = chart.format;
    formatTimes(chart);
}

ChartBucket timeBucket(Interval span, const Zone &zone)
{
    if (span.length() < 20 * msPerHour)
        return {span, dateTimeText(span.begin, zone), false};
    if (span.length() <= 26 * msPerHour)
        return {span, weekdayDateText(span.begin, zone), false};
    return {span, intervalText(span, zone), false};
}

} // namespace toll
