// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kit/chartsample.h"
#include "ui/charts/heatcanvas.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

HeatData of(std::size_t rows, std::size_t columns, const std::vector<double> &values)
{
    HeatData heat;
    heat.title = u"Revenue"_s;
    formatAsCounts(heat);
    for (std::size_t r = 0; r < rows; ++r)
        heat.rows.push_back(u"r%1"_s.arg(r));
    for (std::size_t c = 0; c < columns; ++c)
        heat.columns.push_back(u"c%1"_s.arg(c));
    for (const double value : values)
        heat.cells.push_back({value, std::nullopt});
    return heat;
}

const HeatCanvas &canvasOf(const HeatMap &chart)
{
    return static_cast<const HeatCanvas &>(*chart.canvas());
}

} // namespace

class HeatMapTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void tilesTheGridWithoutSeams_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("one cell") << 1 << 1;
        QTest::newRow("a week of hours") << 7 << 24;
        QTest::newRow("finer than the pixels") << 30 << 1500;
        QTest::newRow("one row") << 1 << 13;
    }
    void tilesTheGridWithoutSeams()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        HeatMap chart;
        chart.setHeat(test::sampleHeat(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns)));
        test::drawn(chart);
        const HeatCanvas &canvas = canvasOf(chart);
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r) {
            for (std::size_t c = 1; c < static_cast<std::size_t>(columns); ++c)
                QCOMPARE(canvas.boxOf(r, c).left(), canvas.boxOf(r, c - 1).right());
            if (r > 0)
                QCOMPARE(canvas.boxOf(r, 0).top(), canvas.boxOf(r - 1, 0).bottom());
        }
        const QRectF last = canvas.boxOf(static_cast<std::size_t>(rows) - 1, static_cast<std::size_t>(columns) - 1);
        QVERIFY(canvas.boxOf(0, 0).left() > 0 && last.right() < 900 && last.bottom() < 360);
    }

    void scalesColoursToTheData_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("ordinary") << 10.0 << 500.0;
        QTest::newRow("negative") << -900.0 << -20.0;
        QTest::newRow("around zero") << -3.0 << 7.0;
        QTest::newRow("tiny") << 1e-9 << 3e-9;
        QTest::newRow("the whole range") << -1e308 << 1e308;
    }
    void scalesColoursToTheData()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        for (const ThemeColors *theme : {&lightColors(), &darkColors()}) {
            const QColor surface = ChartColors::of(paletteOf(*theme)).surface;
            const HeatScale scale(low, high, std::nullopt, theme->isDark);
            double last = 0;
            for (int step = 0; step <= 20; ++step) {
                const double share = step / 20.0;
                const QColor color = scale.colorOf(low * (1 - share) + high * share);
                QVERIFY2(contrast(color, surface) >= last - 0.01, "further from the background with every step");
                last = contrast(color, surface);
                QVERIFY(contrast(color, HeatScale::textOn(color)) >= 4.5);
            }
            QVERIFY(last > 6);
        }
    }

    void partsBothSidesOfTheMiddle()
    {
        for (const bool isDark : {false, true}) {
            const HeatScale scale(-50, 200, 100.0, isDark);
            for (const double distance : {0.0, 30.0, 90.0}) {
                const QColor below = scale.colorOf(100 - distance);
                const QColor above = scale.colorOf(100 + distance);
                QVERIFY(contrast(below, HeatScale::textOn(below)) >= 4.5);
                QVERIFY2(contrast(below, above) < 1.35, "as far from the background on both sides");
                QCOMPARE(below == above, distance == 0);
                if (distance > 50)
                    QVERIFY(below.red() > below.blue() && above.blue() > above.red());
            }
        }
    }

    void hatchesWhatIsNotKnown()
    {
        HeatMap chart;
        chart.setHeat(of(2, 2, {1, std::nan(""), 3, std::numeric_limits<double>::infinity()}));
        const QImage picture = test::drawn(chart);
        const QRect known = canvasOf(chart).boxOf(0, 0).toRect().adjusted(4, 4, -200, -4);
        const QRect unknown = canvasOf(chart).boxOf(0, 1).toRect().adjusted(4, 4, -4, -4);
        QSet<QRgb> colors[2];
        for (int i = 0; i < 40; ++i) {
            colors[0].insert(picture.pixel(known.left() + i, known.top()));
            colors[1].insert(picture.pixel(unknown.left() + i, unknown.top()));
        }
        QCOMPARE(colors[0].size(), 1);
        QVERIFY(colors[1].size() > 1);
        chart.canvas()->setCurrentBucket(0, 1);
        QVERIFY(chart.canvas()->currentText().endsWith(u"no data"_s));
    }

    void writesValuesIntoCellsThatHoldThem_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<bool>("hasTexts");
        QTest::newRow("wide") << 8 << true;
        QTest::newRow("narrow, so in brief") << 16 << true;
        QTest::newRow("too narrow") << 40 << false;
    }
    void writesValuesIntoCellsThatHoldThem()
    {
        QFETCH(int, columns);
        HeatMap chart;
        chart.setHeat(test::sampleHeat(6, static_cast<std::size_t>(columns)));
        test::drawn(chart);
        QTEST(canvasOf(chart).hasCellTexts(), "hasTexts");
    }

    void goesFromCellToCellByKeyboard_data()
    {
        QTest::addColumn<QList<int>>("keys");
        QTest::addColumn<bool>("isFar");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        using Keys = QList<int>;
        QTest::newRow("first to what is marked") << Keys{Qt::Key_Right} << false << 1 << 2;
        QTest::newRow("right") << Keys{Qt::Key_Right, Qt::Key_Right} << false << 1 << 3;
        QTest::newRow("left") << Keys{Qt::Key_Left, Qt::Key_Left} << false << 1 << 1;
        QTest::newRow("up, not out") << Keys{Qt::Key_Up, Qt::Key_Up, Qt::Key_Up} << false << 0 << 2;
        QTest::newRow("down") << Keys{Qt::Key_Down, Qt::Key_Down} << false << 2 << 2;
        QTest::newRow("row's begin") << Keys{Qt::Key_Home} << false << 1 << 0;
        QTest::newRow("row's end, not beyond") << Keys{Qt::Key_End, Qt::Key_Right} << false << 1 << 4;
        QTest::newRow("column's end") << Keys{Qt::Key_PageDown} << false << 2 << 2;
        QTest::newRow("last corner") << Keys{Qt::Key_End} << true << 2 << 4;
        QTest::newRow("first corner") << Keys{Qt::Key_Home} << true << 0 << 0;
    }
    void goesFromCellToCellByKeyboard()
    {
        QFETCH(QList<int>, keys);
        QFETCH(bool, isFar);
        HeatMap chart;
        chart.setHeat(test::sampleHeat(3, 5)); // marked at 1, 2
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        chart.canvas()->setFocus();
        for (const int key : keys)
            QTest::keyClick(chart.canvas(), static_cast<Qt::Key>(key), isFar ? Qt::ControlModifier : Qt::NoModifier);
        QTEST(chart.canvas()->currentBucket(), "row");
        QTEST(chart.canvas()->currentSeries(), "column");
    }

    void hitsTheCellUnderThePointer()
    {
        HeatMap chart;
        chart.setHeat(test::sampleHeat(7, 24));
        chart.resize(900, 400);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy spy(&chart, &Chart::placeActivated);
        for (const auto &[row, column] : {std::pair(0, 0), std::pair(3, 17), std::pair(6, 23)}) {
            const QRectF box = canvasOf(chart).boxOf(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
            QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, box.center().toPoint());
            QCOMPARE(spy.back()[0].toInt(), row);
            QCOMPARE(spy.back()[1].toInt(), column);
        }
        QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, QPoint(chart.canvas()->width() - 3, 60)); // the scale
        QCOMPARE(spy.size(), 3);
    }

    void tablesAsItIsDrawn()
    {
        const ChartData table = tableOf(of(2, 3, {1, 2, 3, 4, 5}));
        QCOMPARE(toCsv(table, u"Name"_s), u"Name,c0,c1,c2\r\nr0,1,2,3\r\nr1,4,5,\r\n"_s);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    HeatMapTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_heatmap.moc"
