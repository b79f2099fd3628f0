// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/replay.h"

#include "tests/support/history.h"

using namespace toll;
using namespace toll::test;

namespace {

const Instant march = at("2026-03-01T00:00:00Z");

/// A customer with one token a price; token i is tagged "tag-i".
BaselineCustomer customer(const char *name, const std::vector<TokenPrice> &prices)
{
    BaselineCustomer made;
    made.id.text = std::string("id-") + name;
    made.name = name;
    made.currency = valueOf(currency("USD"));
    made.plan = basicPlan();
    for (std::size_t i = 0; i < prices.size(); ++i) {
        const std::string id = std::string(name) + '-' + std::to_string(i);
        made.tokens.push_back({{id}, id, prices[i], {}, {}, march, {}});
        made.usage.tokens.push_back({id});
        made.info.push_back({{"tag-" + std::to_string(i)}, {}});
    }
    return made;
}

void use(BaselineCustomer &customer, Instant time, std::int64_t requests, std::uint32_t token = 0)
{
    UsageRow row;
    row.time = time;
    row.token = token;
    row.status = 200;
    row.requests = requests;
    customer.usage.rows.push_back(row);
}

/// Three days with 300, 100 and 250 requests on a cap of 200 a day, counted day by day.
BaselineCustomer threeDays(OverCap policy = OverCap::Free)
{
    TokenPrice price = toll::test::History::price("0.002", "200/day", "P30D");
    price.capScope = CapScope::EachWindow;
    price.overCap = policy;
    BaselineCustomer made = customer("Acme", {price});
    use(made, march, 300);
    use(made, march.plus(msPerDay), 100);
    use(made, march.plus(2 * msPerDay), 250);
    return made;
}

Baseline baselineOf(std::vector<BaselineCustomer> customers, Grain grain = Grain::Events)
{
    Baseline baseline;
    baseline.range = Interval{march, march.plus(31 * msPerDay)};
    baseline.customers = std::move(customers);
    for (BaselineCustomer &one : baseline.customers)
        one.grain = grain;
    if (const Result<void> rated = rateBaseline(baseline); !rated)
        qFatal("the baseline cannot be rated");
    return baseline;
}

Scenario scenarioOf(const std::vector<std::string> &settings, const char *on = "")
{
    Scenario scenario;
    for (const std::string &setting : settings)
        if (const Result<void> done = applySetting(scenario, setting); !done)
            qFatal("%s", setting.c_str());
    if (*on != '\0')
        scenario.on = valueOf(parseSelection(on));
    return scenario;
}

Outcome outcomeOf(const Baseline &baseline, const Scenario &scenario)
{
    const std::vector<Outcome> outcomes = valueOf(replay(baseline, scenario));
    if (outcomes.size() != 1)
        qFatal("one currency expected");
    return outcomes.front();
}

QByteArray text(const Decimal &value)
{
    return QByteArray::fromStdString(value.toString());
}

} // namespace

class ReplayTest : public QObject {
    Q_OBJECT

private slots:
    void changesNothingWithAnEmptyScenario();
    void answersByHand_data();
    void answersByHand();
    void refusesWhatIsOverTheCapUnderReject();
    void neverBillsLessForAHigherCap();
    void multipliesEachTokensOwnRate();
    void leavesAnOverageRateOfItsOwn();
    void touchesOnlyWhatIsSelected_data();
    void touchesOnlyWhatIsSelected();
    void refusesARateTooLongToBeExact();
    void answersEachCurrencyApart();
    void answersAlikeFromCellsAndEvents();
    void asksForEventsWhereCellsAreTooCoarse();
    void tellsChangesInPercent_data();
    void tellsChangesInPercent();
};

void ReplayTest::changesNothingWithAnEmptyScenario()
{
    const Baseline baseline = baselineOf({threeDays()});
    const Outcome outcome = outcomeOf(baseline, {});
    QCOMPARE(text(outcome.baseline), QByteArray("1")); // 0.002 x (200 + 100 + 200)
    QVERIFY(outcome.scenario == outcome.baseline);
    QVERIFY(outcome.delta.isZero());
    QCOMPARE(outcome.refused, std::int64_t(0));
}

void ReplayTest::answersByHand_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<qint64>("refused");
    QTest::newRow("rate doubled") << QByteArray("rate=0.004") << QByteArray("2") << qint64(0);
    QTest::newRow("rate by a factor") << QByteArray("rate_factor=1.1") << QByteArray("1.1") << qint64(0);
    QTest::newRow("no rate") << QByteArray("rate_factor=0") << QByteArray("0") << qint64(0);
    QTest::newRow("higher cap") << QByteArray("cap=250/day") << QByteArray("1.2") << qint64(0);
    QTest::newRow("lower cap") << QByteArray("cap=150/day") << QByteArray("0.8") << qint64(0);
    QTest::newRow("no cap") << QByteArray("cap=none") << QByteArray("1.3") << qint64(0);
    QTest::newRow("over the cap charged") << QByteArray("over_cap=charge") << QByteArray("1.3") << qint64(0);
    QTest::newRow("shorter lifetime") << QByteArray("lifetime=P2D") << QByteArray("0.6") << qint64(0);
    QTest::newRow("whole term") << QByteArray("cap_scope=lifetime") << QByteArray("1.3") << qint64(0);
}

