// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowsmodel.h"
#include "ui/models/selectionkeeper.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

struct Thing {
    QString id;
    QString name;
    std::optional<int> size;
};

std::vector<Column<Thing>> columns()
{
    std::vector<Column<Thing>> all(2);
    all[0].id = u"name"_s;
    all[0].title = u"Name"_s;
    all[0].text = [](const Thing &thing) { return thing.name; };
    all[1].id = u"size"_s;
    all[1].title = u"Size"_s;
    all[1].alignment = Qt::AlignRight;
    all[1].text = [](const Thing &thing) { return thing.size ? QString::number(*thing.size) : u"–"_s; };
    all[1].sortKey = [](const Thing &thing) { return thing.size ? SortKey(std::int64_t{*thing.size}) : SortKey(); };
    all[1].tone = [](const Thing &thing) { return thing.size.value_or(0) > 100 ? Tone::Danger : Tone::Normal; };
    return all;
}

using Model = RowsModel<Thing>;

QStringList shownIds(const Model &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.keyAt(row);
    return ids;
}

std::vector<Thing> things()
{
    return {{u"a"_s, u"node 10"_s, 5}, {u"b"_s, u"node 9"_s, std::nullopt}, {u"c"_s, u"Älpha"_s, 120},
        {u"d"_s, u"beta"_s, 5}};
}

} // namespace

class RowsModelTest : public QObject {
    Q_OBJECT

private:
    static std::unique_ptr<Model> filled()
    {
        auto model = std::make_unique<Model>(columns(), [](const Thing &thing) { return thing.id; });
        new QAbstractItemModelTester(model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal, model.get());
        model->setRows(things());
        return model;
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsRowsInTheOrderGiven()
    {
        const auto model = filled();
        QCOMPARE(shownIds(*model), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        QCOMPARE(model->index(2, 1).data(ToneRole).toInt(), static_cast<int>(Tone::Danger));
        QCOMPARE(model->index(2, 0).data(KeyRole).toString(), u"c"_s);
        QCOMPARE(
            model->headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).toInt(), Qt::AlignRight | Qt::AlignVCenter);
    }

    void sortsTextAsPeopleDo()
    {
        const auto model = filled();
        model->sort(0, Qt::AscendingOrder);
        QCOMPARE(shownIds(*model), (QStringList{u"c"_s, u"d"_s, u"b"_s, u"a"_s}));
    }

    void putsAbsentValuesLastBothWays()
    {
        const auto model = filled();
        model->sort(1, Qt::AscendingOrder);
        QCOMPARE(shownIds(*model), (QStringList{u"a"_s, u"d"_s, u"c"_s, u"b"_s}));
        model->sort(1, Qt::DescendingOrder);
        QCOMPARE(shownIds(*model), (QStringList{u"c"_s, u"a"_s, u"d"_s, u"b"_s}));
    }

    void sortsBySeveralColumns()
    {
        const auto model = filled();
        model->setSortOrder({{1, Qt::AscendingOrder}, {0, Qt::AscendingOrder}});
        QCOMPARE(shownIds(*model), (QStringList{u"d"_s, u"a"_s, u"c"_s, u"b"_s}));
        model->sort(-1, Qt::AscendingOrder);
        QCOMPARE(shownIds(*model), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    }

    void filtersAndFindsByKey()
    {
        const auto model = filled();
        model->setFilter([](const Thing &thing) { return thing.size == 5; });
        QCOMPARE(shownIds(*model), (QStringList{u"a"_s, u"d"_s}));
        QCOMPARE(model->totalRowCount(), 4);
        QCOMPARE(model->rowOfKey(u"d"_s), 1);
        QCOMPARE(model->rowOfKey(u"c"_s), -1);
        QVERIFY(!model->find(u"c"_s));
        int sum = 0;
        model->forEachShown([&sum](const Thing &thing) { sum += thing.size.value_or(0); });
        QCOMPARE(sum, 10);
        model->setFilter({});
        QCOMPARE(model->rowOfKey(u"c"_s), 2);
    }

    void announcesOnlyChangesWhereTheKeysStay()
    {
        const auto model = filled();
        QSignalSpy resets(model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy changes(model.get(), &QAbstractItemModel::dataChanged);
        std::vector<Thing> rows = things();
        rows[1].size = 7;
        model->setRows(rows);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(model->index(1, 1).data().toString(), u"7"_s);
        rows.pop_back();
        model->setRows(rows);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model->rowOfKey(u"d"_s), -1);
    }

    void resortsWhenAKeyValueChanges()
    {
        const auto model = filled();
        model->sort(1, Qt::AscendingOrder);
        std::vector<Thing> rows = things();
        rows[0].size = 500;
        model->setRows(rows);
        QCOMPARE(shownIds(*model), (QStringList{u"d"_s, u"c"_s, u"a"_s, u"b"_s}));
    }

    void keepsTheSelectionThroughEveryChange()
    {
        const auto model = filled();
        QTableView view;
        view.setSelectionBehavior(QAbstractItemView::SelectRows);
        view.setModel(model.get());
        SelectionKeeper keeper(&view);
        keeper.follow(model.get());
        view.selectRow(2);
        model->sort(0, Qt::AscendingOrder);
        QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(model->keyAt(view.currentIndex().row()), u"c"_s);
        model->setFilter([](const Thing &thing) { return thing.id != u"a"_s; });
        QCOMPARE(model->keyAt(view.selectionModel()->selectedRows().first().row()), u"c"_s);
        model->setFilter([](const Thing &thing) { return thing.id == u"a"_s; });
        QVERIFY(view.selectionModel()->selectedRows().isEmpty());
    }

    void changesColumnsWithTheLanguage()
    {
        const auto model = filled();
        model->sort(1, Qt::AscendingOrder);
        std::vector<Column<Thing>> one = columns();
        one.pop_back();
        model->setColumns(one);
        QCOMPARE(model->columnCount(), 1);
        QVERIFY(model->sortOrder().empty());
    }

    void filtersTwoHundredThousandRowsWithoutAPause()
    {
        Model model(columns(), [](const Thing &thing) { return thing.id; });
        std::vector<Thing> rows;
        for (int i = 0; i < 200'000; ++i)
            rows.push_back({QString::number(i), u"token "_s + QString::number(i % 977), i % 113});
        model.setRows(std::move(rows));
        QTableView view;
        view.setModel(&model);
        QElapsedTimer timer;
        timer.start();
        model.setFilter([](const Thing &thing) { return thing.size > 50; });
        const qint64 took = timer.elapsed();
        qInfo("filtering took %lld ms", took);
        QVERIFY(took < 500); // an unoptimised build on a busy machine; tens of milliseconds otherwise
        QVERIFY(model.rowCount() > 100'000);
    }
};

QTEST_MAIN(RowsModelTest)
#include "tst_rowsmodel.moc"
