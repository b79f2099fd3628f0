// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/limits/limitbook.h"
#include "tests/support/zones.h"

#include <QtTest>
#include <rapidcheck.h>

#include <map>

using namespace toll;
using test::local;
using test::utc;

namespace {

constexpr CounterId token{1, 7};
constexpr CounterId customer{2, 7};

/// The windows of holders, by grids as billing has them.
struct Grids {
    std::map<CounterId, std::vector<WindowGrid>> of{};

    [[nodiscard]] WindowsAt source() const
    {
        return [this](const CounterId &holder, std::uint32_t which, Instant t) {
            return std::optional(of.at(holder).at(which).at(t));
        };
    }
};

Cap capOf(const char *text)
{
    return *parseCap(text);
}

std::optional<Window> noWindows(const CounterId &, std::uint32_t, Instant)
{
    return std::nullopt;
}

/// Keeps every admission, and counts them anew for every question.
struct Naive {
    struct Admission {
        CounterId holder;
        Instant time;
        std::int64_t units;
    };
    const Grids *grids;
    std::vector<Admission> admissions{};

    [[nodiscard]] std::int64_t used(const CounterId &holder, Interval span) const
    {
        std::int64_t sum = 0;
        for (const Admission &one : admissions)
            sum += one.holder == holder && span.contains(one.time) ? one.units : 0;
        return sum;
    }
    [[nodiscard]] bool ask(const std::vector<Claim> &claims, Instant now)
    {
        for (const Claim &claim : claims)
            for (const WindowGrid &grid : grids->of.at(claim.holder)) {
                const Window window = grid.at(now);
                if (used(claim.holder, window.span) + claim.units > window.cap)
                    return false;
            }
        for (const Claim &claim : claims)
            admissions.push_back({claim.holder, now, claim.units});
        return true;
    }
};

} // namespace

class TestLimitBook : public QObject {
    Q_OBJECT

private slots:
    void decidesAsTheWholeHistoryWould();
    void keepsTheDaysOfAZone_data();
    void keepsTheDaysOfAZone();
    void floorsTheCapOfAPartialWindow();
    void countsAllOrNothing();
    void namesTheLimitThatLastsLongest();
    void asksAgainWhereNoCapIsInForce();
    void letsExactlyAsManyPassAsAreLeft();
    void keepsUseWhenLimitsChange();
    void beginsANewTermAfresh();
    void givesBackToTheWindowsThatWereCounted();
    void tellsTheHeadroom();
    void holdsNoLimitsOfStrangers();
    void isAPlainValue();
};

void TestLimitBook::decidesAsTheWholeHistoryWould()
{
    const std::vector<Zone> zones{Zone(), test::zone("Europe/Berlin"), test::zone("America/New_York"),
        test::zone("Australia/Lord_Howe"), test::zone("Africa/Casablanca")};
    QVERIFY(rc::check("several windows and a pool, in zones that change their clocks: as if all times were kept", [&] {
        const Zone &zone = *rc::gen::elementOf(zones);
        // The last days of March and of October hold the changes of these zones.
        const Instant start{utc(*rc::gen::element<const char *>("2025-03-07T00:00:00Z", "2025-03-28T00:00:00Z",
                                    "2025-04-04T00:00:00Z", "2025-10-24T00:00:00Z"))
                                .ms
            + *rc::gen::inRange<std::int64_t>(0, 96) * msPerQuarter};
        const Interval term{start, start.plus(*rc::gen::inRange<std::int64_t>(20, 600) * msPerQuarter)};
        const auto alignment = *rc::gen::element(Alignment::Term, Alignment::Calendar);
        Grids grids;
        LimitBook book(*rc::gen::inRange<std::int64_t>(1, 9));
        for (const CounterId &holder : {token, customer}) {
            std::vector<WindowGrid> &mine = grids.of[holder];
            const auto caps = *rc::gen::inRange<std::uint32_t>(0, 4);
            for (std::uint32_t i = 0; i < caps; ++i)
                mine.emplace_back(Cap{*rc::gen::inRange<std::int64_t>(0, 12), *rc::gen::inRange<std::int64_t>(1, 4),
                                      *rc::gen::element(TimeUnit::Day, TimeUnit::Hour, TimeUnit::Week)},
                    term, alignment, zone);
            book.set(holder, {false, caps, {}});
        }
        Naive naive{&grids};
        const WindowsAt source = grids.source();
        Instant now = term.begin;
        for (int i = 0; i < 100; ++i) {
            now = now.plus(*rc::gen::inRange<std::int64_t>(0, term.length() / 60));
            if (!term.contains(now))
                break;
            const std::vector<Claim> claims{
                {token, *rc::gen::inRange<std::int64_t>(0, 4)}, {customer, *rc::gen::inRange<std::int64_t>(0, 4)}};
            const Decision decision = book.admit(claims, now, source);
            RC_ASSERT(decision.isAdmitted == naive.ask(claims, now));
            RC_ASSERT(decision.isAdmitted == decision.refusals.empty());
        }
    }));
}

