// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kit/sample.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace toll;
using namespace toll::test;

class DataTableTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void copiesWhatIsSeenAndExactNumbers()
    {
        DataTable table;
        table.setModel(newModel(&table));
        table.view()->selectRow(2);
        QCOMPARE(table.selectionAsText(false), u"partner-acme\tExhausted\t1031.13"_s);
        table.view()->setColumnHidden(1, true);
        QCOMPARE(table.selectionAsText(true), u"Name\tSpend this month\npartner-acme\t1031.13"_s);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.view()->setFocus();
        QTest::keyClick(table.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"Name\tSpend this month\npartner-acme\t1031.13"_s);
    }

    void sortsByHeaderClicks()
    {
        DataTable table;
        SampleModel *model = newModel(&table);
        table.setModel(model);
        table.resize(700, 300);
        table.show();
        const QHeaderView *header = table.view()->horizontalHeader();
        const auto click = [header](int column, Qt::KeyboardModifiers modifiers) {
            const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, at);
        };
        click(2, {});
        QCOMPARE(model->sortOrder(), (std::vector<TableModel::SortBy>{{2, Qt::DescendingOrder}}));
        QCOMPARE(model->keyAt(0), u"3"_s);
        click(0, Qt::ShiftModifier);
        QCOMPARE(model->sortOrder().size(), std::size_t{2});
        click(2, {});
        QCOMPARE(model->sortOrder(), (std::vector<TableModel::SortBy>{{2, Qt::AscendingOrder}}));
    }

    void restoresItsStateByColumnIds()
    {
        DataTable first;
        first.setModel(newModel(&first));
        first.resize(800, 300);
        first.show();
        first.view()->horizontalHeader()->moveSection(2, 0);
        first.view()->setColumnWidth(1, 203);
        static_cast<TableModel *>(first.view()->model())->sort(2, Qt::DescendingOrder);
        const QByteArray state = first.saveState();

        DataTable second;
        SampleModel *model = newModel(&second);
        second.setModel(model);
        second.resize(800, 300);
        second.show();
        QVERIFY(second.restoreState(state));
        QCOMPARE(second.view()->horizontalHeader()->logicalIndex(0), 2);
        QCOMPARE(second.view()->columnWidth(1), 203);
        QCOMPARE(model->sortOrder(), (std::vector<TableModel::SortBy>{{2, Qt::DescendingOrder}}));
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        DataTable third;
        third.setModel(newModel(&third));
        QVERIFY(third.restoreState(state));
        QCOMPARE(third.view()->horizontalHeader()->logicalIndex(0), 2);
        QVERIFY(third.view()->columnWidth(1) != 203); // measured for other words
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(!second.restoreState("{\"version\":99}"));
        QVERIFY(!second.restoreState("rubbish"));
        QCOMPARE(second.view()->columnWidth(1), 203);
    }

    void opensRowsAndOffersColumns()
    {
        DataTable table;
        table.setModel(newModel(&table));
        table.show();
        QSignalSpy spy(&table, &DataTable::activated);
        QVERIFY(table.selectKey(u"2"_s));
        QTest::keyClick(table.view(), Qt::Key_Return);
        QCOMPARE(spy[0][0].toString(), u"2"_s);
        const std::unique_ptr<QMenu> menu(table.createColumnMenu());
        QCOMPARE(menu->actions().size(), 5); // a line and the way back
        QVERIFY(!menu->actions()[0]->isEnabled());
        menu->actions()[1]->setChecked(false);
        QVERIFY(table.view()->isColumnHidden(1));
        menu->actions()[4]->trigger();
        QVERIFY(!table.view()->isColumnHidden(1));
        QVERIFY(!table.selectKey(u"no such key"_s));
    }

    void showsTheRightEmptyState()
    {
        DataTable table;
        SampleModel *model = newModel(&table);
        auto *noRows = new QLabel(u"nothing yet"_s);
        auto *noMatch = new QLabel(u"no match"_s);
        table.setModel(model);
        table.setEmptyStates(noRows, noMatch);
        table.show();
        QVERIFY(table.view()->isVisible());
        model->setFilter([](const SampleRow &) { return false; });
        QVERIFY(noMatch->isVisible());
        model->setRows({});
        QVERIFY(noRows->isVisible());
    }

    void leavesOutColumnsWithoutRoom()
    {
        DataTable table;
        table.setModel(newModel(&table));
        table.setStretchColumn(u"name"_s);
        table.setYieldingColumns({u"spend"_s, u"status"_s});
        table.resize(800, 300);
        table.show();
        QVERIFY(!table.view()->isColumnHidden(1) && !table.view()->isColumnHidden(2));
        const int width = table.view()->columnWidth(2);
        const int narrow = 150 + table.view()->columnWidth(1) + 20;
        table.resize(narrow, 300);
        QVERIFY(table.view()->isColumnHidden(2));
        QVERIFY(!table.view()->isColumnHidden(1));
        QVERIFY(!table.view()->horizontalScrollBar()->isVisible());
        const QByteArray state = table.saveState();
        table.resize(800, 300);
        QCOMPARE(table.view()->columnWidth(2), width);
        QCOMPARE(table.saveState(), state); // what has no room is not what was chosen

        table.resize(narrow, 300);
        const std::unique_ptr<QMenu> menu(table.createColumnMenu());
        menu->actions()[2]->setChecked(true);
        QVERIFY(!table.view()->isColumnHidden(2)); // asked for, it stays, and the next one yields
        QVERIFY(table.view()->isColumnHidden(1));
    }

    void laterDataWidensWhatNobodyHasMadeAnotherWidth_data()
    {
        QTest::addColumn<bool>("widens");
        QTest::addColumn<bool>("isChosen");
        QTest::newRow("widens") << true << false;
        QTest::newRow("widens, but for a chosen width") << true << true;
        QTest::newRow("stays") << false << false;
    }

    void laterDataWidensWhatNobodyHasMadeAnotherWidth()
    {
        QFETCH(const bool, widens);
        QFETCH(const bool, isChosen);
        DataTable table;
        table.setWidensWithData(widens);
        SampleModel *model = newModel(&table);
        table.setModel(model);
        table.setStretchColumn(u"name"_s);
        table.resize(900, 300);
        table.show();
        const auto width = [&table] { return table.view()->columnWidth(2); };
        if (isChosen)
            table.view()->setColumnWidth(2, width() - 20);
        const int before = width();
        std::vector<SampleRow> rows = tokens();
        for (SampleRow &row : rows)
            row.spend = decimal("123456789012345678.12");
        model->setRows(rows);
        QCOMPARE(width() > before, widens && !isChosen);
        const int after = width();
        model->setRows(tokens()); // what is narrower again keeps its room
        QCOMPARE(width(), after);
    }

    void editsInPlace()
    {
        DataTable table;
        SampleModel *model = newModel(&table);
        table.setModel(model);
        table.resize(800, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        QSignalSpy edits(&table, &DataTable::edited);
        QSignalSpy openings(&table, &DataTable::activated);
        const auto editor = [&table] { return table.view()->viewport()->findChild<QLineEdit *>(); };
        QVERIFY(table.selectKey(u"2"_s));
        QTest::keyClick(table.view(), Qt::Key_F2);
        QVERIFY(table.isEditing());
        QCOMPARE(editor()->text(), u"mobile-gw"_s);
        QCOMPARE(editor()->accessibleName(), u"Name"_s);
        QTest::keyClicks(editor(), u"mobile-two"_s);
        model->setRows(tokens()); // fresh rows do not undo what is being typed
        QCOMPARE(editor()->text(), u"mobile-two"_s);
        QTest::keyClick(editor(), Qt::Key_Return);
        QTRY_VERIFY(!table.isEditing());
        QCOMPARE(edits.size(), 1);
        QCOMPARE(edits[0], (QVariantList{u"2"_s, u"name"_s, u"mobile-two"_s}));
        QCOMPARE(model->rowAt(1).name, u"mobile-gw"_s);
        QCOMPARE(openings.size(), 0);

        table.edit(u"name"_s);
        QTRY_VERIFY(editor());
        QTest::keyClicks(editor(), u"nonsense"_s);
        QTest::keyClick(editor(), Qt::Key_Escape);
        QTRY_VERIFY(!table.isEditing());
        QCOMPARE(edits.size(), 1);
        table.edit(u"spend"_s);
        QVERIFY(!table.isEditing());
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    DataTableTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_datatable.moc"
