// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace toll {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// The parts of a timestamp as they were written, before anything is known about their ranges.
struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
    int offsetSign = 1, offsetHour = 0, offsetMinute = 0;
};

/// Reads a timestamp from left to right; every function leaves the text alone when it answers false.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) { }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    bool oneOf(std::string_view characters)
    {
        if (m_rest.empty() || !characters.contains(m_rest.front()))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool number(std::size_t width, int &value)
    {
        if (m_rest.size() < width || !std::ranges::all_of(m_rest.substr(0, width), isDigit))
            return false;
        value = 0;
        for (char c : m_rest.substr(0, width))
            value = 10 * value + (c - '0');
        m_rest.remove_prefix(width);
        return true;
    }

    /// Any number of digits after the point; those finer than a millisecond are cut off.
    bool fraction(int &millisecond)
    {
        std::size_t count = 0;
        for (; count < m_rest.size() && isDigit(m_rest[count]); ++count) {
            if (count < 3)
                millisecond += (m_rest[count] - '0') * std::array{100, 10, 1}[count];
        }
        m_rest.remove_prefix(count);
        return count > 0;
    }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    std::string_view m_rest;
};

bool readOffset(Scanner &in, Parts &parts)
{
    if (in.oneOf("Zz"))
        return true;
    parts.offsetSign = in.oneOf("-") ? -1 : 1;
    if (parts.offsetSign > 0 && !in.oneOf("+"))
        return false;
    return in.number(2, parts.offsetHour) && in.oneOf(":") && in.number(2, parts.offsetMinute);
}

bool readParts(std::string_view text, Parts &parts)
{
    Scanner in(text);
    const bool dateAndTime = in.number(4, parts.year) && in.oneOf("-") && in.number(2, parts.month) && in.oneOf("-")
        && in.number(2, parts.day) && in.oneOf("Tt ") && in.number(2, parts.hour) && in.oneOf(":")
        && in.number(2, parts.minute) && in.oneOf(":") && in.number(2, parts.second);
    if (!dateAndTime || (in.oneOf(".") && !in.fraction(parts.millisecond)))
        return false;
    return readOffset(in, parts) && in.atEnd();
}

void appendPadded(std::string &text, std::int64_t value, std::size_t width)
{
    const std::string digits = std::to_string(value);
    text.append(width > digits.size() ? width - digits.size() : 0, '0').append(digits);
}

} // namespace

Interval intersection(Interval a, Interval b)
{
    const Instant begin = std::max(a.begin, b.begin);
    return {begin, std::max(begin, std::min(a.end, b.end))};
}

Instant floorTo(Instant t, std::int64_t step)
{
    const std::int64_t past = t.ms % step;
    return {t.ms - (past < 0 ? past + step : past)};
}

std::string toRfc3339(Instant t)
{
    const Instant midnight = floorTo(t, msPerDay);
    const year_month_day date{sys_days{days{midnight.ms / msPerDay}}};
    const std::int64_t time = t.ms - midnight.ms;

    std::string text;
    appendPadded(text, static_cast<int>(date.year()), 4);
    appendPadded(text += '-', static_cast<unsigned>(date.month()), 2);
    appendPadded(text += '-', static_cast<unsigned>(date.day()), 2);
    appendPadded(text += 'T', time / msPerHour, 2);
    appendPadded(text += ':', time % msPerHour / msPerMinute, 2);
    appendPadded(text += ':', time % msPerMinute / msPerSecond, 2);
    if (time % msPerSecond != 0)
        appendPadded(text += '.', time % msPerSecond, 3);
    return text += 'Z';
}

Result<Instant> parseRfc3339(std::string_view text)
{
    const auto refuse = [text](ErrorCode code) { return fail(code, {}, std::string(text), "YYYY-MM-DDThh:mm:ssZ"); };
    Parts parts;
    if (!readParts(text, parts))
        return refuse(ErrorCode::Syntax);

    const auto date = std::chrono::year{parts.year} / parts.month / parts.day;
    if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60 || parts.offsetHour > 23
        || parts.offsetMinute > 59)
        return refuse(ErrorCode::OutOfRange);

    const bool leapSecond = parts.second == 60;
    const std::int64_t offset = parts.offsetSign * (parts.offsetHour * msPerHour + parts.offsetMinute * msPerMinute);
    const Instant t{sys_days{date}.time_since_epoch().count() * msPerDay + parts.hour * msPerHour
        + parts.minute * msPerMinute + parts.second * msPerSecond + (leapSecond ? 0 : parts.millisecond) - offset};
    if (t < earliestInstant || t > latestInstant)
        return refuse(ErrorCode::OutOfRange);

    // Leap seconds are only ever inserted at the end of a month in UTC.
    if (leapSecond
        && (t.ms % msPerDay != 0 || year_month_day{sys_days{days{t.ms / msPerDay}}}.day() != std::chrono::day{1}))
        return refuse(ErrorCode::OutOfRange);
    return t;
}

} // namespace toll
