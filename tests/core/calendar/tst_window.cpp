// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/window.h"
#include "tests/support/zones.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using test::local;
using test::utc;

namespace {

Interval termFrom(const Zone &zone, const char *start, std::string_view lifetime)
{
    const Instant begin = zone.toInstant(local(start));
    return {begin, addSpans(begin, *parseSpan(lifetime), 1, zone)};
}

using Total = Result<std::optional<std::int64_t>>;

QByteArray text(Instant t)
{
    return QByteArray::fromStdString(Zone().format(t));
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void parsesCaps_data();
    void parsesCaps();
    void refusesCaps_data();
    void refusesCaps();
    void sumsTheCapsOfATerm_data();
    void sumsTheCapsOfATerm();
    void stopsAtOverflow();
    void hasNoTotalWithoutEnd();
    void cutsWindowsAtTheTerm();
    void alignsToTheCalendar_data();
    void alignsToTheCalendar();
    void givesADailyCapFromMidnightToMidnight();
    void leavesOutADayThatIsMissing();
    void capsShortAndLongDaysAlike();
    void floorsThePartOfAShortDay();
    void emptyTermsHaveNoWindows();
    void tilesItsTerm();
};

void TestWindow::parsesCaps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("every");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char *text, qint64 count, qint64 every, TimeUnit unit, const char *canonical) {
        QTest::newRow(text) << QByteArray(text) << count << every << static_cast<int>(unit) << QByteArray(canonical);
    };
    row("200/day", 200, 1, TimeUnit::Day, "200/day");
    row("600/min", 600, 1, TimeUnit::Minute, "600/min");
    row("600/minute", 600, 1, TimeUnit::Minute, "600/min");
    row("600/minutes", 600, 1, TimeUnit::Minute, "600/min");
    row("600/mins", 600, 1, TimeUnit::Minute, "600/min");
    row("5/15 min", 5, 15, TimeUnit::Minute, "5/15 min");
    row("5/15 minutes", 5, 15, TimeUnit::Minute, "5/15 min");
    row("5/1 hour", 5, 1, TimeUnit::Hour, "5/hour");
    row(" 5 / 15  min ", 5, 15, TimeUnit::Minute, "5/15 min");
    row("5/15min", 5, 15, TimeUnit::Minute, "5/15 min");
    row("1/second", 1, 1, TimeUnit::Second, "1/second");
    row("1/2 hours", 1, 2, TimeUnit::Hour, "1/2 hour");
    row("1/2 weeks", 1, 2, TimeUnit::Week, "1/2 week");
    row("1/month", 1, 1, TimeUnit::Month, "1/month");
    row("1/3 years", 1, 3, TimeUnit::Year, "1/3 year");
    row("0/day", 0, 1, TimeUnit::Day, "0/day");
    row("9223372036854775807/day", std::numeric_limits<qint64>::max(), 1, TimeUnit::Day, "9223372036854775807/day");
}

void TestWindow::parsesCaps()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, count);
    QFETCH(const qint64, every);
    QFETCH(const int, unit);
    QFETCH(const QByteArray, canonical);
    const auto cap = parseCap(text.toStdString());
    QVERIFY(cap.has_value());
    QVERIFY((*cap == Cap{count, every, static_cast<TimeUnit>(unit)}));
    QCOMPARE(QByteArray::fromStdString(toString(*cap)), canonical);
    QVERIFY(parseCap(toString(*cap)) == cap);
}

void TestWindow::refusesCaps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("error");
    const auto row = [](const char *text, ErrorCode error) {
        QTest::newRow(*text ? text : "empty") << QByteArray(text) << static_cast<int>(error);
    };
    for (const char *text :
        {"", "/", "200", "200/", "/day", "200/fortnight", "200/dayss", "200/Day", "200/s", "200/m", "+5/day", "2.5/day",
            "5/1.5 day", "5/15", "5x/day", "5/day/day", "5/day 2", "five/day", "none", "200\t/day", "5/15 min x"})
        row(text, ErrorCode::Syntax);
    for (const char *text : {"-5/day", "5/-1 day"})
        row(text, ErrorCode::Negative);
    for (const char *text : {"5/0 day", "9223372036854775808/day", "5/9223372036854775808 day", "5/10000 years",
             "5/9223372036854775807 week"})
        row(text, ErrorCode::OutOfRange);
}

