// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios in the window: kept, opened, changed, taken back.
#include "tests/ui/simulationdesk.h"
#include "ui/pages/simulation/outcometext.h"

#include <QToolButton>

using namespace toll;
using namespace toll::test;

class SimulationScenariosTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_desk = std::make_unique<SimulationDesk>(); }
    void cleanup() { m_desk.reset(); }

    void beginsWithTheReadyQuestions();
    void keepsAScenarioAndItsNextVersion();
    void refusesASecondScenarioOfAName();
    void renamesAndDuplicates();
    void deletesAndPutsBack();
    void saysThatAStoredScenarioWasChanged();
    void keepsWhatTheFormCannotShow_data();
    void keepsWhatTheFormCannotShow();
    void changesOnlyWhatIsMoved();
    void addsAndDropsAChange();
    void keepsATokenThatTheHistoryDoesNotKnow();
    void findsTokensByAFilter();
    void saysWhereAFilterIsWrong();
    void keepsAFilterThroughTheStore();
    void takesAPlanAndAssumptionsFromTheForm();
    void copiesACommandThatReadsAFileWhereOptionsDoNotSuffice();

private:
    /// Chooses the tokens that a filter finds; gives the line it is typed in.
    QLineEdit *chooseFilter()
    {
        auto *on = m_desk->form()->findChild<QComboBox *>(QStringLiteral("on"));
        on->setCurrentIndex(1);
        emit on->activated(1);
        m_desk->settle();
        return m_desk->form()->findChild<QLineEdit *>(QStringLiteral("filter"));
    }
    /// What stands under an input.
    [[nodiscard]] static QString fieldText(const QLineEdit *input)
    {
        return input->parentWidget()->findChild<QLabel *>()->text();
    }
    [[nodiscard]] std::string total() const { return m_desk->results()->current()->report().rows.back()[3]; }

    std::unique_ptr<SimulationDesk> m_desk;
};

void SimulationScenariosTest::beginsWithTheReadyQuestions()
{
    QCOMPARE(total(), std::string("40.6"));
    QCOMPARE(m_desk->box()->currentText(), QStringLiteral("As it is today"));
    for (const auto &[id, amount] : {std::pair("prices", "44.66"), {"traffic", "69.6"}, {"lifetimes", "40.6"}}) {
        m_desk->page->findChild<QPushButton *>(QString::fromLatin1(id))->click();
        m_desk->settle();
        if (QLatin1String(id) != QLatin1String("lifetimes"))
            QCOMPARE(total(), std::string(amount));
        QVERIFY(m_desk->box()->currentText().startsWith(u"What if"));
    }
}

void SimulationScenariosTest::keepsAScenarioAndItsNextVersion()
{
    m_desk->set("rate=0.02");
    QCOMPARE(m_desk->box()->currentText(), QStringLiteral("Not saved yet"));
    m_desk->answer("simulation.save", "scenarioName", QStringLiteral("Dearer"), "accept");
    QCOMPARE(m_desk->box()->currentText(), QStringLiteral("Dearer"));
    m_desk->set("rate=0.03");
    m_desk->answer("simulation.save", "scenarioName", {}, "accept"); // under its own name
    const auto versions = m_desk->ask([](Services &services) { return services.scenarios.versions("Dearer"); });
    QCOMPARE(versions.size(), std::size_t(2));
    QCOMPARE(versions.back().set.changes.back().rate->toString(), std::string("0.03"));

    m_desk->actions.find(QStringLiteral("simulation.versions"))->trigger();
    QDialog *dialog = m_desk->waitForDialog();
    auto *table = dialog->findChild<DataTable *>();
    QCOMPARE(table->view()->model()->rowCount(), 2);
    QVERIFY(table->selectKey(QStringLiteral("1")));
    dialog->findChild<QPushButton *>(QStringLiteral("open"))->click();
    m_desk->settle();
    QCOMPARE(m_desk->form()->scenario().rate->toString(), std::string("0.02"));
    QCOMPARE(m_desk->box()->currentText(), QStringLiteral("Dearer, version 1"));
}

