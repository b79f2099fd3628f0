// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/ratelimit.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;

namespace {

RateLimit limitOf(std::int64_t count, std::int64_t every, std::int64_t burst)
{
    const Result<RateLimit> limit = RateLimit::make(count, every, burst);
    if (!limit)
        qFatal("no such rate limit");
    return *limit;
}

bool ask(const RateLimit &limit, RateState &state, Instant now, std::int64_t units)
{
    if (!limit.fits(state, now, units))
        return false;
    limit.take(state, now, units);
    return true;
}

/// What conforming means, without a state: since any admission, no more than the burst and what the rate gave.
struct Naive {
    __extension__ typedef __int128 Wide;
    RateLimit limit;
    std::vector<std::pair<Instant, std::int64_t>> admitted{};

    bool ask(Instant now, std::int64_t units)
    {
        if (units > limit.burst())
            return false;
        std::int64_t since = units;
        for (auto one = admitted.rbegin(); one != admitted.rend(); ++one) {
            since += one->second;
            const Wide over = static_cast<Wide>(since - limit.burst()) * limit.every();
            if (over > static_cast<Wide>(now.ms - one->first.ms) * limit.count())
                return false;
        }
        admitted.emplace_back(now, units);
        return true;
    }
};

} // namespace

class TestRateLimit : public QObject {
    Q_OBJECT

private slots:
    void answersAsThePublishedTableSays();
    void neverDrifts_data();
    void neverDrifts();
    void admitsWhatTheWholeHistoryAllows();
    void saysTheFirstInstantThatFits();
    void standsStillWhileTheClockIsBehind();
    void carriesOverToAnotherRate();
    void refusesImpossibleLimits();
    void readsTexts_data();
    void readsTexts();
};

/// rate_test.go of the Go library throttled: one a second, a burst of five; times in tenths of a second.
void TestRateLimit::answersAsThePublishedTableSays()
{
    struct Row {
        std::int64_t time;
        std::int64_t units;
        std::int64_t remaining;
        std::int64_t reset;
        std::int64_t retry; ///< -1: admitted, or never
        bool isLimited;
    };
    const std::vector<Row> rows{{0, 6, 5, 0, -1, true}, {0, 1, 4, 10, -1, false}, {0, 1, 3, 20, -1, false},
        {0, 1, 2, 30, -1, false}, {0, 1, 1, 40, -1, false}, {0, 1, 0, 50, -1, false}, {0, 1, 0, 50, 10, true},
        {30, 1, 2, 30, -1, false}, {31, 1, 1, 39, -1, false}, {40, 1, 1, 40, -1, false}, {80, 1, 4, 10, -1, false},
        {95, 1, 4, 10, -1, false}, {95, 0, 4, 10, -1, false}, {95, 2, 2, 30, -1, false}, {95, 5, 2, 30, 30, true},
        {150, 6, 5, 0, -1, true}};
    const RateLimit limit = limitOf(1, msPerSecond, 5);
    RateState state;
    for (const Row &row : rows) {
        const Instant now{1'000'000 + row.time * 100};
        const bool isAdmitted = ask(limit, state, now, row.units);
        QCOMPARE(isAdmitted, !row.isLimited);
        QCOMPARE(limit.room(state, now), row.remaining);
        QCOMPARE(limit.resetAfter(state, now), row.reset * 100);
        if (!isAdmitted)
            QCOMPARE(limit.retryAfter(state, now, row.units).value_or(-100), row.retry * 100);
    }
}

void TestRateLimit::neverDrifts_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("every");
    QTest::newRow("7 a minute") << qint64(7) << qint64(msPerMinute);
    QTest::newRow("3 a second") << qint64(3) << qint64(msPerSecond);
    QTest::newRow("999 a second") << qint64(999) << qint64(msPerSecond);
    QTest::newRow("11 an hour") << qint64(11) << qint64(msPerHour);
    QTest::newRow("1,000 in 7 seconds") << qint64(1000) << qint64(7 * msPerSecond);
}

