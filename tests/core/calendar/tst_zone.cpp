// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/zone.h"
#include "tests/support/zones.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using test::local;
using test::utc;

namespace {
const std::vector<const char *> knownZones{"UTC", "Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe",
    "Pacific/Apia", "Asia/Beirut", "Africa/Cairo", "America/Santiago", "America/Havana", "America/St_Johns",
    "America/New_York", "Africa/Casablanca", "Asia/Kathmandu"};
}

class TestZone : public QObject {
    Q_OBJECT
private slots:
    void isUtcByDefault();
    void agreesWithTheSystem_data();
    void agreesWithTheSystem();
    void mapsLocalTimes_data();
    void mapsLocalTimes();
    void findsTheStartOfADay_data();
    void findsTheStartOfADay();
    void knowsMissingDays();
    void comparesByIdAndOffsets();
    void survivesNestedJumps();
    void formats_data();
    void formats();
    void readsDates_data();
    void readsDates();
    void keepsInstantsAndOrder();
    void countsDaysLikeTheCalendar();
};

void TestZone::isUtcByDefault()
{
    const Zone zone;
    QCOMPARE(zone.id(), std::string("UTC"));
    QCOMPARE(zone.offsetAt(latestInstant), 0);
    QVERIFY(zone.toLocal(utc("2025-03-01T12:30:00.001Z")) == local("2025-03-01T12:30:00.001"));
    QVERIFY(zone.toLocal(Instant{-1}) == local("1969-12-31T23:59:59.999"));
    QVERIFY(zone == Zone("UTC", 0, {}));
}

void TestZone::agreesWithTheSystem_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : knownZones)
        QTest::newRow(id) << QByteArray(id);
}

void TestZone::agreesWithTheSystem()
{
    QFETCH(const QByteArray, id);
    const Zone zone = test::zone(id.constData());
    const QTimeZone system(id);
    const qint64 step = 11 * msPerHour + 17 * msPerMinute;
    for (qint64 ms = utc("1950-01-01T00:00:00Z").ms; ms < utc("2060-01-01T00:00:00Z").ms; ms += step)
        QCOMPARE(zone.offsetAt(Instant{ms}), system.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)));
}

void TestZone::mapsLocalTimes_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *id, const char *time, const char *expected) {
        QTest::addRow("%s %s", id, time) << QByteArray(id) << QByteArray(time) << QByteArray(expected);
    };
    row("Asia/Shanghai", "2025-03-01T00:30:00", "2025-02-28T16:30:00Z");
    // Gaps end with the first instant that exists.
    row("Europe/Berlin", "2025-03-30T01:59:59.999", "2025-03-30T00:59:59.999Z");
    row("Europe/Berlin", "2025-03-30T02:00:00", "2025-03-30T01:00:00Z");
    row("Europe/Berlin", "2025-03-30T02:30:00", "2025-03-30T01:00:00Z");
    row("Europe/Berlin", "2025-03-30T03:00:00", "2025-03-30T01:00:00Z");
    row("Australia/Lord_Howe", "2025-10-05T02:15:00", "2025-10-04T15:30:00Z");
    row("Australia/Lord_Howe", "2025-10-05T02:30:00", "2025-10-04T15:30:00Z");
    row("Pacific/Apia", "2011-12-30T15:00:00", "2011-12-30T10:00:00Z");
    // Times that come twice are the earlier one.
    row("Europe/Berlin", "2025-10-26T02:30:00", "2025-10-26T00:30:00Z");
    row("Europe/Berlin", "2025-10-26T03:00:00", "2025-10-26T02:00:00Z");
    row("Australia/Lord_Howe", "2025-04-06T01:45:00", "2025-04-05T14:45:00Z");
    row("Australia/Lord_Howe", "2025-04-06T02:00:00", "2025-04-05T15:30:00Z");
}

void TestZone::mapsLocalTimes()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, time);
    QFETCH(const QByteArray, expected);
    const Instant found = test::zone(id.constData()).toInstant(local(time.constData()));
    QCOMPARE(QByteArray::fromStdString(Zone().format(found)), expected);
}

void TestZone::findsTheStartOfADay_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *id, const char *date, const char *expected) {
        QTest::addRow("%s %s", id, date) << QByteArray(id) << QByteArray(date) << QByteArray(expected);
    };
    row("UTC", "2025-03-01", "2025-03-01T00:00:00Z");
    row("Europe/Berlin", "2025-03-30", "2025-03-29T23:00:00Z");
    row("Europe/Berlin", "2025-03-31", "2025-03-30T22:00:00Z");
    // No midnight: the day begins at one.
    row("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z");
    row("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z");
    row("America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z");
    // Two midnights: the day begins at the first.
    row("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z");
    // A minute of the new day, then back to the old one.
    row("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z");
    // A day that is not there begins with the next.
    row("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z");
    row("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z");
    row("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z");
    row("Pacific/Apia", "2012-01-01", "2011-12-31T10:00:00Z");
}

void TestZone::findsTheStartOfADay()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, date);
    QFETCH(const QByteArray, expected);
    const auto day = parseDate(date.toStdString());
    QVERIFY(day.has_value());
    const Instant start = test::zone(id.constData()).startOfDay(*day);
    QCOMPARE(QByteArray::fromStdString(Zone().format(start)), expected);
}

void TestZone::knowsMissingDays()
{
    QVERIFY(test::zone("Pacific/Apia").missingDays() == std::vector{utc("2011-12-30T10:00:00Z")});
    QVERIFY(test::zone("Europe/Berlin").missingDays().empty());
}

