// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Grids of scenarios, and the questions that are answered with many of them.
#include "core/simulation/goalseek.h"
#include "core/simulation/study.h"
#include "core/simulation/sweep.h"
#include "core/simulation/tornado.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

namespace {

/// Customers with a token each, billed whole months; day by day these units.
Baseline baselineOf(const std::vector<std::vector<std::int64_t>> &units, const TokenPrice &price)
{
    Baseline baseline;
    for (const std::vector<std::int64_t> &days : units) {
        BaselineCustomer &customer = baseline.customers.emplace_back();
        customer.name = "customer-" + std::to_string(baseline.customers.size());
        customer.id.text = customer.name;
        customer.currency = valueOf(currency("USD"));
        customer.plan = basicPlan();
        customer.grain = Grain::Events;
        customer.tokens.push_back({{customer.name}, customer.name, price, {}, {}, march, {}});
        customer.usage.tokens.push_back({customer.name});
        customer.info.emplace_back();
        for (const std::int64_t requests : days) {
            UsageRow row;
            row.time = march.plus(static_cast<std::int64_t>(customer.usage.rows.size()) * msPerDay);
            row.status = 200;
            row.requests = requests;
            customer.usage.rows.push_back(row);
        }
    }
    baseline.range = Interval{march, march.plus(31 * msPerDay)};
    valueOf(rateBaseline(baseline));
    return baseline;
}

TokenPrice dayPrice(const char *rate, const char *cap, OverCap over = OverCap::Free)
{
    TokenPrice price = History::price(rate, cap, "P30D");
    price.capScope = CapScope::EachWindow;
    price.overCap = over;
    return price;
}

GoalQuery goal(const char *key, const char *least, const char *most, const char *step, const char *target)
{
    GoalQuery query;
    query.parameters = {{key, "day", decimal(least), decimal(most), decimal(step)}};
    query.currency = "USD";
    query.target = decimal(target);
    return query;
}

GoalAnswer sought(const Baseline &baseline, const GoalQuery &query)
{
    return valueOf(seekGoal(QuickReplay(baseline), query, Pace())).front();
}

QByteArray text(const Decimal &value)
{
    return QByteArray::fromStdString(value.toString());
}

SweepGrid anyGrid()
{
    SweepGrid grid;
    grid.base = anyScenario();
    grid.axes = {{"rate", {"0.001", "0.0155"}}, {"cap", {"none", "3/day", "9/day", "5/7 min"}},
        {"over_cap", {"free", "charge", "reject"}}};
    grid.axes.erase(grid.axes.begin() + *rc::gen::inRange(0, 3));
    if (*rc::gen::arbitrary<bool>())
        grid.axes.push_back({"lifetime", {"P5D", "P1M"}});
    return grid;
}

} // namespace

class SweepTest : public QObject {
    Q_OBJECT

private slots:
    void everyPointIsASingleRun()
    {
        QVERIFY(rc::check("sweep points equal replay(), whatever the threads", [] {
            const Baseline baseline = anyBaseline();
            const SweepGrid grid = anyGrid();
            const QuickReplay quick(baseline);
            const Result<SweepTable> table = sweep(quick, grid, Pace{1, {}, {}});
            const Result<SweepTable> threaded = sweep(QuickReplay(baseline), grid, Pace{3, {}, {}});
            RC_ASSERT(table.has_value() == threaded.has_value());
            const std::vector<Scenario> scenarios = valueOf(scenariosOf(grid));
            bool isFine = true;
            for (std::size_t i = 0; i < scenarios.size(); ++i) {
                const Result<std::vector<Outcome>> single = replay(baseline, scenarios[i]);
                isFine = isFine && single;
                if (table && single)
                    RC_ASSERT(table->points[i] == totalsOf(*single));
                if (table && single)
                    RC_ASSERT(threaded->points[i] == table->points[i]);
            }
            RC_ASSERT(table.has_value() == isFine);
        }));
    }

