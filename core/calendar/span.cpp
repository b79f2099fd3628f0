// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/span.h"

#include "core/calendar/integer.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace toll {

namespace {

struct Unit {
    char letter;
    Span::Kind kind;
    std::int64_t size; ///< in the kind's own measure
};

constexpr std::array dateUnits{
    Unit{'Y', Span::Kind::Months, 12},
    Unit{'M', Span::Kind::Months, 1},
    Unit{'W', Span::Kind::Days, 7},
    Unit{'D', Span::Kind::Days, 1},
};
constexpr std::array timeUnits{
    Unit{'H', Span::Kind::Exact, msPerHour},
    Unit{'M', Span::Kind::Exact, msPerMinute},
    Unit{'S', Span::Kind::Exact, msPerSecond},
};

/// From any accepted instant to any other and one longest span beyond, and still within std::chrono's years.
constexpr std::int64_t farthest(Span::Kind kind)
{
    constexpr std::int64_t years = 20'000;
    return kind == Span::Kind::Months ? years * 12 : years * 366 * (kind == Span::Kind::Days ? 1 : msPerDay);
}

std::unexpected<Error> badSpan(ErrorCode code, std::string_view text)
{
    return fail(code, {}, std::string(text), "P30D, P2W, P1M, P1Y, PT720H, PT90M");
}

/// Reads numbers, each with one of `units`, which come in their order and at most once each. Adds them up.
template<std::size_t N>
Result<Span> readParts(std::string_view whole, std::string_view rest, const std::array<Unit, N> &units)
{
    Span sum;
    auto unit = units.begin();
    while (!rest.empty()) {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (error == std::errc::invalid_argument || end == rest.data() + rest.size())
            return badSpan(ErrorCode::Syntax, whole);
        unit = std::find_if(unit, units.end(), [&](const Unit &each) { return each.letter == *end; });
        if (unit == units.end())
            return badSpan(ErrorCode::Syntax, whole);
        sum.kind = unit->kind;
        const auto room = static_cast<std::uint64_t>((longestSpan(unit->kind) - sum.amount) / unit->size);
        if (error == std::errc::result_out_of_range || number > room)
            return badSpan(ErrorCode::OutOfRange, whole);
        sum.amount += static_cast<std::int64_t>(number) * unit->size;
        ++unit;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
    }
    if (sum.amount == 0)
        return badSpan(ErrorCode::OutOfRange, whole);
    return sum;
}

template<std::size_t N>
std::string writeIn(const std::array<Unit, N> &units, const Span &span)
{
    const auto unit = std::ranges::find_if(units,
        [&](const Unit &each) { return each.kind == span.kind && each.letter != 'W' && span.amount % each.size == 0; });
    return unit == units.end() ? std::string() : std::to_string(span.amount / unit->size) + unit->letter;
}

Date clipped(std::int64_t monthsSinceYearZero, std::chrono::day day)
{
    const std::int64_t year = floorDivided(monthsSinceYearZero, 12);
    const std::chrono::year_month month = std::chrono::year(static_cast<int>(year))
        / std::chrono::month(static_cast<unsigned>(monthsSinceYearZero - year * 12 + 1));
    return month / std::min(day, (month / std::chrono::last).day());
}

std::int64_t monthsOf(Date date)
{
    return static_cast<int>(date.year()) * 12LL + static_cast<unsigned>(date.month()) - 1;
}

} // namespace

Result<Span> parseSpan(std::string_view text)
{
    const bool isTime = text.starts_with("PT");
    if (!text.starts_with('P') || text.size() == (isTime ? 2 : 1))
        return badSpan(ErrorCode::Syntax, text);
    if (isTime)
        return readParts(text, text.substr(2), timeUnits);
    // A calendar span is one number and one unit: the only letter is the last character.
    if (text.find_first_not_of("0123456789", 1) != text.size() - 1)
        return badSpan(ErrorCode::Syntax, text);
    return readParts(text, text.substr(1), dateUnits);
}

std::string toString(const Span &span)
{
    if (span.kind == Span::Kind::Exact)
        return "PT" + writeIn(timeUnits, span);
    return "P" + writeIn(dateUnits, span);
}

Steps::Steps(Instant anchor, const LocalTime &wall, const Span &span, const Zone &zone)
    : m_zone(zone), m_span(span), m_anchor(anchor), m_local(wall),
      m_wallClock(toWallClock({clipped(monthsOf(wall.date), wall.date.day()), wall.msOfDay}))
{
}

Steps::Steps(Instant anchor, const Span &span, const Zone &zone) : Steps(anchor, zone.toLocal(anchor), span, zone) { }

Steps::Steps(const LocalTime &anchor, const Span &span, const Zone &zone)
    : Steps(zone.toInstant(anchor), anchor, span, zone)
{
}

Instant Steps::at(std::int64_t index) const
{
    // The anchor itself may be the second of a local time that comes twice: then no local time leads back to it.
    if (index == 0)
        return m_anchor;
    const std::int64_t distance = distanceTo(index);
    switch (m_span.kind) {
    case Span::Kind::Exact:
        break;
    case Span::Kind::Days:
        return m_zone.fromWallClock(m_wallClock + distance * msPerDay);
    case Span::Kind::Months:
        return m_zone.toInstant({clipped(monthsOf(m_local.date) + distance, m_local.date.day()), m_local.msOfDay});
    }
    return m_anchor.plus(distance);
}

std::int64_t Steps::distanceTo(std::int64_t index) const
{
    const std::int64_t last = farthest(m_span.kind) / m_span.amount;
    return std::clamp(index, -last, last) * m_span.amount;
}

LocalTime Steps::wallAt(std::int64_t index) const
{
    const std::int64_t distance = distanceTo(index);
    if (m_span.kind != Span::Kind::Months)
        return fromWallClock(m_wallClock + distance * msPerDay);
    const Date first = clipped(monthsOf(m_local.date) + distance, std::chrono::day(1));
    return {first.year() / first.month() / m_local.date.day(), m_local.msOfDay};
}

std::int64_t Steps::estimate(Instant t) const
{
    switch (m_span.kind) {
    case Span::Kind::Exact:
        break;
    case Span::Kind::Days:
        return floorDivided(m_zone.wallClockAt(t) - m_wallClock, m_span.amount * msPerDay);
    case Span::Kind::Months:
        return floorDivided(monthsOf(m_zone.toLocal(t).date) - monthsOf(m_local.date), m_span.amount);
    }
    return floorDivided(t.ms - m_anchor.ms, m_span.amount);
}

Step Steps::holding(Instant t) const
{
    // Exact for durations; clipped months and changing offsets put it off by a step or two at most.
    Step step{estimate(t), {}};
    step.span.begin = at(step.index);
    while (step.span.begin > t)
        step.span.begin = at(--step.index);
    step.span.end = at(step.index + 1);
    while (step.span.end <= t) {
        step.span.begin = step.span.end;
        step.span.end = at(++step.index + 1);
    }
    return step;
}

Instant addSpans(Instant anchor, const Span &span, std::int64_t times, const Zone &zone)
{
    return Steps(anchor, span, zone).at(times);
}

std::int64_t spanIndexAt(Instant anchor, const Span &span, Instant t, const Zone &zone)
{
    return Steps(anchor, span, zone).holding(t).index;
}

Result<Lifetime> parseLifetime(std::string_view text)
{
    if (text == "none")
        return Lifetime();
    const auto span = parseSpan(text);
    if (!span)
        return std::unexpected(span.error());
    return *span;
}

std::string toString(const Lifetime &lifetime)
{
    return lifetime ? toString(*lifetime) : "none";
}

} // namespace toll
