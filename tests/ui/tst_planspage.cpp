// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/planspagefixture.h"
#include "ui/pages/plans/impactdialog.h"
#include "ui/pages/plans/newplandialog.h"
#include "ui/pages/plans/versionstab.h"

#include <QComboBox>
#include <QDateEdit>
#include <QListWidget>
#include <QPlainTextEdit>

using namespace toll;
using namespace toll::test;
using namespace Qt::Literals::StringLiterals;

class TestPlansPage : public PlansPageFixture {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void offersTemplatesWhereThereIsNothing();
    void tellsWhatAQuantityCosts();
    void editsATierInADraftOnly();
    void saysAtTheCellWhatIsWrong_data();
    void saysAtTheCellWhatIsWrong();
    void saysAtTheFieldWhatIsWrong();
    void takesTiersFromASpreadsheet();
    void keepsAPastedCellThatIsWrong();
    void changesTheKindOfPrice();
    void previewsAndSchedulesAVersion();
    void refusesADateBeforeTheNewestVersion();
    void cancelsAPreview();
    void storesANewPlanFromATemplate();
    void discardsADraftAndTakesItBack();
    void takesTheWholeTextFromJson();
    void keepsDraftsOverARebuild();
    void leavesTheBuiltInPlanAlone();
    void leavesRoomForNames();
    void restsItsActionsWhileHidden();
    void changesARateInFourSteps();
    void looksRight_data();
    void looksRight();
};

void TestPlansPage::offersTemplatesWhereThereIsNothing()
{
    showPage();
    shoot(*m_window, u"plans-empty"_s);
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Tiered price"_s)
            button->click();
    settle();
    QCOMPARE(find<QLabel>("planName")->text(), u"Tiered price"_s);
    QCOMPARE(cell("tiers", 0, 2), u"0.010"_s);
    QCOMPARE(draftCount(), 1);
    inServices([](Services &services) { QCOMPARE(services.plans.list()->size(), 1U); }); // nothing is stored
}

void TestPlansPage::tellsWhatAQuantityCosts()
{
    fill();
    showPage();
    QCOMPARE(example(), u"1,500 requests cost 13.00 USD"_s);
    auto *quantity = find<QLineEdit>("exampleQuantity");
    quantity->selectAll();
    QTest::keyClicks(quantity, u"2,000"_s);
    settle();
    QCOMPARE(example(), u"2,000 requests cost 16.00 USD"_s);
    type("tiers", 1, 2, u"0.004"_s);
    QCOMPARE(example(), u"2,000 requests cost 14.00 USD"_s);
    table("charges")->selectRow(1);
    settle();
    QCOMPARE(example(), u"A whole period costs 9.00 USD"_s);
}

void TestPlansPage::editsATierInADraftOnly()
{
    fill();
    showPage();
    QVERIFY(!action("plan.preview")->isEnabled());
    type("tiers", 1, 2, u"$0.005"_s);
    QCOMPARE(cell("tiers", 1, 2), u"0.005"_s);
    QVERIFY(action("plan.preview")->isEnabled());
    QVERIFY(find<QLabel>("planState")->text().contains(u"draft"_s));
    inServices([](Services &services) {
        QCOMPARE(services.plans.versions("Standard")->size(), 1U);
        QVERIFY(services.plans.exportPlan("Standard")->find("0.006") != std::string::npos);
    });
    QCOMPARE(m_undo->stack()->undoText(), u"Charge “calls”, tiers"_s);
    m_undo->stack()->undo();
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.006"_s);
    QCOMPARE(draftCount(), 0);
    m_undo->stack()->redo();
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.005"_s);
}

void TestPlansPage::saysAtTheCellWhatIsWrong_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("no number") << 2 << u"cheap"_s << u"“cheap” cannot be read. Expected: 0.010."_s;
    QTest::newRow("negative") << 2 << u"-1"_s << u"“-1” is negative, which makes no sense here. Expected: 0 or more."_s;
    QTest::newRow("too fine") << 2 << u"0.0000000000001"_s << u"At most 12 decimals."_s;
    QTest::newRow("no end") << 1 << u"∞"_s << u"Only the last tier may be without end."_s;
    QTest::newRow("no quantity") << 1 << u"many"_s << u"“many” cannot be read. Expected: 1 or more."_s;
    QTest::newRow("not going up") << 1 << u"0"_s << u"“0” is outside what is allowed. Expected: 1 or more."_s;
}

