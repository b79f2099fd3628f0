// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios that change what a charge has for all tokens, replayed by the function that bills.
#include "core/simulation/quickreplay.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

namespace {

Plan planOf(const std::string &charges)
{
    const Checked<Plan> plan = parsePlan(std::string_view(
        R"({"name":"Pro","currency":"USD","timezone":"UTC","period":"P1M","charges":[)" + charges + "]}"));
    if (!plan)
        qFatal("%s: %s", charges.c_str(), plan.error().front().where.c_str());
    return *plan;
}

/// Two tokens of one customer with 120 and 30 requests on Saturday 1 March 2025, 10:00, in UTC.
Baseline baselineOf(const std::string &charges)
{
    Baseline baseline;
    baseline.range = Interval{march, march.plus(31 * msPerDay)};
    BaselineCustomer &customer = baseline.customers.emplace_back();
    customer.id.text = "id-Acme";
    customer.name = "Acme";
    customer.currency = valueOf(currency("USD"));
    customer.plan = planOf(charges);
    customer.grain = Grain::Events;
    for (const auto &[name, requests] : {std::pair("one", 120), std::pair("two", 30)}) {
        UsageRow row;
        row.time = march.plus(10 * msPerHour);
        row.token = static_cast<std::uint32_t>(customer.tokens.size());
        row.status = 200;
        row.requests = requests;
        customer.usage.rows.push_back(row);
        customer.usage.tokens.push_back({name});
        customer.tokens.push_back({{name}, name, {}, {}, {}, {}, {}});
        customer.info.push_back({{name}, {}});
    }
    valueOf(rateBaseline(baseline));
    return baseline;
}

Scenario scenarioOf(const QByteArrayList &settings)
{
    Scenario scenario;
    for (const QByteArray &setting : settings) {
        if (setting.startsWith("on="))
            scenario.on = valueOf(parseSelection(setting.mid(3).toStdString()));
        else
            valueOf(applySetting(scenario, setting.toStdString()));
    }
    return scenario;
}

const std::string tiered = R"({"id":"calls","price":{"shape":"graduated","tiers":[{"up_to":100,"rate":"0.1"},{"rate":"0.05"}]}})";
const std::string volume = R"({"id":"calls","price":{"shape":"volume","tiers":[{"up_to":100,"rate":"0.1"},{"rate":"0.05"}]}})";
const std::string blocks = R"({"id":"blocks","price":{"shape":"package","size":100,"rate":"8"}})";
const std::string seat = R"({"id":"seat","price":{"shape":"fixed","amount":"9.00"}})";
const std::string flat = R"({"id":"plain","price":{"shape":"flat","rate":"0.02"}})";

/// What rating the plan that a scenario makes says.
Decimal ratedWith(const BaselineCustomer &customer, const Plan &plan, const std::optional<Interval> &range)
{
    RatingInput input = inputOf(customer, range);
    input.plan = &plan;
    return valueOf(rate(input)).total;
}

} // namespace

class ChargeChangeTest : public QObject {
    Q_OBJECT

private slots:
    void answersByHand_data();
    void answersByHand();
    void saysWhatDoesNotFit_data();
    void saysWhatDoesNotFit();
    void isThePlanThatItMakes();
    void leavesBillsAloneWhereItSaysWhatIsThere();
    void scalesEveryRateOfATier();
};

