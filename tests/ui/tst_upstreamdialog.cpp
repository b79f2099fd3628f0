// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What providers charge, as the Plans page states it.
#include "tests/ui/workspacedesk.h"
#include "ui/pages/plans/planspage.h"
#include "ui/pages/plans/upstreamdialog.h"

#include <QAction>
#include <QCheckBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace toll;
using namespace Qt::StringLiterals;

class TestUpstreamDialog : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void assignsEndsAndTakesBack();
    void planWithPricesOfTokensIsRefusedAtItsField();

private:
    void store(const char *plan);
    UpstreamDialog *open();
    [[nodiscard]] QStringList lists();

    std::unique_ptr<test::WorkspaceDesk> m_desk;
    std::unique_ptr<PlansPage> m_page;
};

void TestUpstreamDialog::init()
{
    m_desk = std::make_unique<test::WorkspaceDesk>();
    m_page = std::make_unique<PlansPage>(m_desk->context);
}

void TestUpstreamDialog::cleanup()
{
    m_page.reset();
    m_desk.reset();
}

void TestUpstreamDialog::store(const char *plan)
{
    m_desk->ask([plan](Services &services) -> Result<bool> {
        const Checked<Plan> stored = services.plans.import(plan);
        return stored ? Result<bool>(true) : std::unexpected(stored.error().front());
    });
}

UpstreamDialog *TestUpstreamDialog::open()
{
    m_page->show();
    m_page->refresh();
    if (!QTest::qWaitFor([this] { return m_page->isSettled(); }, test::WorkspaceDesk::waitMs))
        qFatal("not settled");
    m_desk->actions.find(u"plan.upstream"_s)->trigger();
    auto *dialog = m_page->window()->findChild<UpstreamDialog *>();
    if (!dialog || !QTest::qWaitFor([dialog] { return dialog->isSettled(); }, test::WorkspaceDesk::waitMs))
        qFatal("no dialog");
    return dialog;
}

QStringList TestUpstreamDialog::lists()
{
    QStringList lists;
    for (const UpstreamRow &row : m_desk->ask([](Services &services) { return services.upstream.list(); }))
        lists << QString::fromStdString(row.pattern + ' ' + row.plan + (row.until ? " until " + toRfc3339(*row.until) : ""));
    return lists;
}

void TestUpstreamDialog::assignsEndsAndTakesBack()
{
    store(R"({"name":"Wholesale","currency":"USD","charges":[{"id":"c","meter":"requests","price":{"shape":"flat","rate":"0.01"}}]})");
    UpstreamDialog *dialog = open();
    dialog->findChild<QLineEdit *>(u"pattern"_s)->setText(u"openai*"_s);
    dialog->findChild<QPushButton *>(u"assignUpstream"_s)->click();
    QTRY_COMPARE(lists(), QStringList{u"openai* Wholesale"_s});
    QTRY_VERIFY(dialog->isSettled());
    auto *table = dialog->findChild<QTableView *>(u"upstream"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 3).data(), u"the beginning"_s);
    m_desk->shoot(dialog, u"upstream"_s);
    table->selectRow(0);
    dialog->findChild<QCheckBox *>()->setChecked(true);
    dialog->findChild<QDateEdit *>(u"from"_s)->setDate(QDate(2026, 4, 1));
    dialog->findChild<QPushButton *>(u"endUpstream"_s)->click();
    QTRY_COMPARE(lists(), QStringList{u"openai* Wholesale until 2026-04-01T00:00:00Z"_s});
    QTRY_COMPARE(m_desk->undo.stack()->count(), 2);
    m_desk->undo.stack()->undo();
    QTRY_COMPARE(lists(), QStringList{u"openai* Wholesale"_s});
    m_desk->undo.stack()->undo();
    QTRY_VERIFY(lists().isEmpty());
    m_desk->undo.stack()->redo();
    QTRY_COMPARE(lists(), QStringList{u"openai* Wholesale"_s});
    QVERIFY(m_desk->errors.isEmpty());
}

void TestUpstreamDialog::planWithPricesOfTokensIsRefusedAtItsField()
{
    store(R"({"name":"Own","currency":"USD","charges":[{"id":"c","meter":"requests","price":{"shape":"flat_capped","rate":"token","cap":"token","lifetime":"token"}}]})");
    UpstreamDialog *dialog = open();
    dialog->findChild<QPushButton *>(u"assignUpstream"_s)->click();
    QTRY_VERIFY(std::ranges::any_of(dialog->findChildren<QLabel *>(),
        [](const QLabel *label) { return label->text().contains(u"takes prices from tokens"); }));
    QVERIFY(lists().isEmpty());
    QCOMPARE(m_desk->undo.stack()->count(), 0);
}

QTEST_MAIN(TestUpstreamDialog)
#include "tst_upstreamdialog.moc"
