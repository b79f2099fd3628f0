// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/scenarioset.h"
#include "core/simulation/volume.h"

#include "tests/core/simulation/anybaseline.h"

#include <algorithm>
#include <map>

using namespace toll;
using namespace toll::test;

namespace {

constexpr const char *everything = R"({"name":"Autumn","changes":[
    {"on":"tag:gold","set":{"rate":"0.003","volume_factor":"1.2","elasticity":"-0.4"}},
    {"on":"customer:Acme","set":{"discount":"10","minimum":"5","maximum":"500"},
     "plan":{"name":"Other","currency":"USD","timezone":"UTC","period":"P1M","charges":[{"meter":"requests","price":{"shape":"flat","rate":"0.01"}}]}}],
    "assume":{"churn":"0.05","seed":7,"shift":"-PT45M","new_customers":[{"name":"Beta","like":"Acme","volume":"0.5"}],
    "upstream_factor":"1.1"}})";

ScenarioSet setOf(const std::string &text)
{
    const Checked<ScenarioSet> set = parseScenarioSet(valueOf(parseJson(text)));
    if (!set)
        qFatal("%s: %s", set.error().front().where.c_str(), set.error().front().found.c_str());
    return *set;
}

/// One customer a name, each with one token at 1 a request, used 10 times in each of the first hours of March.
std::shared_ptr<Baseline> steadyUse(const std::vector<std::string> &names, int hours = 48)
{
    auto baseline = std::make_shared<Baseline>();
    baseline->range = Interval{march, march.plus(hours * msPerHour)};
    for (const std::string &name : names) {
        BaselineCustomer customer;
        customer.id.text = "id-" + name;
        customer.name = name;
        customer.currency = valueOf(currency("USD"));
        customer.plan = basicPlan();
        RatedToken token{{name + "-token"}, name + "-token", {}, {}, {}, {}, {}};
        token.price.rate = Decimal(1);
        customer.tokens.push_back(token);
        customer.info.push_back({});
        customer.usage.tokens.push_back(token.id);
        for (int hour = 0; hour < hours; ++hour) {
            UsageRow row;
            row.time = march.plus(hour * msPerHour);
            row.status = 200;
            row.requests = 10;
            row.units[0] = {70, 10};
            customer.usage.rows.push_back(row);
        }
        baseline->customers.push_back(std::move(customer));
    }
    valueOf(rateBaseline(*baseline));
    return baseline;
}

Outcome outcomeOf(const std::shared_ptr<const Baseline> &baseline, const std::string &text)
{
    const PreparedScenario prepared = valueOf(prepare(baseline, setOf(text)));
    return valueOf(replay(*prepared.baseline, prepared.last)).front();
}

} // namespace

class ScenarioSetTest : public QObject {
    Q_OBJECT

private slots:
    void readsEverythingAndWritesItBack();
    void readsASingleChange();
    void namesEveryFaultByItsPointer();
    void volumeIsRightToTheRequest_data();
    void volumeIsRightToTheRequest();
    void scaledRowsKeepTheirShape();
    void demandFollowsThePrice_data();
    void demandFollowsThePrice();
    void customersLeaveAsTheSeedHasIt();
    void aNewCustomerUsesWhatAnotherDoes();
    void shiftedUseComesInAtTheOtherEnd();
    void changesAreMadeOneAfterTheOther();
    void wholePlansChangeForWholeCustomersOnly();
    void oneChangeAloneIsTheScenarioItself();
};

void ScenarioSetTest::readsEverythingAndWritesItBack()
{
    const ScenarioSet set = setOf(everything);
    QCOMPARE(set.name, "Autumn");
    QCOMPARE(set.changes.size(), std::size_t{2});
    QVERIFY(set.changes[0].volumeFactor == decimal("1.2"));
    QVERIFY(set.changes[0].elasticity == decimal("-0.4"));
    QVERIFY(set.changes[1].discount == Decimal(10));
    QCOMPARE(set.changes[1].plan->name, "Other");
    QVERIFY(set.assumptions.churn == decimal("0.05"));
    QCOMPARE(set.assumptions.seed, std::uint64_t{7});
    QCOMPARE(set.assumptions.shift, -3 * msPerQuarter);
    QCOMPARE(set.assumptions.newCustomers.size(), std::size_t{1});
    QVERIFY(set.assumptions.upstreamFactor == decimal("1.1"));
    QVERIFY(setOf(toJson(set).dump()) == set);
    QVERIFY(!set.changesNothing());
    QVERIFY(setOf(R"({"assume":{"seed":3}})").changesNothing());
}

void ScenarioSetTest::readsASingleChange()
{
    const ScenarioSet set = setOf(R"({"name":"Dearer","on":"plan:Basic","set":{"rate_factor":"1.1"}})");
    QCOMPARE(set.name, "Dearer");
    QCOMPARE(set.changes.size(), std::size_t{1});
    QCOMPARE(toString(set.changes.front().on), "plan:Basic");
}