void TestWindow::refusesCaps()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, error);
    const auto cap = parseCap(text.toStdString());
    QVERIFY(!cap.has_value());
    QCOMPARE(static_cast<int>(cap.error().code), error);
    QCOMPARE(QByteArray::fromStdString(cap.error().found), text);
}

void TestWindow::sumsTheCapsOfATerm_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<QByteArray>("cap");
    QTest::addColumn<bool>("calendar");
    QTest::addColumn<qint64>("windows");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *id, const char *start, const char *lifetime, const char *cap, bool calendar,
                         qint64 windows, qint64 total) {
        QTest::addRow("%s %s %s %s %d", id, start, lifetime, cap, calendar)
            << QByteArray(id) << QByteArray(start) << QByteArray(lifetime) << QByteArray(cap) << calendar << windows
            << total;
    };
    row("UTC", "2025-02-01T00:00:00", "P1M", "100/min", false, 40320, 4032000);
    row("UTC", "2024-02-01T00:00:00", "P1M", "100/min", false, 41760, 4176000);
    row("Europe/Berlin", "2025-03-01T00:00:00", "P1M", "100/min", false, 44580, 4458000);
    row("Europe/Berlin", "2025-10-01T00:00:00", "P1M", "100/min", false, 44700, 4470000);
    row("Asia/Shanghai", "2025-03-01T00:00:00", "P1M", "100/min", false, 44640, 4464000);
    row("UTC", "2025-03-01T00:00:00", "P30D", "100/min", false, 43200, 4320000);
    row("UTC", "2025-03-01T00:00:00", "PT2M", "10/min", false, 2, 20);
    row("Europe/Berlin", "2025-03-01T00:00:00", "P1M", "200/day", false, 31, 6200);
    row("Europe/Berlin", "2025-03-01T00:00:00", "P1M", "200/day", true, 31, 6200);
    row("UTC", "2025-03-01T00:00:00", "P30D", "200/day", false, 30, 6000);
    row("Asia/Shanghai", "2025-03-01T13:15:00", "P30D", "200/day", false, 30, 6000);
    // Calendar days: 10 h 45 min of the first, 13 h 15 min of the last: 89 + 29 x 200 + 110.
    row("Asia/Shanghai", "2025-03-01T13:15:00", "P30D", "200/day", true, 31, 89 + 29 * 200 + 110);
    // A partial last window: 30 days are four weeks and two days.
    row("UTC", "2025-03-01T00:00:00", "P30D", "100/week", false, 5, 400 + 28);
    row("UTC", "2025-01-31T00:00:00", "P4M", "10/month", false, 4, 40);
    row("UTC", "2025-01-01T00:00:00", "PT100S", "7/min", false, 2, 7 + 4);
    row("UTC", "2025-01-01T00:00:00", "PT10S", "7/min", false, 1, 1);
    row("UTC", "2025-01-01T00:00:00", "PT10S", "0/min", false, 1, 0);
    row("UTC", "2000-01-01T00:00:00", "P1000Y", "3/second", false, 365243LL * 86400, 3 * 365243LL * 86400);
    row("Europe/Berlin", "2000-01-01T00:00:00", "P1000Y", "3/day", true, 365243, 3 * 365243);
    row("Europe/Berlin", "2025-03-30T00:00:00", "P1D", "4/hour", false, 23, 92);
    // 5 every 3 days from the term's midnight on: ten windows and a third of one.
    row("UTC", "2025-03-01T00:00:00", "P1M", "5/3 day", true, 11, 51);
    // Hours from midnight: the last two of the first day, the first twenty-two of the next.
    row("UTC", "2025-03-01T22:00:00", "P1D", "12/6 hour", true, 5, 4 + 36 + 8);
}

