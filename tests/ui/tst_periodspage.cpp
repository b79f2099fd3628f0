// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Closing periods, opening them again, and usage that comes late, as the window does it.
#include "core/usage/filter.h"
#include "tests/ui/workspacedesk.h"
#include "ui/pages/periods/closedialog.h"
#include "ui/pages/periods/periodspage.h"
#include "ui/pages/periods/reopendialog.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace toll;
using namespace Qt::StringLiterals;

class TestPeriodsPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void listsWhatIsOverAndWhatIsUnderWay();
    void previewSaysWhatIsFrozenAndClosingFreezesThat();
    void closingIsTakenBackAndRepeated();
    void openedAgainWithAReason();
    void lateUsageIsListedUnderThePolicyThatWasChosen();
    void currentPeriodCannotBeClosed();

private:
    void refresh();
    [[nodiscard]] QStringList column(const char *view, int column) const;
    ClosePeriodsDialog *openClosing();
    void closeAll();

    std::unique_ptr<test::WorkspaceDesk> m_desk;
    std::unique_ptr<PeriodsPage> m_page;
};

void TestPeriodsPage::init()
{
    m_desk = std::make_unique<test::WorkspaceDesk>();
    m_page = std::make_unique<PeriodsPage>(m_desk->context);
    m_page->resize(1200, 760);
    m_page->show();
}

void TestPeriodsPage::cleanup()
{
    m_page.reset();
    m_desk.reset();
}

void TestPeriodsPage::refresh()
{
    m_page->refresh();
    QVERIFY(QTest::qWaitFor([this] { return m_page->isSettled(); }, test::WorkspaceDesk::waitMs));
}

QStringList TestPeriodsPage::column(const char *view, int column) const
{
    const QAbstractItemModel *model = m_page->findChild<QTableView *>(QString::fromLatin1(view))->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row)
        texts << model->index(row, column).data().toString();
    return texts;
}

ClosePeriodsDialog *TestPeriodsPage::openClosing()
{
    m_desk->actions.find(u"period.close"_s)->trigger();
    auto *dialog = m_page->window()->findChild<ClosePeriodsDialog *>();
    if (!dialog || !QTest::qWaitFor([dialog] { return dialog->isSettled(); }, test::WorkspaceDesk::waitMs))
        qFatal("no dialog");
    return dialog;
}

void TestPeriodsPage::closeAll()
{
    openClosing()->closePeriods();
    QVERIFY(QTest::qWaitFor([this] { return m_desk->undo.stack()->canUndo(); }, test::WorkspaceDesk::waitMs));
    refresh();
}

void TestPeriodsPage::listsWhatIsOverAndWhatIsUnderWay()
{
    m_desk->import("time,id,token\n2026-01-10T10:00:00Z,a,mobile\n2026-02-10T10:00:00Z,b,mobile\n");
    refresh();
    QCOMPARE(column("periods", 1), (QStringList{u"Mar 2026"_s, u"Feb 2026"_s, u"Jan 2026"_s}));
    QCOMPARE(column("periods", 2), (QStringList{u"Under way"_s, u"To be closed"_s, u"To be closed"_s}));
    m_desk->shoot(m_page.get(), u"periods-open"_s);
}

void TestPeriodsPage::previewSaysWhatIsFrozenAndClosingFreezesThat()
{
    m_desk->import("time,id,token\n2026-01-10T10:00:00Z,a,mobile\n2026-02-10T10:00:00Z,b,mobile\n"
                   "2026-02-11T10:00:00Z,c,mobile\n");
    refresh();
    ClosePeriodsDialog *dialog = openClosing();
    const QAbstractItemModel *previews = dialog->findChild<QTableView *>(u"previews"_s)->model();
    QCOMPARE(previews->rowCount(), 2);
    QCOMPARE(previews->index(0, 1).data(), u"Jan 2026"_s); // in the order they are closed
    QCOMPARE(previews->index(0, 2).data(), u"$0.02"_s);
    QCOMPARE(previews->index(1, 2).data(), u"$0.04"_s);
    QCOMPARE(dialog->findChild<QPushButton *>(u"closePeriods"_s)->text(), u"Close 2 periods"_s);
    QVERIFY(m_desk->ask([](Services &services) { return services.periods.list(); }).empty()); // nothing yet
    m_desk->shoot(dialog, u"periods-closing"_s);
    dialog->closePeriods();
    QTRY_VERIFY(m_desk->undo.stack()->canUndo());
    refresh();
    QCOMPARE(column("periods", 2), (QStringList{u"Under way"_s, u"Closed"_s, u"Closed"_s}));
    QCOMPARE(column("periods", 3), (QStringList{QString(), u"$0.04"_s, u"$0.02"_s}));
    QVERIFY(m_desk->errors.isEmpty());
}

