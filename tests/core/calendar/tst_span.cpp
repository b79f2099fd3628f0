// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/span.h"
#include "tests/support/shareddata.h"
#include "tests/support/zones.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using test::local;
using test::utc;

namespace {

constexpr Span months(std::int64_t amount)
{
    return {Span::Kind::Months, amount};
}
constexpr Span days(std::int64_t amount)
{
    return {Span::Kind::Days, amount};
}
constexpr Span exact(std::int64_t amount)
{
    return {Span::Kind::Exact, amount};
}

} // namespace

class TestSpan : public QObject {
    Q_OBJECT
private slots:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void parsesLifetimes();
    void countsFromTheAnchor_data();
    void countsFromTheAnchor();
    void agreesWithTheAnniversaryVectors();
    void steps_data();
    void steps();
    void startsAtAnAmbiguousAnchor();
    void stepsMidnightsFromAMissingOne();
    void stopsGrowingFarAway();
    void findsTheStepThatHolds();
};

void TestSpan::parses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char *text, Span span, const char *canonical) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(span.kind) << qint64(span.amount)
                            << QByteArray(canonical);
    };
    row("P30D", days(30), "P30D");
    row("P1D", days(1), "P1D");
    row("P7D", days(7), "P7D");
    row("P2W", days(14), "P14D");
    row("P1M", months(1), "P1M");
    row("P18M", months(18), "P18M");
    row("P12M", months(12), "P1Y");
    row("P1Y", months(12), "P1Y");
    row("PT720H", exact(720 * msPerHour), "PT720H");
    row("PT90M", exact(90 * msPerMinute), "PT90M");
    row("PT2M", exact(2 * msPerMinute), "PT2M");
    row("PT1H30M", exact(90 * msPerMinute), "PT90M");
    row("PT1H1S", exact(msPerHour + msPerSecond), "PT3601S");
    row("PT1H2M3S", exact(msPerHour + 2 * msPerMinute + 3 * msPerSecond), "PT3723S");
    row("PT60M", exact(msPerHour), "PT1H");
    row("PT86400S", exact(msPerDay), "PT24H");
    row("P9999Y", months(9999 * 12), "P9999Y");
}

void TestSpan::parses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, kind);
    QFETCH(const qint64, amount);
    QFETCH(const QByteArray, canonical);
    const auto span = parseSpan(text.toStdString());
    QVERIFY(span.has_value());
    QCOMPARE(static_cast<int>(span->kind), kind);
    QCOMPARE(qint64(span->amount), amount);
    QCOMPARE(QByteArray::fromStdString(toString(*span)), canonical);
    QVERIFY(parseSpan(toString(*span)) == span);
}

void TestSpan::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("error");
    const auto row = [](const char *text, ErrorCode error) {
        QTest::newRow(*text ? text : "empty") << QByteArray(text) << static_cast<int>(error);
    };
    for (const char *text : {"", "P", "PT", "P1", "PT1", "PD", "PTH", "1D", "p1d", "P1d", "P1H", "PT1D", "P1M2D",
             "P1Y6M", "P1DT2H", "P1W1D", "PT1M1H", "PT1H1H", "P-1D", "P+1D", "-P1D", "P1.5D", "PT1.5H", "PT1,5H",
             "P 1D", "P1D ", " P1D", "P1D1", "PT1H ", "none", "30D", "P1X"})
        row(text, ErrorCode::Syntax);
    for (const char *text : {"P0D", "P0M", "PT0S", "PT0H0M", "P10000Y", "P99999999999999999999D",
             "P9223372036854775808W", "PT87591241H", "PT87591240H1S"})
        row(text, ErrorCode::OutOfRange);
}

void TestSpan::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, error);
    const auto span = parseSpan(text.toStdString());
    QVERIFY(!span.has_value());
    QCOMPARE(static_cast<int>(span.error().code), error);
    QCOMPARE(QByteArray::fromStdString(span.error().found), text);
}

void TestSpan::parsesLifetimes()
{
    QVERIFY(parseLifetime("none") == Result<Lifetime>(std::nullopt));
    QVERIFY(parseLifetime("P1M") == Result<Lifetime>(months(1)));
    QVERIFY(!parseLifetime("").has_value());
    QVERIFY(!parseLifetime("None").has_value());
    QCOMPARE(toString(Lifetime()), std::string("none"));
    QCOMPARE(toString(Lifetime(days(30))), std::string("P30D"));
}

