// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"

#include <QTest>
#include <rapidcheck.h>

using namespace toll;

class TestInstant : public QObject {
    Q_OBJECT

private slots:
    void floorsToMultiples_data()
    {
        QTest::addColumn<std::int64_t>("time");
        QTest::addColumn<std::int64_t>("step");
        QTest::addColumn<std::int64_t>("floor");

        QTest::newRow("on the multiple") << std::int64_t{900000} << msPerQuarter << std::int64_t{900000};
        QTest::newRow("just before") << std::int64_t{899999} << msPerQuarter << std::int64_t{0};
        QTest::newRow("just before 1970") << std::int64_t{-1} << msPerQuarter << std::int64_t{-900000};
        QTest::newRow("on a multiple before 1970") << std::int64_t{-900000} << msPerQuarter << std::int64_t{-900000};
        QTest::newRow("earliest") << earliestInstant.ms + 1 << msPerDay << earliestInstant.ms;
    }

    void floorsToMultiples()
    {
        QFETCH(std::int64_t, time);
        QFETCH(std::int64_t, step);
        QTEST(std::int64_t{floorTo({time}, step).ms}, "floor");
    }

    void intersectsHalfOpenSpans_data()
    {
        QTest::addColumn<std::int64_t>("beginA");
        QTest::addColumn<std::int64_t>("endA");
        QTest::addColumn<std::int64_t>("beginB");
        QTest::addColumn<std::int64_t>("endB");
        QTest::addColumn<std::int64_t>("length");

        QTest::newRow("overlap") << std::int64_t{0} << std::int64_t{10} << std::int64_t{4} << std::int64_t{20}
                                 << std::int64_t{6};
        QTest::newRow("inside") << std::int64_t{0} << std::int64_t{10} << std::int64_t{4} << std::int64_t{5}
                                << std::int64_t{1};
        QTest::newRow("touching") << std::int64_t{0} << std::int64_t{10} << std::int64_t{10} << std::int64_t{20}
                                  << std::int64_t{0};
        QTest::newRow("apart") << std::int64_t{0} << std::int64_t{10} << std::int64_t{15} << std::int64_t{20}
                               << std::int64_t{0};
    }

    void intersectsHalfOpenSpans()
    {
        QFETCH(std::int64_t, beginA);
        QFETCH(std::int64_t, endA);
        QFETCH(std::int64_t, beginB);
        QFETCH(std::int64_t, endB);
        const Interval a{{beginA}, {endA}};
        const Interval b{{beginB}, {endB}};
        QTEST(std::int64_t{intersection(a, b).length()}, "length");
        QTEST(std::int64_t{intersection(b, a).length()}, "length");
    }

    void readsTimestamps_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("written");

