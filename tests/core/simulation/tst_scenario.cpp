// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/scenario.h"

#include "tests/support/history.h"

#include <algorithm>

using namespace toll;
using namespace toll::test;

class ScenarioTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryKey();
    void namesEveryFaultByItsPointer();
    void refusesSettingsThatAreWrong_data();
    void refusesSettingsThatAreWrong();
    void readsSelections_data();
    void readsSelections();
    void readsWhatAChargeHas();
    void namesThePlaceOfAFilterFault_data();
    void namesThePlaceOfAFilterFault();
    void writesSettingsThatReadBackTheSame();
    void changesNothingWithoutSettings();
};

void ScenarioTest::readsEveryKey()
{
    const Checked<Scenario> read = parseScenario(valueOf(parseJson(
        R"({"name":"Dearer","on":"tag:gold","set":{"rate":"0.003","rate_factor":"1.1","cap":"150/day,5/15 min",
            "lifetime":"P1M","cap_scope":"window","over_cap":"charge","overage_rate":"0.01","renewal":"auto"}})")));
    QVERIFY(read.has_value());
    Scenario expected;
    expected.name = "Dearer";
    expected.on = {Selection::Kind::Tag, "gold"};
    expected.rate = decimal("0.003");
    expected.rateFactor = decimal("1.1");
    expected.caps = {Cap{150, 1, TimeUnit::Day}, Cap{5, 15, TimeUnit::Minute}};
    expected.lifetime = Lifetime(Span{Span::Kind::Months, 1});
    expected.capScope = CapScope::EachWindow;
    expected.overCap = OverCap::Charge;
    expected.overageRate = decimal("0.01");
    expected.renewal = Renewal::Auto;
    QVERIFY(*read == expected);
}

void ScenarioTest::namesEveryFaultByItsPointer()
{
    const Checked<Scenario> read = parseScenario(valueOf(parseJson(R"({"on":"planet:earth","colour":"red","name":7,
            "set":{"rate":"-1","rate_factor":1.1,"cap":"many","speed":"2"}})")));
    QVERIFY(!read.has_value());
    std::vector<std::pair<std::string, ErrorCode>> faults;
    for (const Error &error : read.error())
        faults.emplace_back(error.where, error.code);
    std::ranges::sort(faults);
    const std::vector<std::pair<std::string, ErrorCode>> expected{{"/colour", ErrorCode::UnknownKey},
        {"/name", ErrorCode::Syntax}, {"/on", ErrorCode::Syntax}, {"/set/cap", ErrorCode::Syntax},
        {"/set/rate", ErrorCode::Negative}, {"/set/rate_factor", ErrorCode::Syntax},
        {"/set/speed", ErrorCode::UnknownKey}};
    QVERIFY(faults == expected);
}

void ScenarioTest::refusesSettingsThatAreWrong_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<int>("code");
    QTest::newRow("no value") << QByteArray("rate") << QByteArray("set") << int(ErrorCode::Syntax);
    QTest::newRow("unknown key") << QByteArray("speed=2") << QByteArray("speed") << int(ErrorCode::UnknownKey);
    QTest::newRow("negative rate") << QByteArray("rate=-1") << QByteArray("rate") << int(ErrorCode::Negative);
    QTest::newRow("negative factor") << QByteArray("rate_factor=-0.5") << QByteArray("rate_factor")
                                     << int(ErrorCode::Negative);
    QTest::newRow("no tiers") << QByteArray("tiers=[]") << QByteArray("tiers") << int(ErrorCode::Syntax);
    QTest::newRow("tiers that are no JSON") << QByteArray("tiers=many") << QByteArray("tiers") << int(ErrorCode::Syntax);
    QTest::newRow("tiers out of order") << QByteArray(R"(tiers=[{"up_to":9,"rate":"1"},{"up_to":3,"rate":"1"},{"rate":"1"}])")
                                        << QByteArray("tiers/1/up_to") << int(ErrorCode::OutOfRange);
    QTest::newRow("a rate that is no text") << QByteArray(R"(tiers=[{"rate":1}])") << QByteArray("tiers/0/rate")
                                            << int(ErrorCode::Syntax);
    QTest::newRow("hours nobody has") << QByteArray(R"(slices=[{"hours":"never","multiplier":"2"}])")
                                      << QByteArray("slices/0/hours") << int(ErrorCode::Syntax);
    QTest::newRow("an empty block") << QByteArray("size=0") << QByteArray("size") << int(ErrorCode::OutOfRange);
    QTest::newRow("no power of ten") << QByteArray("per=12") << QByteArray("per") << int(ErrorCode::OutOfRange);
    QTest::newRow("no charge") << QByteArray("charge=") << QByteArray("charge") << int(ErrorCode::Missing);
}

void ScenarioTest::refusesSettingsThatAreWrong()
{
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, where);
    QFETCH(int, code);
    Scenario scenario;
    const Result<void> done = applySetting(scenario, setting.toStdString());
    QVERIFY(!done.has_value());
    QCOMPARE(int(done.error().code), code);
    QCOMPARE(QByteArray::fromStdString(done.error().where), where);
    QVERIFY(scenario.changesNothing());
}