void TestZone::comparesByIdAndOffsets()
{
    const Zone zone("X", 60, {{Instant{5}, 120}});
    QVERIFY(zone == Zone("X", 60, {{Instant{5}, 120}}));
    // A change of name only is no change.
    QVERIFY(zone == Zone("X", 60, {{Instant{3}, 60}, {Instant{5}, 120}}));
    QVERIFY(!(zone == Zone("Y", 60, {{Instant{5}, 120}})));
    QVERIFY(!(zone == Zone("X", 60, {{Instant{6}, 120}})));
    QVERIFY(!(zone == Zone("X", 60, {{Instant{5}, 180}})));
}

void TestZone::survivesNestedJumps()
{
    // Back by three hours at 10:00, on by one an hour later: 08:30 does not come again, 07:30 is the earlier.
    const Zone zone("X", 0, {{Instant{10 * msPerHour}, -3 * 3600}, {Instant{11 * msPerHour}, -2 * 3600}});
    QCOMPARE(zone.fromWallClock(17 * msPerHour / 2).ms, 17 * msPerHour / 2);
    QCOMPARE(zone.fromWallClock(15 * msPerHour / 2).ms, 15 * msPerHour / 2);
    QCOMPARE(zone.fromWallClock(10 * msPerHour).ms, 12 * msPerHour);
    QCOMPARE(zone.wallClockAt(Instant{21 * msPerHour / 2}), 15 * msPerHour / 2);
}

void TestZone::formats_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("instant");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *id, const char *instant, const char *expected) {
        QTest::addRow("%s %s", id, instant) << QByteArray(id) << QByteArray(instant) << QByteArray(expected);
    };
    row("UTC", "2025-03-01T00:00:00Z", "2025-03-01T00:00:00Z");
    row("UTC", "2025-03-01T01:02:03.045Z", "2025-03-01T01:02:03.045Z");
    row("Asia/Shanghai", "2025-02-28T16:30:00Z", "2025-03-01T00:30:00+08:00");
    row("America/St_Johns", "2025-01-01T00:00:00Z", "2024-12-31T20:30:00-03:30");
    row("Asia/Kathmandu", "2025-01-01T00:00:00Z", "2025-01-01T05:45:00+05:45");
    row("Australia/Lord_Howe", "2025-01-01T00:00:00Z", "2025-01-01T11:00:00+11:00");
    row("Europe/Berlin", "1969-12-31T23:59:59.999Z", "1970-01-01T00:59:59.999+01:00");
    // Its offset was -00:44:30.
    row("Africa/Monrovia", "1960-01-01T12:00:00Z", "1960-01-01T11:15:00-00:45");
}

void TestZone::formats()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, instant);
    QFETCH(const QByteArray, expected);
    const std::string text = test::zone(id.constData()).format(utc(instant.constData()));
    QCOMPARE(QByteArray::fromStdString(text), expected);
    QCOMPARE(utc(text.c_str()).ms, utc(instant.constData()).ms);
}

void TestZone::readsDates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("error"); ///< -1: none
    const auto row = [](const char *text, int error) { QTest::newRow(text) << QByteArray(text) << error; };
    const int syntax = static_cast<int>(ErrorCode::Syntax);
    const int range = static_cast<int>(ErrorCode::OutOfRange);
    row("2026-10-05", -1);
    row("2024-02-29", -1);
    row("0001-01-01", -1);
    row("9999-12-31", -1);
    row("2025-02-29", range);
    row("2025-13-01", range);
    row("2025-00-10", range);
    row("2025-01-32", range);
    row("0000-01-01", range);
    row("", syntax);
    row("2025-1-01", syntax);
    row("2025-01-01 ", syntax);
    row(" 2025-01-0", syntax);
    row("2025-01-0x", syntax);
    row("2025-+1-01", syntax);
    row("-025-01-01", syntax);
    row("2025/01/01", syntax);
    row("20250101", syntax);
}

void TestZone::readsDates()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, error);
    const auto date = parseDate(text.toStdString());
    if (error >= 0) {
        QVERIFY(!date.has_value());
        QCOMPARE(static_cast<int>(date.error().code), error);
        QCOMPARE(QByteArray::fromStdString(date.error().found), text);
        return;
    }
    QVERIFY(date.has_value());
    QCOMPARE(QByteArray::fromStdString(toIso(*date)), text);
}

void TestZone::keepsInstantsAndOrder()
{
    std::vector<Zone> zones;
    for (const char *id : knownZones)
        zones.push_back(test::zone(id));
    QVERIFY(rc::check("local times lead back to the same wall clock, never later, and in order", [&] {
        const Zone &zone = *rc::gen::elementOf(zones);
        const Instant t{*rc::gen::inRange(utc("1901-01-01T00:00:00Z").ms, utc("2099-01-01T00:00:00Z").ms)};
        const Instant back = zone.toInstant(zone.toLocal(t));
        RC_ASSERT(back <= t);
        RC_ASSERT(zone.toLocal(back) == zone.toLocal(t));
        const auto later = *rc::gen::inRange<std::int64_t>(0, 3 * msPerDay);
        RC_ASSERT(zone.fromWallClock(zone.wallClockAt(t)) <= zone.fromWallClock(zone.wallClockAt(t) + later));
    }));
}

void TestZone::countsDaysLikeTheCalendar()
{
    const qint64 epoch = QDate(1970, 1, 1).toJulianDay();
    for (std::int64_t days = daysSinceEpoch(*parseDate("1899-12-25")); days < daysSinceEpoch(*parseDate("2101-01-05"));
         ++days) {
        const QString expected = QDate::fromJulianDay(epoch + days).toString(Qt::ISODate);
        QCOMPARE(QString::fromStdString(toIso(dateFromDays(days))), expected);
    }
}

QTEST_APPLESS_MAIN(TestZone)
#include "tst_zone.moc"