        const auto row = [](const char *text, const char *written) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(written);
        };
        row("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
        row("2025-10-05T12:34:56z", "2025-10-05T12:34:56Z");
        row("2025-10-05t12:34:56Z", "2025-10-05T12:34:56Z");
        row("2025-10-05 12:34:56Z", "2025-10-05T12:34:56Z");
        row("2025-10-05T12:34:56.5Z", "2025-10-05T12:34:56.500Z");
        row("2025-10-05T12:34:56.007Z", "2025-10-05T12:34:56.007Z");
        row("2025-10-05T12:34:56.000Z", "2025-10-05T12:34:56Z");
        row("2025-10-05T12:34:56.123999999999999999Z", "2025-10-05T12:34:56.123Z");
        row("2025-10-05T12:34:56.0009Z", "2025-10-05T12:34:56Z");
        row("2025-10-05T12:34:56+08:00", "2025-10-05T04:34:56Z");
        row("2025-10-05T12:34:56-23:59", "2025-10-06T12:33:56Z");
        row("2025-10-05T12:34:56-00:00", "2025-10-05T12:34:56Z");
        row("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z");
        row("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
        row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
        row("2016-12-31T23:59:60.75Z", "2017-01-01T00:00:00Z");
        row("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z");
        row("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
        row("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z");
    }

    void readsTimestamps()
    {
        QFETCH(QByteArray, text);
        const Result<Instant> t = parseRfc3339(text.toStdString());
        QVERIFY(t.has_value());
        QTEST(QByteArray::fromStdString(toRfc3339(*t)), "written");
    }

    void agreesWithCountedSeconds()
    {
        QCOMPARE(parseRfc3339("2025-10-05T12:34:56.789Z").value().ms, std::int64_t{1759667696789});
        QCOMPARE(parseRfc3339("0001-01-01T00:00:00Z").value().ms, earliestInstant.ms);
        QCOMPARE(parseRfc3339("9999-12-31T23:59:59.999Z").value().ms, latestInstant.ms);
    }

    void refusesMalformedTimestamps_data()
    {
        QTest::addColumn<QByteArray>("text");

        for (const char *text : {"", "2025", "2025-10-05", "2025-10-05T12:34:56", "2025-10-05T12:34Z",
                 "2025-10-05T12:34:56 Z", " 2025-10-05T12:34:56Z", "2025-10-05T12:34:56Z ", "2025-10-05T12:34:56.Z",
                 "2025-10-05T12:34:56,5Z", "2025-10-05  12:34:56Z", "2025-1-05T12:34:56Z", "25-10-05T12:34:56Z",
                 "20251005T123456Z", "2025-10-05T12:34:56+0800", "2025-10-05T12:34:56+08", "2025-10-05T12:34:56+08:0",
                 "2025-10-05T12:34:56+08:00Z", "2025-10-05T12:34:56ZZ", "2025/10/05T12:34:56Z", "+2025-10-05T12:34:56Z",
                 "-2025-10-05T12:34:56Z", "2025-10-05T-1:34:56Z", "12025-10-05T12:34:56Z",
                 "2025-10-05T12:34:5\xd9\xa1Z"})
            QTest::newRow(text) << QByteArray(text);
    }

    void refusesMalformedTimestamps()
    {
        QFETCH(QByteArray, text);
        const Result<Instant> t = parseRfc3339(text.toStdString());
        QVERIFY(!t.has_value());
        QCOMPARE(t.error().code, ErrorCode::Syntax);
        QCOMPARE(t.error().found, text.toStdString());
    }

    void refusesValuesOutOfRange_data()
    {
        QTest::addColumn<QByteArray>("text");

        for (const char *text : {"2025-00-05T12:34:56Z", "2025-13-05T12:34:56Z", "2025-10-00T12:34:56Z",
                 "2025-10-32T12:34:56Z", "2025-02-29T12:34:56Z", "1900-02-29T12:34:56Z", "2025-04-31T12:34:56Z",
                 "2025-10-05T24:00:00Z", "2025-10-05T12:60:00Z", "2025-10-05T12:34:61Z", "2025-10-05T12:34:56+24:00",
                 "2025-10-05T12:34:56+08:60", "2025-10-05T12:34:60Z", "2025-10-05T23:59:60Z",
                 "2016-12-31T23:59:60+08:00", "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01",
                 "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z"})
            QTest::newRow(text) << QByteArray(text);
    }

    void refusesValuesOutOfRange()
    {
        QFETCH(QByteArray, text);
        const Result<Instant> t = parseRfc3339(text.toStdString());
        QVERIFY(!t.has_value());
        QCOMPARE(t.error().code, ErrorCode::OutOfRange);
    }

    void writesWhatItReads()
    {
        QVERIFY(rc::check("every instant survives its text", [] {
            const Instant t{*rc::gen::inRange(earliestInstant.ms, latestInstant.ms + 1)};
            RC_ASSERT(parseRfc3339(toRfc3339(t)).value().ms == t.ms);
        }));
    }
};

QTEST_APPLESS_MAIN(TestInstant)
#include "tst_instant.moc"