void ScenarioSetTest::namesEveryFaultByItsPointer()
{
    const Checked<ScenarioSet> read = parseScenarioSet(valueOf(parseJson(R"({"colour":1,"changes":[{"set":{}},
        {"set":{"rate":"-1"},"plan":{"currency":"USD"}}],"assume":{"churn":"2","shift":"PT7M","seed":-1,"upstream_factor":1,
        "new_customers":[{"name":"x","volume":"-1"}],"hope":"yes"}})")));
    QVERIFY(!read.has_value());
    std::vector<std::string> places;
    for (const Error &error : read.error())
        places.push_back(error.where);
    for (const char *place : {"/colour", "/changes/1/set/rate", "/changes/1/plan/name", "/assume/churn",
             "/assume/shift", "/assume/seed", "/assume/upstream_factor", "/assume/new_customers/0/like",
             "/assume/new_customers/0/volume", "/assume/hope"})
        QVERIFY2(std::ranges::find(places, place) != places.end(), place);
}

void ScenarioSetTest::volumeIsRightToTheRequest_data()
{
    QTest::addColumn<QString>("factor");
    for (const char *factor : {"0", "0.001", "0.5", "0.999999", "1", "1.1", "3.333333333", "1000"})
        QTest::newRow(factor) << QString::fromLatin1(factor);
}

/// For each kind of rows of a token, the rows' sums after any number of them are floor(factor x sum).
void ScenarioSetTest::volumeIsRightToTheRequest()
{
    QFETCH(const QString, factor);
    const Decimal by = decimal(factor.toLatin1().constData());
    QVERIFY(rc::check("like the floor of the sums", [&by] {
        BaselineCustomer customer = anyCustomer(0);
        const UsageTable before = customer.usage;
        std::vector<Decimal> factors(customer.tokens.size(), by);
        factors.back() = Decimal(1);
        RC_ASSERT(scaleUsage(customer.usage, factors).has_value());
        using Kind = std::pair<std::uint32_t, std::int16_t>;
        std::map<Kind, std::int64_t> sums, scaled;
        for (const UsageRow &row : before.rows)
            sums[{row.token, row.status}] += row.requests;
        Instant last = earliestInstant;
        for (const UsageRow &row : customer.usage.rows) {
            RC_ASSERT(row.requests > 0);
            RC_ASSERT(row.time >= last);
            last = row.time;
            scaled[{row.token, row.status}] += row.requests;
        }
        for (const auto &[kind, sum] : sums) {
            const Decimal exact = valueOf(factors[kind.first].times(sum));
            RC_ASSERT(Decimal(scaled[kind]) == exact.rounded(0, Rounding::Floor));
        }
    }));
}

void ScenarioSetTest::scaledRowsKeepTheirShape()
{
    const auto baseline = steadyUse({"a"}, 4);
    UsageTable usage = baseline->customers.front().usage;
    QVERIFY(scaleUsage(usage, std::vector{decimal("0.25")}).has_value()); // of 10, 20, 30, 40: 2, 5, 7, 10
    std::vector<std::int64_t> requests, units;
    for (const UsageRow &row : usage.rows) {
        requests.push_back(row.requests);
        units.push_back(row.units[0].sum); // of 70, 140, 210, 280: 17, 35, 52, 70
        QCOMPARE(row.units[0].known, row.requests);
    }
    QCOMPARE(requests, (std::vector<std::int64_t>{2, 3, 2, 3}));
    QCOMPARE(units, (std::vector<std::int64_t>{17, 18, 17, 18}));
}

void ScenarioSetTest::demandFollowsThePrice_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("elasticity");
    QTest::addColumn<QString>("factor");
    const auto row = [](const char *before, const char *after, const char *elasticity, const char *factor) {
        QTest::addRow("%s to %s at %s", before, after, elasticity)
            << QString::fromLatin1(before) << QString::fromLatin1(after) << QString::fromLatin1(elasticity)
            << QString::fromLatin1(factor);
    };
    row("1", "2", "-1", "0.5");
    row("4", "1", "-0.5", "2");
    row("2", "2", "-3", "1");
    row("0", "2", "-3", "1");
    row("2", "0", "0.5", "0");
    row("0.002", "0.0022", "-0.4", "0.962594");
}

void ScenarioSetTest::demandFollowsThePrice()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const QString, elasticity);
    QFETCH(const QString, factor);
    const auto of = [](const QString &text) { return decimal(text.toLatin1().constData()); };
    const Decimal found = valueOf(demandFactor(of(before), of(after), of(elasticity)));
    QCOMPARE(QString::fromStdString(found.rounded(6, Rounding::HalfUp).toString()), factor);
    QVERIFY(!demandFactor(Decimal(1), Decimal(0), Decimal(-1)).has_value());
}

