// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <QDateTime>
#include <QTimeZone>

#include <map>

namespace toll::test {

/// The first instant in (before, after] with another offset than `before` has.
inline qint64 changeBetween(const QTimeZone &system, qint64 before, qint64 after)
{
    const auto offset = [&](qint64 ms) { return system.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)); };
    const int old = offset(before);
    while (after - before > 1) {
        const qint64 middle = before + (after - before) / 2;
        (offset(middle) == old ? before : after) = middle;
    }
    return after;
}

inline Zone readZone(const char *id)
{
    const QTimeZone system{QByteArray(id)};
    const QDateTime first(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime listed(QDate(2037, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime last(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    std::vector<Zone::Transition> transitions;
    for (const QTimeZone::OffsetData &data : system.transitions(first, listed))
        transitions.push_back({Instant{data.atUtc.toMSecsSinceEpoch()}, data.offsetFromUtc});
    // Qt lists no transitions past the last one in the zone's file (2037), though it knows the rule beyond.
    for (QDateTime week = listed; week < last; week = week.addDays(7)) {
        const QDateTime next = week.addDays(7);
        if (const int offset = system.offsetFromUtc(next); offset != system.offsetFromUtc(week))
            transitions.push_back(
                {Instant{changeBetween(system, week.toMSecsSinceEpoch(), next.toMSecsSinceEpoch())}, offset});
    }
    return Zone(id, system.offsetFromUtc(first), transitions);
}

/// The system's zone from 1900 to 2100, as a value; read once.
inline Zone zone(const char *id)
{
    static std::map<std::string, Zone, std::less<>> known;
    const auto found = known.find(std::string_view(id));
    return found != known.end() ? found->second : known.emplace(id, readZone(id)).first->second;
}

/// An instant from "2025-03-01T00:00:00.000Z".
inline Instant utc(const char *text)
{
    return {QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs).toMSecsSinceEpoch()};
}

/// A local time from "2025-03-01T00:00:00.000".
inline LocalTime local(const char *text)
{
    const QDateTime time = QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs);
    return {
        dateFromDays(time.date().toJulianDay() - QDate(1970, 1, 1).toJulianDay()), time.time().msecsSinceStartOfDay()};
}

} // namespace toll::test
