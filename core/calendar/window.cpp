// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/window.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <limits>
#include <numeric>

namespace toll {

namespace {

__extension__ typedef __int128 Wide;

struct UnitName {
    std::string_view text;
    TimeUnit unit;
};

/// The first name of a unit is the one that is written.
constexpr std::array unitNames{
    UnitName{"second", TimeUnit::Second},
    UnitName{"min", TimeUnit::Minute},
    UnitName{"minute", TimeUnit::Minute},
    UnitName{"hour", TimeUnit::Hour},
    UnitName{"day", TimeUnit::Day},
    UnitName{"week", TimeUnit::Week},
    UnitName{"month", TimeUnit::Month},
    UnitName{"year", TimeUnit::Year},
};

std::optional<TimeUnit> parseUnit(std::string_view text)
{
    if (text.ends_with('s'))
        text.remove_suffix(1);
    const auto name = std::ranges::find(unitNames, text, &UnitName::text);
    return name == unitNames.end() ? std::nullopt : std::optional(name->unit);
}

std::unexpected<Error> badCap(ErrorCode code, std::string_view text)
{
    return fail(code, {}, std::string(text), "200/day, 600/min, 5/15 min");
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// Reads a whole number at the start of `text` and takes it off.
std::expected<std::int64_t, ErrorCode> takeNumber(std::string_view &text)
{
    if (text.starts_with('-'))
        return std::unexpected(ErrorCode::Negative);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument)
        return std::unexpected(ErrorCode::Syntax);
    if (error == std::errc::result_out_of_range)
        return std::unexpected(ErrorCode::OutOfRange);
    text = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    return number;
}

/// The span of one unit.
Span unitSpan(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Second:
        return {Span::Kind::Exact, msPerSecond};
    case TimeUnit::Minute:
        return {Span::Kind::Exact, msPerMinute};
    case TimeUnit::Hour:
        return {Span::Kind::Exact, msPerHour};
    case TimeUnit::Day:
        return {Span::Kind::Days, 1};
    case TimeUnit::Week:
        return {Span::Kind::Days, 7};
    case TimeUnit::Month:
        return {Span::Kind::Months, 1};
    case TimeUnit::Year:
        break;
    }
    return {Span::Kind::Months, 12};
}

/// The zone midnight (Monday, first, 1 January) at or before `t`, as the wall-clock time it is meant to have.
LocalTime calendarOrigin(TimeUnit unit, Instant t, const Zone &zone)
{
    using namespace std::chrono_literals;
    constexpr Date firstMonday = 1970y / 1 / 5;
    const Span span = unitSpan(unit);
    const Date first = unit == TimeUnit::Week ? firstMonday : 1970y / 1 / 1;
    const Span step = span.kind == Span::Kind::Exact ? Span{Span::Kind::Days, 1} : span;
    const std::int64_t times = Steps(LocalTime{first, 0}, step, zone).holding(t).index;
    // Counted without a zone: the midnight may be missing in this one.
    return Zone().toLocal(Steps(LocalTime{first, 0}, step, Zone()).at(times));
}

Steps stepsOf(const Cap &cap, const WindowAnchor &anchor, Alignment alignment, const Zone &zone)
{
    if (alignment == Alignment::Calendar)
        return Steps(calendarOrigin(cap.unit, anchor.start, zone), windowSpan(cap), zone);
    return anchor.wall ? Steps(anchor.start, *anchor.wall, windowSpan(cap), zone)
                       : Steps(anchor.start, windowSpan(cap), zone);
}

} // namespace

Result<Cap> parseCap(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash == std::string_view::npos)
        return badCap(ErrorCode::Syntax, text);
    Cap cap;
    std::string_view countText = trimmed(text.substr(0, slash));
    const auto count = takeNumber(countText);
    if (!count || !countText.empty())
        return badCap(count ? ErrorCode::Syntax : count.error(), text);
    cap.count = *count;
    std::string_view window = trimmed(text.substr(slash + 1));
    if (window.find_first_of("-0123456789") == 0) {
        const auto every = takeNumber(window);
        if (!every)
            return badCap(every.error(), text);
        cap.every = *every;
    }
    const auto unit = parseUnit(window);
    if (!unit)
        return badCap(ErrorCode::Syntax, text);
    cap.unit = *unit;
    const Span span = unitSpan(cap.unit);
    if (cap.every < 1 || cap.every > longestSpan(span.kind) / span.amount)
        return badCap(ErrorCode::OutOfRange, text);
    return cap;
}

