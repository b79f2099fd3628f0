// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/period.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t yearLength = 4;
constexpr std::size_t monthLength = 7;
constexpr std::size_t dateLength = 10;

std::unexpected<Error> badPeriod(ErrorCode code, std::string_view text)
{
    return fail(code, {}, std::string(text), "2026, 2026-10, 2026-10-05, START/END");
}

/// The first date of the year, month or day that `text` names, and the first one after it.
Result<std::pair<Date, Date>> parseNamed(std::string_view text)
{
    std::string whole(text);
    if (text.size() == yearLength)
        whole += "-01-01";
    else if (text.size() == monthLength)
        whole += "-01";
    const auto first = parseDate(whole);
    if (!first)
        return badPeriod(first.error().code, text);
    if (text.size() == yearLength)
        return std::pair(*first, *first + std::chrono::years(1));
    if (text.size() == monthLength)
        return std::pair(*first, *first + std::chrono::months(1));
    return std::pair(*first, dateFromDays(daysSinceEpoch(*first) + 1));
}

Steps stepsOf(const Span &length, PeriodAlignment alignment, Instant anchor, const Zone &zone)
{
    using namespace std::chrono_literals;
    if (alignment == PeriodAlignment::Anniversary || length.kind == Span::Kind::Exact)
        return Steps(anchor, length, zone);
    const bool isWeeks = length.kind == Span::Kind::Days && length.amount % 7 == 0;
    constexpr Date firstMonday = 1970y / 1 / 5;
    return Steps(LocalTime{isWeeks ? firstMonday : 1970y / 1 / 1, 0}, length, zone);
}

} // namespace

Result<Interval> parsePeriod(std::string_view text, const Zone &zone)
{
    Interval period;
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto begin = parseDateOrTime(text.substr(0, slash), zone);
        const auto end = parseDateOrTime(text.substr(slash + 1), zone);
        if (!begin || !end)
            return badPeriod(begin ? end.error().code : begin.error().code, text);
        period = {*begin, *end};
    } else {
        const auto named = parseNamed(text);
        if (!named)
            return std::unexpected(named.error());
        period = {zone.startOfDay(named->first), zone.startOfDay(named->second)};
    }
    period = {std::max(period.begin, earliestInstant), std::min(period.end, latestInstant)};
    // A date that a zone skips has no length either.
    if (period.isEmpty())
        return badPeriod(ErrorCode::OutOfRange, text);
    return period;
}

std::string periodName(const Interval &period, const Zone &zone)
{
    const auto edge = [&zone](Instant t) {
        const Date date = zone.toLocal(t).date;
        return zone.startOfDay(date) == t ? toIso(date) : toRfc3339(t);
    };
    const std::string first = edge(period.begin);
    for (const std::size_t length : {yearLength, monthLength, dateLength})
        if (const Result<Interval> named = parsePeriod(first.substr(0, length), zone); named && *named == period)
            return first.substr(0, length);
    return first + '/' + edge(period.end);
}

Result<Instant> parseDateOrTime(std::string_view text, const Zone &zone)
{
    if (text.size() != dateLength)
        return parseRfc3339(text);
    const auto date = parseDate(text);
    if (!date)
        return std::unexpected(date.error());
    return zone.startOfDay(*date);
}

BillingPeriods::BillingPeriods(const Span &length, PeriodAlignment alignment, Instant anchor, const Zone &zone)
    : m_steps(stepsOf(length, alignment, anchor, zone))
{
}

Interval BillingPeriods::at(Instant t) const
{
    return m_steps.holding(t).span;
}

std::vector<Interval> BillingPeriods::covering(Interval range) const
{
    std::vector<Interval> periods;
    if (range.isEmpty())
        return periods;
    for (Interval period = at(range.begin); period.begin < range.end; period = at(period.end))
        periods.push_back(period);
    return periods;
}

} // namespace toll