void SimulationScenariosTest::refusesASecondScenarioOfAName()
{
    m_desk->set("rate=0.02");
    m_desk->answer("simulation.save", "scenarioName", QStringLiteral("A"), "accept");
    m_desk->answer("simulation.save", "scenarioName", QStringLiteral("B"), "accept");
    m_desk->answer("simulation.rename", "scenarioName", QStringLiteral("A"), "accept");
    QDialog *dialog = m_desk->waitForDialog(); // still there
    QVERIFY(!dialog->findChild<QLineEdit *>()->accessibleDescription().isEmpty());
    dialog->reject();
    QCOMPARE(m_desk->stored(), QStringList({QStringLiteral("A"), QStringLiteral("B")}));
}

void SimulationScenariosTest::renamesAndDuplicates()
{
    m_desk->set("rate=0.02");
    m_desk->answer("simulation.save", "scenarioName", QStringLiteral("A"), "accept");
    m_desk->answer("simulation.rename", "scenarioName", QStringLiteral("B"), "accept");
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("B")}));
    QTRY_COMPARE(m_desk->box()->currentText(), QStringLiteral("B"));
    m_desk->answer("simulation.duplicate", "scenarioName", QStringLiteral("C"), "accept");
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("B"), QStringLiteral("C")}));
    m_desk->undo.stack()->undo();
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("B")}));
    m_desk->undo.stack()->undo();
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("A")}));
    QVERIFY(m_desk->errors.isEmpty());
}

void SimulationScenariosTest::deletesAndPutsBack()
{
    m_desk->set("rate=0.02");
    m_desk->answer("simulation.save", "scenarioName", QStringLiteral("A"), "accept");
    m_desk->set("rate=0.03");
    m_desk->answer("simulation.save", "scenarioName", {}, "accept");
    QAction *remove = m_desk->actions.find(QStringLiteral("simulation.remove"));
    QVERIFY(remove->isEnabled());
    remove->trigger();
    QTRY_VERIFY(m_desk->stored().isEmpty());
    QVERIFY(!remove->isEnabled());
    QCOMPARE(m_desk->form()->scenario().rate->toString(), std::string("0.03")); // what it said stays
    m_desk->undo.stack()->undo();
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("A")}));
    QCOMPARE(m_desk->ask([](Services &services) { return services.scenarios.versions("A"); }).size(), std::size_t(2));
}

void SimulationScenariosTest::saysThatAStoredScenarioWasChanged()
{
    m_desk->set("rate=0.02");
    m_desk->answer("simulation.save", "scenarioName", QStringLiteral("A"), "accept");
    m_desk->set("rate=0.03");
    QCOMPARE(m_desk->box()->currentText(), QStringLiteral("A (changed)"));
    m_desk->choose(QStringLiteral("A (changed)"));
    QCOMPARE(m_desk->box()->currentText(), QStringLiteral("A"));
    QCOMPARE(m_desk->form()->scenario().rate->toString(), std::string("0.02"));
}

void SimulationScenariosTest::keepsWhatTheFormCannotShow_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("said"); // in the list of what is kept
    const auto row = [](const char *name, const char *document, const char *said) {
        QTest::newRow(name) << QString::fromLatin1(document) << QString::fromLatin1(said);
    };
    row("several changes", R"({"changes":[{"on":"customer:Birch","set":{"rate":"0.02"}},{"set":{"cap":"150/day"}}]})",
        "Customer: Birch: Rate 0.02");
    row("several caps", R"({"set":{"cap":"150/day,5/15min"}})", "150 a day and");
    row("a lifetime in hours", R"({"set":{"lifetime":"PT36H"}})", "Lifetime");
    row("renewal", R"({"set":{"renewal":"auto","rate":"0.02"}})", "renew by themselves");
    row("a rate and a factor", R"({"set":{"rate":"0.02","rate_factor":"1.1"}})", "1.1");
    row("new customers",
        R"({"set":{"rate":"0.02"},"assume":{"new_customers":[{"name":"X","like":"Acme","volume":"0.5"},)"
        R"({"name":"Y","like":"Birch","volume":"2"}]}})",
        "X");
}

