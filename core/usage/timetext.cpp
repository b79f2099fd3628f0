// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/timetext.h"

#include "core/usage/numbertext.h"
#include "core/usage/text.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

/// Reads a time from left to right; every function leaves the text alone when it answers false.
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

    bool number(std::size_t width, unsigned &value)
    {
        if (m_rest.size() < width || !std::ranges::all_of(m_rest.substr(0, width), isDigit))
            return false;
        value = 0;
        for (const char c : m_rest.substr(0, width))
            value = 10 * value + static_cast<unsigned>(c - '0');
        m_rest.remove_prefix(width);
        return true;
    }

    /// Any number of digits; those finer than a millisecond are cut off.
    bool fraction(unsigned &millisecond)
    {
        std::size_t count = 0;
        for (; count < m_rest.size() && isDigit(m_rest[count]); ++count) {
            if (count < 3)
                millisecond += static_cast<unsigned>(m_rest[count] - '0') * std::array{100U, 10U, 1U}[count];
        }
        m_rest.remove_prefix(count);
        return count > 0;
    }

    bool month(unsigned &value)
    {
        constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
        const std::size_t at = m_rest.size() < 3 ? std::string_view::npos : names.find(m_rest.substr(0, 3));
        if (at == std::string_view::npos || at % 3 != 0)
            return false;
        value = static_cast<unsigned>(at / 3 + 1);
        m_rest.remove_prefix(3);
        return true;
    }

    /// "+05:30" or "-0400", seconds east
    bool offset(std::int32_t &seconds)
    {
        const bool isWest = m_rest.starts_with('-');
        unsigned hours = 0;
        unsigned minutes = 0;
        if (!oneOf("+-") || !number(2, hours))
            return false;
        static_cast<void>(oneOf(":"));
        if (!number(2, minutes) || hours > 14 || minutes > 59)
            return false;
        seconds = static_cast<std::int32_t>(hours * 3600 + minutes * 60) * (isWest ? -1 : 1);
        return true;
    }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    std::string_view m_rest;
};

struct ClockTime {
    unsigned year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;

    [[nodiscard]] Date date() const
    {
        return Date(std::chrono::year(static_cast<int>(year)), std::chrono::month(month), std::chrono::day(day));
    }
    /// Second 60 is the first instant after it.
    [[nodiscard]] bool isPossible() const
    {
        return year > 0 && date().ok() && hour < 24 && minute < 60 && second <= 60;
    }
    [[nodiscard]] std::int64_t msOfDay() const
    {
        return hour * msPerHour + minute * msPerMinute + std::min(second, 59U) * msPerSecond
            + (second == 60 ? 0 : millisecond);
    }
    [[nodiscard]] std::int64_t leap() const { return second == 60 ? msPerSecond : 0; }
    [[nodiscard]] Instant at(std::int32_t offset) const
    {
        return {daysSinceEpoch(date()) * msPerDay + msOfDay() + leap() - offset * msPerSecond};
    }
};

std::optional<ClockTime> readLocal(std::string_view text)
{
    Scanner in(text);
    ClockTime time;
    const bool hasDate = in.number(4, time.year) && in.oneOf("-/") && in.number(2, time.month) && in.oneOf("-/")
        && in.number(2, time.day);
    if (!hasDate)
        return std::nullopt;
    if (!in.atEnd()) {
        if (!in.oneOf("Tt ") || !in.number(2, time.hour) || !in.oneOf(":") || !in.number(2, time.minute))
            return std::nullopt;
        if (in.oneOf(":") && !in.number(2, time.second))
            return std::nullopt;
        if (in.oneOf(".,") && !in.fraction(time.millisecond))
            return std::nullopt;
    }
    if (!in.atEnd() || !time.isPossible())
        return std::nullopt;
    return time;
}

std::optional<Instant> readCommonLog(std::string_view text)
{
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    Scanner in(text);
    ClockTime time;
    std::int32_t offset = 0;
    const bool isWhole = in.number(2, time.day) && in.oneOf("/") && in.month(time.month) && in.oneOf("/")
        && in.number(4, time.year) && in.oneOf(":") && in.number(2, time.hour) && in.oneOf(":")
        && in.number(2, time.minute) && in.oneOf(":") && in.number(2, time.second) && in.oneOf(" ") && in.offset(offset)
        && in.atEnd();
    if (!isWhole || !time.isPossible())
        return std::nullopt;
    return time.at(offset);
}

