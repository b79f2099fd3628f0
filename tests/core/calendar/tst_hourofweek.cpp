// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/hourofweek.h"
#include "tests/support/zones.h"

#include <QtTest>

using namespace toll;

class HourOfWeekTest : public QObject {
    Q_OBJECT

private slots:
    void countsFromMondayByTheZonesClocks_data();
    void countsFromMondayByTheZonesClocks();
    void weeksAreThoseOfIso8601_data();
    void weeksAreThoseOfIso8601();
    void refusesWeeksThatAreNone_data();
    void refusesWeeksThatAreNone();
};

void HourOfWeekTest::countsFromMondayByTheZonesClocks_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<int>("hour");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *zone, const char *time, int hour, const char *text) {
        QTest::addRow("%s %s", zone, time) << QByteArray(zone) << QByteArray(time) << hour << QByteArray(text);
    };
    row("UTC", "2026-10-05T00:00:00Z", 0, "Mon 00:00");
    row("UTC", "2026-10-04T23:59:59Z", 167, "Sun 23:00");
    row("UTC", "1969-12-31T12:00:00Z", 60, "Wed 12:00");
    row("Europe/Berlin", "2026-10-05T12:30:00Z", 14, "Mon 14:00");
    row("Europe/Berlin", "2026-10-26T13:00:00Z", 14, "Mon 14:00"); // winter
    row("Asia/Kathmandu", "2026-10-04T18:15:00Z", 0, "Mon 00:00"); // 5:45 ahead
    row("America/New_York", "2026-10-05T03:00:00Z", 167, "Sun 23:00");
}

void HourOfWeekTest::countsFromMondayByTheZonesClocks()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QByteArray, time);
    QFETCH(const int, hour);
    QFETCH(const QByteArray, text);
    QCOMPARE(hourOfWeek(*parseRfc3339(time.toStdString()), test::zone(zone.constData())), hour);
    QCOMPARE(QByteArray::fromStdString(hourOfWeekText(hour)), text);
}

void HourOfWeekTest::weeksAreThoseOfIso8601_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("week");
    QTest::addColumn<QByteArray>("monday");
    const auto row = [](const char *date, const char *week, const char *monday) {
        QTest::addRow("%s", date) << QByteArray(date) << QByteArray(week) << QByteArray(monday);
    };
    row("2026-01-01", "2026-W01", "2025-12-29");
    row("2025-12-28", "2025-W52", "2025-12-22");
    row("2026-12-31", "2026-W53", "2026-12-28");
    row("2027-01-03", "2026-W53", "2026-12-28");
    row("2021-01-03", "2020-W53", "2020-12-28");
    row("2026-10-05", "2026-W41", "2026-10-05");
}

void HourOfWeekTest::weeksAreThoseOfIso8601()
{
    QFETCH(const QByteArray, date);
    QFETCH(const QByteArray, week);
    QFETCH(const QByteArray, monday);
    QCOMPARE(QByteArray::fromStdString(isoWeekText(*parseDate(date.toStdString()))), week);
    QCOMPARE(QByteArray::fromStdString(toIso(*parseIsoWeek(week.toStdString()))), monday);
}

void HourOfWeekTest::refusesWeeksThatAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"2025-W53", "2026-W00", "2026-W54", "2026-W1", "2026W41", "abcd-W01", ""})
        QTest::addRow("'%s'", text) << QByteArray(text);
}

void HourOfWeekTest::refusesWeeksThatAreNone()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!parseIsoWeek(text.toStdString()));
}

QTEST_APPLESS_MAIN(HourOfWeekTest)
#include "tst_hourofweek.moc"
