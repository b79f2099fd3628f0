// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/aliastable.h"
#include "core/simulation/montecarlo.h"

#include "tests/support/history.h"

#include <cmath>
#include <numeric>

using namespace toll;
using namespace toll::test;

namespace {

/// Weeks of days that differ from token to token and from week to week.
SimulatedToken token(int number, std::size_t days = 35)
{
    SimulatedToken token;
    token.id = "token-" + std::to_string(number);
    for (std::size_t day = 0; day < days; ++day)
        token.history.counts.push_back(
            static_cast<std::int64_t>(mixed(static_cast<std::uint64_t>(number) * 1000 + day) % 40)
            + (day % 7 < 5 ? 10 : 0));
    token.rate = decimal(number % 2 == 0 ? "0.002" : "0.00315");
    token.cap = 30;
    token.scope = number % 3 == 0 ? CapScope::WholeTerm : CapScope::EachWindow;
    token.overCap = number % 5 == 0 ? OverCap::Reject : number % 5 == 1 ? OverCap::Charge : OverCap::Free;
    if (number % 4 == 0)
        token.terms = {{0, 20, 300}, {20, 1000, 500}};
    return token;
}

MonteCarloInput inputOf(int tokens, CountSource source, bool together = true)
{
    MonteCarloInput input;
    for (int i = 0; i < tokens; ++i)
        input.tokens.push_back(token(i));
    input.steps = 30;
    input.runs = 500;
    input.seed = 42;
    input.source = source;
    input.movesTogether = together;
    return input;
}

bool same(const FanStep &a, const FanStep &b)
{
    return a.median == b.median && a.low == b.low && a.high == b.high;
}

/// Everything but the order of tokens.
void compare(const MonteCarloOutcome &a, const MonteCarloOutcome &b)
{
    QVERIFY(a.totals == b.totals);
    QVERIFY(a.mean == b.mean);
    QVERIFY(a.refused == b.refused);
    QVERIFY(std::ranges::equal(a.daily, b.daily, same));
    QVERIFY(std::ranges::equal(a.cumulative, b.cumulative, same));
    QCOMPARE(a.overBudget, b.overBudget);
    QCOMPARE(a.overBudgetBy, b.overBudgetBy);
}

void addSources()
{
    QTest::addColumn<CountSource>("source");
    QTest::addColumn<bool>("together");
    QTest::newRow("bootstrap, together") << CountSource::Bootstrap << true;
    QTest::newRow("bootstrap, each its own") << CountSource::Bootstrap << false;
    QTest::newRow("fitted") << CountSource::Fitted << true;
}

} // namespace

Q_DECLARE_METATYPE(toll::CountSource)

class MonteCarloTest : public QObject {
    Q_OBJECT

private slots:
    void threadsInstructionsAndOrderChangeNothing_data() { addSources(); }
    void threadsInstructionsAndOrderChangeNothing();
    void morePathsBeginWithTheFewer_data() { addSources(); }
    void morePathsBeginWithTheFewer();
    void anotherSeedIsAnotherOutcome_data() { addSources(); }
    void anotherSeedIsAnotherOutcome();
    void tokensSumToTheTotals_data() { addSources(); }
    void tokensSumToTheTotals();
    void aSteadyTokenCostsWhatItCost();
    void cappedPoissonHasTheMeanOfTheFormula();
    void quantilesAreThoseOfSortedPaths();
    void budgetsAreComparedExactly();
    void sumsBeyond64BitsAreExact();
    void tellsWhoHasTooLittleHistory();
    void sharedBlocksKeepBusyDaysTogether();
    void stopsWhenToldTo();
    void refusesWhatItCannotSimulate_data();
    void refusesWhatItCannotSimulate();
    void outcomesAreTheSameForEver();
};

void MonteCarloTest::threadsInstructionsAndOrderChangeNothing()
{
    QFETCH(CountSource, source);
    QFETCH(bool, together);
    MonteCarloInput input = inputOf(50, source, together);
    input.budget = decimal("70");
    const MonteCarloOutcome one = valueOf(simulate(input));
    for (const unsigned threads : {2U, 5U}) {
        input.threads = threads;
        const MonteCarloOutcome more = valueOf(simulate(input));
        compare(more, one);
        for (std::size_t i = 0; i < one.tokens.size(); ++i) {
            QVERIFY(more.tokens[i].charged == one.tokens[i].charged);
            QCOMPARE(more.tokens[i].ranOut, one.tokens[i].ranOut);
        }
    }
    input.instructions = Instructions::Portable;
    compare(valueOf(simulate(input)), one);
    std::ranges::reverse(input.tokens);
    const MonteCarloOutcome reversed = valueOf(simulate(input));
    compare(reversed, one);
    QVERIFY(reversed.tokens.front().charged == one.tokens.back().charged);
}