void ReplayTest::answersByHand()
{
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, expected);
    QFETCH(qint64, refused);
    const Outcome outcome = outcomeOf(baselineOf({threeDays()}), scenarioOf({setting.toStdString()}));
    QCOMPARE(text(outcome.scenario), expected);
    QVERIFY(outcome.delta == valueOf(outcome.scenario.minus(outcome.baseline)));
    QCOMPARE(qint64(outcome.refused), refused);
    QCOMPARE(text(outcome.customers.front().scenario), expected);
}

void ReplayTest::refusesWhatIsOverTheCapUnderReject()
{
    TokenPrice price = toll::test::History::price("0.5", "none", "none");
    BaselineCustomer single = customer("Acme", {price});
    for (const std::int64_t minute : {0, 1, 2, 3, 4, 1440, 1441, 2880, 2881, 2882, 2883})
        use(single, march.plus(minute * msPerMinute), 1);
    const Outcome outcome = outcomeOf(baselineOf({single}), scenarioOf({"cap=3/day", "over_cap=reject"}));
    QCOMPARE(outcome.refused, std::int64_t(3)); // two of five, none of two, one of four
    QCOMPARE(outcome.customers.front().refused, std::int64_t(3));
    QCOMPARE(text(outcome.scenario), QByteArray("4")); // 0.5 x (3 + 2 + 3)
}

void ReplayTest::neverBillsLessForAHigherCap()
{
    const Baseline baseline = baselineOf({threeDays()});
    Decimal before;
    for (int cap = 0; cap <= 320; cap += 20) {
        const Decimal bill = outcomeOf(baseline, scenarioOf({"cap=" + std::to_string(cap) + "/day"})).scenario;
        QVERIFY2(bill >= before, qPrintable(QString::number(cap)));
        before = bill;
    }
    QCOMPARE(text(before), QByteArray("1.3"));
}

void ReplayTest::multipliesEachTokensOwnRate()
{
    BaselineCustomer two = customer(
        "Acme", {toll::test::History::price("0.1", "none", "none"), toll::test::History::price("0.3", "none", "none")});
    use(two, march, 10, 0);
    use(two, march.plus(msPerHour), 10, 1);
    const Outcome outcome = outcomeOf(baselineOf({two}), scenarioOf({"rate_factor=1.5"}));
    QCOMPARE(text(outcome.baseline), QByteArray("4"));
    QCOMPARE(text(outcome.scenario), QByteArray("6"));
}

void ReplayTest::leavesAnOverageRateOfItsOwn()
{
    BaselineCustomer charged = threeDays(OverCap::Charge);
    charged.tokens.front().price.overageRate = decimal("0.01");
    const Outcome outcome = outcomeOf(baselineOf({charged}), scenarioOf({"rate_factor=2"}));
    QCOMPARE(text(outcome.baseline), QByteArray("2.5")); // 0.002 x 500 + 0.01 x 150
    QCOMPARE(text(outcome.scenario), QByteArray("3.5"));
}

void ReplayTest::touchesOnlyWhatIsSelected_data()
{
    QTest::addColumn<QByteArray>("on");
    QTest::addColumn<QByteArray>("acme");
    QTest::addColumn<QByteArray>("beta");
    QTest::newRow("all") << QByteArray() << QByteArray("40") << QByteArray("20");
    QTest::newRow("customer by name") << QByteArray("customer:Acme") << QByteArray("40") << QByteArray("10");
    QTest::newRow("customer by id") << QByteArray("customer:id-Beta") << QByteArray("20") << QByteArray("20");
    QTest::newRow("plan") << QByteArray("plan:Basic") << QByteArray("40") << QByteArray("20");
    QTest::newRow("tag") << QByteArray("tag:tag-1") << QByteArray("30") << QByteArray("10");
    QTest::newRow("token") << QByteArray("token:Acme-0") << QByteArray("30") << QByteArray("10");
    QTest::newRow("filter by customer") << QByteArray("filter:customer:ACME") << QByteArray("40") << QByteArray("10");
    QTest::newRow("filter by token and not tag")
        << QByteArray("filter:token:Acme* -tag:tag-1") << QByteArray("30") << QByteArray("10");
    QTest::newRow("filter by one of two tags")
        << QByteArray("filter:tag:tag-1,tag-7") << QByteArray("30") << QByteArray("10");
    QTest::newRow("filter by plan and a word") << QByteArray("filter:plan:Basic bet") << QByteArray("20") << QByteArray("20");
    QTest::newRow("filter by id") << QByteArray("filter:token:\"Acme-0\"") << QByteArray("30") << QByteArray("10");
    QTest::newRow("filter that finds nobody") << QByteArray("filter:plan:Pro") << QByteArray("20") << QByteArray("10");
    QTest::newRow("nobody") << QByteArray("tag:none") << QByteArray("20") << QByteArray("10");
}