void TestSpan::countsFromTheAnchor_data()
{
    QTest::addColumn<QByteArray>("anchor");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<QList<QByteArray>>("dates");
    using Dates = QList<QByteArray>;
    QTest::newRow("31st") << QByteArray("2017-01-31") << qint64(1)
                          << Dates{"2017-02-28", "2017-03-31", "2017-04-30", "2017-05-31"};
    QTest::newRow("30th") << QByteArray("2023-12-30") << qint64(1) << Dates{"2024-01-30", "2024-02-29", "2024-03-30"};
    QTest::newRow("29th") << QByteArray("2022-12-29") << qint64(1) << Dates{"2023-01-29", "2023-02-28", "2023-03-29"};
    QTest::newRow("leap day") << QByteArray("2024-02-29") << qint64(12)
                              << Dates{"2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"};
}

void TestSpan::countsFromTheAnchor()
{
    QFETCH(const QByteArray, anchor);
    QFETCH(const qint64, step);
    QFETCH(const QList<QByteArray>, dates);
    for (const char *id : {"UTC", "Asia/Shanghai", "Europe/Berlin"}) {
        const Zone zone = test::zone(id);
        const LocalTime start{*parseDate(anchor.toStdString()), 13 * msPerHour};
        for (qsizetype i = 0; i < dates.size(); ++i) {
            const LocalTime found = zone.toLocal(addSpans(zone.toInstant(start), months(step), i + 1, zone));
            QCOMPARE(QByteArray::fromStdString(toIso(found.date)), dates[i]);
            QCOMPARE(found.msOfDay, start.msOfDay);
        }
    }
}

void TestSpan::agreesWithTheAnniversaryVectors()
{
    const QJsonDocument document = test::sharedJson(QStringLiteral("vectors/time-boundaries/anniversary.json"));
    if (document.isNull())
        QSKIP("no shared vectors here");
    QCOMPARE(document.array().size(), 10);
    for (const QJsonValue &value : document.array()) {
        const Instant anchor = Zone().startOfDay(*parseDate(value[u"anchor"].toString().toStdString()));
        const LocalTime found = Zone().toLocal(addSpans(anchor, months(1), value[u"months"].toInt(), Zone()));
        QCOMPARE(QString::fromStdString(toIso(found.date)), value[u"want"].toString());
        QCOMPARE(found.msOfDay, std::int64_t(0));
    }
    qInfo() << "anniversary.json:" << document.array().size() << "run, 0 skipped";
}

void TestSpan::steps_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("anchor");
    QTest::addColumn<QByteArray>("span");
    QTest::addColumn<qint64>("times");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *id, const char *anchor, const char *span, qint64 times, const char *expected) {
        QTest::addRow("%s %s %s x %lld", id, anchor, span, times)
            << QByteArray(id) << QByteArray(anchor) << QByteArray(span) << times << QByteArray(expected);
    };
    row("Europe/Berlin", "2025-02-28T23:00:00Z", "P1M", 1, "2025-03-31T22:00:00Z");
    row("Europe/Berlin", "2025-02-28T23:00:00Z", "P30D", 1, "2025-03-30T22:00:00Z");
    row("Europe/Berlin", "2025-02-28T23:00:00Z", "PT720H", 1, "2025-03-30T23:00:00Z");
    row("Europe/Berlin", "2025-02-28T23:00:00Z", "P1M", -1, "2025-01-31T23:00:00Z");
    // Through a gap and back to the anchor's wall clock.
    row("Europe/Berlin", "2025-03-29T01:30:00Z", "P1D", 1, "2025-03-30T01:00:00Z");
    row("Europe/Berlin", "2025-03-29T01:30:00Z", "P1D", 2, "2025-03-31T00:30:00Z");
    row("Australia/Lord_Howe", "2025-10-03T15:40:00Z", "P1D", 1, "2025-10-04T15:30:00Z");
    row("Australia/Lord_Howe", "2025-10-03T15:40:00Z", "P1D", 2, "2025-10-05T15:10:00Z");
    // The earlier of two.
    row("Europe/Berlin", "2025-10-25T00:30:00Z", "P1D", 1, "2025-10-26T00:30:00Z");
    row("Europe/Berlin", "2025-10-25T00:30:00Z", "P1D", 2, "2025-10-27T01:30:00Z");
    // Over the day that is not there.
    row("Pacific/Apia", "2011-12-29T22:00:00Z", "P1D", 1, "2011-12-30T10:00:00Z");
    row("Pacific/Apia", "2011-12-29T22:00:00Z", "P1D", 2, "2011-12-30T22:00:00Z");
    row("UTC", "1970-01-01T00:00:00Z", "PT1S", -5, "1969-12-31T23:59:55Z");
}