void ChargeChangeTest::answersByHand_data()
{
    QTest::addColumn<QByteArray>("charges");
    QTest::addColumn<QByteArrayList>("settings");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray graduated = QByteArray::fromStdString(tiered);
    const QByteArray two = R"(tiers=[{"up_to":50,"rate":"0.2"},{"rate":"0.01"}])";
    QTest::newRow("graduated tiers") << graduated << QByteArrayList{two} << QByteArray("11"); // 50 x 0.2 + 100 x 0.01
    QTest::newRow("volume tiers") << QByteArray::fromStdString(volume) << QByteArrayList{two} << QByteArray("1.5");
    QTest::newRow("tiers by request") << graduated << QByteArrayList{"tier_by=request"} << QByteArray("14"); // 10 + 1 + 3
    QTest::newRow("all rates by a factor") << graduated << QByteArrayList{"rate_factor=2"} << QByteArray("25");
    QTest::newRow("on a customer") << graduated << QByteArrayList{"rate_factor=2", "on=customer:Acme"} << QByteArray("25");
    QTest::newRow("on nobody") << graduated << QByteArrayList{two, "on=customer:Beta"} << QByteArray("12.5");
    QTest::newRow("dearer hours") << graduated
        << QByteArrayList{R"(slices=[{"hours":"Sat 09:00-18:00","multiplier":"2"}])"} << QByteArray("25");
    QTest::newRow("no hours") << QByteArray(R"({"id":"a","price":{"shape":"flat","rate":"0.1"},"slices":[{"hours":"daily 00:00-24:00","multiplier":"3"}]})")
        << QByteArrayList{"slices=none"} << QByteArray("15");
    QTest::newRow("smaller blocks") << QByteArray::fromStdString(blocks) << QByteArrayList{"size=10"} << QByteArray("120");
    QTest::newRow("dearer blocks") << QByteArray::fromStdString(blocks) << QByteArrayList{"rate=10", "rate_factor=1.5"}
        << QByteArray("30");
    QTest::newRow("another fee") << QByteArray::fromStdString(flat + ',' + seat) << QByteArrayList{"amount=5"}
        << QByteArray("8");
    QTest::newRow("an allowance") << QByteArray::fromStdString(flat + ',' + seat) << QByteArrayList{"allowance=50"}
        << QByteArray("11");
    QTest::newRow("per thousand") << QByteArray::fromStdString(flat) << QByteArrayList{"per=10"} << QByteArray("0.3");
    QTest::newRow("the one that is named") << QByteArray::fromStdString(flat + ',' + tiered + ',' + blocks)
        << QByteArrayList{"charge=blocks", "rate_factor=2"} << QByteArray("47.5"); // 3 + 12.5 + 32
    QTest::newRow("one flat rate of two") << QByteArray::fromStdString(flat + R"(,{"id":"more","price":{"shape":"flat","rate":"0.01"}})")
        << QByteArrayList{"charge=more", "rate=0.03"} << QByteArray("7.5");
}

void ChargeChangeTest::answersByHand()
{
    QFETCH(const QByteArray, charges);
    QFETCH(const QByteArrayList, settings);
    QFETCH(const QByteArray, expected);
    const Baseline baseline = baselineOf(charges.toStdString());
    const Scenario scenario = scenarioOf(settings);
    QCOMPARE(valueOf(replay(baseline, scenario)).front().scenario.toString(), expected.toStdString());
    QVERIFY(valueOf(QuickReplay(baseline).totals(scenario)) == totalsOf(valueOf(replay(baseline, scenario))));
}

void ChargeChangeTest::saysWhatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("charges");
    QTest::addColumn<QByteArrayList>("settings");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray one = R"(tiers=[{"rate":"0.1"}])";
    const QByteArray plain = QByteArray::fromStdString(flat);
    const QByteArray graduated = QByteArray::fromStdString(tiered);
    QTest::newRow("tiers on a flat price") << plain << QByteArrayList{one} << int(ErrorCode::Unsupported)
        << QByteArray("tiers") << QByteArray("Acme, one: plain (flat)") << QByteArray("graduated, volume");
    QTest::newRow("tiers of a charge that is named") << QByteArray::fromStdString(flat + ',' + tiered)
        << QByteArrayList{one, "charge=plain"} << int(ErrorCode::Unsupported) << QByteArray("tiers")
        << QByteArray("Acme, one: plain (flat)") << QByteArray("graduated, volume");
    QTest::newRow("slices of two charges") << QByteArray::fromStdString(flat + ',' + tiered) << QByteArrayList{"slices=none"}
        << int(ErrorCode::Ambiguous) << QByteArray("slices") << QByteArray("Acme, one: plain (flat), calls (graduated)")
        << QByteArray("charge=plain, charge=calls");
    QTest::newRow("no such charge") << graduated << QByteArrayList{one, "charge=other"} << int(ErrorCode::NotFound)
        << QByteArray("charge") << QByteArray("other") << QByteArray("calls");
    QTest::newRow("one rate for tiers") << graduated << QByteArrayList{"rate=0.1"} << int(ErrorCode::Unsupported)
        << QByteArray("rate") << QByteArray("Acme, one: calls (graduated)") << QByteArray("flat, flat_capped, package");
    QTest::newRow("tiers of one token of two") << graduated << QByteArrayList{one, "on=token:two"}
        << int(ErrorCode::Unsupported) << QByteArray("on") << QByteArray("token:two") << QByteArray("customer:…, plan:…");
    QTest::newRow("load without a capacity") << graduated << QByteArrayList{R"(load=[{"above":"1","multiplier":"2"}])"}
        << int(ErrorCode::Unsupported) << QByteArray("load") << QByteArray("Acme, one: calls (graduated)")
        << QByteArray("\"capacity\"");
}

