// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shots.h"
#include "tests/support/zones.h"
#include "ui/charts/chart.h"
#include "ui/charts/chartcanvas.h"
#include "ui/charts/chartpalette.h"
#include "ui/charts/legendtable.h"
#include "ui/charts/linescanvas.h"
#include "ui/charts/ticks.h"
#include "ui/text/periods.h"
#include "ui/widgets/chartformat.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <set>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

const Currency dollars{"USD", 2};

ChartData days(QDate first, int count, const Zone &zone)
{
    ChartData chart;
    chart.zone = zone;
    for (int i = 0; i < count; ++i) {
        const Interval day = periodOfDays(first.addDays(i), first.addDays(i), zone);
        chart.buckets.push_back(timeBucket(day, zone));
    }
    formatAsMoney(chart, dollars);
    return chart;
}

/// `series` series over `count` days of believable, repeatable amounts.
ChartData costs(int series, int count)
{
    static const QStringList names{u"billing-prod"_s, u"mobile-gw"_s, u"search-index"_s, u"partner-acme"_s,
        u"nightly-batch"_s, u"qa-staging"_s, u"ml-research"_s, u"cn-edge"_s, u"客户门户"_s, u"reporting"_s,
        u"sandbox"_s, u"a-rather-long-token-name-for-a-customer"_s};
    ChartData chart = days(QDate(2026, 11, 1), count, test::zone("Asia/Shanghai"));
    chart.title = QStringLiteral("Daily cost by token");
    for (int s = 0; s < series; ++s) {
        std::vector<Decimal> amounts;
        for (int b = 0; b < count; ++b) {
            const double wave = 1 + 0.4 * std::sin(b * 0.9 + s) + (b % 7 >= 5 ? -0.5 : 0.0);
            amounts.push_back(*Decimal::fromParts(static_cast<Int128>(4200.0 / (s + 1) * wave), 2));
        }
        const QString name = names[s % names.size()];
        chart.series.push_back(exactSeries(name, name, std::move(amounts)));
    }
    return chart;
}

ChartData percentiles(int count)
{
    ChartData chart = days(QDate(2026, 9, 1), count, Zone());
    chart.title = QStringLiteral("Response time");
    chart.isAdditive = false;
    formatAsMilliseconds(chart);
    const std::array<std::pair<QString, double>, 3> kinds{{{u"p50"_s, 180}, {u"p95"_s, 640}, {u"p99"_s, 910}}};
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        ChartSeries series{
            kinds[k].first, kinds[k].first, {}, {}, static_cast<int>(k) == 2 ? 5 : static_cast<int>(k), false};
        for (int b = 0; b < count; ++b)
            series.values.push_back(
                kinds[k].second * (1 + 0.25 * std::sin(b * 0.7) + 0.1 * std::cos(b * 2.3 + static_cast<double>(k))));
        chart.series.push_back(std::move(series));
    }
    return chart;
}

double pixelWidth(const QString &text)
{
    return 7.0 * static_cast<double>(text.size());
}

QStringList labels(const std::vector<BucketTick> &ticks)
{
    QStringList all;
    for (const BucketTick &tick : ticks)
        all << tick.text;
    return all;
}

QPoint middleOf(const QWidget &widget, double share)
{
    return {static_cast<int>(widget.width() * share), widget.height() / 2};
}

} // namespace

class ChartsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanup() { qApp->setPalette(paletteOf(lightColors())); }

    void scalesToRoundNumbers_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("hundreds") << 0.0 << 83.0 << 4 << 100.0 << 25.0;
        QTest::newRow("exact end") << 0.0 << 400.0 << 4 << 400.0 << 100.0;
        QTest::newRow("small") << 0.0 << 0.0031 << 4 << 0.004 << 0.001;
        QTest::newRow("below zero") << -30.0 << 60.0 << 5 << 60.0 << 20.0;
        QTest::newRow("nothing") << 0.0 << 0.0 << 4 << 1.0 << 1.0;
        QTest::newRow("no number") << std::nan("") << std::nan("") << 4 << 1.0 << 1.0;
    }
    void scalesToRoundNumbers()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, wanted);
        QFETCH(double, top);
        QFETCH(double, step);
        const ValueScale scale = niceScale(low, high, wanted);
        QCOMPARE(scale.step, step);
        QCOMPARE(scale.high, top);
        QVERIFY(scale.low <= std::min(0.0, std::isnan(low) ? 0.0 : low));
        QVERIFY(scale.ticks().size() >= 2);
    }

    void labelsCalendarSteps_data()
    {
        QTest::addColumn<QDate>("first");
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("width");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("every day of a wide week")
            << QDate(2026, 11, 23) << 7 << 700.0
            << QStringList{u"23 Nov"_s, u"24 Nov"_s, u"25 Nov"_s, u"26 Nov"_s, u"27 Nov"_s, u"28 Nov"_s, u"29 Nov"_s};
        QTest::newRow("fifths of a month")
            << QDate(2026, 11, 1) << 30 << 600.0
            << QStringList{u"1 Nov"_s, u"6 Nov"_s, u"11 Nov"_s, u"16 Nov"_s, u"21 Nov"_s, u"26 Nov"_s};
        QTest::newRow("months of a half year, February too")
            << QDate(2026, 1, 1) << 182 << 600.0
            << QStringList{u"Jan 2026"_s, u"Feb 2026"_s, u"Mar 2026"_s, u"Apr 2026"_s, u"May 2026"_s, u"Jun 2026"_s,
                   u"Jul 2026"_s};
        QTest::newRow("quarters") << QDate(2026, 1, 1) << 365 << 420.0
                                  << QStringList{u"Jan 2026"_s, u"Apr 2026"_s, u"Jul 2026"_s, u"Oct 2026"_s};
    }
    void labelsCalendarSteps()
    {
        QFETCH(QDate, first);
        QFETCH(int, count);
        QFETCH(double, width);
        const ChartData chart = days(first, count, test::zone("Europe/Berlin"));
        const QStringList found = labels(bucketTicks(chart, width, 18, pixelWidth));
        QTEST(found, "expected");
    }

    void neverLetsLabelsTouch()
    {
        for (int count = 1; count <= 800; count += 13) {
            const ChartData chart = days(QDate(2025, 12, 17), count, Zone());
            const std::vector<BucketTick> ticks = bucketTicks(chart, 500, 18, pixelWidth);
            QVERIFY2(!ticks.empty(), qPrintable(QString::number(count)));
            for (std::size_t i = 1; i < ticks.size(); ++i) {
                const double apart = static_cast<double>(ticks[i].bucket - ticks[i - 1].bucket) * 500 / count;
                QVERIFY2(apart >= (pixelWidth(ticks[i].text) + pixelWidth(ticks[i - 1].text)) / 2 + 18,
                    qPrintable(QString::number(count)));
            }
        }
    }

    void mergesTheRestIntoOther()
    {
        const ChartData all = costs(12, 30);
        const ChartData top = topSeries(all, 8, QStringLiteral("Other"));
        QCOMPARE(top.series.size(), std::size_t{9});
        QCOMPARE(top.series.back().name, QStringLiteral("Other"));
        QCOMPARE(*top.series.back().slot, otherSlot);
        QCOMPARE(grandTotalText(top), grandTotalText(all));
        for (std::size_t s = 1; s < 8; ++s)
            QVERIFY(seriesSum(top.series[s - 1]) >= seriesSum(top.series[s]));
        std::set<int> slots_;
        for (const ChartSeries &series : top.series)
            slots_.insert(*series.slot);
        QCOMPARE(slots_.size(), std::size_t{9});
        QCOMPARE(topSeries(costs(9, 3), 8, QStringLiteral("Other")).series.back().name, costs(9, 3).series.back().name);
    }

    void addsExactly()
    {
        ChartData chart = days(QDate(2026, 1, 1), 3, Zone());
        const Decimal tenth = *Decimal::parse("0.10");
        chart.series.push_back(exactSeries(QStringLiteral("a"), QStringLiteral("A"), {tenth, tenth, tenth}));
        chart.series.push_back(exactSeries(
            QStringLiteral("b"), QStringLiteral("B"), {*Decimal::parse("90071992547409.93"), tenth, tenth}));
        QCOMPARE(seriesTotalText(chart, 0), QStringLiteral("$0.30"));
        QCOMPARE(bucketTotalText(chart, 0), QStringLiteral("$90,071,992,547,410.03"));
        QCOMPARE(bucketTotalText(chart, 0, {true, false}), QStringLiteral("$0.10"));
    }

    void writesCsvThatSpreadsheetsReadAsText()
    {
        ChartData chart = days(QDate(2026, 11, 1), 2, test::zone("Asia/Shanghai"));
        chart.series.push_back(exactSeries(QStringLiteral("a"), QStringLiteral("=HYPERLINK(\"x\"),y"),
            {*Decimal::parse("1.50"), *Decimal::parse("-2")}));
        chart.series.push_back({QStringLiteral("b"), QStringLiteral("p95"), {0.5, std::nan("")}, {}, {}, false});
        QCOMPARE(toCsv(chart, QStringLiteral("Time")),
            QStringLiteral("Time,\"'=HYPERLINK(\"\"x\"\"),y\",p95\r\n2026-11-01T00:00:00+08:00,1.5,0.5\r\n2026-11-"
                           "02T00:00:00+08:00,-2,\r\n"));
    }

    void cutsLinesAtGapsAndKeepsExtremes()
    {
        std::vector<double> values(10000, 1.0);
        values[5003] = 99;
        values[7000] = std::nan("");
        const std::vector<QPolygonF> lines = decimated(values, 500);
        QCOMPARE(lines.size(), std::size_t{2});
        QVERIFY(lines[0].size() + lines[1].size() <= 1010);
        QVERIFY(std::ranges::any_of(lines[0], [](const QPointF &p) { return p == QPointF(5003.5, 99); }));
    }

    void keepsSeriesVisibleOnBothThemes()
    {
        for (const ThemeColors *theme : {&lightColors(), &darkColors()}) {
            const ChartColors colors = ChartColors::of(paletteOf(*theme));
            for (int slot = 0; slot < slotCount; ++slot)
                QVERIFY2(contrast(slotInk(slot, colors), colors.surface) >= 3.0, qPrintable(QString::number(slot)));
        }
    }

    void activatesTheBucketUnderThePointer()
    {
        StackedColumnsChart chart;
        chart.resize(900, 360);
        chart.setData(costs(4, 10));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy spy(&chart, &Chart::bucketActivated);
        QTest::mouseClick(
            chart.canvas(), Qt::LeftButton, {}, QPoint(chart.canvas()->width() - 20, chart.canvas()->height() - 45));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].value<Interval>(), chart.chartData().buckets.back().span);
        QCOMPARE(spy[0][1].toString(), QStringLiteral("billing-prod")); // the largest lies lowest
    }

    void movesTheCrosshairByKeyboard()
    {
        StackedColumnsChart chart;
        chart.resize(900, 360);
        chart.setData(costs(3, 10));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        ChartCanvas *canvas = chart.canvas();
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(canvas->currentBucket(), 0);
        QTest::keyClick(canvas, Qt::Key_Right);
        QTest::keyClick(canvas, Qt::Key_Up);
        QCOMPARE(canvas->currentBucket(), 1);
        QVERIFY(canvas->currentText().startsWith(QStringLiteral("Mon 2 Nov 2026, billing-prod: $")));
        QSignalSpy spy(&chart, &Chart::bucketActivated);
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE(spy[0][1].toString(), QStringLiteral("billing-prod"));
        QTest::keyClick(canvas, Qt::Key_End);
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(canvas->currentBucket(), 9);
        QTest::keyClick(canvas, Qt::Key_Escape);
        QCOMPARE(canvas->currentBucket(), -1);
        QTest::keyClick(canvas, Qt::Key_T);
        QVERIFY(chart.isTableShown());
        QTest::keyClick(chart.focusWidget(), Qt::Key_T);
        QVERIFY(!chart.isTableShown());
    }

    void goesDownARankingByKeyboard()
    {
        BarRanking ranking;
        ranking.resize(500, 300);
        ranking.setData(costs(3, 10));
        ranking.show();
        QVERIFY(QTest::qWaitForWindowExposed(&ranking));
        ranking.canvas()->setFocus();
        QTest::keyClick(ranking.canvas(), Qt::Key_Down);
        QVERIFY(ranking.canvas()->currentText().startsWith(u"billing-prod: $"_s));
        QTest::keyClick(ranking.canvas(), Qt::Key_Down);
        QVERIFY(ranking.canvas()->currentText().startsWith(u"mobile-gw: $"_s));
        QTest::keyClick(ranking.canvas(), Qt::Key_Up);
        QCOMPARE(ranking.canvas()->currentBucket(), 0);
    }

    void isolatesAndTogglesSeriesInTheLegend()
    {
        StackedColumnsChart chart;
        chart.resize(900, 360);
        chart.setData(costs(3, 10));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        LegendTable *legend = chart.legend();
        const QPoint second = legend->visualRect(legend->model()->index(1, 0)).center();
        QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, second);
        QCOMPARE(chart.canvas()->shown(), (std::vector<bool>{false, true, false}));
        QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, second);
        QCOMPARE(chart.canvas()->shown(), (std::vector<bool>{true, true, true}));
        QTest::mouseClick(legend->viewport(), Qt::LeftButton, Qt::ControlModifier, second);
        QCOMPARE(chart.canvas()->shown(), (std::vector<bool>{true, false, true}));
    }

    void saysWhenThereIsNothing()
    {
        StackedColumnsChart chart;
        chart.resize(700, 300);
        chart.setData({});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(!chart.canvas()->isVisible());
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("No usage in this range")));
        test::shoot(chart, QStringLiteral("chart-empty"));
    }

    void describesItselfForAssistiveTechnology()
    {
        StackedColumnsChart chart;
        chart.setData(costs(2, 3));
        QCOMPARE(chart.canvas()->accessibleName(), QStringLiteral("Daily cost by token"));
        QVERIFY(chart.canvas()->accessibleDescription().contains(grandTotalText(chart.chartData())));
    }

    void rendersThePictureInEveryForm()
    {
        LinesChart chart;
        chart.setData(percentiles(60));
        const QImage once = chart.image(1);
        const QImage twice = chart.image(2);
        QCOMPARE(twice.size(), once.size() * 2);
        QBuffer svg;
        QVERIFY(svg.open(QIODevice::WriteOnly));
        chart.writeSvg(svg);
        QVERIFY(svg.data().contains("Response time"));
        QVERIFY(svg.data().contains("<path") || svg.data().contains("<polyline"));
        const QString folder = qEnvironmentVariable("TOLL_SHOTS");
        if (!folder.isEmpty())
            twice.save(folder + QStringLiteral("/export-lines.png"));
    }

    void repaintsWithinAFrame_data()
    {
        QTest::addColumn<int>("series");
        QTest::addColumn<int>("count");
        QTest::newRow("10 series, a year of days") << 10 << 365;
    }
    void repaintsWithinAFrame()
    {
        QFETCH(int, series);
        QFETCH(int, count);
        StackedColumnsChart chart;
        chart.resize(1280, 420);
        chart.setData(costs(series, count));
        QImage target(1000, 400, QImage::Format_ARGB32_Premultiplied);
        qint64 best = std::numeric_limits<qint64>::max();
        for (int run = 0; run < 7; ++run) {
            chart.canvas()->setShown(std::vector<bool>(static_cast<std::size_t>(series), true)); // forgets the picture
            QElapsedTimer timer;
            timer.start();
            QPainter painter(&target);
            chart.canvas()->paintChart(painter, target.size());
            best = std::min(best, timer.nsecsElapsed());
        }
        qInfo("best of 7: %.2f ms", static_cast<double>(best) / 1e6);
        QVERIFY2(best < 16'000'000, "a full repaint must fit into 16 ms");
    }

    void looksRight_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isChinese");
        QTest::newRow("light-en") << false << false;
        QTest::newRow("dark-en") << true << false;
        QTest::newRow("light-zh") << false << true;
        QTest::newRow("dark-zh") << true << true;
    }
    void looksRight()
    {
        if (qEnvironmentVariableIsEmpty("TOLL_SHOTS"))
            QSKIP("TOLL_SHOTS names no folder for the pictures");
        QFETCH(bool, isDark);
        QFETCH(bool, isChinese);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        qApp->setPalette(paletteOf(isDark ? darkColors() : lightColors()));
        QLocale::setDefault(
            isChinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English, QLocale::UnitedStates));

        QWidget page;
        page.setBackgroundRole(QPalette::Base);
        page.setAutoFillBackground(true);
        page.resize(1280, 800);
        auto *columns = new StackedColumnsChart(&page);
        columns->setGeometry(16, 16, 1248, 380);
        ChartData cost = topSeries(costs(12, 30), 8, isChinese ? QStringLiteral("其他") : QStringLiteral("Other"));
        if (isChinese)
            cost.title = QStringLiteral("按令牌的每日费用");
        cost.isLastIncomplete = true;
        cost.buckets[11].hasNoData = true;
        for (ChartSeries &series : cost.series)
            series.values[11] = std::nan("");
        columns->setData(cost);
        auto *lines = new LinesChart(&page);
        lines->setGeometry(16, 410, 610, 370);
        ChartData times = percentiles(60);
        for (int b = 20; b < 24; ++b)
            times.series[1].values[static_cast<std::size_t>(b)] = std::nan("");
        lines->setData(times);
        auto *ranking = new BarRanking(&page);
        ranking->setGeometry(654, 410, 610, 370);
        ranking->setData(topSeries(costs(12, 30), 8, isChinese ? QStringLiteral("其他") : QStringLiteral("Other")));
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        columns->canvas()->setFocus();
        QTest::mouseMove(columns->canvas(), middleOf(*columns->canvas(), 0.55));
        columns->canvas()->setCurrentBucket(16, 1);
        test::shoot(page, QStringLiteral("charts-") + tag);

        columns->setTableShown(true);
        columns->setData(costs(10, 365));
        columns->setTableShown(false);
        lines->setData(percentiles(2000));
        lines->canvas()->setCurrentBucket(700, 1);
        test::shoot(page, QStringLiteral("charts-dense-") + tag);
        columns->setTableShown(true);
        columns->resize(600, 380);
        lines->setData(costs(2, 24));
        test::shoot(page, QStringLiteral("charts-table-") + tag);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    ChartsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_charts.moc"