void TestSpan::steps()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, anchor);
    QFETCH(const QByteArray, span);
    QFETCH(const qint64, times);
    QFETCH(const QByteArray, expected);
    const Zone zone = test::zone(id.constData());
    const Instant found = addSpans(utc(anchor.constData()), *parseSpan(span.toStdString()), times, zone);
    QCOMPARE(QByteArray::fromStdString(Zone().format(found)), expected);
}

void TestSpan::startsAtAnAmbiguousAnchor()
{
    const Zone zone = test::zone("Europe/Berlin");
    const Instant second = utc("2025-10-26T01:30:00Z"); // the second 02:30
    QVERIFY(addSpans(second, days(1), 0, zone) == second);
    QCOMPARE(spanIndexAt(second, days(1), second, zone), std::int64_t(0));
    QCOMPARE(spanIndexAt(second, days(1), second.plus(-1), zone), std::int64_t(-1));
    QVERIFY(addSpans(second, days(1), 1, zone) == utc("2025-10-27T01:30:00Z"));
}

void TestSpan::stepsMidnightsFromAMissingOne()
{
    const Zone zone = test::zone("Asia/Beirut");
    const Steps midnights(local("2024-03-31T00:00:00"), days(1), zone);
    QVERIFY(midnights.at(0) == utc("2024-03-30T22:00:00Z")); // 01:00
    QVERIFY(midnights.at(1) == utc("2024-03-31T21:00:00Z")); // 00:00
    const Steps fromOne(utc("2024-03-30T22:00:00Z"), days(1), zone);
    QVERIFY(fromOne.at(1) == utc("2024-03-31T22:00:00Z")); // 01:00 again
}

void TestSpan::stopsGrowingFarAway()
{
    const Instant anchor = utc("2025-01-01T00:00:00Z");
    for (const Span &span : {days(1), months(1), months(longestSpan(Span::Kind::Months)), exact(1000)}) {
        const Instant far = addSpans(anchor, span, std::numeric_limits<std::int64_t>::max(), Zone());
        QVERIFY(far > latestInstant);
        QVERIFY(addSpans(anchor, span, std::numeric_limits<std::int64_t>::min(), Zone()) < earliestInstant);
        const Step last = Steps(earliestInstant, span, Zone()).holding(latestInstant);
        QVERIFY(last.span.contains(latestInstant));
    }
}

void TestSpan::findsTheStepThatHolds()
{
    std::vector<Zone> zones;
    for (const char *id : {"UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut",
             "America/Havana", "America/St_Johns", "Asia/Shanghai", "America/Santiago"})
        zones.push_back(test::zone(id));
    const std::vector<Span> spans{days(1), days(7), days(30), months(1), months(3), months(12), exact(1000),
        exact(7 * msPerHour), exact(720 * msPerHour)};
    QVERIFY(rc::check("a step holds its instant, and its index leads to it", [&] {
        const Zone &zone = *rc::gen::elementOf(zones);
        const Span span = *rc::gen::elementOf(spans);
        const Instant anchor{*rc::gen::inRange(utc("1950-01-01T00:00:00Z").ms, utc("2060-01-01T00:00:00Z").ms)};
        const Instant t{anchor.ms + *rc::gen::inRange<std::int64_t>(-4000, 4000) * msPerDay / 7 * 3 + 1234567};
        const Step step = Steps(anchor, span, zone).holding(t);
        RC_ASSERT(step.span.contains(t));
        RC_ASSERT(step.index == spanIndexAt(anchor, span, t, zone));
        RC_ASSERT(step.span.begin == addSpans(anchor, span, step.index, zone));
        RC_ASSERT(step.span.end == addSpans(anchor, span, step.index + 1, zone));
        // A boundary belongs to the step it begins.
        RC_ASSERT(spanIndexAt(anchor, span, step.span.begin, zone) == step.index);
        RC_ASSERT(spanIndexAt(anchor, span, step.span.begin.plus(-1), zone) < step.index);
    }));
}

QTEST_APPLESS_MAIN(TestSpan)
#include "tst_span.moc"
