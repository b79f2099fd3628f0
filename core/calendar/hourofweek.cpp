// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/hourofweek.h"

#include <array>
#include <charconv>

namespace toll {

namespace {

constexpr std::int64_t daysOfWeek = 7;
constexpr std::array<const char *, daysOfWeek> dayNames{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// 0 is a Monday.
std::int64_t dayOfWeek(std::int64_t daysSinceEpoch)
{
    constexpr std::int64_t epochDay = 3; // 1970-01-01 was a Thursday
    return ((daysSinceEpoch + epochDay) % daysOfWeek + daysOfWeek) % daysOfWeek;
}

std::string twoDigits(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// The Monday of a year's first week: the one that holds 4 January.
std::int64_t firstMonday(int year)
{
    return daysSinceEpoch(mondayOf(std::chrono::year(year) / std::chrono::January / std::chrono::day(4)));
}

} // namespace

int hourOfWeek(Instant t, const Zone &zone)
{
    const LocalTime local = zone.toLocal(t);
    return static_cast<int>(dayOfWeek(daysSinceEpoch(local.date)) * (msPerDay / msPerHour) + local.msOfDay / msPerHour);
}

std::string hourOfWeekText(int hour)
{
    constexpr int hoursOfDay = 24;
    return std::string(dayNames[static_cast<std::size_t>(hour / hoursOfDay)]) + ' ' + twoDigits(hour % hoursOfDay)
        + ":00";
}

Date mondayOf(Date date)
{
    const std::int64_t day = daysSinceEpoch(date);
    return dateFromDays(day - dayOfWeek(day));
}

std::string isoWeekText(Date date)
{
    const std::int64_t monday = daysSinceEpoch(mondayOf(date));
    const int year = static_cast<int>(dateFromDays(monday + 3).year()); // its Thursday names the year
    return std::to_string(year) + "-W"
        + twoDigits(static_cast<int>((monday - firstMonday(year)) / daysOfWeek) + 1);
}

Result<Date> parseIsoWeek(std::string_view text)
{
    constexpr std::size_t length = 8; // 2026-W10
    int year = 0;
    int week = 0;
    const auto read = [&](std::size_t at, std::size_t count, int &number) {
        const char *end = text.data() + at + count;
        const auto [last, fault] = std::from_chars(text.data() + at, end, number);
        return fault == std::errc() && last == end && number > 0;
    };
    if (text.size() != length || text.substr(4, 2) != "-W" || !read(0, 4, year) || !read(6, 2, week))
        return fail(ErrorCode::Syntax, {}, std::string(text), "2026-W10");
    const std::int64_t monday = firstMonday(year) + (week - 1) * daysOfWeek;
    if (monday >= firstMonday(year + 1))
        return fail(ErrorCode::OutOfRange, {}, std::string(text), "2026-W01 … W53");
    return dateFromDays(monday);
}

} // namespace toll