void SimulationScenariosTest::keepsWhatTheFormCannotShow()
{
    QFETCH(QString, document);
    QFETCH(QString, said);
    const Checked<ScenarioSet> set = parseScenarioSet(*parseJson(document.toStdString()));
    QVERIFY2(set.has_value(), set ? "" : set.error().front().where.c_str());
    m_desk->form()->setScenarioSet(*set);
    QVERIFY(m_desk->form()->scenarioSet() == *set);
    const auto *kept = m_desk->form()->findChild<QLabel *>(QStringLiteral("kept"));
    QVERIFY2(kept->text().contains(said), qPrintable(kept->text()));
    QVERIFY(!kept->isHidden());
    // Through the store and back it is the same.
    ScenarioSet named = *set;
    named.name = "Kept";
    m_desk->ask([named](Services &services) { return services.scenarios.save(named); });
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("Kept")}));
    m_desk->set(ScenarioSet{{}, {Scenario()}, {}});
    m_desk->choose(QStringLiteral("Kept"));
    ScenarioSet shown = m_desk->form()->scenarioSet();
    shown.name = named.name;
    QVERIFY(shown == named);
}

void SimulationScenariosTest::changesOnlyWhatIsMoved()
{
    const Checked<ScenarioSet> set = parseScenarioSet(*parseJson(
        R"({"changes":[{"on":"customer:Birch","set":{"rate":"0.02"}},{"set":{"cap":"150/day,5/15min","renewal":"auto"}}]})"));
    QVERIFY(set.has_value());
    m_desk->set(*set);
    QTest::keyClicks(m_desk->form()->findChild<QLineEdit *>(QStringLiteral("rate")), QStringLiteral("0.004"));
    ScenarioSet wanted = *set;
    wanted.changes.back().rate = *Decimal::parse("0.004");
    QVERIFY(m_desk->form()->scenarioSet() == wanted);
    m_desk->settle();
}

void SimulationScenariosTest::addsAndDropsAChange()
{
    m_desk->set("rate=0.02");
    const auto click = [this](const char *text) {
        for (QPushButton *button : m_desk->form()->findChildren<QPushButton *>())
            if (button->text().startsWith(QLatin1String(text)))
                button->click();
        m_desk->settle();
    };
    click("Then change more");
    QCOMPARE(m_desk->form()->scenarioSet().changes.size(), std::size_t(2));
    QVERIFY(m_desk->form()->scenario().changesNothing());
    m_desk->set("rate_factor=2");
    QCOMPARE(total(), std::string("348")); // 0.04 x (200 + 100) x 29
    click("Drop this change");
    QCOMPARE(m_desk->form()->scenario().rate->toString(), std::string("0.02"));
    QCOMPARE(total(), std::string("174"));
}

void SimulationScenariosTest::keepsATokenThatTheHistoryDoesNotKnow()
{
    ScenarioSet set{{}, {Scenario()}, {}};
    set.changes.back().on = {Selection::Kind::Tag, "nobody has it"};
    set.changes.back().rate = Decimal(1);
    m_desk->set(set);
    QVERIFY(m_desk->form()->scenarioSet() == set);
    QCOMPARE(total(), std::string("40.6")); // not all tokens
}