void ScenarioTest::readsSelections_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::newRow("customer") << QByteArray("customer:Acme: east") << int(Selection::Kind::Customer);
    QTest::newRow("plan") << QByteArray("plan:Standard") << int(Selection::Kind::Plan);
    QTest::newRow("tag") << QByteArray("tag:gold") << int(Selection::Kind::Tag);
    QTest::newRow("token") << QByteArray("token:0198") << int(Selection::Kind::Token);
    QTest::newRow("filter") << QByteArray("filter:plan:Standard -tag:\"a b\",c") << int(Selection::Kind::Filter);
}

void ScenarioTest::readsSelections()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    const Selection selection = valueOf(parseSelection(text.toStdString()));
    QCOMPARE(int(selection.kind), kind);
    QCOMPARE(QByteArray::fromStdString(toString(selection)), text);
    QVERIFY(!parseSelection(text.left(text.indexOf(':') + 1).toStdString()).has_value());
}

void ScenarioTest::readsWhatAChargeHas()
{
    const Checked<Scenario> read = parseScenario(valueOf(parseJson(
        R"({"set":{"charge":"extra","align":"calendar","tiers":[{"up_to":1000,"rate":"0.01"},{"rate":"0.006"}],
            "slices":[{"hours":"Mon-Fri 09:00-18:00","multiplier":"1.2"}],"size":500,"per":"1000","load":"none"}})")));
    QVERIFY(read.has_value());
    Scenario expected;
    expected.charge = "extra";
    expected.align = Alignment::Calendar;
    expected.ofCharge.tiers = {{1000, decimal("0.01")}, {std::nullopt, decimal("0.006")}};
    expected.ofCharge.slices = {{valueOf(parseWeekHours("Mon-Fri 09:00-18:00")), decimal("1.2")}};
    expected.ofCharge.size = 500;
    expected.ofCharge.perPlaces = 3;
    expected.ofCharge.load.emplace();
    QVERIFY(*read == expected);
    const Checked<Scenario> again = parseScenario(toJson(*read));
    QVERIFY(again.has_value() && *again == expected);
    QVERIFY(toJson(*read).find("set")->find("tiers")->asArray());
}

void ScenarioTest::namesThePlaceOfAFilterFault_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("position"); // characters, from 1
    QTest::newRow("unknown key") << QByteArray("tag:x planet:earth") << int(ErrorCode::UnknownKey) << 7;
    QTest::newRow("open quote") << QByteArray("tag:\"x") << int(ErrorCode::Syntax) << 5;
    QTest::newRow("no value") << QByteArray("tag:x plan:") << int(ErrorCode::Missing) << 7;
    QTest::newRow("of requests") << QByteArray("tag:x status:4xx") << int(ErrorCode::Unsupported) << 7;
    QTest::newRow("of times") << QByteArray("-time:2026") << int(ErrorCode::Unsupported) << 1;
    QTest::newRow("behind wide characters") << QByteArray("tag:\xe9\x87\x91 model:a") << int(ErrorCode::Unsupported) << 7;
}

void ScenarioTest::namesThePlaceOfAFilterFault()
{
    QFETCH(QByteArray, filter);
    QFETCH(int, code);
    QFETCH(int, position);
    const auto selection = filterSelection(filter.toStdString());
    QVERIFY(!selection.has_value());
    QCOMPARE(int(selection.error().error.code), code);
    QCOMPARE(int(selection.error().position), position);
    Json document;
    document.set("on", "filter:" + filter.toStdString());
    const Checked<Scenario> read = parseScenario(document);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().front().where, "/on, character " + std::to_string(position));
    QVERIFY(filterSelection("  ")->kind == Selection::Kind::All);
}

void ScenarioTest::writesSettingsThatReadBackTheSame()
{
    const std::vector<std::string> settings{"rate=0.003", "rate_factor=1.1", "cap=150/day,5/15 min", "lifetime=none",
        "cap_scope=window", "over_cap=reject", "overage_rate=0.01", "renewal=auto", "align=term", "charge=calls",
        R"(tiers=[{"up_to":10,"rate":"0.1"},{"rate":"0.05"}])", "tier_by=request", "size=10", "percent=1.5", "amount=9.5",
        "allowance=0", "per=1000", "slices=none", R"(load=[{"above":"0.8","multiplier":"1.5"}])",
        R"(service_level=[{"slower_than_ms":2000,"credit":"0.5"}])"};
    Scenario scenario;
    for (const std::string &setting : settings)
        QVERIFY(applySetting(scenario, setting).has_value());
    QVERIFY(settingsOf(scenario) == settings);
    Scenario uncapped;
    uncapped.caps.emplace();
    QVERIFY(settingsOf(uncapped) == std::vector<std::string>{"cap=none"});
}

void ScenarioTest::changesNothingWithoutSettings()
{
    Scenario scenario;
    scenario.name = "named";
    scenario.on = {Selection::Kind::Tag, "gold"};
    QVERIFY(scenario.changesNothing());
    QVERIFY(settingsOf(scenario).empty());
    scenario.rateFactor = decimal("1.1");
    QVERIFY(!scenario.changesNothing());
}

QTEST_APPLESS_MAIN(ScenarioTest)
#include "tst_scenario.moc"
