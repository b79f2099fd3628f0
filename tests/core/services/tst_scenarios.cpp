// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/scenarios.h"

#include "core/services/plans.h"
#include "tests/core/services/servicesfixture.h"

using namespace toll;

class TestScenarios : public QObject {
    Q_OBJECT

private slots:
    void init() { m_desk = std::make_unique<ServicesFixture>(); }
    void cleanup() { m_desk.reset(); }

    void savesVersionsUnderAName();
    void aRemovedScenarioComesBackWhole();
    void duplicatesAndRenamesWithinFreeNames();
    void putsStoredPlansInThePlaceOfTheirNames();
    void draftsThePlansThatAScenarioIsAbout();
    void refusesNamelessScenarios();
    void tellsDamagedDocuments();

private:
    [[nodiscard]] ScenarioService scenarios() const { return ScenarioService(m_desk->context); }
    [[nodiscard]] static ScenarioSet rateOf(const std::string &name, const char *rate)
    {
        ScenarioSet set;
        set.name = name;
        set.changes.emplace_back().rate = *Decimal::parse(rate);
        return set;
    }

    std::unique_ptr<ServicesFixture> m_desk;
};

void TestScenarios::savesVersionsUnderAName()
{
    const auto first = scenarios().save(rateOf("Autumn", "0.01"));
    QVERIFY_RESULT(first);
    QCOMPARE(first->version, 1);
    QVERIFY(m_desk->heard.testFlag(Topic::Scenarios));
    m_desk->heard = {};
    QCOMPARE(scenarios().save(rateOf("Autumn", "0.01"))->version, 1);
    QVERIFY(!m_desk->heard); // nothing changed
    m_desk->now = m_desk->now.plus(1000);
    QCOMPARE(scenarios().save(rateOf("Autumn", "0.02"))->version, 2);
    QCOMPARE(scenarios().save(rateOf("Autumn", "0.01"))->version, 3); // as it was before the last
    QVERIFY(scenarios().find("Autumn")->set == rateOf("Autumn", "0.01"));
    QVERIFY(scenarios().find("Autumn", 2)->set == rateOf("Autumn", "0.02"));
    QCOMPARE(scenarios().versions("Autumn")->size(), std::size_t{3});
    QCOMPARE_ERROR(scenarios().find("Autumn", 4), ErrorCode::NotFound);
    QCOMPARE_ERROR(scenarios().find("Winter"), ErrorCode::NotFound);
}

void TestScenarios::aRemovedScenarioComesBackWhole()
{
    QVERIFY_RESULT(scenarios().save(rateOf("Autumn", "0.01")));
    QVERIFY_RESULT(scenarios().save(rateOf("Autumn", "0.02")));
    const auto removed = scenarios().remove("Autumn");
    QVERIFY_RESULT(removed);
    QVERIFY(scenarios().list()->empty());
    QVERIFY_RESULT(scenarios().restore(*removed));
    QCOMPARE(scenarios().versions("Autumn")->size(), std::size_t{2});
    QVERIFY(scenarios().find("Autumn", 1)->set == rateOf("Autumn", "0.01"));
    QCOMPARE_ERROR(scenarios().restore(*removed), ErrorCode::AlreadyExists);
}

void TestScenarios::duplicatesAndRenamesWithinFreeNames()
{
    QVERIFY_RESULT(scenarios().save(rateOf("Autumn", "0.01")));
    QVERIFY_RESULT(scenarios().duplicate("Autumn", "Winter"));
    QVERIFY(scenarios().find("Winter")->set == rateOf("Winter", "0.01"));
    QCOMPARE_ERROR(scenarios().duplicate("Autumn", "Winter"), ErrorCode::AlreadyExists);
    QCOMPARE_ERROR(scenarios().rename("Autumn", "Winter"), ErrorCode::AlreadyExists);
    QCOMPARE_ERROR(scenarios().rename("Autumn", ""), ErrorCode::Missing);
    QVERIFY_RESULT(scenarios().rename("Autumn", "Autumn"));
    QVERIFY_RESULT(scenarios().rename("Autumn", "Spring"));
    QCOMPARE_ERROR(scenarios().find("Autumn"), ErrorCode::NotFound);
    std::vector<std::string> names;
    const auto entries = scenarios().list();
    QVERIFY_RESULT(entries);
    for (const ScenarioEntry &entry : *entries)
        names.push_back(entry.set.name);
    QCOMPARE(names, (std::vector<std::string>{"Spring", "Winter"}));
}

