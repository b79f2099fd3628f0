// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kit/chartsample.h"
#include "ui/charts/tornadocanvas.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

TornadoData of(const char *middle, const std::vector<std::pair<const char *, const char *>> &ends)
{
    TornadoData all;
    all.title = u"What matters"_s;
    formatAsMoney(all, test::chartDollars);
    all.middleName = u"Now"_s;
    all.middle = test::amount(middle);
    for (const auto &[low, high] : ends)
        all.bars.push_back(
            {u"Input %1"_s.arg(all.bars.size()), {u"−10 %"_s, test::amount(low)}, {u"+10 %"_s, test::amount(high)}});
    return all;
}

} // namespace

class TornadoChartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void drawsBothEndsFromTheMiddle_data()
    {
        QTest::addColumn<QString>("middle");
        QTest::addColumn<QString>("low");
        QTest::addColumn<QString>("high");
        QTest::newRow("both sides") << u"100"_s << u"80"_s << u"110"_s;
        QTest::newRow("lower setting, higher amount") << u"100"_s << u"120"_s << u"90"_s;
        QTest::newRow("same side") << u"100"_s << u"105"_s << u"120"_s;
        QTest::newRow("one end moves nothing") << u"100"_s << u"100"_s << u"120"_s;
        QTest::newRow("nothing moves") << u"100"_s << u"100"_s << u"100"_s;
        QTest::newRow("around zero") << u"0"_s << u"-5"_s << u"5"_s;
        QTest::newRow("negative") << u"-100"_s << u"-180"_s << u"-20"_s;
        QTest::newRow("huge") << u"0"_s << u"-90000000000000000000"_s << u"90000000000000000000"_s;
        QTest::newRow("close to a large middle")
            << u"90071992547409.90"_s << u"90071992547409.80"_s << u"90071992547410.10"_s;
    }
    void drawsBothEndsFromTheMiddle()
    {
        QFETCH(QString, middle);
        QFETCH(QString, low);
        QFETCH(QString, high);
        TornadoChart chart;
        chart.setTornado(of(qPrintable(middle), {{qPrintable(low), qPrintable(high)}}));
        QVERIFY(test::inkIn(test::drawn(chart)) > 500);
        const auto &canvas = static_cast<const TornadoCanvas &>(*chart.canvas());
        const QRectF boxes[]{canvas.boxOf(0, false), canvas.boxOf(0, true)};
        const QString ends[]{low, high};
        double middleAt[2];
        for (int i = 0; i < 2; ++i) {
            const double move = ends[i].toDouble() - middle.toDouble();
            QVERIFY(boxes[i].left() > 0 && boxes[i].right() < 900);
            QCOMPARE(boxes[i].width() > 1, move != 0);
            middleAt[i] = move < 0 ? boxes[i].right() : boxes[i].left();
        }
        QCOMPARE(middleAt[0], middleAt[1]);
        QVERIFY2(!boxes[0].intersects(boxes[1]), "no bar hides the other");
    }

    void keepsTheGivenOrder()
    {
        TornadoChart chart;
        chart.setTornado(of("100", {{"99", "101"}, {"50", "150"}, {"90", "105"}}));
        test::drawn(chart);
        const auto &canvas = static_cast<const TornadoCanvas &>(*chart.canvas());
        QVERIFY(canvas.boxOf(0, true).bottom() < canvas.boxOf(1, true).top());
        QVERIFY(canvas.boxOf(1, true).width() > canvas.boxOf(2, true).width());
        QCOMPARE(chart.chartData().buckets[1].label, u"Input 1 (−10 % to +10 %)"_s);
    }

    void givesBarsTheRoomOfSettingsThatAreAllTheSame()
    {
        TornadoData data = of("100", {{"99", "101"}, {"50", "150"}});
        TornadoChart chart;
        const auto &canvas = static_cast<const TornadoCanvas &>(*chart.canvas());
        chart.setTornado(data);
        test::drawn(chart);
        const double alike = canvas.boxOf(1, true).width();
        data.bars[0].low.setting = u"−12 %"_s;
        chart.setTornado(data);
        test::drawn(chart);
        QVERIFY(canvas.boxOf(1, true).width() < alike);
    }

    void hitsTheInputUnderThePointer()
    {
        TornadoChart chart;
        chart.setTornado(of("100", {{"99", "101"}, {"50", "150"}, {"90", "105"}}));
        chart.resize(700, 320);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const auto &canvas = static_cast<const TornadoCanvas &>(*chart.canvas());
        QSignalSpy spy(&chart, &Chart::placeActivated);
        QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, canvas.boxOf(1, false).center().toPoint());
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toInt(), 1);
        chart.canvas()->setCurrentBucket(1);
        QCOMPARE(chart.canvas()->currentText(), u"Input 1: −10 % gives $50.00, +10 % gives $150.00"_s);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    TornadoChartTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_tornadochart.moc"