/// Asked at every millisecond, unit k comes in the first one that is not before k intervals.
void TestRateLimit::neverDrifts()
{
    QFETCH(const qint64, count);
    QFETCH(const qint64, every);
    const RateLimit limit = limitOf(count, every, 1);
    RateState state;
    const Instant start{1'790'000'000'123};
    qint64 next = 0;
    for (qint64 ms = 0; ms <= 3 * every; ++ms) {
        const bool isDue = ms * count >= next * every;
        QCOMPARE(ask(limit, state, start.plus(ms), 1), isDue);
        next += isDue ? 1 : 0;
        if (isDue && ms * count != (next - 1) * every)
            break; // from the first late one on the next are counted from it
    }
    // Where each waits for the moment it is told, none is late by more than the millisecond that was rounded up.
    state = {};
    Instant now = start;
    for (qint64 k = 0; k < 5000; ++k) {
        QVERIFY(ask(limit, state, now, 1));
        now = now.plus(*limit.retryAfter(state, now, 1));
    }
    QVERIFY(now.ms - start.ms >= 5000 * every / count);
    QVERIFY(now.ms - start.ms <= 5000 * (every / count + 1));
    // With a burst of two the rounding is made up for: 5,000 intervals take 5,000 intervals, to the millisecond.
    const RateLimit two = limitOf(count, every, 2);
    state = {};
    now = start;
    QVERIFY(ask(two, state, now, 1));
    for (qint64 k = 0; k < 5000; ++k) {
        QVERIFY(ask(two, state, now, 1));
        now = now.plus(*two.retryAfter(state, now, 1));
    }
    const qint64 expected = 5000 * every / count + (5000 * every % count != 0 ? 1 : 0);
    QCOMPARE(now.ms - start.ms, expected);
}

