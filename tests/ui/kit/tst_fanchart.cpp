// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kit/chartsample.h"
#include "ui/charts/fancanvas.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

/// A fan of `count` days around `middle`, with bands of 1, 2 and 3 times `spread` to each side.
FanData flat(int count, double middle, double spread)
{
    FanData fan;
    fan.title = u"Forecast"_s;
    formatAsMoney(fan, test::chartDollars);
    const auto days = static_cast<std::size_t>(count);
    for (int day = 0; day < count; ++day) {
        const QDate date = QDate(2026, 1, 1).addDays(day);
        fan.buckets.push_back(timeBucket(periodOfDays(date, date, fan.zone), fan.zone));
    }
    fan.median = {u"m"_s, u"Median"_s, std::vector<double>(days, middle), {}, {}, false};
    for (const double width : {1.0, 2.0, 3.0}) {
        fan.bands.push_back(
            {u"band %1"_s.arg(width), {{}, {}, std::vector<double>(days, middle - width * spread), {}, {}, false},
                {{}, {}, std::vector<double>(days, middle + width * spread), {}, {}, false}});
    }
    return fan;
}

const FanCanvas &canvasOf(const FanChart &chart)
{
    return static_cast<const FanCanvas &>(*chart.canvas());
}

} // namespace

class FanChartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void shadesTheBandsFromTheMedianOutwards_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("middle");
        QTest::addColumn<double>("spread");
        QTest::newRow("a month") << 30 << 1000.0 << 200.0;
        QTest::newRow("one point") << 1 << 1000.0 << 200.0;
        QTest::newRow("two points") << 2 << 1000.0 << 200.0;
        QTest::newRow("below zero") << 30 << -500.0 << 100.0;
        QTest::newRow("around zero") << 30 << 0.0 << 1.0;
        QTest::newRow("tiny") << 30 << 1e-6 << 2e-7;
        QTest::newRow("huge") << 30 << 1e22 << 2e21;
        QTest::newRow("more days than pixels") << 20000 << 1000.0 << 200.0;
    }
    void shadesTheBandsFromTheMedianOutwards()
    {
        QFETCH(int, count);
        QFETCH(double, middle);
        QFETCH(double, spread);
        FanChart chart;
        chart.setFan(flat(count, middle, spread));
        const QImage picture = test::drawn(chart);
        const auto bucket = static_cast<std::size_t>((count - 1) / 2);
        const auto pixelAt = [&](double value) {
            return QColor(picture.pixel(canvasOf(chart).pointAt(bucket, value).toPoint() + QPoint(2, 0)));
        };
        const auto isNear = [](const QColor &a, const QColor &b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 12;
        };
        for (std::size_t band = 0; band < 3; ++band) {
            const double inside = (0.55 + static_cast<double>(band)) * spread;
            for (const double value : {middle - inside, middle + inside})
                QVERIFY2(isNear(pixelAt(value), canvasOf(chart).lookOf(band).fill), qPrintable(pixelAt(value).name()));
        }
        if (count > 1)
            QVERIFY(!isNear(pixelAt(middle), canvasOf(chart).lookOf(0).fill)); // the median's line
    }

    void leavesGapsOpen()
    {
        FanData fan = flat(30, 1000, 200);
        for (std::size_t day = 10; day < 20; ++day)
            fan.bands[2].low.values[day] = std::nan("");
        fan.bands[1] = fan.bands[2];
        fan.bands[0] = fan.bands[2];
        FanChart chart;
        chart.setFan(fan);
        const QImage picture = test::drawn(chart);
        const auto at = [&](std::size_t day) { return picture.pixel(canvasOf(chart).pointAt(day, 1330).toPoint()); };
        QCOMPARE(at(5), at(25));
        QVERIFY(at(15) != at(5));
        QCOMPARE(at(15), picture.pixel(899, 359));
    }

    void survivesSeriesOfOtherLengths()
    {
        FanData fan = test::sampleFan(10, 20);
        fan.median.values.resize(3);
        fan.median.exact.resize(3);
        fan.bands[1].high.values.resize(90, 1e9);
        fan.history.values.clear();
        fan.history.exact.clear();
        fan.budget = {};
        FanChart chart;
        chart.setFan(fan);
        QVERIFY(test::inkIn(test::drawn(chart)) > 1000);
        for (int day = 0; day < 30; ++day) {
            chart.canvas()->setCurrentBucket(day);
            QVERIFY(!chart.canvas()->currentText().isEmpty());
        }
    }

    void saysTheFanOnlyWhereItIsOpen()
    {
        FanChart chart;
        chart.setFan(test::sampleFan(10, 20));
        chart.canvas()->setCurrentBucket(9);
        QVERIFY(!chart.canvas()->currentText().contains(u"Median"_s));
        QVERIFY(chart.canvas()->currentText().contains(u"Budget: $1,900.00"_s));
        chart.canvas()->setCurrentBucket(10);
        const QString text = chart.canvas()->currentText();
        QVERIFY2(text.startsWith(u"Wed 11 Nov 2026, Median: $"_s), qPrintable(text));
        QVERIFY(text.indexOf(u"50 %: $"_s) < text.indexOf(u"95 %: $"_s));
        QVERIFY(chart.canvas()->accessibleDescription().contains(u"95 %: $"_s));
    }

    void tablesEveryEdge()
    {
        const ChartData table = tableOf(test::sampleFan(10, 20));
        QStringList names;
        for (const ChartSeries &series : table.series) {
            names << series.name;
            QCOMPARE(series.values.size(), std::size_t{30});
        }
        QCOMPARE(names,
            (QStringList{u"So far"_s, u"Median"_s, u"50 % from"_s, u"50 % to"_s, u"80 % from"_s, u"80 % to"_s,
                u"95 % from"_s, u"95 % to"_s, u"Budget"_s}));
        QVERIFY(toCsv(table, u"Time"_s).contains(u",1900\r\n"_s));
    }

    void hitsTheDayUnderThePointer()
    {
        FanChart chart;
        chart.setFan(test::sampleFan(10, 20));
        chart.resize(800, 360);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy spy(&chart, &Chart::bucketActivated);
        QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, canvasOf(chart).pointAt(17, 100).toPoint());
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].value<Interval>(), chart.chartData().buckets[17].span);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    FanChartTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_fanchart.moc"