void ChargeChangeTest::saysWhatDoesNotFit()
{
    QFETCH(const QByteArray, charges);
    QFETCH(const QByteArrayList, settings);
    QFETCH(const int, code);
    QFETCH(const QByteArray, where);
    QFETCH(const QByteArray, found);
    QFETCH(const QByteArray, expected);
    const Baseline baseline = baselineOf(charges.toStdString());
    const Result<std::vector<Outcome>> outcomes = replay(baseline, scenarioOf(settings));
    QVERIFY(!outcomes);
    QCOMPARE(int(outcomes.error().code), code);
    QCOMPARE(outcomes.error().where, where.toStdString());
    QCOMPARE(outcomes.error().found, found.toStdString());
    QCOMPARE(outcomes.error().expected, expected.toStdString());
}

void ChargeChangeTest::isThePlanThatItMakes()
{
    QVERIFY(rc::check("a change of tiers or slices bills as the plan with these tiers or slices", [] {
        Baseline baseline;
        BaselineCustomer customer = anyCustomer(0);
        customer.currency = valueOf(currency("USD"));
        customer.plan = anyPlan();
        customer.grain = Grain::Events;
        baseline.customers.push_back(customer);
        valueOf(rateBaseline(baseline));
        Scenario scenario;
        scenario.charge = "a";
        const std::string change = *rc::gen::element<std::string>("tiers", "slices", "allowance", "size", "rate_factor");
        valueOf(applySetting(scenario, change == "tiers" ? "tiers=" + [] {
            const std::string text = tiers();
            return text.substr(text.find('['));
        }() : change == "slices" ? std::string(R"(slices=[{"hours":"daily 03:00-17:00","multiplier":"1.7"}])")
              : change == "rate_factor" ? std::string("rate_factor=1.5") : change + '=' + number(1, 40)));
        const Result<Plan> made = planUnder(customer.plan, scenario);
        const Result<std::vector<Outcome>> outcomes = replay(baseline, scenario);
        RC_ASSERT(made.has_value() == outcomes.has_value());
        if (!made)
            return;
        RC_TAG(change);
        RC_ASSERT(parsePlan(toJson(*made)).has_value());
        RC_ASSERT(outcomes->front().scenario == ratedWith(customer, *made, baseline.range));
    }));
}

void ChargeChangeTest::leavesBillsAloneWhereItSaysWhatIsThere()
{
    QVERIFY(rc::check("the tiers, blocks and hours a charge has already change no bill", [] {
        Baseline baseline;
        BaselineCustomer customer = anyCustomer(0);
        customer.currency = valueOf(currency("USD"));
        customer.plan = anyPlan();
        customer.grain = Grain::Events;
        baseline.customers.push_back(customer);
        valueOf(rateBaseline(baseline));
        const Charge &charge = customer.plan.charges.front();
        Scenario scenario;
        scenario.charge = charge.id;
        scenario.ofCharge.slices = charge.slices;
        scenario.ofCharge.allowance = charge.allowance;
        if (const Graduated *graduated = std::get_if<Graduated>(&charge.shape))
            scenario.ofCharge.tiers = graduated->tiers;
        if (const Package *package = std::get_if<Package>(&charge.shape))
            scenario.ofCharge.size = package->size;
        const Outcome outcome = valueOf(replay(baseline, scenario)).front();
        RC_ASSERT(outcome.delta.isZero());
    }));
}

void ChargeChangeTest::scalesEveryRateOfATier()
{
    const Plan made = valueOf(planUnder(planOf(tiered), scenarioOf({"rate_factor=1.5"})));
    const std::vector<Tier> &tiers = std::get<Graduated>(made.charges.front().shape).tiers;
    QVERIFY(tiers[0].rate == decimal("0.15"));
    QVERIFY(tiers[1].rate == decimal("0.075"));
    const Plan package = valueOf(planUnder(planOf(blocks), scenarioOf({"rate=3"})));
    QVERIFY(std::get<Package>(package.charges.front().shape).rate == Decimal(3));
}

QTEST_APPLESS_MAIN(ChargeChangeTest)
#include "tst_chargechange.moc"
