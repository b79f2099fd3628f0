// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the four charts of a scenario have in common: pictures, tables, keys, words, speed.
#include "tests/support/catalogue.h"
#include "tests/support/shots.h"
#include "tests/ui/kit/chartsample.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

#include <memory>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

enum class Kind { Fan, Waterfall, Tornado, Heat };

template<typename Name>
WaterfallData steps(int count, const Name &name)
{
    WaterfallData all = test::sampleWaterfall();
    all.steps.clear();
    for (int i = 0; i < count; ++i)
        all.steps.push_back({name(i), test::cents(i % 2 == 0 ? 12.5 * i : -7.25 * i)});
    return all;
}

/// A chart with data of the size that pages show; `isLarge`: the most they will.
std::unique_ptr<Chart> chartOf(Kind kind, bool isChinese, bool isLarge = false)
{
    switch (kind) {
    case Kind::Fan: {
        auto chart = std::make_unique<FanChart>();
        chart->setFan(isLarge ? test::sampleFan(365, 365, isChinese) : test::sampleFan(23, 37, isChinese));
        return chart;
    }
    case Kind::Waterfall: {
        auto chart = std::make_unique<WaterfallChart>();
        chart->setWaterfall(
            isLarge ? steps(60, [](int i) { return QString::number(i); }) : test::sampleWaterfall(isChinese));
        return chart;
    }
    case Kind::Tornado: {
        auto chart = std::make_unique<TornadoChart>();
        TornadoData data = test::sampleTornado(isChinese);
        while (isLarge && data.bars.size() < 60)
            data.bars.push_back(data.bars[data.bars.size() % 4]);
        chart->setTornado(data);
        return chart;
    }
    case Kind::Heat:
        break;
    }
    auto chart = std::make_unique<HeatMap>();
    chart->setHeat(isLarge ? test::sampleHeat(60, 60, isChinese) : test::sampleHeat(9, 11, isChinese));
    return chart;
}

void addKinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("fan") << Kind::Fan;
    QTest::newRow("waterfall") << Kind::Waterfall;
    QTest::newRow("tornado") << Kind::Tornado;
    QTest::newRow("heat map") << Kind::Heat;
}

} // namespace

class ScenarioChartsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanup()
    {
        qApp->setPalette(paletteOf(lightColors()));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void savesPictures_data() { addKinds(); }
    void savesPictures()
    {
        QFETCH(Kind, kind);
        const std::unique_ptr<Chart> chart = chartOf(kind, false);
        const QImage once = chart->image(1);
        QCOMPARE(chart->image(2).size(), once.size() * 2);
        QBuffer png;
        QVERIFY(png.open(QIODevice::ReadWrite));
        QVERIFY(once.save(&png, "PNG"));
        QVERIFY(test::inkIn(QImage::fromData(png.data(), "PNG")) > 5000);
    }

    void savesSvgThatDrawsTheSame_data() { addKinds(); }
    void savesSvgThatDrawsTheSame()
    {
        QFETCH(Kind, kind);
        const std::unique_ptr<Chart> chart = chartOf(kind, false);
        QBuffer svg;
        QVERIFY(svg.open(QIODevice::WriteOnly));
        chart->writeSvg(svg);
        QXmlStreamReader reader(svg.data());
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(svg.data().contains(chart->chartData().title.toUtf8()));

        QSvgRenderer renderer(svg.data());
        QVERIFY(renderer.isValid());
        const QImage direct = chart->image(1);
        QImage image(direct.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(chart->palette().color(QPalette::Base));
        QPainter painter(&image);
        renderer.render(&painter);
        const double share = static_cast<double>(test::inkIn(image)) / test::inkIn(direct);
        QVERIFY2(share > 0.85 && share < 1.25, qPrintable(QString::number(share)));
    }

    void standsOnEveryPlaceByKeyboard_data() { addKinds(); }
    void standsOnEveryPlaceByKeyboard()
    {
        QFETCH(Kind, kind);
        const std::unique_ptr<Chart> chart = chartOf(kind, false);
        chart->resize(900, 420);
        chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
        ChartCanvas *canvas = chart->canvas();
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_Home, Qt::ControlModifier);
        QStringList said;
        for (std::size_t i = 0; i < chart->chartData().buckets.size(); ++i) {
            QVERIFY(!canvas->currentText().isEmpty());
            QVERIFY2(!said.contains(canvas->currentText()), qPrintable(canvas->currentText()));
            said << canvas->currentText();
            QTest::keyClick(canvas, kind == Kind::Fan ? Qt::Key_Right : Qt::Key_Down);
        }
        QSignalSpy spy(chart.get(), &Chart::placeActivated);
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toInt(), static_cast<int>(chart->chartData().buckets.size()) - 1);
        QTest::keyClick(canvas, Qt::Key_T);
        QVERIFY(chart->isTableShown());
    }

    void saysNothingOfEmptyData_data() { addKinds(); }
    void saysNothingOfEmptyData()
    {
        QFETCH(Kind, kind);
        FanChart fan;
        WaterfallChart waterfall;
        TornadoChart tornado;
        HeatMap heat;
        fan.setFan({});
        waterfall.setWaterfall({});
        tornado.setTornado({});
        heat.setHeat({});
        Chart *const charts[]{&fan, &waterfall, &tornado, &heat};
        Chart &chart = *charts[static_cast<int>(kind)];
        QVERIFY(chart.chartData().isEmpty());
        QCOMPARE(test::inkIn(test::drawn(chart)), 0);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(!chart.canvas()->isVisible());
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.canvas()->currentText(), QString());
    }

    void speaksChinese_data() { addKinds(); }
    void speaksChinese()
    {
        QFETCH(Kind, kind);
        QTranslator catalogue;
        QVERIFY(catalogue.load(u":/i18n/toll_zh_CN"_s));
        QCoreApplication::installTranslator(&catalogue);
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        const std::unique_ptr<Chart> chart = chartOf(kind, true);
        QString words = chart->canvas()->accessibleDescription();
        chart->canvas()->setCurrentBucket(1, 1);
        words += chart->canvas()->currentText();
        for (const ChartSeries &series : chart->chartData().series)
            words += series.name;
        static const QRegularExpression english(u"[A-Za-z]{2,}"_s);
        QVERIFY2(!words.contains(english), qPrintable(words));
    }

    void repaintsWithinAFrame_data() { addKinds(); }
    void repaintsWithinAFrame()
    {
        QFETCH(Kind, kind);
        const std::unique_ptr<Chart> chart = chartOf(kind, false, true);
        qint64 best = std::numeric_limits<qint64>::max();
        QImage target(1000, 400, QImage::Format_ARGB32_Premultiplied);
        for (int run = 0; run < 7; ++run) {
            chart->canvas()->setShown({}); // forgets the picture
            QElapsedTimer timer;
            timer.start();
            QPainter painter(&target);
            chart->canvas()->paintChart(painter, target.size());
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
        qApp->setPalette(paletteOf(isDark ? darkColors() : lightColors()));
        QTranslator catalogue;
        if (isChinese && catalogue.load(u":/i18n/toll_zh_CN"_s))
            QCoreApplication::installTranslator(&catalogue);
        QLocale::setDefault(
            isChinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English, QLocale::UnitedStates));
        QWidget page;
        page.setBackgroundRole(QPalette::Base);
        page.setAutoFillBackground(true);
        page.resize(1400, 900);
        const QRect places[]{{16, 16, 676, 420}, {708, 16, 676, 420}, {16, 452, 676, 432}, {708, 452, 676, 432}};
        std::vector<std::unique_ptr<Chart>> charts;
        for (const Kind kind : {Kind::Fan, Kind::Waterfall, Kind::Tornado, Kind::Heat}) {
            charts.push_back(chartOf(kind, isChinese));
            charts.back()->setParent(&page);
            charts.back()->setGeometry(places[static_cast<int>(kind)]);
        }
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        test::shoot(page, u"scenario-"_s + tag);
        charts[0]->canvas()->setCurrentBucket(40);
        charts[1]->canvas()->setCurrentBucket(2);
        charts[2]->canvas()->setCurrentBucket(1);
        charts[3]->canvas()->setCurrentBucket(4, 3);
        test::shoot(page, u"scenario-tips-"_s + tag);

        HeatData busy = test::sampleHeat(24, 40, isChinese);
        busy.middle.reset();
        busy.cells[100] = {};
        static_cast<HeatMap &>(*charts[3]).setHeat(busy);
        WaterfallData small = test::sampleWaterfall(isChinese);
        small.steps = {{small.steps[0].name, test::amount("41.80")}, {small.steps[1].name, test::amount("-13.20")}};
        small.end.value = test::amount("12438.60");
        static_cast<WaterfallChart &>(*charts[1]).setWaterfall(small);
        static_cast<FanChart &>(*charts[0]).setFan(test::sampleFan(200, 165, isChinese));
        charts[2]->setTableShown(true);
        test::shoot(page, u"scenario-other-"_s + tag);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    test::speakEnglish();
    ScenarioChartsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_scenariocharts.moc"
