// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/study.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

namespace {

/// A customer at 1 a request, with 10 requests an hour over a day: even hours from openai-eu, odd ones from elsewhere.
BaselineCustomer customerOf(const std::string &name, const char *currencyCode)
{
    BaselineCustomer customer;
    customer.id.text = "id-" + name;
    customer.name = name;
    customer.currency = valueOf(currency(currencyCode));
    customer.plan = basicPlan();
    RatedToken token{{name + "-token"}, name + "-token", {}, {}, {}, {}, {}};
    token.price.rate = Decimal(1);
    customer.tokens.push_back(token);
    customer.info.push_back({});
    customer.usage.tokens.push_back(token.id);
    for (int hour = 0; hour < 24; ++hour) {
        UsageRow row;
        row.time = march.plus(hour * msPerHour);
        row.status = 200;
        row.requests = 10;
        row.source = customer.usage.intern(hour % 2 == 0 ? "openai-eu" : "other");
        customer.usage.rows.push_back(row);
    }
    customer.grain = Grain::Events;
    return customer;
}

std::shared_ptr<Baseline> dayOf(std::vector<BaselineCustomer> customers)
{
    auto baseline = std::make_shared<Baseline>();
    baseline->range = Interval{march, march.plus(msPerDay)};
    baseline->customers = std::move(customers);
    valueOf(rateBaseline(*baseline));
    return baseline;
}

ProviderRun runOf(const std::string &pattern, const char *rate, const char *currencyCode = "USD")
{
    Plan plan = basicPlan();
    plan.timezone = "UTC";
    plan.charges.front().shape = Flat{decimal(rate)};
    return {pattern, {earliestInstant, latestInstant}, {{plan, earliestInstant}}, valueOf(currency(currencyCode)), {}};
}

std::vector<MarginOutcome> marginsOf(
    const std::shared_ptr<const Baseline> &baseline, const Providers &providers, const std::string &scenario = "{}")
{
    const Checked<ScenarioSet> set = parseScenarioSet(valueOf(parseJson(scenario)));
    if (!set)
        qFatal("%s", set.error().front().where.c_str());
    StudyQuestions questions;
    questions.providers = providers;
    return valueOf(study(baseline, *set, questions, {})).margins;
}

} // namespace

class MarginTest : public QObject {
    Q_OBJECT

private slots:
    void mostExactPatternPaysForARow();
    void providersAreNotPaidForWhatIsRefused();
    void volumeAndPricesOfProvidersMoveTheCost();
    void costsInOtherCurrenciesNeedARate();
    void tiersOfAProviderAreFilledByAllCustomers();
    void anEmptyScenarioLeavesTheMarginAsItWas();
};

void MarginTest::mostExactPatternPaysForARow()
{
    const auto margins = marginsOf(dayOf({customerOf("a", "USD")}), {{runOf("openai-*", "0.5"), runOf("*", "0.1")}, {}});
    QCOMPARE(margins.size(), std::size_t{1});
    QCOMPARE(margins[0].before.charge.toString(), "240");
    QCOMPARE(margins[0].before.cost.toString(), "72"); // 120 at 0.5, 120 at 0.1
    QCOMPARE(margins[0].before.margin.toString(), "168");
    QVERIFY(margins[0].after.margin == margins[0].before.margin);
    const auto some = marginsOf(dayOf({customerOf("a", "USD")}), {{runOf("openai-*", "0.5")}, {}});
    QCOMPARE(some[0].before.cost.toString(), "60");
}

void MarginTest::providersAreNotPaidForWhatIsRefused()
{
    const auto baseline = dayOf({customerOf("a", "USD")});
    const Providers providers{{runOf("*", "0.5")}, {}};
    const auto capped = marginsOf(baseline, providers, R"({"set":{"cap":"4/hour","over_cap":"reject","cap_scope":"window"}})");
    QCOMPARE(capped[0].after.charge.toString(), "96");
    QCOMPARE(capped[0].after.cost.toString(), "48");
    const auto free = marginsOf(baseline, providers, R"({"set":{"cap":"4/hour","over_cap":"free","cap_scope":"window"}})");
    QCOMPARE(free[0].after.charge.toString(), "96");
    QCOMPARE(free[0].after.cost.toString(), "120"); // served, and paid for
}