void TestRateLimit::admitsWhatTheWholeHistoryAllows()
{
    QVERIFY(rc::check("admitted is what no stretch of the whole history forbids", [] {
        const RateLimit limit = limitOf(*rc::gen::inRange<std::int64_t>(1, 50),
            *rc::gen::element<std::int64_t>(1, 7, 1000, 60'000, 3'600'000), *rc::gen::inRange<std::int64_t>(1, 12));
        RateState state;
        Naive naive{limit};
        Instant now{*rc::gen::element<std::int64_t>(-5'000'000'000, 0, 1'790'000'000'000)};
        const std::int64_t most = std::max<std::int64_t>(2, 3 * limit.every() / limit.count());
        for (int i = 0; i < 120; ++i) {
            now = now.plus(*rc::gen::inRange<std::int64_t>(0, most));
            const auto units = *rc::gen::inRange<std::int64_t>(0, 5);
            RC_ASSERT(ask(limit, state, now, units) == naive.ask(now, units));
        }
    }));
}

void TestRateLimit::saysTheFirstInstantThatFits()
{
    QVERIFY(rc::check("what does not fit now does after the time that is told, and not a millisecond before", [] {
        const RateLimit limit = limitOf(*rc::gen::inRange<std::int64_t>(1, 5000),
            *rc::gen::inRange<std::int64_t>(1, 100'000), *rc::gen::inRange<std::int64_t>(1, 40));
        RateState state;
        Instant now{1'790'000'000'000};
        for (int i = 0; i < 60; ++i) {
            now = now.plus(*rc::gen::inRange<std::int64_t>(0, 40));
            (void)ask(limit, state, now, *rc::gen::inRange<std::int64_t>(1, 20));
            const auto units = *rc::gen::inRange<std::int64_t>(1, 45);
            const std::optional<std::int64_t> wait = limit.retryAfter(state, now, units);
            RC_ASSERT(wait.has_value() == (units <= limit.burst()));
            if (!wait)
                continue;
            RC_ASSERT(limit.fits(state, now.plus(*wait), units));
            RC_ASSERT(*wait == 0 || !limit.fits(state, now.plus(*wait - 1), units));
            const std::int64_t reset = limit.resetAfter(state, now);
            RC_ASSERT(limit.room(state, now.plus(reset)) == limit.burst());
            RC_ASSERT(reset == 0 || limit.room(state, now.plus(reset - 1)) < limit.burst());
        }
    }));
}

void TestRateLimit::standsStillWhileTheClockIsBehind()
{
    const RateLimit limit = limitOf(1, msPerSecond, 2);
    RateState state;
    const Instant now{1'790'000'000'000};
    QVERIFY(ask(limit, state, now, 2));
    const Instant earlier = now.plus(-msPerHour);
    QVERIFY(!limit.fits(state, earlier, 1));
    QCOMPARE(*limit.retryAfter(state, earlier, 1), msPerHour + msPerSecond);
    QVERIFY(!ask(limit, state, now.plus(999), 1));
    QVERIFY(ask(limit, state, now.plus(1000), 1));
}

void TestRateLimit::carriesOverToAnotherRate()
{
    const RateLimit slow = limitOf(1, msPerSecond, 10);
    RateState state;
    const Instant now{1'790'000'000'000};
    QVERIFY(ask(slow, state, now, 6)); // six seconds are taken
    const RateLimit quick = limitOf(3, msPerSecond, 30);
    QCOMPARE(quick.resetAfter(quick.carriedOver(state, slow), now), 6 * msPerSecond);
    QCOMPARE(quick.room(quick.carriedOver(state, slow), now), std::int64_t(12));
    const RateLimit small = limitOf(1, msPerSecond, 2);
    QCOMPARE(small.resetAfter(small.carriedOver(state, slow), now), 2 * msPerSecond);
}

void TestRateLimit::refusesImpossibleLimits()
{
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (const auto &[count, every, burst] : {std::tuple<std::int64_t, std::int64_t, std::int64_t>{0, 1, 1}, {1, 0, 1},
             {1, 1, 0}, {-1, 1, 1}, {1, 1000, most / 1000}, {1, most / 2, 2}})
        QVERIFY(!RateLimit::make(count, every, burst).has_value());
    const RateLimit large = limitOf(most, 1, most / 2);
    RateState state;
    QVERIFY(ask(large, state, Instant{1}, most / 2));
    QVERIFY(!large.fits(state, Instant{1}, 1));
    QVERIFY(large.fits(state, Instant{2}, most / 2));
}

void TestRateLimit::readsTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    QTest::addColumn<int>("error");
    const auto good = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(canonical) << -1;
    };
    const auto bad = [](const char *text, ErrorCode error) {
        QTest::newRow(*text ? text : "empty") << QByteArray(text) << QByteArray() << static_cast<int>(error);
    };
    good("600/min", "600/min");
    good("10/second burst 20", "10/second burst 20");
    good("5 / 15 minutes", "5/15 min");
    good("7/90 seconds burst 7", "7/90 second");
    good("60/60 min burst 1", "60/hour burst 1");
    good("100/2 hours burst 300", "100/2 hour burst 300");
    bad("", ErrorCode::Syntax);
    bad("600", ErrorCode::Syntax);
    bad("600/min burst", ErrorCode::Syntax);
    bad("600/min burst ", ErrorCode::Syntax);
    bad("600/min burst x", ErrorCode::Syntax);
    bad("600/min burst 5x", ErrorCode::Syntax);
    bad("600/min burst 0", ErrorCode::OutOfRange);
    bad("600/min burst -2", ErrorCode::OutOfRange);
    bad("600/min burst 99999999999999999999", ErrorCode::OutOfRange);
    bad("0/min", ErrorCode::OutOfRange);
    bad("-1/min", ErrorCode::Negative);
    bad("200/day", ErrorCode::Unsupported);
    bad("200/month burst 3", ErrorCode::Unsupported);
}

void TestRateLimit::readsTexts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, canonical);
    QFETCH(const int, error);
    const Result<RateLimit> limit = parseRateLimit(text.toStdString());
    QCOMPARE(limit ? -1 : static_cast<int>(limit.error().code), error);
    if (!limit) {
        QCOMPARE(QByteArray::fromStdString(limit.error().found), text);
        return;
    }
    QCOMPARE(QByteArray::fromStdString(toString(*limit)), canonical);
    QVERIFY(parseRateLimit(toString(*limit)) == limit);
}

QTEST_APPLESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
