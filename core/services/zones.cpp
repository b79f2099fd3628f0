// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/zones.h"

#include <QTimeZone>

#include <map>
#include <mutex>

namespace toll {

namespace {

QDateTime yearBegin(int year)
{
    return {QDate(year, 1, 1), QTime(0, 0), Qt::UTC};
}

/// The first instant after `before`, up to `after`, whose offset is another one.
Instant changeBetween(const QTimeZone &zone, qint64 before, qint64 after)
{
    const auto offset = [&](qint64 ms) { return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)); };
    const int old = offset(before);
    while (after - before > 1) {
        const qint64 middle = before + (after - before) / 2;
        (offset(middle) == old ? before : after) = middle;
    }
    return {after};
}

Zone readZone(const QTimeZone &zone, const std::string &name)
{
    std::vector<Zone::Transition> transitions;
    const int initialOffset = zone.offsetFromUtc(yearBegin(1900));
    int offset = initialOffset;
    const auto add = [&](Instant at, int next) {
        if (next != offset) // else a new name or rule only
            transitions.push_back({at, next});
        offset = next;
    };
    for (const QTimeZone::OffsetData &change : zone.transitions(yearBegin(1900), yearBegin(2037)))
        add({change.atUtc.toMSecsSinceEpoch()}, change.offsetFromUtc);
    // Qt lists no transitions past the last one of the zone's file (2037), though it knows the rule beyond.
    for (QDateTime week = yearBegin(2037); week < yearBegin(2100); week = week.addDays(7)) {
        const QDateTime next = week.addDays(7);
        if (const int later = zone.offsetFromUtc(next); later != offset)
            add(changeBetween(zone, week.toMSecsSinceEpoch(), next.toMSecsSinceEpoch()), later);
    }
    return Zone(name, initialOffset, std::move(transitions));
}

} // namespace

Result<Zone> zoneNamed(const std::string &ianaName)
{
    static std::mutex mutex;
    static std::map<std::string, Zone> known;
    if (ianaName == "UTC")
        return Zone{};
    const std::scoped_lock lock(mutex);
    if (const auto found = known.find(ianaName); found != known.end())
        return found->second;
    const QByteArray id = QByteArray::fromStdString(ianaName);
    const QTimeZone zone(id);
    if (ianaName.empty() || !zone.isValid() || !QTimeZone::isTimeZoneIdAvailable(id))
        return fail(ErrorCode::NotFound, "timezone", ianaName, "Asia/Shanghai, Europe/Berlin, UTC");
    return known.emplace(ianaName, readZone(zone, ianaName)).first->second;
}

std::string systemZoneName()
{
    const QByteArray id = QTimeZone::systemTimeZoneId();
    return QTimeZone::isTimeZoneIdAvailable(id) ? id.toStdString() : "UTC";
}

const std::vector<std::string> &zoneNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
            all.push_back(id.toStdString());
        return all;
    }();
    return names;
}

} // namespace toll
