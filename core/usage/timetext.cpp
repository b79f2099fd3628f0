// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/timetext.h"

#include "core/usage/numbertext.h"
#include "core/usage/text.h"

#include <algorithm>
#include <array>
#include <limits>

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

    /// From `least` to `most` digits.
    bool digits(std::size_t least, std::size_t most, unsigned &value)
    {
        const auto end = std::ranges::find_if_not(m_rest, isDigit);
        const auto count = static_cast<std::size_t>(end - m_rest.begin());
        return count >= least && count <= most && number(count, value);
    }

    bool word(std::string_view wanted)
    {
        if (!m_rest.starts_with(wanted))
            return false;
        m_rest.remove_prefix(wanted.size());
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

/// "18:15", "18:15:46.68" or "6:15 PM", and the end.
bool readClock(Scanner &in, ClockTime &time)
{
    if (!in.digits(1, 2, time.hour) || !in.oneOf(":") || !in.number(2, time.minute))
        return false;
    if (in.oneOf(":") && !in.number(2, time.second))
        return false;
    if (in.oneOf(".,") && !in.fraction(time.millisecond))
        return false;
    if (!in.atEnd()) {
        static_cast<void>(in.oneOf(" "));
        const bool isMorning = in.word("AM") || in.word("am");
        const bool isEvening = !isMorning && (in.word("PM") || in.word("pm"));
        if ((!isMorning && !isEvening) || time.hour < 1 || time.hour > 12)
            return false;
        time.hour = time.hour % 12 + (isEvening ? 12 : 0);
    }
    return in.atEnd();
}

std::optional<ClockTime> readLocal(std::string_view text)
{
    Scanner in(text);
    ClockTime time;
    const bool hasDate = in.number(4, time.year) && (in.oneOf("-/") || in.word("年")) && in.digits(1, 2, time.month)
        && (in.oneOf("-/") || in.word("月")) && in.digits(1, 2, time.day);
    static_cast<void>(in.word("日"));
    if (!hasDate || (!in.atEnd() && (!in.oneOf("Tt ") || !readClock(in, time))) || !time.isPossible())
        return std::nullopt;
    return time;
}

/// Dates as people write them, the year last; two digits are a year from 1970 to 2069.
std::optional<ClockTime> readYearLast(std::string_view text, bool isDayFirst)
{
    constexpr unsigned firstOfLastCentury = 70;
    Scanner in(text);
    ClockTime time;
    unsigned &first = isDayFirst ? time.day : time.month;
    unsigned &second = isDayFirst ? time.month : time.day;
    if (!in.digits(1, 2, first) || !in.oneOf("./-") || !in.digits(1, 2, second) || !in.oneOf("./-"))
        return std::nullopt;
    if (!in.number(4, time.year)) {
        if (!in.number(2, time.year))
            return std::nullopt;
        time.year += time.year < firstOfLastCentury ? 2000 : 1900;
    }
    if (!in.atEnd()) {
        static_cast<void>(in.oneOf(","));
        if (!in.oneOf("Tt ") || !readClock(in, time))
            return std::nullopt;
    }
    return time.isPossible() ? std::optional(time) : std::nullopt;
}

std::optional<ClockTime> readIsoWeek(std::string_view text)
{
    Scanner in(text);
    ClockTime time;
    unsigned week = 0;
    unsigned weekday = 1;
    if (!in.number(4, time.year) || !in.oneOf("-") || !in.oneOf("W") || !in.number(2, week))
        return std::nullopt;
    if (in.oneOf("-") && !in.number(1, weekday))
        return std::nullopt;
    const bool isWhole = in.atEnd() || (in.oneOf("Tt ") && readClock(in, time));
    if (!isWhole || time.year == 0 || week < 1 || week > 53 || weekday < 1 || weekday > 7)
        return std::nullopt;
    using namespace std::chrono;
    const year ofWeek(static_cast<int>(time.year));
    const sys_days fourth(ofWeek / January / 4); // lies in the first week
    const sys_days monday = fourth - (std::chrono::weekday(fourth) - Monday);
    const sys_days thursday = monday + weeks(week - 1) + days(3);
    if (year_month_day(thursday).year() != ofWeek)
        return std::nullopt; // most years have no week 53
    const year_month_day day(monday + weeks(week - 1) + days(weekday - 1));
    time.year = static_cast<unsigned>(static_cast<int>(day.year()));
    time.month = static_cast<unsigned>(day.month());
    time.day = static_cast<unsigned>(day.day());
    return time.isPossible() ? std::optional(time) : std::nullopt;
}

std::optional<Instant> readRfc2822(std::string_view text)
{
    if (const std::size_t comma = text.find(", "); comma == 3)
        text.remove_prefix(comma + 2);
    Scanner in(text);
    ClockTime time;
    std::int32_t offset = 0;
    const bool hasDate = in.digits(1, 2, time.day) && in.oneOf(" ") && in.month(time.month) && in.oneOf(" ")
        && in.number(4, time.year) && in.oneOf(" ");
    const bool hasTime = hasDate && in.digits(1, 2, time.hour) && in.oneOf(":") && in.number(2, time.minute)
        && (!in.oneOf(":") || in.number(2, time.second)) && in.oneOf(" ");
    const bool isWhole =
        hasTime && (in.word("GMT") || in.word("UTC") || in.word("UT") || in.word("Z") || in.offset(offset));
    if (!isWhole || !in.atEnd() || !time.isPossible())
        return std::nullopt;
    return time.at(offset);
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

Instant inZone(const ClockTime &time, const TimeReading &reading)
{
    if (reading.utcOffset)
        return time.at(*reading.utcOffset);
    return reading.zone.toInstant({time.date(), time.msOfDay()}).plus(time.leap());
}

/// Days since 30 December 1899; spreadsheets keep about a hundredth of a millisecond. Before March 1900 they count a
/// day that never was.
Result<Instant> readExcelSerial(std::string_view text, const TimeReading &reading)
{
    constexpr int decimals = 10;
    constexpr std::int64_t unitsOfDay = 10'000'000'000;
    constexpr std::int64_t firstSoundDay = 61;
    constexpr std::int64_t epoch = 25'569; // 1 January 1970
    const auto serial = parseScaled(text, decimals, Finer::Cut);
    if (!serial)
        return std::unexpected(serial.error());
    std::int64_t day = *serial / unitsOfDay;
    std::int64_t ms = (*serial % unitsOfDay * msPerDay + unitsOfDay / 2) / unitsOfDay;
    if (day < firstSoundDay)
        return fail(ErrorCode::OutOfRange, {}, excerpt(text), "> 60");
    day += ms / msPerDay;
    ms %= msPerDay;
    const Date date{std::chrono::sys_days(std::chrono::days(day - epoch))};
    if (!date.ok() || day > epoch + latestInstant.ms / msPerDay)
        return fail(ErrorCode::OutOfRange, {}, excerpt(text), "0001..9999");
    if (reading.utcOffset)
        return Instant{(day - epoch) * msPerDay + ms - *reading.utcOffset * msPerSecond};
    return reading.zone.toInstant({date, ms});
}

Result<Instant> readNumber(std::string_view text, const TimeReading &reading)
{
    const bool inSeconds = reading.format == TimeFormat::UnixSeconds || reading.format == TimeFormat::RelativeSeconds;
    const bool isRelative =
        reading.format == TimeFormat::RelativeSeconds || reading.format == TimeFormat::RelativeMilliseconds;
    auto number = parseScaled(text, inSeconds ? 3 : 0, Finer::Cut);
    if (!number)
        return std::unexpected(number.error());
    if (reading.format == TimeFormat::UnixMicroseconds)
        *number /= 1'000;
    if (reading.format == TimeFormat::UnixNanoseconds)
        *number /= 1'000'000;
    if (isRelative && !reading.origin)
        return fail(ErrorCode::Missing, "time_origin");
    Instant time = isRelative ? *reading.origin : Instant();
    if (__builtin_add_overflow(time.ms, *number, &time.ms))
        return fail(ErrorCode::OutOfRange, {}, excerpt(text), "0001..9999");
    return time;
}

std::optional<ClockTime> readClockTime(std::string_view text, TimeFormat format)
{
    if (format == TimeFormat::Local)
        return readLocal(text);
    if (format == TimeFormat::IsoWeek)
        return readIsoWeek(text);
    return readYearLast(text, format == TimeFormat::DayMonthYear);
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
    case TimeFormat::Local:
    case TimeFormat::DayMonthYear:
    case TimeFormat::MonthDayYear:
    case TimeFormat::IsoWeek: {
        const auto local = readClockTime(text, reading.format);
        return local ? inZone(*local, reading) : Result<Instant>(unreadable(ErrorCode::Syntax));
    }
    case TimeFormat::CommonLog:
    case TimeFormat::Rfc2822: {
        const auto time = reading.format == TimeFormat::CommonLog ? readCommonLog(text) : readRfc2822(text);
        return time ? *time : Result<Instant>(unreadable(ErrorCode::Syntax));
    }
    case TimeFormat::UnixSeconds:
    case TimeFormat::UnixMilliseconds:
    case TimeFormat::UnixMicroseconds:
    case TimeFormat::UnixNanoseconds:
    case TimeFormat::RelativeSeconds:
    case TimeFormat::RelativeMilliseconds:
    case TimeFormat::ExcelSerial: {
        const auto plain = reading.numbers.isPlain() ? std::string(text) : plainNumber(text, reading.numbers);
        if (!plain)
            return unreadable(ErrorCode::Syntax);
        return reading.format == TimeFormat::ExcelSerial ? readExcelSerial(*plain, reading)
                                                         : readNumber(*plain, reading);
    }
    }
    return unreadable(ErrorCode::Syntax);
}

std::optional<TimeFormat> recogniseNumbers(std::span<const std::string> values, std::string_view column)
{
    if (!mostly(values, [](const std::string &value) { return parseScaled(value, 0, Finer::Cut).has_value(); }))
        return std::nullopt;
    std::int64_t largest = 0;
    std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
    bool hasFraction = false;
    for (const std::string &value : values) {
        const auto number = parseScaled(value, 0, Finer::Cut);
        largest = std::max(largest, number.value_or(0));
        smallest = std::min(smallest, number.value_or(smallest));
        hasFraction = hasFraction || value.contains('.');
    }
    constexpr std::int64_t secondsOf1973 = 100'000'000;
    constexpr std::int64_t millisecondsOf1973 = 1000 * secondsOf1973;
    constexpr std::int64_t microsecondsOf1973 = 1000 * millisecondsOf1973;
    constexpr std::int64_t excelOf1990 = 32'874;
    constexpr std::int64_t excelOf2100 = 73'051;
    const std::string_view unit = timeUnitOf(column);
    if (largest >= 1000 * microsecondsOf1973)
        return unit.empty() ? std::optional(TimeFormat::UnixNanoseconds) : std::nullopt;
    if (largest >= microsecondsOf1973)
        return unit.empty() || unit == "us" ? std::optional(TimeFormat::UnixMicroseconds) : std::nullopt;
    if (largest >= millisecondsOf1973)
        return unit == "s" || unit == "us" ? std::nullopt : std::optional(TimeFormat::UnixMilliseconds);
    if (unit == "us")
        return std::nullopt;
    if (largest >= secondsOf1973 && unit != "ms")
        return TimeFormat::UnixSeconds;
    // Times that count from a start begin near it, which is far from any day of our time.
    const bool isDate = hasFraction || column.contains("date") || column.contains("Date");
    if (unit.empty() && isDate && smallest >= excelOf1990 && largest < excelOf2100)
        return TimeFormat::ExcelSerial;
    const bool inSeconds = unit == "s" || (unit.empty() && hasFraction);
    return inSeconds ? TimeFormat::RelativeSeconds : TimeFormat::RelativeMilliseconds;
}

bool isTime(const std::string &text, TimeFormat format)
{
    return parseTime(text, {format, {}, {}, {}, {}}).has_value();
}

struct DateCounts {
    std::size_t dayFirst = 0; ///< values that are dates with the day first
    std::size_t monthFirst = 0;
    bool hasPoints = false; ///< "3.4.2024": nobody writes the month first with points
};

DateCounts countDates(std::span<const std::string> values)
{
    DateCounts counts;
    for (const std::string &value : values) {
        const bool isDayFirst = isTime(value, TimeFormat::DayMonthYear);
        counts.dayFirst += isDayFirst ? 1 : 0;
        counts.monthFirst += isTime(value, TimeFormat::MonthDayYear) ? 1 : 0;
        counts.hasPoints = counts.hasPoints || (isDayFirst && value.substr(0, 3).contains('.'));
    }
    return counts;
}

} // namespace

std::string_view timeUnitOf(std::string_view column)
{
    for (const std::string_view end : {"_ms", "_millis", "_milliseconds", "Ms", "Millis"}) {
        if (column.ends_with(end))
            return "ms";
    }
    for (const std::string_view end : {"_us", "_micros", "_microseconds", "Micros"}) {
        if (column.ends_with(end))
            return "us";
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
    for (const TimeFormat format :
        {TimeFormat::Rfc3339, TimeFormat::Local, TimeFormat::CommonLog, TimeFormat::Rfc2822, TimeFormat::IsoWeek}) {
        if (mostly(some, [format](const std::string &value) { return isTime(value, format); }))
            return format;
    }
    const DateCounts dates = countDates(some);
    if (std::max(dates.dayFirst, dates.monthFirst) * 2 > some.size())
        return dates.monthFirst > dates.dayFirst ? TimeFormat::MonthDayYear : TimeFormat::DayMonthYear;
    return recogniseNumbers(values, column);
}

bool readsBothWays(std::span<const std::string> values)
{
    const DateCounts dates = countDates(values);
    return dates.dayFirst > 0 && dates.dayFirst == dates.monthFirst && !dates.hasPoints;
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
