// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Tiers and time slices of a charge in the form of a what-if.
#include "ui/pages/simulation/chargeinputs.h"
#include "ui/pages/simulation/rowsedit.h"
#include "ui/pages/simulation/scenarioform.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace toll;

namespace {

Decimal decimal(const char *text)
{
    return *Decimal::parse(text);
}

/// A customer on a plan with tiers, a flat charge and a fee.
Baseline tiered()
{
    Baseline baseline;
    BaselineCustomer &customer = baseline.customers.emplace_back();
    customer.name = "Acme";
    customer.currency = *currency("USD");
    customer.plan.name = "Standard";
    Charge &calls = customer.plan.charges.emplace_back();
    calls.id = "calls";
    calls.shape = Graduated{{{1000, decimal("0.01")}, {{}, decimal("0.006")}}};
    Charge &data = customer.plan.charges.emplace_back();
    data.id = "data";
    data.shape = Flat{decimal("0.1")};
    data.slices = {{*parseWeekHours("Mon-Fri 09:00-18:00"), decimal("1.2")}};
    Charge &fee = customer.plan.charges.emplace_back();
    fee.id = "fee";
    fee.shape = Fixed{decimal("9")};
    return baseline;
}

class Desk {
public:
    Desk() { inputs.setHistory(tiered()); }

    void choose(const char *charge)
    {
        auto *box = inputs.findChild<QComboBox *>(QStringLiteral("charge"));
        box->setCurrentIndex(box->findData(QString::fromLatin1(charge)));
        emit box->activated(box->currentIndex());
    }
    [[nodiscard]] RowsEdit *rows(const char *name) const
    {
        return inputs.findChild<RowsEdit *>(QString::fromLatin1(name));
    }
    /// As if it had been typed.
    void type(const char *name, int row, int column, const char *text)
    {
        rows(name)->findChild<QTableWidget *>()->item(row, column)->setText(QString::fromLatin1(text));
    }
    [[nodiscard]] QStringList faults(const char *name) const
    {
        QStringList texts;
        for (const QLabel *label : rows(name)->findChildren<QLabel *>())
            if (label->foregroundRole() == QPalette::BrightText && !label->isHidden())
                texts << label->text();
        return texts;
    }
    [[nodiscard]] Scenario told() const
    {
        Scenario change;
        inputs.tell(change);
        return change;
    }

    ChargeInputs inputs;
};

} // namespace

class ChargeInputsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsWhatAChargeHas_data()
    {
        QTest::addColumn<QByteArray>("charge");
        QTest::addColumn<bool>("hasTiers");
        QTest::addColumn<bool>("hasSlices");
        QTest::newRow("tiers") << QByteArray("calls") << true << true;
        QTest::newRow("flat") << QByteArray("data") << false << true;
        QTest::newRow("fee") << QByteArray("fee") << false << false;
    }

    void showsWhatAChargeHas()
    {
        QFETCH(QByteArray, charge);
        Desk desk;
        desk.choose(charge.constData());
        QTEST(!desk.rows("tiers")->isHidden(), "hasTiers");
        QTEST(!desk.rows("slices")->isHidden(), "hasSlices");
        QCOMPARE(desk.told().charge, charge.toStdString());
        QVERIFY(desk.told().ofCharge.changesNothing()); // nothing has been typed
    }

    void readsTiersAsTheyAreTyped()
    {
        Desk desk;
        desk.choose("calls");
        const std::vector<RowsEdit::Row> shown{
            {QStringLiteral("1,000"), QStringLiteral("0.01")}, {QString(), QStringLiteral("0.006")}};
        QCOMPARE(desk.rows("tiers")->rows(), shown);
        QSignalSpy changes(&desk.inputs, &ChargeInputs::changed);
        desk.type("tiers", 0, 0, "5,000");
        QCOMPARE(changes.size(), 1);
        const std::vector<Tier> wanted{{5000, decimal("0.01")}, {{}, decimal("0.006")}};
        QCOMPARE(desk.told().ofCharge.tiers, std::optional(wanted));
        desk.type("tiers", 0, 0, "1000");
        QVERIFY(!desk.told().ofCharge.tiers); // as they are
    }

    void saysWhatIsWrongWithACell()
    {
        Desk desk;
        desk.choose("calls");
        QSignalSpy changes(&desk.inputs, &ChargeInputs::changed);
        desk.type("tiers", 1, 1, "much");
        QCOMPARE(changes.size(), 0);
        QCOMPARE(desk.faults("tiers").size(), 1);
        const QString fault = desk.faults("tiers").front();
        QVERIFY2(fault.startsWith(QStringLiteral("Row 2: Rate: ")), qPrintable(fault));
        QVERIFY(desk.told().ofCharge.changesNothing());
        desk.type("tiers", 1, 1, "0.005");
        QVERIFY(desk.faults("tiers").isEmpty());
        QCOMPARE(changes.size(), 1);
    }

    void goesBackToWhatItIs()
    {
        Desk desk;
        desk.choose("calls");
        desk.type("tiers", 1, 1, "0.005");
        QVERIFY(desk.told().ofCharge.tiers);
        emit desk.rows("tiers")->resetAsked();
        QVERIFY(!desk.told().ofCharge.tiers);
        QCOMPARE(desk.rows("tiers")->rows()[1][1], QStringLiteral("0.006"));
    }

    void readsSlices()
    {
        Desk desk;
        desk.choose("data");
        desk.type("slices", 0, 1, "1.5");
        QCOMPARE(desk.told().ofCharge.slices->front().multiplier, decimal("1.5"));
        desk.rows("slices")->setRows({});
        emit desk.rows("slices")->edited();
        QVERIFY(desk.told().ofCharge.slices->empty()); // none any more
        desk.rows("slices")->setRows({{QStringLiteral("always"), QStringLiteral("2")}});
        emit desk.rows("slices")->edited();
        QCOMPARE(desk.faults("slices").size(), 1);
    }

    void showsAScenario()
    {
        Desk desk;
        Scenario change;
        change.charge = "calls";
        change.ofCharge.tiers = {{{}, decimal("0.004")}};
        desk.inputs.show(change);
        QCOMPARE(desk.told().ofCharge, change.ofCharge);
        QCOMPARE(desk.rows("tiers")->rows().size(), std::size_t(1));
        change.charge = "elsewhere";
        desk.inputs.show(change);
        QCOMPARE(desk.told().charge, change.charge);
        desk.inputs.show({});
        QVERIFY(desk.told().charge.empty());
        QVERIFY(desk.told().ofCharge.changesNothing());
    }

    /// The wheel scrolls the form: an input that it passes over stays as it is.
    void theWheelChangesNothingWithoutFocus()
    {
        ScenarioForm form;
        form.setHistory(std::make_shared<const Baseline>(tiered()));
        QSignalSpy changes(&form, &ScenarioForm::scenarioChanged);
        int inputs = 0;
        for (QWidget *input : form.findChildren<QWidget *>()) {
            if (!qobject_cast<QComboBox *>(input) && !qobject_cast<QAbstractSlider *>(input))
                continue;
            QWheelEvent wheel({5, 5}, input->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                Qt::NoScrollPhase, false);
            QApplication::sendEvent(input, &wheel);
            ++inputs;
        }
        QVERIFY(inputs > 6);
        QCOMPARE(changes.size(), 0);
    }

    void choosesThePlanThatHasTheCharge()
    {
        Baseline baseline = tiered();
        BaselineCustomer &other = baseline.customers.emplace_back(baseline.customers.front());
        other.plan.name = "Other";
        other.plan.charges.erase(other.plan.charges.begin()); // no calls
        ScenarioForm form;
        form.setHistory(std::make_shared<const Baseline>(baseline));
        auto *box = form.findChild<QComboBox *>(QStringLiteral("charge"));
        const auto choose = [box](const char *charge) {
            box->setCurrentIndex(box->findData(QString::fromLatin1(charge)));
            emit box->activated(box->currentIndex());
        };
        choose("data");
        QVERIFY(form.scenario().on.kind == Selection::Kind::All);
        choose("calls");
        QVERIFY(form.scenario().on == (Selection{Selection::Kind::Plan, "Standard"}));
    }

    void theFormKeepsWhatHasNoInput()
    {
        ScenarioForm form;
        form.setHistory(std::make_shared<const Baseline>(tiered()));
        Scenario change;
        for (const char *setting : {"charge=calls", R"(tiers=[{"rate":"0.004"}])", "tier_by=request", "allowance=50",
                 "align=calendar", "renewal=none"})
            QVERIFY(applySetting(change, setting));
        const ScenarioSet set{"kept", {change}, {}};
        form.setScenarioSet(set);
        QVERIFY(form.scenarioSet() == set);
        Scenario unnamed;
        QVERIFY(applySetting(unnamed, R"(tiers=[{"rate":"0.004"}])"));
        form.setScenarioSet({{}, {unnamed}, {}});
        QVERIFY(form.scenarioSet().changes.front() == unnamed);
    }
};

QTEST_MAIN(ChargeInputsTest)
#include "tst_chargeinputs.moc"