    void demandFollowsEachPoint()
    {
        QVERIFY(rc::check("with elastic demand each point is the study of its scenario alone", [] {
            const auto baseline = std::make_shared<const Baseline>(anyBaseline());
            ScenarioSet set;
            set.changes.resize(*rc::gen::element<std::size_t>(1, 2), anyScenario());
            Scenario &last = set.changes.back();
            last = anyScenario();
            last.elasticity = decimal(*rc::gen::element("-0.5", "-1", "0.3"));
            if (*rc::gen::arbitrary<bool>())
                last.volumeFactor = decimal(*rc::gen::element("0.5", "1.7"));
            StudyQuestions questions;
            questions.sweep = {{"rate_factor", {"0.5", "1", "1.25"}}};
            if (*rc::gen::arbitrary<bool>())
                questions.sweep.push_back({"cap", {"none", "5/day"}});
            else if (*rc::gen::arbitrary<bool>())
                questions.sweep.push_back({"volume_factor", {"1", "2"}});
            const Result<Study> swept = study(baseline, set, questions, Pace{3, {}, {}});
            bool isFine = study(baseline, set, {}, Pace()).has_value();
            const std::vector<Scenario> scenarios = valueOf(scenariosOf({last, questions.sweep}));
            for (std::size_t i = 0; i < scenarios.size(); ++i) {
                ScenarioSet single = set;
                single.changes.back() = scenarios[i];
                const Result<Study> alone = study(baseline, single, {}, Pace());
                isFine = isFine && alone;
                if (swept && alone)
                    RC_ASSERT(swept->sweep->points[i] == totalsOf(alone->outcomes));
            }
            RC_ASSERT(swept.has_value() == isFine);
        }));
    }

    void demandIsPartOfWhatIsSought()
    {
        // 100 a day at 0.01; at twice the price half as many are asked for: the total stays, whatever the rate.
        const Baseline baseline = baselineOf({{100, 100}}, dayPrice("0.01", "1000/day"));
        GoalQuery query = goal("rate", "0.01", "0.04", "0.01", "2");
        valueOf(applySetting(query.base, "elasticity=-1"));
        const GoalAnswer answer = sought(baseline, query);
        QVERIFY(answer.state == GoalState::Several);
        QVERIFY(answer.ranges.front() == (GoalRange{decimal("0.01"), decimal("0.02")}));
        const std::vector<TornadoStep> steps{{"rate_factor", "0.5", "2"}};
        const Tornado bars = valueOf(tornado(QuickReplay(baseline), query.base, steps, "USD", Pace()));
        QCOMPARE(text(bars.bars.front().atLow), QByteArray("2"));
        QCOMPARE(text(bars.bars.front().atHigh), QByteArray("2"));
    }

    void orderAndBatchesDoNotMatter()
    {
        QVERIFY(rc::check("scenarios turned round, and one by one", [] {
            const Baseline baseline = anyBaseline();
            std::vector<Scenario> scenarios(6);
            std::ranges::generate(scenarios, &anyScenario);
            const QuickReplay quick(baseline);
            const auto there = quick.totals(scenarios, Pace());
            std::ranges::reverse(scenarios);
            const auto back = QuickReplay(baseline).totals(scenarios, Pace());
            RC_ASSERT(there.has_value() == back.has_value());
            for (std::size_t i = 0; there && i < scenarios.size(); ++i) {
                RC_ASSERT((*there)[i] == (*back)[scenarios.size() - 1 - i]);
                RC_ASSERT(valueOf(quick.totals(scenarios[i])) == (*back)[i]);
            }
        }));
    }

    void sortedCountsAnswerAlike()
    {
        const Baseline baseline = baselineOf({{300, 100, 250, 7}, {0, 12, 90}}, dayPrice("0.01", "200/day"));
        SweepGrid grid;
        grid.axes = {{"cap", {}}};
        for (int cap = 0; cap < 320; ++cap)
            grid.axes.front().values.push_back(std::to_string(cap) + "/day");
        const SweepTable table = valueOf(sweep(QuickReplay(baseline), grid, Pace{2, {}, {}}));
        for (std::size_t i = 0; i < table.points.size(); ++i)
            QVERIFY(table.points[i] == totalsOf(valueOf(replay(baseline, table.scenarios[i]))));
    }