void MonteCarloTest::morePathsBeginWithTheFewer()
{
    QFETCH(CountSource, source);
    QFETCH(bool, together);
    MonteCarloInput input = inputOf(20, source, together);
    const MonteCarloOutcome more = valueOf(simulate(input));
    for (const std::int64_t runs : {1, 7, 8, 100}) {
        input.runs = runs;
        const MonteCarloOutcome fewer = valueOf(simulate(input));
        QCOMPARE(fewer.totals.size(), static_cast<std::size_t>(runs));
        QVERIFY(std::equal(fewer.totals.begin(), fewer.totals.end(), more.totals.begin()));
        QVERIFY(std::equal(fewer.refused.begin(), fewer.refused.end(), more.refused.begin()));
    }
}

void MonteCarloTest::anotherSeedIsAnotherOutcome()
{
    QFETCH(CountSource, source);
    QFETCH(bool, together);
    MonteCarloInput input = inputOf(5, source, together);
    const MonteCarloOutcome first = valueOf(simulate(input));
    input.seed = 43;
    QVERIFY(valueOf(simulate(input)).totals != first.totals);
}

void MonteCarloTest::tokensSumToTheTotals()
{
    QFETCH(CountSource, source);
    QFETCH(bool, together);
    const MonteCarloOutcome outcome = valueOf(simulate(inputOf(33, source, together)));
    Int128 byPath = 0;
    for (const Int128 total : outcome.totals)
        byPath += total;
    Int128 byToken = 0;
    std::int64_t refused = 0;
    for (std::size_t i = 0; i < outcome.tokens.size(); ++i) {
        byToken += outcome.tokens[i].charged;
        refused += i % 5 == 0 ? outcome.tokens[i].over : 0;
    }
    QVERIFY(byPath == byToken);
    QVERIFY(refused > 0);
    QCOMPARE(std::accumulate(outcome.refused.begin(), outcome.refused.end(), std::int64_t(0)), refused);
    QVERIFY(valueOf(outcome.mean.times(outcome.runs)) == valueOf(Decimal::fromParts(byPath, outcome.scale)));
}

/// 8 requests a day at 0.01, a cap of 6 and the rest refused, an allowance of 40 that is used up on the seventh day.
void MonteCarloTest::aSteadyTokenCostsWhatItCost()
{
    MonteCarloInput input;
    SimulatedToken steady;
    steady.id = "steady";
    steady.history.counts.assign(28, 8);
    steady.rate = decimal("0.01");
    steady.cap = 6;
    steady.overCap = OverCap::Reject;
    steady.terms = {{0, 10, 40}};
    input.tokens = {steady};
    input.steps = 12;
    input.runs = 100;
    const MonteCarloOutcome outcome = valueOf(simulate(input));
    QCOMPARE(outcome.mean.toString(), std::string("0.4"));
    QCOMPARE(outcome.daily[0].median.toString(), std::string("0.06"));
    QCOMPARE(outcome.daily[6].low[2].toString(), std::string("0.04"));
    QCOMPARE(outcome.daily[7].high[2].toString(), std::string("0"));
    QCOMPARE(outcome.cumulative[5].median.toString(), std::string("0.36"));
    QCOMPARE(outcome.cumulative[11].median.toString(), std::string("0.4"));
    QCOMPARE(outcome.refused.front(), std::int64_t(80 - 40)); // of ten days; after them the term is over
    QCOMPARE(outcome.tokens.front().pathsThatRanOut(), std::int64_t(100));
    QCOMPARE(outcome.tokens.front().stepRanOut(50, 100), std::optional<std::size_t>(6));
    QCOMPARE(outcome.atRisk[1].toString(), std::string("0.4"));
}