void TestLimitBook::keepsTheDaysOfAZone_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<int>("hours");
    QTest::newRow("a short day") << QByteArray("Europe/Berlin") << QByteArray("2025-03-30T00:00:00") << 23;
    QTest::newRow("a long day") << QByteArray("Europe/Berlin") << QByteArray("2025-10-26T00:00:00") << 25;
    QTest::newRow("a day that begins at one")
        << QByteArray("America/Santiago") << QByteArray("2025-09-07T00:00:00") << 23;
}

/// One request an hour: the day's cap of 24 is there once a local day, however long it is.
void TestLimitBook::keepsTheDaysOfAZone()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, day);
    QFETCH(const int, hours);
    const Zone zone = test::zone(id.constData());
    const Instant begin = zone.toInstant(local(day.constData()));
    const Interval term{begin.plus(-2 * msPerDay), begin.plus(5 * msPerDay)};
    Grids grids;
    grids.of[token].emplace_back(capOf("10/day"), term, Alignment::Calendar, zone);
    LimitBook book;
    book.set(token, {false, 1, {}});
    const WindowsAt source = grids.source();
    for (const std::int64_t minute : {-30, -1})
        for (int i = 0; i < 10; ++i)
            (void)book.admit(Claim{token, 1}, begin.plus(minute * msPerMinute), source);
    int admitted = 0;
    for (std::int64_t hour = 0; hour < hours; ++hour)
        admitted += book.admit(Claim{token, 1}, begin.plus(hour * msPerHour), source).isAdmitted ? 1 : 0;
    QCOMPARE(admitted, 10);
    QVERIFY(!book.admit(Claim{token, 1}, begin.plus(hours * msPerHour - 1), source).isAdmitted);
    QVERIFY(book.admit(Claim{token, 1}, begin.plus(hours * msPerHour), source).isAdmitted);
}

void TestLimitBook::floorsTheCapOfAPartialWindow()
{
    // The term begins at 18:00: a quarter of a day is left, and a quarter of 10, rounded down.
    const Interval term{utc("2025-03-01T18:00:00Z"), utc("2025-03-05T18:00:00Z")};
    Grids grids;
    grids.of[token].emplace_back(capOf("10/day"), term, Alignment::Calendar, Zone());
    LimitBook book;
    book.set(token, {false, 1, {}});
    QCOMPARE(book.room(token, term.begin, grids.source()), std::int64_t(2));
    QCOMPARE(book.room(token, utc("2025-03-02T00:00:00Z"), grids.source()), std::int64_t(10));
    QCOMPARE(book.room(token, utc("2025-03-05T00:00:00Z"), grids.source()), std::int64_t(7));
}