void ReplayTest::touchesOnlyWhatIsSelected()
{
    QFETCH(QByteArray, on);
    const TokenPrice price = toll::test::History::price("1", "none", "none");
    BaselineCustomer acme = customer("Acme", {price, price});
    use(acme, march, 10, 0);
    use(acme, march, 10, 1);
    BaselineCustomer beta = customer("Beta", {price});
    use(beta, march, 10);
    const Outcome outcome = outcomeOf(baselineOf({acme, beta}), scenarioOf({"rate=2"}, on.constData()));
    QTEST(text(outcome.customers.at(0).scenario), "acme");
    QTEST(text(outcome.customers.at(1).scenario), "beta");
}

void ReplayTest::refusesARateTooLongToBeExact()
{
    const Result<std::vector<Outcome>> outcome = replay(
        baselineOf({threeDays()}), scenarioOf({"rate=0.1234567890123456789", "rate_factor=1.01234567890123456789"}));
    QVERIFY(!outcome.has_value());
    QCOMPARE(int(outcome.error().code), int(ErrorCode::Overflow));
}

void ReplayTest::answersEachCurrencyApart()
{
    BaselineCustomer euro = threeDays();
    euro.id.text = "id-Euro";
    euro.currency = valueOf(currency("EUR"));
    const std::vector<Outcome> outcomes =
        valueOf(replay(baselineOf({threeDays(), euro}), scenarioOf({"rate=0.004"}, "customer:id-Euro")));
    QCOMPARE(outcomes.size(), std::size_t(2));
    QCOMPARE(outcomes[0].currency.code, std::string("EUR"));
    QCOMPARE(text(outcomes[0].scenario), QByteArray("2"));
    QCOMPARE(text(outcomes[1].scenario), QByteArray("1"));
}

void ReplayTest::answersAlikeFromCellsAndEvents()
{
    BaselineCustomer events = threeDays();
    events.usage.rows.clear();
    BaselineCustomer cells = events;
    for (int quarter = 0; quarter < 40; ++quarter) {
        const Instant start = march.plus(quarter * 3 * msPerHour);
        for (int i = 0; i < 30; ++i)
            use(events, start.plus(i * 29'000), 1);
        use(cells, start, 30);
    }
    const Baseline fine = baselineOf({events});
    const Baseline coarse = baselineOf({cells}, Grain::Cells);
    for (const char *setting : {"rate=0.003", "cap=150/day", "cap=10/hour", "lifetime=P3D", "over_cap=charge"}) {
        const Scenario scenario = scenarioOf({setting});
        QVERIFY2(cellsSuffice(coarse, scenario), setting);
        QCOMPARE(text(outcomeOf(coarse, scenario).scenario), text(outcomeOf(fine, scenario).scenario));
    }
}

void ReplayTest::asksForEventsWhereCellsAreTooCoarse()
{
    const Scenario scenario = scenarioOf({"cap=5/min"});
    const Baseline coarse = baselineOf({threeDays()}, Grain::Cells);
    QVERIFY(!cellsSuffice(coarse, scenario));
    const Result<std::vector<Outcome>> outcome = replay(coarse, scenario);
    QVERIFY(!outcome.has_value());
    QCOMPARE(int(outcome.error().code), int(ErrorCode::WrongState));
    QVERIFY(cellsSuffice(baselineOf({threeDays()}), scenario));
}

void ReplayTest::tellsChangesInPercent_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("more") << QByteArray("4") << QByteArray("5") << QByteArray("25");
    QTest::newRow("less") << QByteArray("3") << QByteArray("2") << QByteArray("-33.3");
    QTest::newRow("half up") << QByteArray("2000") << QByteArray("2001") << QByteArray("0.1");
    QTest::newRow("the same") << QByteArray("7") << QByteArray("7") << QByteArray("0");
    QTest::newRow("from a credit") << QByteArray("-4") << QByteArray("-2") << QByteArray("50");
    QTest::newRow("from nothing") << QByteArray("0") << QByteArray("5") << QByteArray();
}

void ReplayTest::tellsChangesInPercent()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, expected);
    const std::optional<Decimal> percent = percentChange(decimal(before.constData()), decimal(after.constData()));
    QCOMPARE(percent ? text(*percent) : QByteArray(), expected);
}

QTEST_APPLESS_MAIN(ReplayTest)
#include "tst_replay.moc"