void TestPlansPage::saysAtTheCellWhatIsWrong()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QFETCH(QString, message);
    fill();
    showPage();
    type("tiers", 0, column, text);
    QCOMPARE(cell("tiers", 0, 3), message);
    QCOMPARE(table("tiers")->model()->index(0, column).data(ToneRole).toInt(), static_cast<int>(Tone::Danger));
    QCOMPARE(cell("tiers", 1, 3), QString());
    QVERIFY(textsOf(m_page).contains(message)); // beside the plan's name too
    action("plan.preview")->trigger(); // leads to the fault, not to a preview
    settle();
    QVERIFY(!m_window->findChild<ImpactDialog *>());
    m_undo->stack()->undo();
    settle();
    QCOMPARE(cell("tiers", 0, 3), QString());
}

void TestPlansPage::saysAtTheFieldWhatIsWrong()
{
    fill();
    showPage();
    table("charges")->selectRow(1);
    settle();
    const auto enter = [this](const char *field, const QString &text) {
        auto *input = find<QWidget>(field)->findChild<QLineEdit *>();
        input->setFocus();
        input->selectAll();
        QTest::keyClicks(input, text);
        QTest::keyClick(input, Qt::Key_Return);
        settle();
    };
    enter("/price/amount", u"nine"_s);
    QVERIFY(textsOf(find<QWidget>("/price/amount")).contains(u"“nine” cannot be read. Expected: 9.00."_s));
    enter("/price/amount", u"9.50"_s);
    QVERIFY(!textsOf(find<QWidget>("/price/amount")).contains(u"cannot"_s));
    m_page->findChild<QTabWidget *>()->setCurrentIndex(1);
    enter("/minimum", u"100"_s);
    enter("/maximum", u"50"_s);
    QVERIFY(textsOf(find<QWidget>("/minimum")).contains(u"outside what is allowed"_s));
    enter("/maximum", u"500"_s);
    QVERIFY(!textsOf(find<QWidget>("/minimum")).contains(u"outside"_s));
    enter("/timezone", u"Mars/Base"_s);
    QVERIFY(textsOf(find<QWidget>("/timezone")).contains(u"Mars/Base"_s));
}

void TestPlansPage::takesTiersFromASpreadsheet()
{
    fill();
    showPage();
    QGuiApplication::clipboard()->setText(u"Up to\tRate\n1,000\t0.012\n10,000\t0.008\n50,000\t0.005\n\t0.002\n"_s);
    find<QToolButton>("pasteTiers")->click();
    settle();
    QCOMPARE(table("tiers")->model()->rowCount(), 4);
    QCOMPARE(cell("tiers", 1, 1), u"10,000"_s);
    QCOMPARE(cell("tiers", 1, 2), u"0.008"_s);
    QCOMPARE(cell("tiers", 3, 1), u"∞"_s);
    QCOMPARE(example(), u"1,500 requests cost 16.00 USD"_s);
    m_undo->stack()->undo();
    settle();
    QCOMPARE(table("tiers")->model()->rowCount(), 2);
    QGuiApplication::clipboard()->setText(u"2000\t0.5\n\t0.25"_s);
    table("tiers")->setFocus();
    QTest::keyClick(table("tiers"), Qt::Key_V, Qt::ControlModifier);
    settle();
    QCOMPARE(cell("tiers", 0, 1), u"2,000"_s);
    QGuiApplication::clipboard()->clear();
    find<QToolButton>("pasteTiers")->click();
    QVERIFY(textsOf(m_page).contains(u"no rows on the clipboard"_s));
}