void TestLimitBook::countsAllOrNothing()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-04-01T00:00:00Z")};
    Grids grids;
    grids.of[token].emplace_back(capOf("5/hour"), term, Alignment::Term, Zone());
    grids.of[token].emplace_back(capOf("8/day"), term, Alignment::Term, Zone());
    grids.of[customer].emplace_back(capOf("9/day"), term, Alignment::Term, Zone());
    LimitBook book;
    book.set(token, {false, 2, *RateLimit::make(100, msPerSecond, 100)});
    book.set(customer, {false, 1, {}});
    const WindowsAt source = grids.source();
    const std::array three{Claim{token, 3}, Claim{customer, 3}};
    QVERIFY(book.admit(three, term.begin, source).isAdmitted);
    // The hour has room for two: neither the day, the pool nor the rate is touched.
    const Decision refused = book.admit(three, term.begin, source);
    QVERIFY(!refused.isAdmitted && !refused.isWriteDue);
    QCOMPARE(refused.refusals.size(), std::size_t(1));
    QVERIFY((refused.refusals.front() == Refusal{0, LimitKind::Window, 0, term.begin.plus(msPerHour)}));
    QCOMPARE(book.windowUse(token, 0)->used, std::int64_t(3));
    QCOMPARE(book.windowUse(token, 1)->used, std::int64_t(3));
    QCOMPARE(book.windowUse(customer, 0)->used, std::int64_t(3));
    QCOMPARE(book.headroom(token, term.begin, source).back().remaining, std::int64_t(97));
    // Refused by the pool, which comes last: the token's own counters stay too.
    const std::array pool{Claim{token, 1}, Claim{customer, 7}};
    QVERIFY(!book.admit(pool, term.begin, source).isAdmitted);
    QCOMPARE(book.windowUse(token, 0)->used, std::int64_t(3));
}

void TestLimitBook::namesTheLimitThatLastsLongest()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    LimitBook book;
    book.set(token, {true, 3, *RateLimit::make(1, msPerSecond, 2)});
    book.set(customer, {false, 1, {}});
    const WindowGrid hour(capOf("2/hour"), term, Alignment::Term, Zone());
    const WindowGrid day(capOf("3/day"), term, Alignment::Term, Zone());
    const WindowGrid week(capOf("4/week"), term, Alignment::Term, Zone());
    const WindowsAt source = [&](const CounterId &holder, std::uint32_t which, Instant t) -> std::optional<Window> {
        if (holder == customer)
            return week.at(t);
        if (which == 0)
            return Window{0, term, term.length(), 5};
        return which == 1 ? hour.at(t) : day.at(t);
    };
    const std::array one{Claim{token, 1}, Claim{customer, 1}};
    const auto reasons = [&](Instant t) {
        QString text;
        for (const Refusal &refusal : book.admit(one, t, source).refusals)
            text += QString::number(refusal.claim) + "TWR"[static_cast<int>(refusal.kind)]
                + QString::number(refusal.which) + ' ';
        return text;
    };
    const Instant start = term.begin;
    QCOMPARE(reasons(start), QString());
    QCOMPARE(reasons(start), QString());
    QCOMPARE(reasons(start), QString("0W1 0R0 ")); // the hour is full, and the burst is used up
    QCOMPARE(reasons(start.plus(1000)), QString("0W1 ")); // the rate alone would let it pass again
    QCOMPARE(reasons(start.plus(msPerHour)), QString());
    QCOMPARE(reasons(start.plus(msPerHour + 1)), QString("0W2 ")); // three a day
    QCOMPARE(reasons(start.plus(msPerDay)), QString());
    QCOMPARE(reasons(start.plus(msPerDay + 1)), QString("1W0 ")); // four a week, the customer's
    QCOMPARE(reasons(start.plus(7 * msPerDay)), QString()); // the fifth of the term
    QCOMPARE(reasons(start.plus(8 * msPerDay)), QString("0T0 "));
    QCOMPARE(reasons(start.plus(29 * msPerDay)), QString("0T0 "));
}