void ScenarioSetTest::customersLeaveAsTheSeedHasIt()
{
    std::vector<std::string> names;
    for (int i = 0; i < 20; ++i)
        names.push_back("customer-" + std::to_string(i));
    const auto baseline = steadyUse(names, 1);
    const auto leaving = [&](int seed) {
        const std::string text =
            R"({"assume":{"churn":"0.25","seed":)" + std::to_string(seed) + "}}";
        return valueOf(prepare(baseline, setOf(text))).left;
    };
    QCOMPARE(leaving(1).size(), std::size_t{5});
    QCOMPARE(leaving(1), leaving(1));
    QVERIFY(leaving(1) != leaving(2));
    const Outcome outcome = outcomeOf(baseline, R"({"assume":{"churn":"0.25"}})");
    QCOMPARE(outcome.baseline.toString(), "200");
    QCOMPARE(outcome.scenario.toString(), "150");
    QCOMPARE(outcome.customers.size(), names.size());
}

void ScenarioSetTest::aNewCustomerUsesWhatAnotherDoes()
{
    const auto baseline = steadyUse({"a", "b"});
    const Outcome outcome = outcomeOf(
        baseline, R"({"set":{"rate":"2"},"assume":{"new_customers":[{"name":"c","like":"a","volume":"0.5"}]}})");
    QCOMPARE(outcome.customers.size(), std::size_t{3});
    QCOMPARE(outcome.customers[2].name, "c");
    QCOMPARE(outcome.customers[2].baseline.toString(), "0");
    QCOMPARE(outcome.customers[2].scenario.toString(), "480");
    const auto nobody = prepare(baseline, setOf(R"({"assume":{"new_customers":[{"name":"c","like":"z"}]}})"));
    QVERIFY(!nobody.has_value());
    QCOMPARE(nobody.error().code, ErrorCode::NotFound);
}

void ScenarioSetTest::shiftedUseComesInAtTheOtherEnd()
{
    const auto baseline = steadyUse({"a"}, 4);
    const auto shifted = valueOf(prepare(baseline, setOf(R"({"assume":{"shift":"PT90M"}})"))).baseline;
    std::vector<std::int64_t> minutes;
    for (const UsageRow &row : shifted->customers.front().usage.rows)
        minutes.push_back((row.time.ms - march.ms) / 60'000);
    QCOMPARE(minutes, (std::vector<std::int64_t>{30, 90, 150, 210}));
    const auto back = valueOf(prepare(shifted, setOf(R"({"assume":{"shift":"-PT90M"}})"))).baseline;
    QVERIFY(back->customers.front().usage.rows == baseline->customers.front().usage.rows);
}

void ScenarioSetTest::changesAreMadeOneAfterTheOther()
{
    const auto baseline = steadyUse({"a", "b"}, 10);
    const Outcome outcome = outcomeOf(baseline,
        R"({"changes":[{"set":{"rate":"3","volume_factor":"2"}},{"on":"customer:b","set":{"rate_factor":"2"}}]})");
    QCOMPARE(outcome.customers[0].scenario.toString(), "600"); // 200 requests at 3
    QCOMPARE(outcome.customers[1].scenario.toString(), "1200"); // at 6
}

void ScenarioSetTest::wholePlansChangeForWholeCustomersOnly()
{
    const auto baseline = steadyUse({"a", "b"}, 10);
    const Outcome outcome = outcomeOf(baseline, R"({"on":"customer:b","set":{"discount":"10%"},
        "plan":{"name":"Other","currency":"USD","timezone":"UTC","period":"P1M","charges":[{"meter":"requests","price":{"shape":"package","size":30,"rate":"7"}}]}})");
    QCOMPARE(outcome.customers[0].scenario.toString(), "100");
    QCOMPARE(outcome.customers[1].scenario.toString(), "25.2"); // four packages, less 2.80
    const PreparedScenario some = valueOf(prepare(baseline, setOf(R"({"on":"token:a-token","set":{"minimum":"5"}})")));
    QVERIFY(replay(*some.baseline, some.last).has_value()); // his only token is all of his
}

void ScenarioSetTest::oneChangeAloneIsTheScenarioItself()
{
    QVERIFY(rc::check("as replay() has it", [] {
        const auto baseline = std::make_shared<Baseline>(anyBaseline());
        ScenarioSet set;
        set.changes = {anyScenario()};
        const PreparedScenario prepared = valueOf(prepare(baseline, set));
        RC_ASSERT(prepared.baseline == baseline);
        RC_ASSERT(prepared.last == set.changes.front());
        // The same in two steps, the first of which changes nothing.
        set.changes.insert(set.changes.begin(), Scenario());
        const PreparedScenario twice = valueOf(prepare(baseline, set));
        const auto once = replay(*baseline, set.changes.back());
        RC_ASSERT((replay(*twice.baseline, twice.last) == once));
    }));
}

QTEST_APPLESS_MAIN(ScenarioSetTest)
#include "tst_scenarioset.moc"