void TestWindow::sumsTheCapsOfATerm()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, lifetime);
    QFETCH(const QByteArray, cap);
    QFETCH(const bool, calendar);
    QFETCH(const qint64, windows);
    QFETCH(const qint64, total);
    const Zone zone = test::zone(id.constData());
    const Interval term = termFrom(zone, start.constData(), lifetime.toStdString());
    const WindowGrid grid(*parseCap(cap.toStdString()), term, calendar ? Alignment::Calendar : Alignment::Term, zone);
    QCOMPARE(grid.size(), windows);
    const auto found = grid.total();
    QVERIFY(found.has_value() && found->has_value());
    QCOMPARE(**found, total);
}

void TestWindow::stopsAtOverflow()
{
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const Interval twoDays{utc("2025-01-01T00:00:00Z"), utc("2025-01-03T00:00:00Z")};
    const auto total = WindowGrid({most, 1, TimeUnit::Day}, twoDays, Alignment::Term, Zone()).total();
    QVERIFY(!total.has_value());
    QVERIFY(total.error().code == ErrorCode::Overflow);
    // Half of the largest cap needs 128 bits on the way, and fits.
    const auto half = WindowGrid({most, 4, TimeUnit::Day}, twoDays, Alignment::Term, Zone()).total();
    QVERIFY(half == Total(most / 2));
    const auto whole = WindowGrid({most, 2, TimeUnit::Day}, twoDays, Alignment::Term, Zone()).total();
    QVERIFY(whole == Total(most));
}

void TestWindow::hasNoTotalWithoutEnd()
{
    const Interval term{utc("2025-01-01T00:00:00Z"), latestInstant};
    for (const TimeUnit unit : {TimeUnit::Second, TimeUnit::Day, TimeUnit::Month}) {
        const WindowGrid grid({10, 1, unit}, term, Alignment::Calendar, test::zone("Europe/Berlin"));
        QVERIFY(grid.total() == Total(std::nullopt));
        const Window window = grid.at(utc("2031-06-15T12:00:00Z"));
        QVERIFY(window.span.contains(utc("2031-06-15T12:00:00Z")));
        QVERIFY(grid.window(window.index) == window);
        QVERIFY(grid.size() > window.index);
    }
}

void TestWindow::cutsWindowsAtTheTerm()
{
    const Interval term{utc("2025-03-01T06:00:00Z"), utc("2025-03-03T18:00:00Z")};
    const WindowGrid grid({100, 1, TimeUnit::Day}, term, Alignment::Calendar, Zone());
    QCOMPARE(grid.size(), std::int64_t(3));
    QVERIFY((grid.window(0) == Window{0, {term.begin, utc("2025-03-02T00:00:00Z")}, msPerDay, 75}));
    QVERIFY((grid.window(1) == Window{1, {utc("2025-03-02T00:00:00Z"), utc("2025-03-03T00:00:00Z")}, msPerDay, 100}));
    QVERIFY((grid.window(2) == Window{2, {utc("2025-03-03T00:00:00Z"), term.end}, msPerDay, 75}));
    QVERIFY(!grid.window(3) && !grid.window(-1));
    // The boundary belongs to the later window.
    QCOMPARE(grid.at(utc("2025-03-01T23:59:59.999Z")).index, std::int64_t(0));
    QCOMPARE(grid.at(utc("2025-03-02T00:00:00Z")).index, std::int64_t(1));
    QCOMPARE(grid.at(term.end.plus(-1)).index, std::int64_t(2));
}