void TestLimitBook::asksAgainWhereNoCapIsInForce()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    const WindowGrid day(capOf("1/day"), term, Alignment::Term, Zone());
    const Instant from = term.begin.plus(msPerHour);
    const WindowsAt source = [&](const CounterId &, std::uint32_t, Instant t) {
        return t < from ? std::nullopt : std::optional(day.at(t));
    };
    LimitBook book;
    book.set(token, {false, 1, {}});
    for (int i = 0; i < 5; ++i)
        QVERIFY(book.admit(Claim{token, 1}, term.begin, source).isAdmitted);
    QVERIFY(!book.windowUse(token, 0));
    QVERIFY(book.headroom(token, term.begin, source).empty());
    QVERIFY(book.admit(Claim{token, 1}, from, source).isAdmitted);
    QVERIFY(!book.admit(Claim{token, 1}, from, source).isAdmitted);
}

void TestLimitBook::letsExactlyAsManyPassAsAreLeft()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    Grids grids;
    grids.of[customer].emplace_back(capOf("1000/day"), term, Alignment::Term, Zone());
    LimitBook book;
    book.set(customer, {false, 1, {}});
    std::vector<CounterId> tokens;
    for (std::uint64_t i = 0; i < 64; ++i) {
        tokens.push_back({9, i});
        book.set(tokens.back(), {false, 0, *RateLimit::make(1, msPerHour, 100)});
    }
    int passed = 0;
    for (int turn = 0; turn < 100; ++turn)
        for (const CounterId &each : tokens)
            passed += book.admit(std::array{Claim{each, 1}, Claim{customer, 1}}, term.begin, grids.source()).isAdmitted;
    QCOMPARE(passed, 1000);
}

void TestLimitBook::keepsUseWhenLimitsChange()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    Grids grids;
    for (const char *cap : {"10/day", "20/week", "30/month"})
        grids.of[token].emplace_back(capOf(cap), term, Alignment::Term, Zone());
    const WindowsAt source = grids.source();
    LimitBook book;
    book.set(token, {false, 2, *RateLimit::make(1, msPerSecond, 10)});
    QVERIFY(book.admit(Claim{token, 4}, term.begin, source).isAdmitted);
    book.set(token, {false, 3, *RateLimit::make(1, msPerSecond, 6)});
    QCOMPARE(book.windowUse(token, 1)->used, std::int64_t(4));
    QVERIFY(!book.windowUse(token, 2)); // not opened yet
    QCOMPARE(book.room(token, term.begin, source), std::int64_t(2)); // of the burst of six
    book.set(token, {false, 1, {}});
    QCOMPARE(book.room(token, term.begin, source), std::int64_t(6));
    // Another token takes the places that came free, and finds them empty.
    grids.of[customer] = grids.of[token];
    book.set(customer, {false, 3, {}});
    QVERIFY(!book.windowUse(customer, 1) && !book.windowUse(customer, 2));
    // A lower cap than what is used leaves no room; C x T after an extension leaves more.
    book.replace(token, 0, {0, {term.begin, term.begin.plus(msPerDay)}, msPerDay, 3});
    QCOMPARE(book.room(token, term.begin, source), std::int64_t(0));
    book.replace(token, 0, {0, {term.begin, term.begin.plus(msPerDay)}, msPerDay, 50});
    QCOMPARE(book.room(token, term.begin, source), std::int64_t(46));
    book.replace(token, 5, {});
    book.remove(token);
    QVERIFY(!book.contains(token));
    QVERIFY(book.contains(customer));
}

void TestLimitBook::beginsANewTermAfresh()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    Grids grids;
    grids.of[token].emplace_back(capOf("5/month"), term, Alignment::Term, Zone());
    grids.of[token].emplace_back(capOf("4/day"), term, Alignment::Term, Zone());
    LimitBook book;
    book.set(token, {true, 2, *RateLimit::make(1, msPerHour, 10)});
    QVERIFY(book.admit(Claim{token, 4}, term.begin, grids.source()).isAdmitted);
    book.restart(token);
    QVERIFY(!book.windowUse(token, 0) && !book.windowUse(token, 1));
    QVERIFY(book.admit(Claim{token, 4}, term.begin, grids.source()).isAdmitted);
    QCOMPARE(book.headroom(token, term.begin, grids.source()).back().remaining, std::int64_t(2)); // the rate went on
    book.restart({4, 4}); // nobody
}

