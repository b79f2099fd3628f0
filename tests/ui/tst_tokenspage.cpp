// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/tokenspagefixture.h"
#include "ui/pages/tokens/newtokendialog.h"
#include "ui/widgets/editablelabel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QUndoStack>

using namespace toll;
using namespace toll::test;

class TestTokensPage : public TokensPageFixture {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void invitesToMakeTheFirstToken();
    void suspendsAndTakesItBack();
    void restsItsActionsWhileHidden();
    void narrowsTheListAndOffersAWayBack();
    void showsTheFormulaOnTheBill();
    void saysThatABillIsClosedAndWhatCameLate();
    void keepsWhereTheUserIs();
    void findsRoomForItsColumns_data();
    void findsRoomForItsColumns();
    void renamesInPlaceAndTakesItBack();
    void changesTagsAndNote();
    void waitsWithFreshRowsWhileEditing();
    void looksRight_data();
    void looksRight();
};

void TestTokensPage::invitesToMakeTheFirstToken()
{
    showPage();
    QVERIFY(!table()->isVisible());
    shootSettled(*m_window, QStringLiteral("tokens-empty"));
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("New token"))
            button->click();
    QVERIFY(m_window->findChild<NewTokenDialog *>());
}

void TestTokensPage::suspendsAndTakesItBack()
{
    fill();
    showPage();
    select("mobile-gw");
    QVERIFY(action("token.suspend")->isEnabled());
    QVERIFY(!action("token.resume")->isEnabled());
    action("token.suspend")->trigger();
    QTRY_COMPARE(cell("mobile-gw", 3), QStringLiteral("Suspended"));
    QTRY_VERIFY(m_undo->stack()->canUndo());
    m_undo->stack()->undo();
    QTRY_VERIFY(cell("mobile-gw", 3) != QStringLiteral("Suspended"));
    settle();
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestTokensPage::restsItsActionsWhileHidden()
{
    fill();
    showPage();
    select("mobile-gw");
    m_page->hide();
    QVERIFY(!action("token.suspend")->isEnabled());
    QVERIFY(action("token.new")->isEnabled());
    m_page->show();
    QVERIFY(action("token.suspend")->isEnabled());
}

void TestTokensPage::narrowsTheListAndOffersAWayBack()
{
    fill();
    showPage();
    const int all = table()->model()->rowCount();
    m_page->open({{QStringLiteral("filter"), QStringLiteral("customer:acme tag:live")}});
    QCOMPARE(table()->model()->rowCount(), 1);
    m_page->open({{QStringLiteral("filter"), QStringLiteral("nobody")}});
    QVERIFY(!table()->isVisible());
    shootSettled(*m_window, QStringLiteral("tokens-no-match"));
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("Clear filter"))
            button->click();
    QCOMPARE(table()->model()->rowCount(), all);
}

void TestTokensPage::showsTheFormulaOnTheBill()
{
    fill();
    showPage();
    select("mobile-gw");
    action("token.showBill")->trigger();
    settle();
    const auto *formula = m_page->findChild<QLabel *>(QStringLiteral("formula"));
    QVERIFY(formula);
    QVERIFY2(formula->text().contains(QStringLiteral("0.02")), qPrintable(formula->text()));
    QVERIFY2(formula->text().contains(QStringLiteral("min(")), qPrintable(formula->text()));
    auto *reasons = m_page->findChild<QLabel *>(QStringLiteral("explanation"));
    QVERIFY(reasons && !reasons->isVisible() && !reasons->text().isEmpty());
    for (QToolButton *button : m_page->findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("Why?"))
            button->click();
    QVERIFY(reasons->isVisible());
    const auto *total = m_page->findChild<QLabel *>(QStringLiteral("total"));
    QCOMPARE(total->text(), cell("mobile-gw", 4)); // the bill and the list are one sum
    shootSettled(*m_window, QStringLiteral("tokens-bill"));
    m_page->findChild<QTabWidget *>()->setCurrentIndex(2);
    settle();
    shootSettled(*m_window, QStringLiteral("tokens-history"));
}

void TestTokensPage::saysThatABillIsClosedAndWhatCameLate()
{
    fill();
    const QString file = m_folder->filePath(QStringLiteral("late.csv"));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("time,id,token,count\n2026-10-29T01:00:00Z,late,shop,500\n");
    csv.close();
    std::int64_t late = 0;
    inServices([file, &late](Services &services) {
        (void)services.periods.close("北方数据", "2026-10");
        ImportOptions options;
        options.layout = services.imports.preview(file.toStdString(), Zone())->layout;
        late = services.imports.run(file.toStdString(), options, JobControl())->late;
    });
    QCOMPARE(late, 1);
    showPage();
    select("shop");
    action("token.showBill")->trigger();
    settle();
    const auto labels = [this] {
        QStringList texts;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            texts << label->text();
        return texts;
    };
    QVERIFY(labels().contains(QStringLiteral("Adjustment of 2026-10: Requests")));
    QVERIFY(!m_page->findChild<QLabel *>(QStringLiteral("remarks")));
    shootSettled(*m_window, QStringLiteral("tokens-bill-adjusted"));
    for (QToolButton *button : m_page->findChildren<QToolButton *>())
        if (button->accessibleName() == QStringLiteral("Earlier month"))
            button->click();
    settle();
    const auto *remarks = m_page->findChild<QLabel *>(QStringLiteral("remarks"));
    QVERIFY(remarks);
    QVERIFY2(remarks->text().startsWith(QStringLiteral("Closed on 2026-11-23")), qPrintable(remarks->text()));
    shootSettled(*m_window, QStringLiteral("tokens-bill-closed"));
}

