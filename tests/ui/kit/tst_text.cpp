// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/zones.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/periods.h"
#include "ui/text/timetext.h"

#include <QTest>

using namespace toll;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);
const QLocale chinese(QLocale::Chinese, QLocale::China);

QLocale localeOf(const QString &name)
{
    return name == QStringLiteral("zh") ? chinese : english;
}

/// No-break and thin spaces made visible to the eye of the test's reader as plain ones.
QString plain(QString text)
{
    return text.replace(QChar(0x00a0), u' ').replace(QChar(0x2009), u' ');
}

} // namespace

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void writesMoneyFromExactDigits_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("expected");
        QTest::newRow("dollars") << "1234.5"
                                 << "USD"
                                 << "en"
                                 << "$1,234.50";
        QTest::newRow("yuan in English") << "1234.5"
                                         << "CNY"
                                         << "en"
                                         << "¥1,234.50";
        QTest::newRow("yuan in Chinese") << "1234.5"
                                         << "CNY"
                                         << "zh"
                                         << "¥1,234.50";
        QTest::newRow("negative") << "-1"
                                  << "USD"
                                  << "en"
                                  << "−$1.00";
        QTest::newRow("no minor unit") << "1234567"
                                       << "JPY"
                                       << "en"
                                       << "JPY 1,234,567";
        QTest::newRow("three decimals") << "0.5"
                                        << "KWD"
                                        << "en"
                                        << "KWD 0.500";
        QTest::newRow("a rate keeps its digits") << "0.000000000125"
                                                 << "USD"
                                                 << "en"
                                                 << "$0.000000000125";
        QTest::newRow("more than a double holds") << "12345678901234567890.12"
                                                  << "USD"
                                                  << "en"
                                                  << "$12,345,678,901,234,567,890.12";
        QTest::newRow("zero") << "0"
                              << "EUR"
                              << "zh"
                              << "EUR 0.00";
    }
    void writesMoneyFromExactDigits()
    {
        QFETCH(QString, amount);
        QFETCH(QString, code);
        QFETCH(QString, locale);
        const Money money{*Decimal::parse(amount.toStdString()), *currency(code.toStdString())};
        QTEST(plain(moneyText(money, localeOf(locale))), "expected");
    }

    void signsChanges()
    {
        const Currency dollars = *currency("USD");
        QCOMPARE(moneyChangeText({*Decimal::parse("1180"), dollars}, english), QStringLiteral("+$1,180.00"));
        QCOMPARE(moneyChangeText({*Decimal::parse("-0.5"), dollars}, english), QStringLiteral("−$0.50"));
        QCOMPARE(moneyChangeText({Decimal(), dollars}, english), QStringLiteral("$0.00"));
    }

    void groupsIntegers_data()
    {
        QTest::addColumn<qlonglong>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("small") << 7LL << "7";
        QTest::newRow("three digits") << 999LL << "999";
        QTest::newRow("four digits") << 1000LL << "1,000";
        QTest::newRow("negative") << -1284511LL << "−1,284,511";
        QTest::newRow("lowest") << std::numeric_limits<qlonglong>::min() << "−9,223,372,036,854,775,808";
    }
    void groupsIntegers()
    {
        QFETCH(qlonglong, value);
        QTEST(integerText(value, english), "expected");
    }

    void writesCompactNumbers_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("inEnglish");
        QTest::addColumn<QString>("inChinese");
        QTest::newRow("zero") << 0.0 << "0"
                              << "0";
        QTest::newRow("fraction") << 0.25 << "0.25"
                                  << "0.25";
        QTest::newRow("hundreds") << 950.0 << "950"
                                  << "950";
        QTest::newRow("thousands") << 1200.0 << "1.2K"
                                   << "1,200";
        QTest::newRow("whole") << 20000.0 << "20K"
                               << "2万";
        QTest::newRow("to the next unit") << 999999.0 << "1M"
                                          << "100万";
        QTest::newRow("hundred millions") << 340000000.0 << "340M"
                                          << "3.4亿";
        QTest::newRow("negative") << -1500.0 << "−1.5K"
                                  << "−1,500";
    }
    void writesCompactNumbers()
    {
        QFETCH(double, value);
        QFETCH(QString, inChinese);
        QTEST(compactText(value, english), "inEnglish");
        QCOMPARE(compactText(value, chinese), inChinese);
    }

    void writesPercents()
    {
        QCOMPARE(percentText(0.1244, 1, english), QStringLiteral("12.4%"));
        QCOMPARE(percentText(-0.03, 0, english), QStringLiteral("−3%"));
        QCOMPARE(percentText(-0.0001, 1, english), QStringLiteral("0.0%"));
    }

    void writesDurations()
    {
        QCOMPARE(plain(millisecondsText(812, english)), QStringLiteral("812 ms"));
        QCOMPARE(plain(millisecondsText(1234, english)), QStringLiteral("1.2 s"));
        QCOMPARE(plain(millisecondsText(999.7, english)), QStringLiteral("1 s"));
    }

    void writesDates_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("weekday");
        QTest::addColumn<QString>("time");
        QTest::newRow("English") << "en"
                                 << "26 Nov 2026"
                                 << "26 Nov"
                                 << "Thu 26 Nov 2026"
                                 << "26 Nov 2026, 02:30";
        QTest::newRow("Chinese") << "zh"
                                 << "2026年11月26日"
                                 << "11月26日"
                                 << "2026年11月26日 周四"
                                 << "2026年11月26日 02:30";
    }
    void writesDates()
    {
        QFETCH(QString, locale);
        QFETCH(QString, day);
        QFETCH(QString, weekday);
        QFETCH(QString, time);
        const Zone shanghai = test::zone("Asia/Shanghai");
        const Instant t = test::utc("2026-11-25T18:30:00.000Z");
        QTEST(dateText(t, shanghai, localeOf(locale)), "date");
        QCOMPARE(dayText(t, shanghai, localeOf(locale)), day);
        QCOMPARE(weekdayDateText(t, shanghai, localeOf(locale)), weekday);
        QCOMPARE(dateTimeText(t, shanghai, localeOf(locale)), time);
    }

    void statesTheZoneExactly()
    {
        const Instant t = test::utc("2026-11-25T18:30:05.000Z");
        QCOMPARE(exactTimeText(t, test::zone("Asia/Shanghai")),
            QStringLiteral("2026-11-26 02:30:05 UTC+08:00 (Asia/Shanghai)"));
        QCOMPARE(exactTimeText(t, Zone()), QStringLiteral("2026-11-25 18:30:05 UTC"));
        QCOMPARE(offsetText(t, test::zone("America/St_Johns")), QStringLiteral("UTC−03:30"));
    }

    void writesIntervals_data()
    {
        QTest::addColumn<QDate>("first");
        QTest::addColumn<QDate>("last");
        QTest::addColumn<QString>("inEnglish");
        QTest::addColumn<QString>("inChinese");
        QTest::newRow("a month") << QDate(2026, 11, 1) << QDate(2026, 11, 30) << "Nov 2026"
                                 << "2026年11月";
        QTest::newRow("a year") << QDate(2026, 1, 1) << QDate(2026, 12, 31) << "2026"
                                << "2026年";
        QTest::newRow("a day") << QDate(2026, 11, 26) << QDate(2026, 11, 26) << "26 Nov 2026"
                               << "2026年11月26日";
        QTest::newRow("in a month") << QDate(2026, 11, 1) << QDate(2026, 11, 23) << "1–23 Nov 2026"
                                    << "2026年11月1日 – 11月23日";
        QTest::newRow("in a year") << QDate(2026, 10, 25) << QDate(2026, 11, 23) << "25 Oct – 23 Nov 2026"
                                   << "2026年10月25日 – 11月23日";
        QTest::newRow("over a year's end") << QDate(2026, 12, 28) << QDate(2027, 1, 3) << "28 Dec 2026 – 3 Jan 2027"
                                           << "2026年12月28日 – 2027年1月3日";
    }
    void writesIntervals()
    {
        QFETCH(QDate, first);
        QFETCH(QDate, last);
        QFETCH(QString, inChinese);
        const Zone berlin = test::zone("Europe/Berlin");
        const Interval span = periodOfDays(first, last, berlin);
        QTEST(plain(intervalText(span, berlin, english)), "inEnglish");
        QCOMPARE(plain(intervalText(span, berlin, chinese)), inChinese);
    }

    void tellsDistances_data()
    {
        QTest::addColumn<QString>("t");
        QTest::addColumn<QString>("expected");
        QTest::newRow("now") << "2026-11-23T12:00:40.000Z"
                             << "just now";
        QTest::newRow("a minute") << "2026-11-23T12:01:00.000Z"
                                  << "in 1 minute";
        QTest::newRow("minutes ago") << "2026-11-23T11:58:00.000Z"
                                     << "2 minutes ago";
        QTest::newRow("hours") << "2026-11-23T17:00:00.000Z"
                               << "in 5 hours";
        QTest::newRow("tomorrow morning") << "2026-11-24T02:00:00.000Z"
                                          << "in 1 day";
        QTest::newRow("days") << "2026-11-26T00:30:00.000Z"
                              << "in 3 days";
        QTest::newRow("months ago") << "2026-07-23T00:00:00.000Z"
                                    << "4 months ago";
        QTest::newRow("years") << "2029-11-23T12:00:00.000Z"
                               << "in 3 years";
    }
    void tellsDistances()
    {
        QFETCH(QString, t);
        const Instant now = test::utc("2026-11-23T12:00:00.000Z");
        QTEST(relativeText(test::utc(t.toLatin1()), now, Zone()), "expected");
    }

    void countsPresetsInCalendarDays()
    {
        const Zone berlin = test::zone("Europe/Berlin");
        const Instant now = test::utc("2026-10-30T23:30:00.000Z"); // 31 October there
        QCOMPARE(presetPeriod(PeriodPreset::ThisMonth, now, berlin),
            periodOfDays(QDate(2026, 10, 1), QDate(2026, 10, 31), berlin));
        QCOMPARE(presetPeriod(PeriodPreset::LastMonth, now, berlin),
            periodOfDays(QDate(2026, 9, 1), QDate(2026, 9, 30), berlin));
        const Interval week = presetPeriod(PeriodPreset::Last7Days, now, berlin);
        QCOMPARE(week, periodOfDays(QDate(2026, 10, 25), QDate(2026, 10, 31), berlin));
        QCOMPARE(week.length(), 7 * msPerDay + msPerHour); // the clocks go back on the 25th
    }

    void stepsMonthsAsMonths()
    {
        const Interval january = periodOfDays(QDate(2026, 1, 1), QDate(2026, 1, 31), Zone());
        QCOMPARE(shiftedPeriod(january, 1, Zone()), periodOfDays(QDate(2026, 2, 1), QDate(2026, 2, 28), Zone()));
        const Interval week = periodOfDays(QDate(2026, 3, 3), QDate(2026, 3, 9), Zone());
        QCOMPARE(shiftedPeriod(week, -1, Zone()), periodOfDays(QDate(2026, 2, 24), QDate(2026, 3, 2), Zone()));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