void TestLimitBook::givesBackToTheWindowsThatWereCounted()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    Grids grids;
    grids.of[token].emplace_back(capOf("9/day"), term, Alignment::Term, Zone());
    grids.of[token].emplace_back(capOf("5/hour"), term, Alignment::Term, Zone());
    LimitBook book;
    book.set(token, {false, 2, *RateLimit::make(1, msPerHour, 10)});
    QVERIFY(book.admit(Claim{token, 5}, term.begin, grids.source()).isAdmitted);
    const Instant later = term.begin.plus(msPerHour);
    QVERIFY(book.admit(Claim{token, 2}, later, grids.source()).isAdmitted);
    book.giveBack(token, 4, term.begin, grids.source()); // of five, one was needed
    QCOMPARE(book.windowUse(token, 0)->used, std::int64_t(3)); // the day is the same
    QCOMPARE(book.windowUse(token, 1)->used, std::int64_t(2)); // the hour is over
    QCOMPARE(book.headroom(token, later, grids.source()).back().remaining, std::int64_t(4)); // 10 - 5 + 1 - 2
    book.giveBack(token, 100, later, grids.source());
    QCOMPARE(book.room(token, later, grids.source()), std::int64_t(4));
    QCOMPARE(book.windowUse(token, 0)->used, std::int64_t(0));
    book.giveBack(customer, 1, later, grids.source());
}

void TestLimitBook::tellsTheHeadroom()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    Grids grids;
    grids.of[token].emplace_back(capOf("300/month"), term, Alignment::Term, Zone());
    grids.of[token].emplace_back(capOf("20/day"), term, Alignment::Term, Zone());
    LimitBook book;
    book.set(token, {true, 2, *RateLimit::make(10, msPerSecond, 30)});
    QVERIFY(book.admit(Claim{token, 12}, term.begin, grids.source()).isAdmitted);
    const std::vector<Headroom> room = book.headroom(token, term.begin.plus(500), grids.source());
    QCOMPARE(room.size(), std::size_t(3));
    // 300 a month over 30 of its 31 days.
    QVERIFY((room[0] == Headroom{LimitKind::Term, 0, 290, 278, 30 * msPerDay - 500}));
    QVERIFY((room[1] == Headroom{LimitKind::Window, 1, 20, 8, msPerDay - 500}));
    QVERIFY((room[2] == Headroom{LimitKind::Rate, 0, 30, 23, 700}));
}

void TestLimitBook::holdsNoLimitsOfStrangers()
{
    LimitBook book;
    QVERIFY(book.admit(Claim{token, 1000}, Instant{0}, noWindows).isAdmitted);
    QVERIFY(book.admit(std::span<const Claim>(), Instant{0}, noWindows).isAdmitted);
    QCOMPARE(book.room(token, Instant{0}, noWindows), LimitBook::unlimited);
    QVERIFY(book.headroom(token, Instant{0}, noWindows).empty());
    QVERIFY(!book.windowUse(token, 0));
    QCOMPARE(book.size(), std::size_t(0));
}

void TestLimitBook::isAPlainValue()
{
    const Interval term{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")};
    Grids grids;
    grids.of[token].emplace_back(capOf("2/day"), term, Alignment::Term, Zone());
    LimitBook book;
    book.set(token, {false, 1, {}});
    LimitBook copy = book;
    QVERIFY(copy.admit(Claim{token, 2}, term.begin, grids.source()).isAdmitted);
    QVERIFY(!copy.admit(Claim{token, 1}, term.begin, grids.source()).isAdmitted);
    QVERIFY(book.admit(Claim{token, 2}, term.begin, grids.source()).isAdmitted);
}

QTEST_APPLESS_MAIN(TestLimitBook)
#include "tst_limitbook.moc"