Result<Instant> readNumber(std::string_view text, const TimeReading &reading)
{
    const bool inSeconds = reading.format == TimeFormat::UnixSeconds || reading.format == TimeFormat::RelativeSeconds;
    const bool isRelative =
        reading.format == TimeFormat::RelativeSeconds || reading.format == TimeFormat::RelativeMilliseconds;
    const auto number = parseScaled(text, inSeconds ? 3 : 0, Finer::Cut);
    if (!number)
        return std::unexpected(number.error());
    if (isRelative && !reading.origin)
        return fail(ErrorCode::Missing, "time_origin");
    Instant time = isRelative ? *reading.origin : Instant();
    if (__builtin_add_overflow(time.ms, *number, &time.ms))
        return fail(ErrorCode::OutOfRange, {}, excerpt(text), "0001..9999");
    return time;
}

Result<Instant> readAny(std::string_view text, const TimeReading &reading)
{
    const auto unreadable = [&](ErrorCode code) {
        return fail(code, {}, excerpt(text), std::string(name(reading.format)));
    };
    switch (reading.format) {
    case TimeFormat::Rfc3339: {
        const auto time = parseRfc3339(text);
        return time ? *time : Result<Instant>(unreadable(time.error().code));
    }
    case TimeFormat::Local: {
        const auto local = readLocal(text);
        if (!local)
            return unreadable(ErrorCode::Syntax);
        if (reading.utcOffset)
            return local->at(*reading.utcOffset);
        return reading.zone.toInstant({local->date(), local->msOfDay()}).plus(local->leap());
    }
    case TimeFormat::CommonLog: {
        const auto time = readCommonLog(text);
        return time ? *time : Result<Instant>(unreadable(ErrorCode::Syntax));
    }
    case TimeFormat::UnixSeconds:
    case TimeFormat::UnixMilliseconds:
    case TimeFormat::RelativeSeconds:
    case TimeFormat::RelativeMilliseconds:
        return readNumber(text, reading);
    }
    return unreadable(ErrorCode::Syntax);
}

std::optional<TimeFormat> recogniseNumbers(std::span<const std::string> values, std::string_view column)
{
    if (!mostly(values, [](const std::string &value) { return parseScaled(value, 0, Finer::Cut).has_value(); }))
        return std::nullopt;
    std::int64_t largest = 0;
    bool hasFraction = false;
    for (const std::string &value : values) {
        largest = std::max(largest, parseScaled(value, 0, Finer::Cut).value_or(0));
        hasFraction = hasFraction || value.contains('.');
    }
    constexpr std::int64_t secondsOf1973 = 100'000'000;
    constexpr std::int64_t millisecondsOf1973 = 1000 * secondsOf1973;
    const std::string_view unit = timeUnitOf(column);
    if (largest >= 1000 * millisecondsOf1973)
        return std::nullopt;
    if (largest >= millisecondsOf1973)
        return unit == "s" ? std::nullopt : std::optional(TimeFormat::UnixMilliseconds);
    if (largest >= secondsOf1973 && unit != "ms")
        return TimeFormat::UnixSeconds;
    const bool inSeconds = unit == "s" || (unit.empty() && hasFraction);
    return inSeconds ? TimeFormat::RelativeSeconds : TimeFormat::RelativeMilliseconds;
}

} // namespace

std::string_view timeUnitOf(std::string_view column)
{
    for (const std::string_view end : {"_ms", "_millis", "_milliseconds", "Ms", "Millis"}) {
        if (column.ends_with(end))
            return "ms";
    }
    for (const std::string_view end : {"_s", "_sec", "_secs", "_seconds", "Seconds"}) {
        if (column.ends_with(end))
            return "s";
    }
    return {};
}

Result<Instant> parseTime(std::string_view text, const TimeReading &reading)
{
    const auto time = readAny(trimmed(text), reading);
    if (time && (*time < earliestInstant || *time > latestInstant))
        return fail(ErrorCode::OutOfRange, {}, excerpt(text), "0001..9999");
    return time;
}

std::optional<TimeFormat> recogniseTime(std::span<const std::string> values, std::string_view column)
{
    if (values.empty())
        return std::nullopt;
    constexpr std::size_t enough = 1000;
    const auto some = values.first(std::min(values.size(), enough));
    for (const TimeFormat format : {TimeFormat::Rfc3339, TimeFormat::Local, TimeFormat::CommonLog}) {
        const TimeReading reading{format, {}, {}, {}};
        if (mostly(some, [&](const std::string &value) { return parseTime(value, reading).has_value(); }))
            return format;
    }
    return recogniseNumbers(values, column);
}

std::optional<std::int32_t> utcOffsetOf(std::string_view column)
{
    if (column.ends_with("_utc") || column.ends_with("_UTC"))
        return 0;
    const std::size_t sign = column.find_last_of("+-");
    if (sign == std::string_view::npos)
        return std::nullopt;
    Scanner in(column.substr(sign));
    std::int32_t offset = 0;
    if (!in.offset(offset) || !in.atEnd())
        return std::nullopt;
    return offset;
}

} // namespace toll