    void placesPointsRowByRow()
    {
        const Baseline baseline = baselineOf({{300, 100}}, dayPrice("0.01", "200/day"));
        SweepGrid grid;
        grid.axes = {{"rate", {"0.01", "0.02"}}, {"cap", {"50/day", "100/day", "none"}}};
        const SweepTable table = valueOf(sweep(QuickReplay(baseline), grid, Pace()));
        QCOMPARE(table.points.size(), std::size_t(6));
        QCOMPARE(text(table.points[table.at({0, 0})].front().scenario), QByteArray("1"));
        QCOMPARE(text(table.points[table.at({0, 2})].front().scenario), QByteArray("4"));
        QCOMPARE(text(table.points[table.at({1, 1})].front().scenario), QByteArray("4"));
    }

    void stepsThroughDecimals()
    {
        const std::vector<std::string> values = valueOf(valuesBetween(decimal("0.1"), decimal("0.35"), decimal("0.1")));
        QCOMPARE(values, (std::vector<std::string>{"0.1", "0.2", "0.3"}));
        QVERIFY(!valuesBetween(decimal("0"), decimal("1"), decimal("0")));
        QVERIFY(!valuesBetween(decimal("0"), decimal("1"), decimal("0.000001")));
    }

    void refusesBadGrids_data()
    {
        QTest::addColumn<QByteArrayList>("keys");
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<int>("code");
        QTest::newRow("no axis") << QByteArrayList() << QByteArrayList{"1"} << int(ErrorCode::OutOfRange);
        QTest::newRow("four") << QByteArrayList{"rate", "cap", "lifetime", "over_cap"} << QByteArrayList{"1"}
                              << int(ErrorCode::OutOfRange);
        QTest::newRow("twice") << QByteArrayList{"rate", "rate"} << QByteArrayList{"1"} << int(ErrorCode::Conflict);
        QTest::newRow("empty") << QByteArrayList{"rate"} << QByteArrayList() << int(ErrorCode::Missing);
        QTest::newRow("unknown") << QByteArrayList{"colour"} << QByteArrayList{"1"} << int(ErrorCode::UnknownKey);
        QTest::newRow("negative") << QByteArrayList{"rate"} << QByteArrayList{"-1"} << int(ErrorCode::Negative);
    }

    void refusesBadGrids()
    {
        QFETCH(QByteArrayList, keys);
        QFETCH(QByteArrayList, values);
        QFETCH(int, code);
        SweepGrid grid;
        for (const QByteArray &key : keys) {
            grid.axes.push_back({key.toStdString(), {}});
            for (const QByteArray &value : values)
                grid.axes.back().values.push_back(value.toStdString());
        }
        const Result<std::vector<Scenario>> scenarios = scenariosOf(grid);
        QVERIFY(!scenarios);
        QCOMPARE(int(scenarios.error().code), code);
    }

    void tellsHowFarItIsAndStops()
    {
        const Baseline baseline = baselineOf({{300, 100}}, dayPrice("0.01", "200/day"));
        SweepGrid grid;
        grid.axes = {{"cap", {"1/day", "2/day", "3/day", "4/day"}}};
        std::vector<std::size_t> told;
        const auto note = [&](std::size_t done, std::size_t all) {
            QCOMPARE(all, std::size_t(4));
            told.push_back(done);
        };
        QVERIFY(sweep(QuickReplay(baseline), grid, Pace{2, {}, note}).has_value());
        QCOMPARE(told, (std::vector<std::size_t>{1, 2, 3, 4}));
        std::stop_source stop;
        const auto stopAtTwo = [&](std::size_t done, std::size_t) { return done == 2 && stop.request_stop(); };
        const Result<SweepTable> stopped = sweep(QuickReplay(baseline), grid, Pace{1, stop.get_token(), stopAtTwo});
        QVERIFY(!stopped);
        QCOMPARE(int(stopped.error().code), int(ErrorCode::Cancelled));
    }