void TestPlansPage::keepsAPastedCellThatIsWrong()
{
    fill();
    showPage();
    QGuiApplication::clipboard()->setText(u"1000\t0.012\n10000\tfree\n\t0.002"_s);
    action("plan.paste")->trigger();
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"free"_s);
    QCOMPARE(cell("tiers", 1, 3), u"“free” cannot be read. Expected: 0.010."_s);
    type("tiers", 1, 2, u"0"_s);
    QCOMPARE(cell("tiers", 1, 3), QString());
}

void TestPlansPage::changesTheKindOfPrice()
{
    fill();
    showPage();
    auto *shape = find<QWidget>("/price/shape")->findChild<QComboBox *>();
    const auto choose = [&](const QString &kind) {
        shape->setCurrentIndex(shape->findData(kind));
        emit shape->activated(shape->currentIndex());
        settle();
    };
    choose(u"volume"_s);
    QCOMPARE(cell("charges", 0, 2), u"Volume tiers"_s);
    QCOMPARE(example(), u"1,500 requests cost 9.00 USD"_s);
    choose(u"flat"_s);
    QCOMPARE(example(), u"1,500 requests cost 15.00 USD"_s);
    QVERIFY(!table("tiers")->isVisible());
    choose(u"flat_capped"_s);
    QVERIFY(find<QWidget>("/price/cap")->isVisible());
    choose(u"fixed"_s);
    QVERIFY(!find<QWidget>("/meter")->isVisible());
    find<QToolButton>("addCharge")->click();
    settle();
    QCOMPARE(table("charges")->model()->rowCount(), 3);
    find<QToolButton>("removeCharge")->click();
    settle();
    QCOMPARE(table("charges")->model()->rowCount(), 2);
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestPlansPage::previewsAndSchedulesAVersion()
{
    fill();
    showPage();
    type("tiers", 1, 2, u"0.003"_s);
    action("plan.preview")->trigger();
    auto *dialog = m_window->findChild<ImpactDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isSettled());
    const auto *impact = dialog->findChild<QTableView *>(u"impact"_s);
    QCOMPARE(impact->model()->rowCount(), 1);
    QCOMPARE(impact->model()->index(0, 0).data().toString(), u"Acme"_s);
    // 3,000 requests from 24 October to 22 November: November's 2,200 and October's 800, each in tiers of its own, and
    // the fee for 8 of 31 and 22 of 30 days.
    const QString totals = dialog->findChild<QLabel *>(u"impactTotals"_s)->text();
    QCOMPARE(totals, u"$34.12 now, $30.52 proposed: ▼ −$3.60"_s);
    QCOMPARE(dialog->findChild<QDateEdit *>(u"from"_s)->date(), QDate(2026, 12, 1));
    QVERIFY(textsOf(dialog).contains(u"midnight in Europe/Berlin"_s));
    shoot(*dialog, u"plans-impact"_s);
    dialog->findChild<QPushButton *>(u"schedule"_s)->click();
    QTRY_COMPARE(m_notices.size(), 1);
    QCOMPARE(m_notices.first(), u"Version 2 of “Standard” holds from 2026-12-01."_s);
    settle();
    QCOMPARE(draftCount(), 0);
    inServices([](Services &services) {
        const auto versions = services.plans.versions("Standard");
        QCOMPARE(versions->size(), 2U);
        QCOMPARE(toRfc3339(versions->back().from), "2026-11-30T23:00:00Z"); // midnight in Berlin
    });
    m_page->findChild<QTabWidget *>()->setCurrentIndex(2);
    settle();
    const QString timeline = textsOf(m_page->findChild<VersionsTab *>());
    QVERIFY2(timeline.contains(u"Charge “calls”, tier 2, rate: 0.006 → 0.003"_s), qPrintable(timeline));
    QVERIFY2(timeline.contains(u"Version 2, from Tue 1 Dec 2026"_s), qPrintable(timeline));
    shoot(*m_window, u"plans-versions"_s);
}

