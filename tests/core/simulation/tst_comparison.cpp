// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/comparison.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

class ComparisonTest : public QObject {
    Q_OBJECT

private slots:
    void answersWhatReplayAnswers();
    void keepsTheFaultOfOneBesideTheOthers();
    void tellsItsProgressAndCanBeStopped();
};

namespace {

ScenarioSet setOf(const char *setting)
{
    ScenarioSet set{{}, {Scenario()}, {}};
    valueOf(applySetting(set.changes.back(), setting));
    return set;
}

std::shared_ptr<const Baseline> someHistory()
{
    Baseline baseline;
    const Instant march = at("2026-03-01T00:00:00Z");
    baseline.range = Interval{march, march.plus(31 * msPerDay)};
    for (const char *name : {"Acme", "Birch", "Cedar"}) {
        BaselineCustomer customer;
        customer.id.text = name;
        customer.name = name;
        customer.currency = valueOf(currency("USD"));
        customer.plan = basicPlan();
        customer.grain = Grain::Events;
        customer.tokens.push_back({{name}, name, History::price("1", "none", "none"), {}, {}, march, {}});
        customer.usage.tokens.push_back({name});
        customer.info.push_back({});
        UsageRow row;
        row.time = march;
        row.status = 200;
        row.requests = 10;
        customer.usage.rows.push_back(row);
        baseline.customers.push_back(std::move(customer));
    }
    valueOf(rateBaseline(baseline));
    return std::make_shared<const Baseline>(std::move(baseline));
}

} // namespace

void ComparisonTest::answersWhatReplayAnswers()
{
    const auto history = someHistory();
    const std::vector<ScenarioSet> sets{setOf("rate_factor=2"), setOf("rate=0.5"), setOf("volume_factor=3")};
    const auto outcomes = valueOf(compare(history, sets, {}));
    QCOMPARE(outcomes.size(), sets.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const PreparedScenario prepared = valueOf(prepare(history, sets[i]));
        QVERIFY(valueOf(outcomes[i]) == valueOf(replay(*prepared.baseline, prepared.last)));
    }
    QCOMPARE(valueOf(outcomes[0]).front().scenario.toString(), "60");
}

void ComparisonTest::keepsTheFaultOfOneBesideTheOthers()
{
    ScenarioSet wrong = setOf("rate=2");
    wrong.assumptions.newCustomers.push_back({"New", "Nobody", Decimal(1)});
    const auto outcomes = valueOf(compare(someHistory(), {wrong, setOf("rate=2")}, {}));
    QVERIFY(!outcomes[0].has_value());
    QVERIFY(outcomes[0].error().code == ErrorCode::NotFound);
    QCOMPARE(valueOf(outcomes[1]).front().scenario.toString(), "60");
}

void ComparisonTest::tellsItsProgressAndCanBeStopped()
{
    std::vector<std::size_t> heard;
    std::stop_source stop;
    Pace pace;
    pace.stop = stop.get_token();
    pace.progress = [&](std::size_t done, std::size_t all) {
        QCOMPARE(all, std::size_t(6));
        heard.push_back(done);
        if (done == 4)
            stop.request_stop();
    };
    const auto outcomes = compare(someHistory(), {setOf("rate=2"), setOf("rate=3")}, pace);
    QVERIFY(!outcomes.has_value());
    QVERIFY(outcomes.error().code == ErrorCode::Cancelled);
    QCOMPARE(heard, (std::vector<std::size_t>{1, 2, 3, 4}));
}

QTEST_APPLESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