    void findsTheRateThatKeepsRevenue()
    {
        // Billed 0.01 x (200 + 100 + 200) = 5; with 100 a day it takes 5 / 300 = 0.01666…
        const Baseline baseline = baselineOf({{300, 100, 250}}, dayPrice("0.01", "200/day"));
        GoalQuery query = goal("rate", "0", "1", "0.0001", "0");
        valueOf(applySetting(query.base, "cap=100/day"));
        query.target = valueOf(billedIn(baseline, "USD"));
        const GoalAnswer answer = sought(baseline, query);
        QVERIFY(answer.state == GoalState::Nearest);
        QVERIFY((*answer.below == GoalPoint{decimal("0.0166"), decimal("4.98")}));
        QVERIFY((*answer.above == GoalPoint{decimal("0.0167"), decimal("5.01")}));
        QVERIFY(answer.best == *answer.above);
    }

    void seeks_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("grid");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("last");
        // Days of 300, 100 and 250 requests at 0.01.
        const QByteArray rates("0 1 0.01");
        QTest::newRow("one rate") << QByteArray("rate") << rates << QByteArray("10") << QByteArray("exact")
                                  << QByteArray("0.02") << QByteArray("0.02");
        QTest::newRow("between two") << QByteArray("rate") << rates << QByteArray("11") << QByteArray("nearest")
                                     << QByteArray("0.02") << QByteArray("0.03");
        QTest::newRow("too much") << QByteArray("rate") << rates << QByteArray("501") << QByteArray("out_of_reach")
                                  << QByteArray("1") << QByteArray("1");
        QTest::newRow("a cap") << QByteArray("cap") << QByteArray("0 1000 1") << QByteArray("6") << QByteArray("exact")
                               << QByteArray("250") << QByteArray("250");
        QTest::newRow("caps that bind nobody") << QByteArray("cap") << QByteArray("0 100000 1") << QByteArray("6.5")
                                               << QByteArray("several") << QByteArray("300") << QByteArray("100000");
        QTest::newRow("a factor in fine steps")
            << QByteArray("rate_factor") << QByteArray("0 3 0.000000000001") << QByteArray("7.5")
            << QByteArray("several") << QByteArray("1.499") << QByteArray("1.500999999999");
        QTest::newRow("one value only") << QByteArray("rate") << QByteArray("0.01 0.01 1") << QByteArray("5")
                                        << QByteArray("exact") << QByteArray("0.01") << QByteArray("0.01");
    }

    void seeks()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, grid);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, last);
        const Baseline baseline = baselineOf({{300, 100, 250}}, dayPrice("0.01", "200/day"));
        const QByteArrayList parts = grid.split(' ');
        const GoalAnswer answer = sought(baseline,
            goal(
                key.constData(), parts[0].constData(), parts[1].constData(), parts[2].constData(), target.constData()));
        QCOMPARE(QByteArray::fromStdString(std::string(toll::name(answer.state))), state);
        QVERIFY(answer.isMonotone);
        const bool isFound = !answer.ranges.empty();
        const Decimal from = isFound ? answer.ranges.front().first
            : answer.below           ? answer.below->value
                                     : answer.best.value;
        const Decimal to = isFound ? answer.ranges.front().last
            : answer.above         ? answer.above->value
                                   : answer.best.value;
        QCOMPARE(text(from), first);
        QCOMPARE(text(to), last);
        const std::vector<Outcome> outcomes = valueOf(replay(baseline, answer.scenario));
        QVERIFY(outcomes.front().scenario == answer.best.total);
    }

    void findsEveryAnswerOfATotalThatTurns()
    {
        // Half the first customer's units are over the cap, and cost more there: a higher cap first lowers the total.
        BaselineCustomer dear = baselineOf({{40, 40}}, dayPrice("0.01", "1/day", OverCap::Charge)).customers.front();
        dear.tokens.front().price.overageRate = decimal("0.03");
        dear.name = dear.id.text = "dear";
        Baseline baseline = baselineOf({{60, 60, 60, 60, 60}}, dayPrice("0.01", "1/day"));
        baseline.customers.push_back(dear);
        valueOf(rateBaseline(baseline));
        // Up to 40 a day: 2.4 - 0.04 C + 0.05 C; from there to 60: 0.8 + 0.05 C. It rises all the way.
        QVERIFY(sought(baseline, goal("cap", "0", "60", "1", "2.8")).isMonotone);
        baseline.customers.front().usage.rows.resize(1);
        valueOf(rateBaseline(baseline));
        // Now 2.4 - 0.04 C + 0.01 C falls to 1.2 at 40, and 0.8 + 0.01 C rises to 1.4 at 60: 1.29 twice.
        const GoalAnswer twice = sought(baseline, goal("cap", "0", "60", "1", "1.29"));
        QVERIFY(twice.state == GoalState::Several);
        QVERIFY(!twice.isMonotone);
        QCOMPARE(twice.ranges.size(), std::size_t(2));
        QCOMPARE(text(twice.ranges[0].first), QByteArray("37"));
        QCOMPARE(text(twice.ranges[1].first), QByteArray("49"));
    }

    void seeksOneParameterForEachValueOfAnother()
    {
        const Baseline baseline = baselineOf({{300, 100, 250}}, dayPrice("0.01", "200/day"));
        GoalQuery query = goal("rate", "0", "1", "0.01", "6");
        query.parameters.insert(
            query.parameters.begin(), SoughtParameter{"cap", "day", Decimal(100), Decimal(300), Decimal(100)});
        const std::vector<GoalAnswer> answers = valueOf(seekGoal(QuickReplay(baseline), query, Pace()));
        QCOMPARE(answers.size(), std::size_t(3));
        QCOMPARE(text(*answers[0].first), QByteArray("100"));
        QVERIFY(answers[0].state == GoalState::Exact);
        QCOMPARE(text(answers[0].best.value), QByteArray("0.02")); // 300 units
        QVERIFY(answers[1].state == GoalState::Nearest); // 500 units: 0.012
        QCOMPARE(text(answers[1].best.value), QByteArray("0.01"));
    }

    void refusesGoalsThatMakeNoSense()
    {
        const Baseline baseline = baselineOf({{1}}, dayPrice("0.01", "200/day"));
        const QuickReplay quick(baseline);
        const auto codeOf = [&](const GoalQuery &query) {
            const auto answer = seekGoal(quick, query, Pace());
            return answer ? ErrorCode::Internal : answer.error().code;
        };
        QVERIFY(codeOf(goal("lifetime", "0", "1", "1", "1")) == ErrorCode::UnknownKey);
        QVERIFY(codeOf(goal("rate", "0", "1", "0", "1")) == ErrorCode::OutOfRange);
        QVERIFY(codeOf(goal("rate", "1", "0", "1", "1")) == ErrorCode::OutOfRange);
        GoalQuery query = goal("rate", "0", "1", "1", "1");
        query.currency = "EUR";
        QVERIFY(codeOf(query) == ErrorCode::NotFound);
        QVERIFY(!billedIn(baseline, "EUR"));
    }

    void tellsWhatMattersMost()
    {
        const Baseline baseline = baselineOf({{300, 100, 250}}, dayPrice("0.01", "200/day"));
        const std::vector<TornadoStep> steps = valueOf(stepsAround(baseline, Scenario(), Decimal(10)));
        const std::vector<TornadoStep> expected{
            {"rate_factor", "0.9", "1.1"}, {"cap", "180/day", "220/day"}, {"lifetime", "P27D", "P33D"}};
        QVERIFY(steps == expected);
        const std::vector<TornadoStep> turned(steps.rbegin(), steps.rend());
        const Tornado found = valueOf(tornado(QuickReplay(baseline), Scenario(), turned, "USD", Pace()));
        QCOMPARE(text(found.middle), QByteArray("5"));
        QCOMPARE(found.bars.size(), std::size_t(3));
        QCOMPARE(found.bars[0].step.key, std::string("rate_factor"));
        QCOMPARE(text(found.bars[0].effect), QByteArray("1")); // 4.5 to 5.5
        QCOMPARE(text(found.bars[1].atLow), QByteArray("4.6"));
        QCOMPARE(text(found.bars[1].effect), QByteArray("0.8")); // 4.6 to 5.4
        QVERIFY(found.bars[2].effect.isZero());
        QVERIFY(!stepsAround(baseline, Scenario(), Decimal(0)));
    }
};

QTEST_GUILESS_MAIN(SweepTest)
#include "tst_sweep.moc"