void MarginTest::volumeAndPricesOfProvidersMoveTheCost()
{
    const auto baseline = dayOf({customerOf("a", "USD"), customerOf("b", "USD")});
    const auto margins = marginsOf(baseline, {{runOf("*", "0.5")}, {}},
        R"({"on":"customer:a","set":{"volume_factor":"1.5"},"assume":{"upstream_factor":"1.1"}})");
    QCOMPARE(margins[0].before.cost.toString(), "240");
    QCOMPARE(margins[0].after.charge.toString(), "600");
    QCOMPARE(margins[0].after.cost.toString(), "330"); // 600 at 0.5, a tenth more
    QCOMPARE(margins[0].after.margin.toString(), "270");
    QCOMPARE(margins[0].delta.charge.toString(), "120");
    QCOMPARE(margins[0].delta.cost.toString(), "90");
    QCOMPARE(margins[0].delta.margin.toString(), "30");
}

void MarginTest::costsInOtherCurrenciesNeedARate()
{
    const auto baseline = dayOf({customerOf("a", "USD"), customerOf("c", "CNY")});
    const ProviderRun run = runOf("*", "0.5", "USD");
    const auto without = marginsOf(baseline, {{run}, {}});
    QCOMPARE(without[0].currency.code, "CNY");
    QVERIFY(!without[0].before.isComplete);
    QCOMPARE(without[0].before.cost.toString(), "0");
    QVERIFY(without[1].before.isComplete);
    const auto with = marginsOf(baseline, {{run}, {{"USD", "CNY", decimal("7.1")}}});
    QVERIFY(with[0].before.isComplete);
    QCOMPARE(with[0].before.cost.toString(), "852"); // 120 USD
    QCOMPARE(with[1].before.cost.toString(), "120");
}

void MarginTest::tiersOfAProviderAreFilledByAllCustomers()
{
    ProviderRun run = runOf("*", "0");
    run.versions.front().plan.charges.front().shape = Graduated{{{240, Decimal(1)}, {{}, decimal("0.5")}}, {}};
    const auto margins = marginsOf(dayOf({customerOf("a", "USD"), customerOf("b", "EUR")}), {{run}, {{"USD", "EUR", Decimal(1)}}});
    // 480 requests: 240 at 1, 240 at 0.5; both came in step, so that each costs half of it.
    QCOMPARE(margins[0].before.cost.toString(), "180");
    QCOMPARE(margins[1].before.cost.toString(), "180");
}

void MarginTest::anEmptyScenarioLeavesTheMarginAsItWas()
{
    QVERIFY(rc::check("before == after", [] {
        const auto baseline = std::make_shared<Baseline>(anyBaseline());
        for (BaselineCustomer &customer : baseline->customers)
            for (UsageRow &row : customer.usage.rows)
                row.source = customer.usage.intern("s");
        RC_PRE(baseline->range.has_value());
        const Checked<ScenarioSet> empty = parseScenarioSet(valueOf(parseJson("{}")));
        StudyQuestions questions;
        questions.providers = Providers{{runOf("*", "0.5")}, {}};
        const Result<Study> answer = study(baseline, *empty, questions, {});
        RC_PRE(answer.has_value()); // a history of cells beside one of events may be too coarse
        for (const MarginOutcome &margin : answer->margins) {
            RC_ASSERT(margin.before.cost == margin.after.cost);
            RC_ASSERT(margin.before.margin == margin.after.margin);
        }
    }));
}

QTEST_APPLESS_MAIN(MarginTest)
#include "tst_margin.moc"