void TestWindow::alignsToTheCalendar_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("cap");
    QTest::addColumn<QByteArray>("end"); ///< of the first window, in the zone
    const auto row = [](const char *id, const char *cap, const char *end) {
        QTest::addRow("%s %s", id, cap) << QByteArray(id) << QByteArray(cap) << QByteArray(end);
    };
    // The term begins on Wednesday, 19 March 2025, 10:07 local time.
    for (const char *id : {"UTC", "Europe/Berlin", "Asia/Shanghai"}) {
        row(id, "1/second", "2025-03-19T10:07:01.000");
        row(id, "1/15 min", "2025-03-19T10:15:00.000");
        row(id, "1/7 min", "2025-03-19T10:09:00.000"); // 87 x 7 min from midnight
        row(id, "1/hour", "2025-03-19T11:00:00.000");
        row(id, "1/day", "2025-03-20T00:00:00.000");
        row(id, "1/3 day", "2025-03-22T00:00:00.000");
        row(id, "1/week", "2025-03-24T00:00:00.000");
        row(id, "1/2 week", "2025-03-31T00:00:00.000");
        row(id, "1/month", "2025-04-01T00:00:00.000");
        row(id, "1/3 month", "2025-06-01T00:00:00.000");
        row(id, "1/year", "2026-01-01T00:00:00.000");
    }
}

void TestWindow::alignsToTheCalendar()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, cap);
    QFETCH(const QByteArray, end);
    const Zone zone = test::zone(id.constData());
    const Interval term = termFrom(zone, "2025-03-19T10:07:00.000", "P2Y");
    const WindowGrid grid(*parseCap(cap.toStdString()), term, Alignment::Calendar, zone);
    const Window first = grid.at(term.begin);
    QCOMPARE(first.index, std::int64_t(0));
    QVERIFY(first.span.begin == term.begin);
    QCOMPARE(text(first.span.end), text(zone.toInstant(local(end.constData()))));
}

void TestWindow::givesADailyCapFromMidnightToMidnight()
{
    const Zone zone = test::zone("Asia/Shanghai");
    const Interval term = termFrom(zone, "2025-02-20T08:00:00", "P1M");
    const WindowGrid grid({100, 1, TimeUnit::Day}, term, Alignment::Calendar, zone);
    const Window window = grid.at(utc("2025-02-28T16:30:00Z"));
    QCOMPARE(text(window.span.begin), QByteArray("2025-02-28T16:00:00Z"));
    QCOMPARE(window.span.length(), msPerDay);
    QCOMPARE(window.cap, std::int64_t(100));
}

void TestWindow::leavesOutADayThatIsMissing()
{
    const Zone zone = test::zone("Pacific/Apia");
    const Interval term = termFrom(zone, "2011-12-28T09:00:00", "P6D");
    for (const Alignment alignment : {Alignment::Calendar, Alignment::Term}) {
        const bool calendar = alignment == Alignment::Calendar;
        const WindowGrid grid({100, 1, TimeUnit::Day}, term, alignment, zone);
        std::int64_t sum = 0;
        Instant reached = term.begin;
        for (std::int64_t index = 0; index < grid.size(); ++index) {
            const auto window = grid.window(index);
            QVERIFY(window.has_value());
            QCOMPARE(window->index, index);
            QVERIFY(window->span.begin == reached && !window->span.isEmpty());
            QVERIFY(grid.at(window->span.begin) == *window);
            reached = window->span.end;
            sum += window->cap;
        }
        QVERIFY(reached == term.end);
        QCOMPARE(grid.size(), std::int64_t(6));
        QVERIFY(grid.total() == Total(sum));
        // By the calendar the 30th is no window; from nine o'clock the 29th ends and the 30th begins at the jump.
        QCOMPARE(sum, std::int64_t(calendar ? 62 + 4 * 100 + 37 : 600));
    }
}

void TestWindow::capsShortAndLongDaysAlike()
{
    const Zone zone = test::zone("Australia/Lord_Howe");
    const Interval term = termFrom(zone, "2025-04-01T00:00:00", "P1Y");
    const WindowGrid grid({48, 1, TimeUnit::Day}, term, Alignment::Term, zone);
    const Window longDay = grid.at(zone.toInstant(local("2025-04-06T12:00:00")));
    const Window shortDay = grid.at(zone.toInstant(local("2025-10-05T12:00:00")));
    QCOMPARE(longDay.fullLength, 49 * msPerHour / 2);
    QCOMPARE(shortDay.fullLength, 47 * msPerHour / 2);
    QCOMPARE(longDay.cap, std::int64_t(48));
    QCOMPARE(shortDay.cap, std::int64_t(48));
    QVERIFY(grid.total() == Total(365 * 48));
}