void SimulationScenariosTest::findsTokensByAFilter()
{
    m_desk->set("rate_factor=2");
    QCOMPARE(total(), std::string("81.2"));
    QLineEdit *filter = chooseFilter();
    QVERIFY(filter->isVisible());
    QCOMPARE(total(), std::string("81.2")); // nothing is typed yet: all tokens
    QTest::keyClicks(filter, QStringLiteral("customer:birch"));
    QTRY_COMPARE(m_desk->form()->scenario().on.value, std::string("customer:birch"));
    m_desk->settle();
    QCOMPARE(total(), std::string("69.6")); // 11.60 + 58.00
    QVERIFY2(fieldText(filter).contains(u"1 of 3 tokens"), qPrintable(fieldText(filter)));
    QVERIFY(commandLine(m_desk->form()->scenarioSet(), LoadedHistory{std::make_shared<Baseline>(), {}, {}, {}, 0, {}, {}, {}})
                .contains(u"--on filter:customer:birch"));
    m_desk->form()->findChild<QComboBox *>(QStringLiteral("on"))->setCurrentIndex(0);
    emit m_desk->form()->findChild<QComboBox *>(QStringLiteral("on"))->activated(0);
    m_desk->settle();
    QVERIFY(filter->isHidden() || !filter->isVisible());
    QCOMPARE(total(), std::string("81.2"));
}

void SimulationScenariosTest::saysWhereAFilterIsWrong()
{
    m_desk->set("rate_factor=2");
    QLineEdit *filter = chooseFilter();
    QTest::keyClicks(filter, QStringLiteral("tag:x status:4xx"));
    QTRY_VERIFY2(fieldText(filter).contains(u"character 7"), qPrintable(fieldText(filter)));
    QVERIFY(m_desk->form()->scenario().on.value != "tag:x status:4xx"); // the last good one stands
    filter->clear();
    QTest::keyClicks(filter, QStringLiteral("owner:brich"));
    auto *suggestion = m_desk->form()->findChild<QToolButton *>(QStringLiteral("suggestion"));
    QTRY_VERIFY(!suggestion->isHidden());
    suggestion->click();
    m_desk->settle();
    QCOMPARE(total(), std::string("69.6"));
}

void SimulationScenariosTest::keepsAFilterThroughTheStore()
{
    ScenarioSet set{"Birch dearer", {Scenario()}, {}};
    set.changes.back().on = *parseSelection("filter:customer:Birch -tag:test");
    set.changes.back().rate = Decimal(1);
    m_desk->ask([set](Services &services) { return services.scenarios.save(set); });
    QTRY_COMPARE(m_desk->stored(), QStringList({QStringLiteral("Birch dearer")}));
    m_desk->choose(QStringLiteral("Birch dearer"));
    QCOMPARE(m_desk->form()->findChild<QLineEdit *>(QStringLiteral("filter"))->text(),
        QStringLiteral("customer:Birch -tag:test"));
    QVERIFY(m_desk->form()->scenarioSet().changes == set.changes);
    QCOMPARE(total(), std::string("2911.6")); // 11.60 + 100 x 29
    m_desk->page->refresh(); // a history that is read anew keeps it
    m_desk->settle();
    QVERIFY(m_desk->form()->scenarioSet().changes == set.changes);
}

void SimulationScenariosTest::takesAPlanAndAssumptionsFromTheForm()
{
    m_desk->set("discount=10");
    QCOMPARE(total(), std::string("36.54"));
    ScenarioSet set = m_desk->form()->scenarioSet();
    set.changes.back().discount.reset();
    set.assumptions.newCustomers.push_back({"New: like Birch", "Birch", Decimal(2)});
    m_desk->set(set);
    QVERIFY(m_desk->form()->scenarioSet() == set);
    QCOMPARE(total(), std::string("98.6")); // 40.6 + 58
    set.assumptions = {};
    set.assumptions.churn = Decimal(1);
    m_desk->set(set);
    QCOMPARE(total(), std::string("0"));
    QVERIFY(m_desk->results()->methodShown().contains(u"Acme, Birch"));
}

void SimulationScenariosTest::copiesACommandThatReadsAFileWhereOptionsDoNotSuffice()
{
    ScenarioSet set = m_desk->form()->scenarioSet();
    set.assumptions.churn = *Decimal::parse("0.5");
    LoadedHistory history;
    history.baseline = std::make_shared<Baseline>();
    QCOMPARE(commandLine(set, history), QStringLiteral("tollkeeper-cli simulate scenario.json"));
}

QTEST_MAIN(SimulationScenariosTest)
#include "tst_simulationscenarios.moc"