void TestPlansPage::refusesADateBeforeTheNewestVersion()
{
    fill();
    inServices([](Services &services) {
        (void)services.plans.import(standardPlan("0.005").toStdString(), "2027-01-01");
    });
    showPage();
    type("tiers", 1, 2, u"0.003"_s);
    action("plan.preview")->trigger();
    auto *dialog = m_window->findChild<ImpactDialog *>();
    QTRY_VERIFY(dialog->isSettled());
    auto *from = dialog->findChild<QDateEdit *>(u"from"_s);
    QCOMPARE(from->date(), QDate(2027, 2, 1));
    from->setDate(QDate(2026, 12, 15));
    QVERIFY(textsOf(dialog).contains(u"after the newest version"_s));
    dialog->findChild<QPushButton *>(u"schedule"_s)->click();
    QVERIFY(dialog->isVisible());
    QCOMPARE(draftCount(), 1);
}

void TestPlansPage::cancelsAPreview()
{
    fill();
    showPage();
    type("tiers", 1, 2, u"0.003"_s);
    action("plan.preview")->trigger();
    auto *dialog = m_window->findChild<ImpactDialog *>();
    m_jobs->cancel(m_jobs->all().back().id);
    QTRY_VERIFY(dialog->isSettled());
    const Jobs::State state = m_jobs->all().back().state;
    QVERIFY(state == Jobs::State::Cancelled || state == Jobs::State::Succeeded); // it may have been faster
    dialog->reject();
    QCOMPARE(draftCount(), 1);
}

