// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// From a what-if to the draft of a plan's next version, over both pages.
#include "tests/ui/simulationdesk.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/pages/plans/planspage.h"
#include "ui/pages/simulation/scenariobox.h"

#include <QMenu>
#include <QToolButton>

using namespace toll;
using namespace toll::test;

class SimulationDraftTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void makesTheDraftOfTheOnlyPlan();
    void takesTheDraftBack();
    void asksWhichPlanWhereSeveralAreConcerned();
    void saysWhatIsLeftOut();
    void saysWhyThereCanBeNoDraft_data();
    void saysWhyThereCanBeNoDraft();
    void isReachableFromTheScenariosMenu();

private:
    void addPlan(const char *name, const char *rate = R"("rate":"0.01",)");
    void turn() { m_desk->actions.find(QStringLiteral("simulation.draft"))->trigger(); }
    [[nodiscard]] Json draft(const char *plan) const
    {
        const QByteArray text = PlanDrafts::of(m_desk->workspace).all().value(PlanDrafts::keyOf(plan));
        return text.isEmpty() ? Json() : *parseJson(text.toStdString());
    }
    [[nodiscard]] static std::string rateIn(const Json &plan)
    {
        const Checked<Plan> read = parsePlan(plan);
        return read ? std::get<FlatCapped>(read->charges.front().shape).rate->toString() : std::string();
    }

    std::unique_ptr<SimulationDesk> m_desk;
    std::unique_ptr<PlansPage> m_plans;
    QString m_page; ///< where the window was taken to
};

void SimulationDraftTest::init()
{
    m_desk = std::make_unique<SimulationDesk>();
    m_plans = std::make_unique<PlansPage>(m_desk->context);
    m_plans->refresh();
    m_page.clear();
    m_desk->context.navigate = [this](const QString &page, const QVariantMap &arguments) {
        m_page = page;
        if (page == m_plans->id())
            m_plans->open(arguments);
    };
}

void SimulationDraftTest::cleanup()
{
    m_plans.reset();
    m_desk.reset();
}

void SimulationDraftTest::addPlan(const char *name, const char *rate)
{
    const std::string document = std::string(R"({"name":")") + name
        + R"(","currency":"USD","timezone":"UTC","charges":[{"id":"a","meter":"requests",)"
        + R"("price":{"shape":"flat_capped",)"
        + rate + R"("cap":"10/day"}}]})";
    m_desk->ask([document](Services &services) -> Result<Plan> {
        Checked<Plan> plan = services.plans.import(document);
        return plan ? Result<Plan>(*plan) : std::unexpected(plan.error().front());
    });
}

void SimulationDraftTest::makesTheDraftOfTheOnlyPlan()
{
    addPlan("Pro");
    m_desk->set("rate_factor=1.5");
    turn();
    QTRY_COMPARE(m_page, QStringLiteral("plans"));
    QCOMPARE(rateIn(draft("Pro")), "0.015");
    QCOMPARE(m_desk->notices.size(), 1);
    m_plans->refresh();
    QTRY_VERIFY(m_plans->isSettled());
    QTRY_COMPARE(m_plans->state().value(QStringLiteral("plan")).toString(), QStringLiteral("plan:Pro"));
    // Nothing is stored.
    const auto versions = m_desk->ask([](Services &services) { return services.plans.versions("Pro"); });
    QCOMPARE(versions.size(), std::size_t(1));
    QVERIFY(m_desk->errors.isEmpty());
}

void SimulationDraftTest::takesTheDraftBack()
{
    addPlan("Pro");
    m_desk->set("rate=0.5");
    turn();
    QTRY_COMPARE(rateIn(draft("Pro")), "0.5");
    m_desk->set("rate=0.6");
    turn(); // a draft that is there makes room, and comes back
    QTRY_COMPARE(rateIn(draft("Pro")), "0.6");
    m_desk->undo.stack()->undo();
    QCOMPARE(rateIn(draft("Pro")), "0.5");
    m_desk->undo.stack()->undo();
    QVERIFY(draft("Pro").isNull());
    m_desk->undo.stack()->redo();
    QCOMPARE(rateIn(draft("Pro")), "0.5");
}

void SimulationDraftTest::asksWhichPlanWhereSeveralAreConcerned()
{
    addPlan("Pro");
    addPlan("Team");
    addPlan("Own rates", R"("rate":"token",)");
    m_desk->set("rate_factor=2");
    turn();
    QDialog *dialog = m_desk->waitForDialog();
    auto *plan = dialog->findChild<QComboBox *>(QStringLiteral("plan"));
    QCOMPARE(plan->count(), 2); // a factor of no rate is none
    plan->setCurrentText(QStringLiteral("Team"));
    dialog->findChild<QPushButton *>(QStringLiteral("accept"))->click();
    QTRY_COMPARE(rateIn(draft("Team")), "0.02");
    QVERIFY(draft("Pro").isNull());
}

void SimulationDraftTest::saysWhatIsLeftOut()
{
    addPlan("Pro");
    ScenarioSet set{{}, {Scenario()}, {}};
    set.changes.back().rate = Decimal(1);
    set.changes.back().volumeFactor = Decimal(3);
    set.assumptions.shift = msPerHour;
    m_desk->set(set);
    turn();
    QTRY_COMPARE(m_desk->notices.size(), 1);
    QVERIFY2(m_desk->notices.front().contains(u"Requests × 3"), qPrintable(m_desk->notices.front()));
    QVERIFY2(m_desk->notices.front().contains(u"later"), qPrintable(m_desk->notices.front()));
}

void SimulationDraftTest::saysWhyThereCanBeNoDraft_data()
{
    QTest::addColumn<QString>("on");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const char *on, const char *setting, const char *why) {
        QTest::newRow(name) << QString::fromLatin1(on) << QString::fromLatin1(setting) << QString::fromLatin1(why);
    };
    row("nothing is changed", "", "", "none of them");
    row("growth alone", "", "volume_factor=2", "none of them");
    row("one customer", "customer:Birch", "rate=1", "one customer");
    row("one token", "token:birch-gw", "rate=1", "some tokens only");
    row("a filter", "filter:birch", "rate=1", "filter:birch");
    row("no rate to multiply", "plan:Own rates", "rate_factor=2", "leaves the rate to each token");
}

void SimulationDraftTest::saysWhyThereCanBeNoDraft()
{
    QFETCH(QString, on);
    QFETCH(QString, setting);
    QFETCH(QString, why);
    addPlan("Own rates", R"("rate":"token",)");
    ScenarioSet set{{}, {Scenario()}, {}};
    if (!on.isEmpty())
        set.changes.back().on = *parseSelection(on.toStdString());
    if (!setting.isEmpty())
        QVERIFY(applySetting(set.changes.back(), setting.toStdString()).has_value());
    m_desk->set(set);
    turn();
    QTRY_COMPARE(m_desk->errors.size(), 1);
    QVERIFY2(m_desk->errors.front().contains(why), qPrintable(m_desk->errors.front()));
    QVERIFY(m_page.isEmpty());
    QVERIFY(PlanDrafts::of(m_desk->workspace).all().isEmpty());
}

void SimulationDraftTest::isReachableFromTheScenariosMenu()
{
    QAction *action = m_desk->actions.find(QStringLiteral("simulation.draft"));
    const auto *button = m_desk->page->findChild<ScenarioBox *>()->findChild<QToolButton *>();
    QVERIFY(button->menu()->actions().contains(action));
    QVERIFY(!action->statusTip().isEmpty());
}

QTEST_MAIN(SimulationDraftTest)
#include "tst_simulationdraft.moc"
