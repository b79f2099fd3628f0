// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/weekhours.h"

#include <algorithm>
#include <array>
#include <optional>

namespace toll {

namespace {

constexpr std::array<std::string_view, 7> dayNames{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::uint8_t everyDay = 127;
constexpr std::int32_t minutesOfDay = 24 * 60;

std::optional<unsigned> dayOf(std::string_view text)
{
    const auto name = std::ranges::find(dayNames, text);
    if (name == dayNames.end())
        return std::nullopt;
    return static_cast<unsigned>(name - dayNames.begin());
}

std::uint8_t bit(unsigned day)
{
    return static_cast<std::uint8_t>(1U << day);
}

/// "Mon-Fri" or "Sat"; the days of a run that wraps go over the week's end.
std::optional<std::uint8_t> parseRun(std::string_view text)
{
    const auto dash = text.find('-');
    const std::optional<unsigned> first = dayOf(text.substr(0, dash));
    const std::optional<unsigned> last = dash == std::string_view::npos ? first : dayOf(text.substr(dash + 1));
    if (!first || !last)
        return std::nullopt;
    std::uint8_t days = bit(*last);
    constexpr auto week = static_cast<unsigned>(dayNames.size());
    for (unsigned day = *first; day != *last; day = (day + 1) % week)
        days |= bit(day);
    return days;
}

std::optional<std::uint8_t> parseDays(std::string_view text)
{
    if (text == "daily")
        return everyDay;
    std::uint8_t days = 0;
    while (true) {
        const auto comma = text.find(',');
        const std::optional<std::uint8_t> run = parseRun(text.substr(0, comma));
        if (!run)
            return std::nullopt;
        days |= *run;
        if (comma == std::string_view::npos)
            return days;
        text.remove_prefix(comma + 1);
    }
}

std::optional<std::int32_t> parseClock(std::string_view text)
{
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
        return std::nullopt;
    const std::int32_t hour = (text[0] - '0') * 10 + text[1] - '0';
    const std::int32_t minute = (text[3] - '0') * 10 + text[4] - '0';
    if (minute > 59 || hour * 60 + minute > minutesOfDay)
        return std::nullopt;
    return hour * 60 + minute;
}

std::string clockText(std::int32_t minute)
{
    const auto two = [](std::int32_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return two(minute / 60) + ':' + two(minute % 60);
}

} // namespace

bool WeekHours::contains(const LocalTime &local) const
{
    // ISO weekdays count from 1, Monday.
    const unsigned today = std::chrono::weekday(std::chrono::sys_days(local.date)).iso_encoding() - 1;
    const unsigned yesterday = (today + 6) % 7;
    const std::int64_t from = begin * msPerMinute;
    const std::int64_t to = end * msPerMinute;
    const bool isToday = (days & bit(today)) != 0;
    if (begin < end)
        return isToday && local.msOfDay >= from && local.msOfDay < to;
    return (isToday && local.msOfDay >= from) || ((days & bit(yesterday)) != 0 && local.msOfDay < to);
}

Result<WeekHours> parseWeekHours(std::string_view text)
{
    const auto bad = [&] { return fail(ErrorCode::Syntax, {}, std::string(text), "Mon-Fri 09:00-18:00"); };
    const auto space = text.find(' ');
    const auto dash = text.find('-', space == std::string_view::npos ? text.size() : space);
    if (dash == std::string_view::npos)
        return bad();
    const auto days = parseDays(text.substr(0, space));
    const auto begin = parseClock(text.substr(space + 1, dash - space - 1));
    const auto end = parseClock(text.substr(dash + 1));
    if (!days || !begin || !end || *begin == minutesOfDay)
        return bad();
    return WeekHours{*days, *begin, *end};
}

std::string toString(const WeekHours &hours)
{
    std::string text;
    if (hours.days == everyDay) {
        text = "daily";
    } else {
        for (unsigned day = 0; day < dayNames.size(); ++day) {
            if ((hours.days & bit(day)) == 0)
                continue;
            unsigned last = day;
            while (last + 1 < dayNames.size() && (hours.days & bit(last + 1)) != 0)
                ++last;
            text += text.empty() ? "" : ",";
            text += dayNames[day];
            if (last > day)
                text.append(last == day + 1 ? "," : "-").append(dayNames[last]);
            day = last;
        }
    }
    return text + ' ' + clockText(hours.begin) + '-' + clockText(hours.end);
}

} // namespace toll
