// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/zones.h"

#include <QTimeZone>

#include <map>
#include <mutex>

namespace toll {

namespace {

Zone readZone(const QTimeZone &zone, const std::string &name)
{
    const QDateTime from = QDateTime(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime to = QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    std::vector<Zone::Transition> transitions;
    int offset = zone.offsetFromUtc(from);
    const int initialOffset = offset;
    for (const QTimeZone::OffsetData &change : zone.transitions(from, to)) {
        if (change.offsetFromUtc == offset)
            continue; // a new name or rule only
        offset = change.offsetFromUtc;
        transitions.push_back({{change.atUtc.toMSecsSinceEpoch()}, offset});
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