void TestWindow::floorsThePartOfAShortDay()
{
    // Seven of the 23 hours that 30 March 2025 has in Berlin.
    const Zone zone = test::zone("Europe/Berlin");
    const Interval term{zone.toInstant(local("2025-03-30T17:00:00")), zone.toInstant(local("2025-03-31T00:00:00"))};
    const WindowGrid grid({100, 1, TimeUnit::Day}, term, Alignment::Calendar, zone);
    QCOMPARE(grid.size(), std::int64_t(1));
    QCOMPARE(grid.at(term.begin).fullLength, 23 * msPerHour);
    QCOMPARE(grid.at(term.begin).cap, std::int64_t(30));
}

void TestWindow::emptyTermsHaveNoWindows()
{
    const Instant t = utc("2025-03-01T00:00:00Z");
    const WindowGrid grid({100, 1, TimeUnit::Day}, {t, t}, Alignment::Term, Zone());
    QCOMPARE(grid.size(), std::int64_t(0));
    QVERIFY(!grid.window(0));
    QVERIFY(grid.total() == Total(0));
}

void TestWindow::tilesItsTerm()
{
    std::vector<Zone> zones;
    for (const char *id : {"UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut",
             "America/Havana", "America/St_Johns", "Asia/Shanghai", "America/Santiago", "Africa/Cairo"})
        zones.push_back(test::zone(id));
    const std::vector<Cap> caps{{1000, 1, TimeUnit::Day}, {7, 3, TimeUnit::Day}, {100, 1, TimeUnit::Week},
        {999, 1, TimeUnit::Month}, {50, 2, TimeUnit::Month}, {12345, 1, TimeUnit::Year}, {13, 7, TimeUnit::Hour},
        {5, 90, TimeUnit::Minute}, {77, 40000, TimeUnit::Second}};
    QVERIFY(rc::check("windows tile their term, and their caps add up to C x T", [&] {
        const Zone &zone = *rc::gen::elementOf(zones);
        const Cap cap = *rc::gen::elementOf(caps);
        const auto alignment = *rc::gen::element(Alignment::Term, Alignment::Calendar);
        // Near Apia's missing day every second time.
        const Instant from = *rc::gen::element(utc("2011-12-20T00:00:00Z"), utc("2024-01-01T00:00:00Z"));
        const Instant begin{from.ms + *rc::gen::inRange<std::int64_t>(0, 12 * 96) * msPerQuarter};
        const Interval term{begin, begin.plus(*rc::gen::inRange<std::int64_t>(1, 60 * 96) * msPerQuarter)};
        const WindowGrid grid(cap, term, alignment, zone);
        Instant reached = term.begin;
        std::int64_t sum = 0;
        for (std::int64_t index = 0; index < grid.size(); ++index) {
            const auto window = grid.window(index);
            RC_ASSERT(window.has_value());
            RC_ASSERT(window->index == index);
            RC_ASSERT(window->span.begin == reached);
            RC_ASSERT(!window->span.isEmpty());
            RC_ASSERT(window->span.length() <= window->fullLength);
            RC_ASSERT(window->cap == cap.count * window->span.length() / window->fullLength);
            RC_ASSERT((grid.at(window->span.begin) == *window));
            RC_ASSERT((grid.at(window->span.end.plus(-1)) == *window));
            reached = window->span.end;
            sum += window->cap;
        }
        RC_ASSERT(reached == term.end);
        RC_ASSERT(!grid.window(grid.size()));
        RC_ASSERT((grid.total() == Total(sum)));
        const Instant t{*rc::gen::inRange(term.begin.ms, term.end.ms)};
        RC_ASSERT(grid.at(t).span.contains(t));
    }));
}

QTEST_APPLESS_MAIN(TestWindow)
#include "tst_window.moc"
