// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/filtertime.h"

#include "core/calendar/hourofweek.h"
#include "core/calendar/period.h"

#include <algorithm>
#include <charconv>

namespace toll {

namespace {

constexpr std::size_t dateLength = 10;
constexpr std::size_t hourLength = 13; // 2026-10-05T14
constexpr std::size_t minuteLength = 16; // 2026-10-05T14:30
constexpr std::int64_t daysOfWeek = 7;

std::optional<std::int64_t> twoDigits(std::string_view text, std::int64_t most)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size() || number < 0 || number > most)
        return std::nullopt;
    return number;
}

/// A local hour or minute; one that the clocks leave out is nothing.
std::optional<Interval> localSpan(std::string_view text, const Zone &zone)
{
    const Result<Date> date = parseDate(text.substr(0, dateLength));
    const std::optional<std::int64_t> hour = twoDigits(text.substr(dateLength + 1, 2), 23);
    const bool hasMinute = text.size() == minuteLength;
    const std::optional<std::int64_t> minute =
        hasMinute && text[hourLength] == ':' ? twoDigits(text.substr(hourLength + 1), 59) : std::optional<std::int64_t>(0);
    if (!date || !hour || !minute || (hasMinute && text[hourLength] != ':'))
        return std::nullopt;
    const std::int64_t begin = toWallClock({*date, *hour * msPerHour + *minute * msPerMinute});
    return Interval{zone.fromWallClock(begin), zone.fromWallClock(begin + (hasMinute ? msPerMinute : msPerHour))};
}

std::optional<Interval> plainTime(std::string_view text, const Zone &zone)
{
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const std::optional<Interval> begin = plainTime(text.substr(0, slash), zone);
        const std::optional<Interval> end = plainTime(text.substr(slash + 1), zone);
        return begin && end ? std::optional(Interval{begin->begin, end->begin}) : std::nullopt;
    }
    if (text.find('W') != std::string_view::npos) {
        const Result<Date> monday = parseIsoWeek(text);
        if (!monday)
            return std::nullopt;
        return Interval{zone.startOfDay(*monday), zone.startOfDay(dateFromDays(daysSinceEpoch(*monday) + daysOfWeek))};
    }
    const bool isLocal = text.size() == hourLength || text.size() == minuteLength;
    if (isLocal && (text[dateLength] == 'T' || text[dateLength] == ' '))
        return localSpan(text, zone);
    if (text.size() > minuteLength) {
        const Result<Instant> instant = parseRfc3339(text);
        return instant ? std::optional(Interval{*instant, instant->plus(msPerSecond)}) : std::nullopt;
    }
    const Result<Interval> period = parsePeriod(text, zone);
    return period ? std::optional(*period) : std::nullopt;
}

} // namespace

std::optional<Interval> filterTime(std::string_view text, const Zone &zone)
{
    const std::size_t plain = std::min(text.find_first_not_of("<>="), text.size());
    const std::string_view sign = text.substr(0, plain);
    std::optional<Interval> span = plainTime(text.substr(plain), zone);
    if (!span)
        return std::nullopt;
    if (sign == ">")
        span = Interval{span->end, latestInstant};
    else if (sign == ">=")
        span->end = latestInstant;
    else if (sign == "<")
        span = Interval{earliestInstant, span->begin};
    else if (sign == "<=")
        span->begin = earliestInstant;
    else if (!sign.empty() && sign != "=")
        return std::nullopt;
    return span->isEmpty() ? std::nullopt : span;
}

std::string filterTimeText(const Interval &span, const Zone &zone)
{
    const LocalTime local = zone.toLocal(span.begin);
    const std::string day = toIso(local.date);
    const std::string hour = zone.format(span.begin).substr(0, hourLength);
    const std::string minute = zone.format(span.begin).substr(0, minuteLength);
    const std::string month = day.substr(0, 7);
    const std::string year = day.substr(0, 4);
    for (const std::string &text : {day, hour, minute, isoWeekText(local.date), month, year})
        if (filterTime(text, zone) == span)
            return text;
    return zone.format(span.begin) + '/' + zone.format(span.end);
}

} // namespace toll