void TestScenarios::putsStoredPlansInThePlaceOfTheirNames()
{
    PlanService plans(m_desk->context);
    const auto plan = plans.import(R"({"name":"Pro","currency":"USD","timezone":"UTC","period":"P1M",
        "charges":[{"meter":"requests","price":{"shape":"flat","rate":"0.5"}}]})");
    QVERIFY(plan.has_value());
    const auto read = scenarios().read(*parseJson(R"({"changes":[{"plan":"Pro"},{"plan":"Pro@1","set":{"discount":"5"}}]})"));
    QVERIFY(read.has_value());
    QCOMPARE(read->changes[0].plan->name, "Pro");
    QVERIFY(read->changes[1].plan == read->changes[0].plan);
    const auto single = scenarios().read(*parseJson(R"({"plan":"Pro"})"));
    QVERIFY(single.has_value());
    QCOMPARE(single->changes.front().plan->name, "Pro");
    const auto unknown = scenarios().read(*parseJson(R"({"changes":[{},{"plan":"Pro@7"}]})"));
    QVERIFY(!unknown.has_value());
    QCOMPARE(unknown.error().front().where, "/changes/1/plan");
}

void TestScenarios::draftsThePlansThatAScenarioIsAbout()
{
    PlanService plans(m_desk->context);
    for (const char *document :
        {R"({"name":"Capped","currency":"USD","timezone":"UTC","charges":[{"id":"a","meter":"requests","price":
            {"shape":"flat_capped","rate":"0.5","cap":"10/day"}}]})",
            R"({"name":"Flat","currency":"USD","timezone":"UTC","charges":[{"id":"a","meter":"requests","price":
            {"shape":"flat","rate":"0.5"}}]})"})
        QVERIFY(plans.import(document).has_value());
    ScenarioSet set;
    set.changes.emplace_back().volumeFactor = Decimal(2);
    QVERIFY(scenarios().planDrafts(set)->empty()); // growth is no part of a plan
    set.changes.back().rateFactor = *Decimal::parse("1.1");
    auto drafts = scenarios().planDrafts(set);
    QVERIFY_RESULT(drafts);
    QCOMPARE(drafts->size(), std::size_t{2});
    const Checked<Plan> capped = parsePlan(*parseJson(*(*drafts)[0].document));
    QVERIFY(capped.has_value());
    QCOMPARE(capped->name, "Capped");
    QCOMPARE(std::get<FlatCapped>(capped->charges.front().shape).rate->toString(), "0.55");

    // A cap fits one of them only; the other says why.
    set.changes.back() = {};
    QVERIFY(applySetting(set.changes.back(), "cap=5/day").has_value());
    drafts = scenarios().planDrafts(set);
    QVERIFY_RESULT((*drafts)[0].document);
    QCOMPARE((*drafts)[1].document.error().where, "cap");

    // Changes on other plans concern none of the rest; what changes nothing of a plan is no draft of it.
    set.changes.back().on = {Selection::Kind::Plan, "Capped"};
    Scenario same;
    same.on = {Selection::Kind::Plan, "Flat"};
    same.rate = *Decimal::parse("0.5");
    set.changes.push_back(same);
    drafts = scenarios().planDrafts(set);
    QCOMPARE(drafts->size(), std::size_t{1});
    QCOMPARE(drafts->front().plan, "Capped");

    set.changes = {Scenario()};
    set.changes.back().rate = Decimal(1);
    set.changes.back().on = {Selection::Kind::Customer, "Acme"};
    drafts = scenarios().planDrafts(set);
    QCOMPARE(drafts->size(), std::size_t{2});
    QCOMPARE((*drafts)[0].document.error().where, "on");
}

void TestScenarios::refusesNamelessScenarios()
{
    QCOMPARE_ERROR(scenarios().save(ScenarioSet()), ErrorCode::Missing);
    QVERIFY(scenarios().list()->empty());
}

void TestScenarios::tellsDamagedDocuments()
{
    QVERIFY_RESULT(scenarios().save(rateOf("Autumn", "0.01")));
    QVERIFY_RESULT(m_desk->stores->connection->run(QStringLiteral("UPDATE scenario_version SET document = '{'")));
    QCOMPARE_ERROR(scenarios().find("Autumn"), ErrorCode::Damaged);
    QCOMPARE_ERROR(scenarios().list(), ErrorCode::Damaged);
    QVERIFY_RESULT(scenarios().remove("Autumn"));
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