void TestTokensPage::keepsWhereTheUserIs()
{
    fill();
    showPage();
    m_page->open({{QStringLiteral("filter"), QStringLiteral("customer:acme")}});
    select("batch");
    table()->sortByColumn(4, Qt::DescendingOrder);
    action("view.inspector")->trigger();
    const QVariantMap state = m_page->state();
    m_window.reset();
    showPage();
    m_page->restore(state);
    settle();
    QCOMPARE(m_page->state(), state);
    QVERIFY(!action("view.inspector")->isChecked());
}

void TestTokensPage::findsRoomForItsColumns_data()
{
    QTest::addColumn<bool>("isInspecting");
    QTest::newRow("with the inspector") << true;
    QTest::newRow("without") << false;
}

void TestTokensPage::findsRoomForItsColumns()
{
    QFETCH(bool, isInspecting);
    fill();
    showPage();
    m_window->resize(1060, 700); // what the navigation leaves of 1280
    if (isInspecting)
        select("mobile-gw");
    settle();
    const QHeaderView *header = table()->horizontalHeader();
    QTRY_VERIFY(!table()->horizontalScrollBar()->isVisible());
    int shown = 0;
    for (int column = 0; column < header->count(); ++column) {
        if (header->isSectionHidden(column))
            continue;
        ++shown;
        QVERIFY(header->sectionSize(column) >= header->sectionSizeHint(column));
    }
    QVERIFY(shown >= (isInspecting ? 4 : 7));
}

void TestTokensPage::renamesInPlaceAndTakesItBack()
{
    fill();
    showPage();
    select("mobile-gw");
    const auto type = [this](const QString &text, Qt::Key key) {
        action("token.rename")->trigger();
        auto *editor = table()->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, key);
        QTRY_VERIFY(!table()->viewport()->findChild<QLineEdit *>());
        settle();
    };
    type(QStringLiteral("nonsense"), Qt::Key_Escape);
    QVERIFY(rowOf("mobile-gw") >= 0);
    type(QStringLiteral("mobile-two"), Qt::Key_Return);
    QTRY_VERIFY(rowOf("mobile-two") >= 0);
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    QVERIFY(m_undo->stack()->undoText().contains(QStringLiteral("mobile-gw")));
    m_undo->stack()->undo();
    QTRY_VERIFY(rowOf("mobile-gw") >= 0);
    m_undo->stack()->redo();
    QTRY_VERIFY(rowOf("mobile-two") >= 0);
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));

    // Another token of the same customer has this name.
    type(QStringLiteral("batch"), Qt::Key_Return);
    QTRY_COMPARE(m_errors.size(), 1);
    QVERIFY(rowOf("mobile-two") >= 0);
}

void TestTokensPage::changesTagsAndNote()
{
    fill();
    showPage();
    select("spare");
    const auto field = [this](const char *name) -> EditableLabel * {
        for (EditableLabel *label : m_page->findChildren<EditableLabel *>())
            if (label->findChild<QLineEdit *>()->accessibleName() == QLatin1String(name))
                return label;
        return nullptr;
    };
    const auto type = [field](const char *name, const QString &text) {
        field(name)->beginEditing();
        auto *input = field(name)->findChild<QLineEdit *>();
        QTest::keyClicks(input, text);
        QTest::keyClick(input, Qt::Key_Return);
    };
    type("Tags", QStringLiteral("test, eu"));
    QTRY_COMPARE(field("Tags")->text(), QStringLiteral("eu, test"));
    type("Note", QStringLiteral("for the fair"));
    QTRY_COMPARE(field("Note")->text(), QStringLiteral("for the fair"));
    QTRY_COMPARE(m_undo->stack()->count(), 2);
    m_undo->stack()->undo();
    QTRY_COMPARE(field("Note")->text(), QString());
    m_undo->stack()->undo();
    QTRY_COMPARE(field("Tags")->text(), QString());
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestTokensPage::waitsWithFreshRowsWhileEditing()
{
    fill();
    showPage();
    select("mobile-gw");
    action("token.rename")->trigger();
    auto *editor = table()->viewport()->findChild<QLineEdit *>();
    QTest::keyClicks(editor, QStringLiteral("mobile-two"));
    inServices([](Services &services) { (void)services.tokens.suspend(services.tokens.find("spare")->id); });
    settle();
    QCOMPARE(table()->viewport()->findChild<QLineEdit *>(), editor);
    QCOMPARE(editor->text(), QStringLiteral("mobile-two"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QTRY_COMPARE(cell("spare", 3), QStringLiteral("Suspended"));
}

void TestTokensPage::looksRight_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTokensPage::looksRight()
{
    QFETCH(bool, isDark);
    m_theme->setChoice(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    const QString theme = isDark ? QStringLiteral("dark") : QStringLiteral("light");
    fill();
    showPage();
    select("mobile-gw");
    shootSettled(*m_window, QStringLiteral("tokens-") + theme);
    table()->selectAll();
    settle();
    shootSettled(*m_window, QStringLiteral("tokens-bulk-") + theme);
    action("token.extend")->trigger();
    auto *extend = m_window->findChild<QDialog *>();
    QVERIFY(extend);
    shootSettled(*extend, QStringLiteral("tokens-extend-") + theme);
    extend->reject();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    shootSettled(*dialog, QStringLiteral("tokens-new-") + theme);
}

QTEST_MAIN(TestTokensPage)
#include "tst_tokenspage.moc"
