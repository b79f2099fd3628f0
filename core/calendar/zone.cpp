// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/zone.h"

#include "core/calendar/integer.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>
#include <optional>

namespace toll {

/// Segment i has offsets[i] and ends at ends[i]; the last one has no end.
struct Zone::Rules {
    std::string id = "UTC";
    std::vector<std::int32_t> offsets{0};
    std::vector<Instant> ends;
    /// The latest wall clock shown before ends[i]: it only grows, even where clocks go back.
    std::vector<std::int64_t> reached;
    std::vector<Instant> missingDays;
};

namespace {

void appendPadded(std::string &text, std::int64_t value, std::size_t width)
{
    const std::string digits = std::to_string(value);
    text.append(width - std::min(width, digits.size()), '0');
    text += digits;
}

/// Digits only: neither sign nor space.
std::optional<int> readDigits(std::string_view text)
{
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

Zone::Zone()
{
    static const auto utc = std::make_shared<const Rules>();
    m_rules = utc;
}

Zone::Zone(std::string id, std::int32_t initialOffset, const std::vector<Transition> &transitions)
{
    auto rules = std::make_shared<Rules>();
    rules->id = std::move(id);
    rules->offsets = {initialOffset};
    auto reached = std::numeric_limits<std::int64_t>::min();
    for (const Transition &transition : transitions) {
        const std::int32_t before = rules->offsets.back();
        if (transition.offset == before)
            continue;
        reached = std::max(reached, transition.at.ms + before * msPerSecond);
        rules->ends.push_back(transition.at);
        rules->reached.push_back(reached);
        rules->offsets.push_back(transition.offset);
        if ((transition.offset - before) * msPerSecond >= msPerDay)
            rules->missingDays.push_back(transition.at);
    }
    m_rules = std::move(rules);
}

const std::string &Zone::id() const
{
    return m_rules->id;
}

std::int32_t Zone::offsetAt(Instant t) const
{
    const auto end = std::ranges::upper_bound(m_rules->ends, t);
    return m_rules->offsets[static_cast<std::size_t>(end - m_rules->ends.begin())];
}

std::int64_t Zone::wallClockAt(Instant t) const
{
    return t.ms + offsetAt(t) * msPerSecond;
}

Instant Zone::fromWallClock(std::int64_t wallClock) const
{
    // The first segment that shows this time or a later one; if only later ones, its first instant ends the gap.
    const auto reached = std::ranges::upper_bound(m_rules->reached, wallClock);
    const auto segment = static_cast<std::size_t>(reached - m_rules->reached.begin());
    const Instant t{wallClock - m_rules->offsets[segment] * msPerSecond};
    return segment == 0 ? t : std::max(t, m_rules->ends[segment - 1]);
}

LocalTime Zone::toLocal(Instant t) const
{
    return toll::fromWallClock(wallClockAt(t));
}

Instant Zone::toInstant(const LocalTime &local) const
{
    return fromWallClock(toWallClock(local));
}

Instant Zone::startOfDay(Date date) const
{
    return toInstant({date, 0});
}

std::string Zone::format(Instant t) const
{
    const std::int64_t minutes = floorDivided(offsetAt(t), 60);
    const LocalTime local = toll::fromWallClock(t.ms + minutes * msPerMinute);
    std::string text = toIso(local.date) + 'T';
    appendPadded(text, local.msOfDay / msPerHour, 2);
    text += ':';
    appendPadded(text, local.msOfDay % msPerHour / msPerMinute, 2);
    text += ':';
    appendPadded(text, local.msOfDay % msPerMinute / msPerSecond, 2);
    if (const std::int64_t fraction = local.msOfDay % msPerSecond; fraction != 0) {
        text += '.';
        appendPadded(text, fraction, 3);
    }
    if (minutes == 0)
        return text + 'Z';
    const std::int64_t distance = minutes < 0 ? -minutes : minutes;
    text += minutes < 0 ? '-' : '+';
    appendPadded(text, distance / 60, 2);
    text += ':';
    appendPadded(text, distance % 60, 2);
    return text;
}

const std::vector<Instant> &Zone::missingDays() const
{
    return m_rules->missingDays;
}

bool Zone::operator==(const Zone &other) const
{
    return m_rules == other.m_rules
        || (m_rules->id == other.m_rules->id && m_rules->offsets == other.m_rules->offsets
            && m_rules->ends == other.m_rules->ends);
}

std::int64_t toWallClock(const LocalTime &local)
{
    return daysSinceEpoch(local.date) * msPerDay + local.msOfDay;
}

LocalTime fromWallClock(std::int64_t wallClock)
{
    const std::int64_t days = floorDivided(wallClock, msPerDay);
    return {dateFromDays(days), wallClock - days * msPerDay};
}

std::int64_t daysSinceEpoch(Date date)
{
    return std::chrono::sys_days(date).time_since_epoch().count();
}

Date dateFromDays(std::int64_t days)
{
    return std::chrono::sys_days(std::chrono::days(days));
}

std::string toIso(Date date)
{
    std::string text;
    appendPadded(text, static_cast<int>(date.year()), 4);
    text += '-';
    appendPadded(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    appendPadded(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

Result<Date> parseDate(std::string_view text)
{
    const auto syntax = [&] { return fail(ErrorCode::Syntax, {}, std::string(text), "YYYY-MM-DD"); };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return syntax();
    const auto year = readDigits(text.substr(0, 4));
    const auto month = readDigits(text.substr(5, 2));
    const auto day = readDigits(text.substr(8, 2));
    if (!year || !month || !day)
        return syntax();
    const Date date = std::chrono::year(*year) / *month / *day;
    if (*year == 0 || !date.ok())
        return fail(ErrorCode::OutOfRange, {}, std::string(text), "0001-01-01 .. 9999-12-31");
    return date;
}

} // namespace toll