/// E min(N, c) of a Poisson N, from its probabilities; and likewise its variance.
void MonteCarloTest::cappedPoissonHasTheMeanOfTheFormula()
{
    MonteCarloInput input;
    SimulatedToken steady;
    steady.id = "poisson";
    steady.history = {{20, 21, 20, 21}, 1, 0};
    steady.rate = decimal("1");
    steady.cap = 22;
    steady.scope = CapScope::EachWindow;
    input.tokens = {steady};
    input.steps = 10;
    input.runs = 100'000;
    input.source = CountSource::Fitted;
    const MonteCarloOutcome outcome = valueOf(simulate(input));
    double mass = std::exp(-20.5);
    double mean = 0;
    double square = 0;
    for (int n = 0; n < 200; ++n, mass *= 20.5 / n) {
        mean += mass * std::min(n, 22);
        square += mass * std::min(n, 22) * std::min(n, 22);
    }
    const double error = std::sqrt((square - mean * mean) * 10 / 100'000.0);
    const double found = QByteArray::fromStdString(outcome.mean.toString()).toDouble();
    QVERIFY2(std::abs(found - 10 * mean) < 4 * error, qPrintable(QString::number(found)));
}

void MonteCarloTest::quantilesAreThoseOfSortedPaths()
{
    MonteCarloInput input = inputOf(10, CountSource::Bootstrap);
    input.runs = 400;
    const MonteCarloOutcome outcome = valueOf(simulate(input));
    std::vector<Int128> sorted = outcome.totals;
    std::ranges::sort(sorted);
    const auto at = [&](std::size_t rank) { return valueOf(Decimal::fromParts(sorted[rank - 1], outcome.scale)); };
    const FanStep &last = outcome.cumulative.back();
    QVERIFY(last.median == at(200));
    QVERIFY(last.low == (std::array{at(100), at(40), at(10)}));
    QVERIFY(last.high == (std::array{at(300), at(360), at(390)}));
    QVERIFY(outcome.atRisk == (std::array{at(380), at(396)}));
    QCOMPARE(outcome.convergence.size(), std::size_t(5));
    QCOMPARE(outcome.convergence.front().runs, std::int64_t(25));
    const Convergence &all = outcome.convergence.back();
    QCOMPARE(all.runs, std::int64_t(400));
    // 1.96 sqrt(400 / 4) = 19.6 ranks to either side, outwards.
    QVERIFY(all.median.low == at(180) && all.median.value == at(200) && all.median.high == at(220));
    // 1.96 sqrt(400 x 0.1 x 0.9) = 11.76.
    QVERIFY(all.band[0].low == at(28) && all.band[0].high == at(52));
    Decimal first = outcome.daily[0].median;
    QVERIFY(outcome.cumulative[0].median == first);
}

void MonteCarloTest::budgetsAreComparedExactly()
{
    MonteCarloInput input = inputOf(10, CountSource::Bootstrap);
    const MonteCarloOutcome free = valueOf(simulate(input));
    QVERIFY(free.overBudgetBy.empty());
    const Decimal median = free.cumulative.back().median;
    const std::int64_t above = std::ranges::count_if(
        free.totals, [&](Int128 total) { return valueOf(Decimal::fromParts(total, free.scale)) > median; });
    QVERIFY(above > 200 && above <= 250);
    input.budget = median;
    QCOMPARE(valueOf(simulate(input)).overBudget, above);
    input.budget = valueOf(median.plus(decimal("0.0000000000001"))); // finer than any total
    const MonteCarloOutcome outcome = valueOf(simulate(input));
    QCOMPARE(outcome.overBudget, above);
    QVERIFY(outcome.probabilityOverBudget() == valueOf(Decimal(above).divided(500, 4, Rounding::HalfUp)));
    input.budget = valueOf(median.minus(decimal("0.0000000000001")));
    QVERIFY(valueOf(simulate(input)).overBudget > above);
    input.budget = decimal("99999999999999999999999999999999999999");
    QCOMPARE(valueOf(simulate(input)).overBudget, std::int64_t(0));
}

void MonteCarloTest::sumsBeyond64BitsAreExact()
{
    for (const CountSource source : {CountSource::Bootstrap, CountSource::Fitted}) {
        MonteCarloInput input = inputOf(10, source);
        for (SimulatedToken &one : input.tokens)
            one.rate = decimal("1");
        const MonteCarloOutcome small = valueOf(simulate(input));
        for (SimulatedToken &one : input.tokens)
            one.rate = decimal("1000000.000000000001");
        const MonteCarloOutcome large = valueOf(simulate(input));
        QCOMPARE(large.scale, 12);
        bool isBeyond = false;
        for (std::size_t path = 0; path < small.totals.size(); ++path) {
            QVERIFY(large.totals[path] == small.totals[path] * 1'000'000'000'000'000'001);
            isBeyond = isBeyond || large.totals[path] > std::numeric_limits<std::int64_t>::max();
        }
        QVERIFY(isBeyond);
    }
}

void MonteCarloTest::tellsWhoHasTooLittleHistory()
{
    for (const CountSource source : {CountSource::Bootstrap, CountSource::Fitted}) {
        MonteCarloInput input = inputOf(3, source);
        const MonteCarloOutcome without = valueOf(simulate(input));
        QVERIFY(without.tooLittleHistory.empty());
        input.tokens.push_back(token(7, 13));
        const MonteCarloOutcome with = valueOf(simulate(input));
        QCOMPARE(with.tooLittleHistory, std::vector<std::string>{"token-7"});
        QVERIFY(!with.tokens.back().isSimulated);
        QCOMPARE(with.tokens.back().history.wholeSeasons, std::int64_t(1));
        compare(with, without);
    }
}

void MonteCarloTest::sharedBlocksKeepBusyDaysTogether()
{
    MonteCarloInput input;
    for (int i = 0; i < 20; ++i) {
        SimulatedToken one = token(1, 70);
        one.id = std::to_string(i);
        one.cap.reset();
        input.tokens.push_back(one);
    }
    input.steps = 7;
    input.movesTogether = false;
    const auto width = [&] {
        const MonteCarloOutcome outcome = valueOf(simulate(input));
        return valueOf(outcome.cumulative.back().high[1].minus(outcome.cumulative.back().low[1]));
    };
    const Decimal apart = width();
    input.movesTogether = true;
    // 20 equal tokens that move together vary as one does: sqrt(20) times as much as if they did not.
    QVERIFY(width() > valueOf(apart.times(3)));
}

void MonteCarloTest::stopsWhenToldTo()
{
    MonteCarloInput input = inputOf(50, CountSource::Bootstrap);
    std::vector<std::int64_t> done;
    QVERIFY(simulate(input, [&](std::int64_t some, std::int64_t all) {
        done.push_back(some);
        return all == 50;
    }));
    QCOMPARE(done, (std::vector<std::int64_t>{16, 32, 48, 50}));
    for (const unsigned threads : {1U, 2U}) {
        input.threads = threads;
        const auto stopped = simulate(input, [](std::int64_t some, std::int64_t) { return some < 32; });
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    }
    std::stop_source source;
    source.request_stop();
    QCOMPARE(simulate(input, {}, source.get_token()).error().code, ErrorCode::Cancelled);
}

void MonteCarloTest::refusesWhatItCannotSimulate_data()
{
    QTest::addColumn<MonteCarloInput>("input");
    QTest::addColumn<ErrorCode>("code");
    const MonteCarloInput fine = inputOf(2, CountSource::Fitted);
    const auto row = [&](const char *name, ErrorCode code, auto change) {
        MonteCarloInput input = fine;
        change(input);
        QTest::newRow(name) << input << code;
    };
    row("no run", ErrorCode::OutOfRange, [](auto &input) { input.runs = 0; });
    row("too many runs", ErrorCode::OutOfRange, [](auto &input) { input.runs = 1'000'001; });
    row("no step", ErrorCode::OutOfRange, [](auto &input) { input.steps = 0; });
    row("too much of both", ErrorCode::OutOfRange, [](auto &input) {
        input.runs = 1'000'000;
        input.steps = 365;
    });
    row("negative rate", ErrorCode::Negative, [](auto &input) { input.tokens[0].rate = decimal("-1"); });
    row("negative overage", ErrorCode::Negative, [](auto &input) { input.tokens[1].overageRate = decimal("-1"); });
    row("too fine a rate", ErrorCode::OutOfRange,
        [](auto &input) { input.tokens[0].rate = decimal("0.0000000000001"); });
    row("too dear", ErrorCode::Overflow, [](auto &input) { input.tokens[0].rate = decimal("99999999999999999999"); });
    row("negative count", ErrorCode::OutOfRange, [](auto &input) { input.tokens[0].history.counts[3] = -7; });
    row("terms that overlap", ErrorCode::OutOfRange,
        [](auto &input) { input.tokens[0].terms = {{0, 10, {}}, {9, 3, {}}}; });
    row("negative allowance", ErrorCode::OutOfRange, [](auto &input) { input.tokens[0].terms = {{0, 10, -1}}; });
    row("counts too large to fit", ErrorCode::OutOfRange, [](auto &input) {
        for (std::size_t day = 0; day < 35; day += 2)
            input.tokens[0].history.counts[day] = 5'000'000;
    });
}

void MonteCarloTest::refusesWhatItCannotSimulate()
{
    QFETCH(MonteCarloInput, input);
    QFETCH(ErrorCode, code);
    const Result<MonteCarloOutcome> outcome = simulate(input);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, code);
}

/// A change here changes every simulation that somebody has kept with its seed.
void MonteCarloTest::outcomesAreTheSameForEver()
{
    const MonteCarloOutcome blocks = valueOf(simulate(inputOf(20, CountSource::Bootstrap)));
    const MonteCarloOutcome fitted = valueOf(simulate(inputOf(20, CountSource::Fitted)));
    const auto told = [](const MonteCarloOutcome &outcome) {
        std::uint64_t hash = 0;
        for (const Int128 total : outcome.totals)
            hash = mixed(hash ^ static_cast<std::uint64_t>(total));
        return QString::fromStdString(outcome.mean.toString() + ' ' + std::to_string(hash));
    };
    QCOMPARE(told(blocks), QStringLiteral("36.935037 9147680655013942782"));
    QCOMPARE(told(fitted), QStringLiteral("37.1739114 13275936336490754934"));
}

QTEST_APPLESS_MAIN(MonteCarloTest)
#include "tst_montecarlo.moc"
