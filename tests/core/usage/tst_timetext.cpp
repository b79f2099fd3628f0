// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/numbertext.h"
#include "core/usage/timetext.h"

#include <QtTest>

using namespace toll;

namespace {

QByteArray describe(const Result<Instant> &time)
{
    if (time)
        return QByteArray::fromStdString(toRfc3339(*time));
    switch (time.error().code) {
    case ErrorCode::Syntax:
        return "syntax";
    case ErrorCode::OutOfRange:
        return "range";
    case ErrorCode::Negative:
        return "negative";
    case ErrorCode::Missing:
        return "missing";
    default:
        return "other";
    }
}

} // namespace

Q_DECLARE_METATYPE(toll::TimeFormat)

class TimeTextTest : public QObject {
    Q_OBJECT

private slots:
    void readsEachFormat_data()
    {
        QTest::addColumn<TimeFormat>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](TimeFormat format, const char *text, const char *expected) {
            QTest::addRow("%s %s", std::string(name(format)).c_str(), text)
                << format << QByteArray(text) << QByteArray(expected);
        };
        using enum TimeFormat;
        row(Rfc3339, "2023-11-16T18:15:46.6805900Z", "2023-11-16T18:15:46.680Z");
        row(Rfc3339, " 2023-11-16 18:15:46+08:00 ", "2023-11-16T10:15:46Z");
        row(Rfc3339, "2023-11-16T18:15:46", "syntax");
        row(Local, "2023-11-16 18:15:46.6805900", "2023-11-16T18:15:46.680Z");
        row(Local, "2023-11-16T18:15:46.9999", "2023-11-16T18:15:46.999Z");
        row(Local, "2023-11-16 18:15", "2023-11-16T18:15:00Z");
        row(Local, "2023/11/16 18:15:01", "2023-11-16T18:15:01Z");
        row(Local, "2008-01-30", "2008-01-30T00:00:00Z");
        row(Local, "2016-12-31 23:59:60.5", "2017-01-01T00:00:00Z");
        row(Local, "2023-02-29 00:00", "syntax");
        row(Local, "2023-01-01 24:00", "syntax");
        row(Local, "2023-01-01 23:60", "syntax");
        row(Local, "0000-01-01 00:00", "syntax");
        row(Local, "2023-01-01 10:00Z", "syntax");
        row(Local, "1/2/2023 10:00", "syntax");
        row(Local, "", "syntax");
        row(UnixSeconds, "807249601", "1995-08-01T04:00:01Z");
        row(UnixSeconds, "807249601.9999", "1995-08-01T04:00:01.999Z");
        row(UnixSeconds, "-1", "negative");
        row(UnixSeconds, "1e9", "syntax");
        row(UnixSeconds, "99999999999999", "range");
        row(UnixSeconds, "99999999999999999999", "range");
        row(UnixMilliseconds, "1700000000123", "2023-11-14T22:13:20.123Z");
        row(UnixMilliseconds, "1700000000123.9", "2023-11-14T22:13:20.123Z");
        row(RelativeSeconds, "2.0829", "2020-01-01T00:00:02.082Z");
        row(RelativeMilliseconds, "277", "2020-01-01T00:00:00.277Z");
        row(RelativeMilliseconds, "9223372036854775807", "range");
        row(CommonLog, "01/Jul/1995:00:00:01 -0400", "1995-07-01T04:00:01Z");
        row(CommonLog, "[29/Feb/2024:12:00:00 +0530]", "2024-02-29T06:30:00Z");
        row(CommonLog, "01/July/1995:00:00:01 -0400", "syntax");
        row(CommonLog, "31/Jun/1995:00:00:01 -0400", "syntax");
        row(CommonLog, "01/Jul/1995:00:00:01", "syntax");
    }
    void readsEachFormat()
    {
        QFETCH(const TimeFormat, format);
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, expected);
        const TimeReading reading{format, Zone(), {}, Instant{1577836800000}};
        QCOMPARE(describe(parseTime(text.toStdString(), reading)), expected);
    }

    void localTimesAreReadInTheZoneOrAtTheOffset()
    {
        const Zone shanghai("Asia/Shanghai", 8 * 3600, {});
        const std::string text = "2025-03-01 00:30";
        QCOMPARE(describe(parseTime(text, {TimeFormat::Local, shanghai, {}, {}})), QByteArray("2025-02-28T16:30:00Z"));
        QCOMPARE(describe(parseTime(text, {TimeFormat::Local, shanghai, -4 * 3600, {}})),
            QByteArray("2025-03-01T04:30:00Z"));
    }

    void aRelativeTimeNeedsAnOrigin()
    {
        const auto time = parseTime("5", {TimeFormat::RelativeSeconds, Zone(), {}, {}});
        QCOMPARE(describe(time), QByteArray("missing"));
        QCOMPARE(time.error().where, std::string("time_origin"));
    }

    void recognisesTheFormat_data()
    {
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, QByteArrayList values, const char *column, const char *expected) {
            QTest::newRow(title) << std::move(values) << QByteArray(column) << QByteArray(expected);
        };
        row("rfc", {"2023-11-16T18:15:46Z", "2023-11-16T18:15:46.1+01:00"}, "time", "rfc3339");
        row("local", {"2023-11-16 18:15:46.6805900", "2023-11-16"}, "TIMESTAMP", "local");
        row("some with a zone", {"2023-11-16 18:15:46", "2023-11-16T18:15:46Z"}, "time", "");
        row("common log", {"01/Jul/1995:00:00:01 -0400"}, "time", "common-log");
        row("unix seconds", {"807249601", "0"}, "time", "unix-s");
        row("unix seconds with fraction", {"807249601.25"}, "time", "unix-s");
        row("unix milliseconds", {"1700000000123"}, "time", "unix-ms");
        row("unix microseconds", {"1700000000123456"}, "time", "unix-us");
        row("unix nanoseconds", {"1700000000123456789"}, "time", "unix-ns");
        row("microseconds that are named milliseconds", {"1700000000123456"}, "time_ms", "");
        row("spreadsheet", {"45246.76089", "45247.5"}, "time", "excel");
        row("spreadsheet without times of day", {"45246", "45247"}, "date", "excel");
        row("whole numbers of its size", {"45246", "45247"}, "time", "relative-ms");
        row("day first, told by the 16th", {"03/04/2024 10:00", "16/04/2024 10:00"}, "time", "dmy");
        row("month first, told by the 16th", {"03/04/2024", "04/16/2024"}, "time", "mdy");
        row("day first, with points", {"03.04.24 10:00", "04.04.24 11:30"}, "time", "dmy");
        row("afternoon", {"4/16/24 6:15 PM", "4/3/24 12:01 AM"}, "time", "mdy");
        row("without leading zeros", {"2024/4/3 9:05", "2024/12/31 23:59"}, "time", "local");
        row("Chinese", {"2024年4月3日 9:05", "2024年12月31日"}, "time", "local");
        row("mail", {"Thu, 16 Nov 2023 18:15:46 +0100", "16 Nov 2023 18:15 GMT"}, "date", "rfc2822");
        row("weeks", {"2023-W46-4", "2023-W46-4T10:00"}, "time", "iso-week");
        row("relative, whole", {"0", "40", "277"}, "timestamp", "relative-ms");
        row("relative, fraction", {"0", "40.5"}, "timestamp", "relative-s");
        row("relative, named ms", {"0.5"}, "timestamp_ms", "relative-ms");
        row("relative, named s", {"0", "40"}, "record_time_s", "relative-s");
        row("large but named ms", {"3536999000"}, "offset_ms", "relative-ms");
        row("negative", {"-5"}, "time", "");
        row("text", {"yesterday"}, "time", "");
        row("nothing", {}, "time", "");
    }
    void recognisesTheFormat()
    {
        QFETCH(const QByteArrayList, values);
        QFETCH(const QByteArray, column);
        QFETCH(const QByteArray, expected);
        std::vector<std::string> texts;
        for (const QByteArray &value : values)
            texts.push_back(value.toStdString());
        const auto format = recogniseTime(texts, column.toStdString());
        QCOMPARE(format ? QByteArray::fromStdString(std::string(name(*format))) : QByteArray(), expected);
    }

    void findsTheOffsetInAColumnsName()
    {
        QCOMPARE(utcOffsetOf("minute_local_-0400"), -4 * 3600);
        QCOMPARE(utcOffsetOf("time+05:30"), 5 * 3600 + 1800);
        QCOMPARE(utcOffsetOf("time_utc"), 0);
        QVERIFY(!utcOffsetOf("time"));
        QVERIFY(!utcOffsetOf("date-2023"));
        QVERIFY(!utcOffsetOf("start-time"));
    }

    void readsNumbersStrictly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<int>("finer");
        QTest::addColumn<qlonglong>("expected"); // below zero: minus the error code
        const auto row = [](const char *text, int decimals, Finer finer, qlonglong expected) {
            QTest::addRow("%s/%d/%d", text, decimals, static_cast<int>(finer))
                << QByteArray(text) << decimals << static_cast<int>(finer) << expected;
        };
        const auto error = [](ErrorCode code) { return -static_cast<qlonglong>(code) - 1; };
        row("0", 0, Finer::Refuse, 0);
        row(" 42\t", 0, Finer::Refuse, 42);
        row("129.0", 0, Finer::Refuse, 129);
        row("129.000", 0, Finer::Refuse, 129);
        row("129.5", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("9223372036854775807", 0, Finer::Refuse, 9223372036854775807LL);
        row("9223372036854775808", 0, Finer::Refuse, error(ErrorCode::OutOfRange));
        row("9223372036854775807.5", 0, Finer::RoundHalfUp, error(ErrorCode::OutOfRange));
        row("-5", 0, Finer::Refuse, error(ErrorCode::Negative));
        row("1,000", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("+5", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("1e3", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("0x10", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("5.", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row(".5", 0, Finer::Cut, error(ErrorCode::Syntax));
        row("1 2", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("NaN", 0, Finer::Refuse, error(ErrorCode::Syntax));
        row("12.3456", 3, Finer::Cut, 12345);
        row("12.3456", 3, Finer::RoundHalfUp, 12346);
        row("12.3454", 3, Finer::RoundHalfUp, 12345);
        row("0.5", 0, Finer::RoundHalfUp, 1);
        row("0.4999", 0, Finer::RoundHalfUp, 0);
        row("12", 3, Finer::RoundHalfUp, 12000);
    }
    void readsNumbersStrictly()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, decimals);
        QFETCH(const int, finer);
        QFETCH(const qlonglong, expected);
        const auto number = parseScaled(text.toStdString(), decimals, static_cast<Finer>(finer));
        QCOMPARE(number ? *number : -static_cast<qlonglong>(number.error().code) - 1, expected);
    }
};

QTEST_APPLESS_MAIN(TimeTextTest)
#include "tst_timetext.moc"
