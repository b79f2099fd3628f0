// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kit/chartsample.h"
#include "ui/charts/waterfallcanvas.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

constexpr double tolerance = 1.01; ///< bars lie on whole pixels

WaterfallData of(const QStringList &amounts)
{
    WaterfallData all;
    all.title = u"Why it changed"_s;
    formatAsMoney(all, test::chartDollars);
    all.start = {u"Before"_s, test::amount(qPrintable(amounts.front()))};
    for (qsizetype i = 1; i + 1 < amounts.size(); ++i)
        all.steps.push_back({u"Step %1"_s.arg(i), test::amount(qPrintable(amounts[i]))});
    all.end = {u"After"_s, test::amount(qPrintable(amounts.back()))};
    return all;
}

int colorsIn(const QImage &image, const QRectF &box)
{
    QSet<QRgb> colors;
    const QRect inner = box.adjusted(3, 3, -3, -3).toRect();
    for (int y = inner.top(); y <= inner.bottom(); ++y) {
        for (int x = inner.left(); x <= inner.right(); ++x)
            colors.insert(image.pixel(x, y));
    }
    return static_cast<int>(colors.size());
}

} // namespace

class WaterfallChartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void beginsEachBarWhereTheLastOneEnded_data()
    {
        QTest::addColumn<QStringList>("amounts");
        QTest::addColumn<bool>("isCut");
        QTest::newRow("up and down") << QStringList{u"100"_s, u"60"_s, u"-90"_s, u"70"_s} << false;
        QTest::newRow("through zero") << QStringList{u"50"_s, u"-120"_s, u"30"_s, u"-40"_s} << false;
        QTest::newRow("below zero") << QStringList{u"-10"_s, u"-120"_s, u"30"_s, u"-100"_s} << false;
        QTest::newRow("from nothing") << QStringList{u"0"_s, u"12"_s, u"12"_s} << false;
        QTest::newRow("all nothing") << QStringList{u"0"_s, u"0"_s, u"0"_s} << false;
        QTest::newRow("small steps") << QStringList{u"12410"_s, u"41.8"_s, u"-13.2"_s, u"12438.6"_s} << true;
        QTest::newRow("huge") << QStringList{u"90000000000000000000"_s, u"-80000000000000000000"_s,
            u"10000000000000000000"_s}
                              << false;
        QTest::newRow("no steps") << QStringList{u"20"_s, u"20"_s} << false;
    }
    void beginsEachBarWhereTheLastOneEnded()
    {
        QFETCH(QStringList, amounts);
        WaterfallChart chart;
        chart.setWaterfall(of(amounts));
        test::drawn(chart);
        const auto &canvas = static_cast<const WaterfallCanvas &>(*chart.canvas());
        QTEST(canvas.isCut(), "isCut");
        double reached = 0;
        const auto last = static_cast<std::size_t>(amounts.size()) - 1;
        for (std::size_t i = 0; i <= last; ++i) {
            const double change = amounts[static_cast<qsizetype>(i)].toDouble();
            const QRectF box = canvas.boxOf(i);
            QVERIFY(box.width() >= 0 && box.left() >= 0 && box.right() <= 900);
            if (i > 0)
                QVERIFY(box.top() > canvas.boxOf(i - 1).bottom());
            const double end = change < 0 ? box.left() : box.right();
            const double begin = change < 0 ? box.right() : box.left();
            const bool isTotal = i == 0 || i == last;
            if (isTotal && i > 0)
                QVERIFY2(std::abs(end - reached) <= tolerance, "the end is where the last step led");
            else if (!isTotal)
                QVERIFY2(std::abs(begin - reached) <= tolerance, qPrintable(QString::number(i)));
            reached = end;
        }
    }

    void tellsFallsFromRisesWithoutColour()
    {
        WaterfallChart chart;
        chart.setWaterfall(of({u"100"_s, u"60"_s, u"-60"_s, u"100"_s}));
        const QImage picture = test::drawn(chart);
        const auto &canvas = static_cast<const WaterfallCanvas &>(*chart.canvas());
        QCOMPARE(colorsIn(picture, canvas.boxOf(1)), 1);
        QVERIFY(colorsIn(picture, canvas.boxOf(2)) > 3);
        chart.canvas()->setCurrentBucket(1);
        QCOMPARE(chart.canvas()->currentText(), u"Step 1: +$60.00, then $160.00"_s);
        chart.canvas()->setCurrentBucket(2);
        QCOMPARE(chart.canvas()->currentText(), u"Step 2: −$60.00, then $100.00"_s);
    }

    void sumsExactlyInTheTable()
    {
        const ChartData table = tableOf(of({u"90071992547409.93"_s, u"0.07"_s, u"0.01"_s, u"90071992547410.01"_s}));
        QCOMPARE(valueText(table, 1, 1), u"$90,071,992,547,410.00"_s);
        QCOMPARE(valueText(table, 1, 2), u"$90,071,992,547,410.01"_s);
        QCOMPARE(valueText(table, 0, 0), QString());
        QCOMPARE(toCsv(table, u"Name"_s).section(u"\r\n"_s, 2, 2), u"Step 1,0.07,90071992547410"_s);
    }

    void hitsTheRowUnderThePointer()
    {
        WaterfallChart chart;
        chart.setWaterfall(of({u"100"_s, u"60"_s, u"-60"_s, u"100"_s}));
        chart.resize(700, 320);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const auto &canvas = static_cast<const WaterfallCanvas &>(*chart.canvas());
        QSignalSpy spy(&chart, &Chart::placeActivated);
        QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, QPoint(20, canvas.boxOf(2).center().toPoint().y()));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toInt(), 2);
        QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, QPoint(20, 2)); // the key
        QCOMPARE(spy.size(), 1);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    WaterfallChartTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_waterfallchart.moc"