std::string toString(const Cap &cap)
{
    const auto name = std::ranges::find(unitNames, cap.unit, &UnitName::unit);
    std::string text = std::to_string(cap.count) + '/';
    if (cap.every != 1)
        text += std::to_string(cap.every) + ' ';
    return text.append(name->text);
}

Span windowSpan(const Cap &cap)
{
    Span span = unitSpan(cap.unit);
    span.amount *= cap.every;
    return span;
}

WindowGrid::WindowGrid(const Cap &cap, Interval term, Alignment alignment, const Zone &zone)
    : WindowGrid(cap, term, {term.begin}, alignment, zone)
{
}

WindowGrid::WindowGrid(const Cap &cap, Interval part, const WindowAnchor &anchor, Alignment alignment, const Zone &zone)
    : m_count(cap.count), m_term(part), m_steps(stepsOf(cap, anchor, alignment, zone)),
      m_first(m_steps.holding(part.begin).index)
{
    if (windowSpan(cap).kind != Span::Kind::Exact)
        findEmptySteps(zone);
}

void WindowGrid::findEmptySteps(const Zone &zone)
{
    for (const Instant jump : zone.missingDays()) {
        if (jump <= m_term.begin || m_term.end <= jump)
            continue;
        const auto known = static_cast<std::ptrdiff_t>(m_emptySteps.size());
        for (std::int64_t index = m_steps.holding(jump).index; m_steps.at(index - 1) == jump; --index)
            m_emptySteps.insert(m_emptySteps.begin() + known, index - 1);
    }
}

Window WindowGrid::cut(const Step &step) const
{
    const auto skipped = std::ranges::lower_bound(m_emptySteps, step.index) - m_emptySteps.begin();
    Window window;
    window.index = step.index - m_first - skipped;
    window.span = {std::max(step.span.begin, m_term.begin), std::min(step.span.end, m_term.end)};
    window.fullLength = step.span.length();
    window.cap = WindowPart{window.span.length(), window.fullLength}.capOf(m_count);
    return window;
}

Window WindowGrid::at(Instant t) const
{
    assert(m_term.contains(t));
    return cut(m_steps.holding(t));
}

std::optional<Window> WindowGrid::window(std::int64_t index) const
{
    if (index < 0 || index >= size())
        return std::nullopt;
    std::int64_t step = m_first + index;
    for (const std::int64_t empty : m_emptySteps)
        step += empty <= step ? 1 : 0;
    return cut({step, {m_steps.at(step), m_steps.at(step + 1)}});
}

std::int64_t WindowGrid::size() const
{
    return m_term.isEmpty() ? 0 : at(m_term.end.plus(-1)).index + 1;
}

std::optional<GridShape> WindowGrid::shape() const
{
    if (m_term.end >= latestInstant)
        return std::nullopt;
    GridShape shape;
    if (m_term.isEmpty())
        return shape;
    const auto add = [&shape](const Window &window, WindowPart &part) {
        const std::int64_t divisor = std::gcd(window.span.length(), window.fullLength);
        if (window.span.length() >= window.fullLength)
            ++shape.whole;
        else
            part = {window.span.length() / divisor, window.fullLength / divisor};
    };
    // Only the first and the last window can be cut.
    const Window last = at(m_term.end.plus(-1));
    add(at(m_term.begin), shape.first);
    if (last.index == 0)
        return shape;
    add(last, shape.last);
    shape.whole += last.index - 1;
    return shape;
}

Result<std::optional<std::int64_t>> WindowGrid::total() const
{
    const std::optional<GridShape> shape = this->shape();
    if (!shape)
        return std::nullopt;
    const Result<std::int64_t> total = shape->total(m_count);
    return total ? Result<std::optional<std::int64_t>>(*total) : std::unexpected(total.error());
}

std::int64_t WindowPart::capOf(std::int64_t count) const
{
    return length < fullLength ? static_cast<std::int64_t>(static_cast<Wide>(count) * length / fullLength) : count;
}

Result<std::int64_t> GridShape::total(std::int64_t count) const
{
    const Wide sum = static_cast<Wide>(count) * whole + first.capOf(count) + last.capOf(count);
    if (sum > std::numeric_limits<std::int64_t>::max())
        return fail(ErrorCode::Overflow);
    return static_cast<std::int64_t>(sum);
}

} // namespace toll