void TestPeriodsPage::closingIsTakenBackAndRepeated()
{
    m_desk->import("time,id,token\n2026-01-10T10:00:00Z,a,mobile\n");
    refresh();
    closeAll();
    m_desk->undo.stack()->undo();
    const auto closedNow = [this] {
        const auto rows = m_desk->ask([](Services &services) { return services.periods.list(); });
        return std::ranges::count_if(rows, [](const ClosingRow &row) { return !row.reopenedAt; });
    };
    QTRY_COMPARE(closedNow(), 0);
    m_desk->undo.stack()->redo();
    QTRY_COMPARE(closedNow(), 2);
    QVERIFY(m_desk->errors.isEmpty());
}

void TestPeriodsPage::openedAgainWithAReason()
{
    m_desk->import("time,id,token\n2026-01-10T10:00:00Z,a,mobile\n");
    refresh();
    closeAll();
    auto *view = m_page->findChild<QTableView *>(u"periods"_s);
    QAction *reopening = m_desk->actions.find(u"period.reopen"_s);
    view->selectRow(2); // January: February is closed after it
    QVERIFY(!reopening->isEnabled());
    view->selectRow(1);
    QVERIFY(reopening->isEnabled());
    reopening->trigger();
    auto *dialog = m_page->window()->findChild<ReopenDialog *>();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(u"reopen"_s)->isEnabled());
    dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"two days were missing"_s);
    m_desk->shoot(dialog, u"periods-reopen"_s);
    dialog->findChild<QPushButton *>(u"reopen"_s)->click();
    QTRY_VERIFY(!m_desk->notices.isEmpty());
    refresh();
    QCOMPARE(column("periods", 2), (QStringList{u"Under way"_s, u"To be closed"_s, u"Reopened"_s, u"Closed"_s}));
    QVERIFY(column("periods", 7).at(2).endsWith(u"two days were missing"_s));
    m_desk->shoot(m_page.get(), u"periods-closed"_s);
}

void TestPeriodsPage::lateUsageIsListedUnderThePolicyThatWasChosen()
{
    m_desk->import("time,id,token\n2026-01-10T10:00:00Z,a,mobile\n");
    refresh();
    closeAll();
    auto *policy = m_page->findChild<QComboBox *>(u"policy"_s);
    QCOMPARE(policy->currentIndex(), 0); // the next bill
    policy->setCurrentIndex(2);
    emit policy->activated(2);
    QTRY_COMPARE(m_desk->undo.stack()->count(), 2);
    m_desk->import("time,id,token\n2026-01-11T10:00:00Z,late,mobile\n2026-05-01T10:00:00Z,early,mobile\n", u"late.csv"_s);
    refresh();
    QCOMPARE(column("notices", 1), (QStringList{u"From the future"_s, u"Late"_s}));
    QCOMPARE(column("notices", 6), (QStringList{u"Kept, and flagged on the bill"_s, u"Refused"_s}));
    m_page->restore({{u"tab"_s, 1}});
    m_desk->shoot(m_page.get(), u"periods-late"_s);
    m_desk->undo.stack()->undo();
    QTRY_VERIFY(m_desk->ask([](Services &services) { return services.settings.lateUsage(); }).policy
        == LateUsage::NextBill);
}

void TestPeriodsPage::currentPeriodCannotBeClosed()
{
    refresh(); // a customer with a token, since March
    QCOMPARE(column("periods", 2), QStringList{u"Under way"_s});
    m_page->findChild<QTableView *>(u"periods"_s)->selectRow(0);
    QVERIFY(!m_desk->actions.find(u"period.close"_s)->isEnabled());
    m_desk->shoot(m_page.get(), u"periods-current"_s);
}

QTEST_MAIN(TestPeriodsPage)
#include "tst_periodspage.moc"