void TestPlansPage::storesANewPlanFromATemplate()
{
    fill();
    showPage();
    action("plan.new")->trigger();
    auto *dialog = m_window->findChild<NewPlanDialog *>();
    QVERIFY(dialog);
    auto *list = dialog->findChild<QListWidget *>(u"templates"_s);
    list->setCurrentItem(list->findItems(u"Health"_s, Qt::MatchExactly).value(0));
    auto *name = dialog->findChild<QLineEdit *>(u"planName"_s);
    QCOMPARE(name->text(), u"Health"_s);
    shoot(*dialog, u"plans-new"_s);
    name->setText(u"Standard"_s);
    dialog->findChild<QPushButton *>(u"begin"_s)->click();
    QVERIFY(dialog->isVisible()); // the name is taken
    name->setText(u"Clinics"_s);
    dialog->findChild<QPushButton *>(u"begin"_s)->click();
    settle();
    QCOMPARE(find<QLabel>("planName")->text(), u"Clinics"_s);
    QCOMPARE(table("charges")->model()->rowCount(), 3);
    action("plan.preview")->trigger();
    auto *impact = m_window->findChild<ImpactDialog *>();
    QTRY_VERIFY(impact->isSettled());
    QVERIFY(!impact->findChild<QDateEdit *>(u"from"_s)->isVisible());
    impact->findChild<QPushButton *>(u"schedule"_s)->click();
    QTRY_COMPARE(m_notices.size(), 1);
    settle();
    inServices([](Services &services) { QVERIFY(services.plans.find("Clinics").has_value()); });
    QCOMPARE(find<QLabel>("planName")->text(), u"Clinics"_s);
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestPlansPage::discardsADraftAndTakesItBack()
{
    fill();
    showPage();
    type("tiers", 1, 2, u"0.003"_s);
    action("plan.discard")->trigger();
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.006"_s);
    QVERIFY(!action("plan.discard")->isEnabled());
    m_undo->stack()->undo();
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.003"_s);
    action("plan.duplicate")->trigger();
    settle();
    QCOMPARE(find<QLabel>("planName")->text(), u"Standard 2"_s);
    QCOMPARE(draftCount(), 2);
}

void TestPlansPage::takesTheWholeTextFromJson()
{
    fill();
    showPage();
    m_page->findChild<QTabWidget *>()->setCurrentIndex(4);
    auto *text = find<QPlainTextEdit>("json");
    QVERIFY(text->toPlainText().contains(u"\"0.006\""_s));
    const auto apply = [this] {
        for (QPushButton *button : m_page->findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == u"Apply"_s)
                button->click();
        settle();
    };
    text->setPlainText(u"{"_s);
    apply();
    QCOMPARE(draftCount(), 0);
    text->setPlainText(QString::fromUtf8(standardPlan("0.001")).chopped(1) + u",\"discounts\":[{\"percent\":\"110\"}]}"_s);
    apply();
    QCOMPARE(draftCount(), 1);
    QVERIFY(textsOf(m_page).contains(u"Discount 1, percent"_s, Qt::CaseInsensitive));
    text->setPlainText(QString(text->toPlainText()).replace(u"110"_s, u"10"_s));
    apply();
    QCOMPARE(cell("tiers", 1, 2), u"0.001"_s);
    QVERIFY(!textsOf(m_page).contains(u"have to be corrected"_s));
}

void TestPlansPage::keepsDraftsOverARebuild()
{
    fill();
    showPage();
    type("tiers", 1, 2, u"0.003"_s);
    const QVariantMap state = m_page->state();
    m_window.reset();
    showPage();
    m_page->restore(state);
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.003"_s);
    m_undo->stack()->undo();
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.006"_s);
    // As when the program has been started anew.
    close();
    m_undo->clear();
    open();
    fill();
    showPage();
    m_page->restore(state);
    settle();
    QCOMPARE(cell("tiers", 1, 2), u"0.003"_s);
}

void TestPlansPage::leavesTheBuiltInPlanAlone()
{
    fill();
    showPage();
    choosePlan(u"Basic"_s);
    QVERIFY(textsOf(m_page).contains(u"built in"_s));
    QVERIFY(!find<QToolButton>("addCharge")->isVisible());
    QVERIFY(!action("plans.export")->isEnabled() && !action("plan.assign")->isEnabled());
    QVERIFY(action("plan.duplicate")->isEnabled());
    action("plan.duplicate")->trigger();
    settle();
    QCOMPARE(find<QLabel>("planName")->text(), u"Basic 2"_s);
    QVERIFY(action("plan.preview")->isEnabled());
}

void TestPlansPage::leavesRoomForNames()
{
    fill();
    showPage();
    QVERIFY2(table("plans")->columnWidth(0) >= 120, qPrintable(QString::number(table("plans")->columnWidth(0))));
}

void TestPlansPage::restsItsActionsWhileHidden()
{
    fill();
    showPage();
    QVERIFY(action("plan.assign")->isEnabled());
    m_page->hide();
    QVERIFY(!action("plan.assign")->isEnabled());
    QVERIFY(action("plan.new")->isEnabled());
    m_page->show();
    QVERIFY(action("plan.assign")->isEnabled());
}

/// From the sidebar it is one more: the page, the cell, Preview impact, Schedule.
void TestPlansPage::changesARateInFourSteps()
{
    fill();
    showPage();
    const QModelIndex rate = table("tiers")->model()->index(1, 2);
    const QPoint place = table("tiers")->visualRect(rate).center();
    QTest::mouseClick(table("tiers")->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(table("tiers")->viewport(), Qt::LeftButton, {}, place);
    auto *editor = table("tiers")->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, u"0.004"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    settle();
    QTest::mouseClick(find<QPushButton>("plan.preview"), Qt::LeftButton);
    auto *dialog = m_window->findChild<ImpactDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isSettled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"schedule"_s), Qt::LeftButton);
    QTRY_COMPARE(m_notices.size(), 1);
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestPlansPage::looksRight_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestPlansPage::looksRight()
{
    QFETCH(bool, isDark);
    m_theme->setChoice(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    const QString theme = isDark ? u"dark"_s : u"light"_s;
    fill();
    showPage();
    QTest::qWait(30);
    shoot(*m_window, u"plans-page-"_s + theme);
    type("tiers", 0, 2, u"cheap"_s);
    QTest::qWait(30);
    shoot(*m_window, u"plans-fault-"_s + theme);
    for (int tab = 1; tab <= 4; ++tab) {
        m_page->findChild<QTabWidget *>()->setCurrentIndex(tab);
        QTest::qWait(30);
        shoot(*m_window, u"plans-tab%1-"_s.arg(tab) + theme);
    }
}

QTEST_MAIN(TestPlansPage)
#include "tst_planspage.moc"
