// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/zones.h"
#include "ui/charts/chartcanvas.h"
#include "ui/charts/fanchart.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/tornadochart.h"
#include "ui/charts/waterfallchart.h"
#include "ui/text/periods.h"
#include "ui/widgets/chartformat.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <cmath>

namespace toll::test {

inline const Currency chartDollars{"USD", 2};

inline ChartValue amount(const char *text)
{
    return exactValue(*Decimal::parse(text));
}

inline ChartValue cents(double value)
{
    return exactValue(*Decimal::fromParts(static_cast<Int128>(std::llround(value * 100)), 2));
}

/// Cumulative cost: `past` days of history, then `future` days of a fan that grows out of it, and a budget.
inline FanData sampleFan(int past, int future, bool isChinese = false)
{
    FanData fan;
    fan.title = isChinese ? QStringLiteral("累计费用预测") : QStringLiteral("Cumulative cost, forecast");
    fan.zone = zone("Asia/Shanghai");
    formatAsMoney(fan, chartDollars);
    std::vector<ChartValue> history;
    std::vector<ChartValue> median;
    std::vector<ChartValue> low[3];
    std::vector<ChartValue> high[3];
    std::vector<ChartValue> budget;
    double reached = 0;
    for (int day = 0; day < past + future; ++day) {
        const QDate date = QDate(2026, 11, 1).addDays(day);
        fan.buckets.push_back(timeBucket(periodOfDays(date, date, fan.zone), fan.zone));
        reached += 50 * (1 + 0.4 * std::sin(day * 0.9)) - (day % 7 >= 5 ? 25 : 0);
        history.push_back(day < past ? cents(reached) : ChartValue());
        const bool isFan = day >= std::max(0, past - 1);
        median.push_back(isFan ? cents(reached) : ChartValue());
        const double spread = 9 * std::sqrt(std::max(0.0, day - past + 1.0)) * (1 + 0.02 * day);
        for (int band = 0; band < 3; ++band) {
            low[band].push_back(isFan ? cents(reached - spread * (1 + band)) : ChartValue());
            high[band].push_back(isFan ? cents(reached + spread * (1.2 + 1.3 * band)) : ChartValue());
        }
        budget.push_back(amount("1900"));
    }
    const QString names[]{QStringLiteral("50 %"), QStringLiteral("80 %"), QStringLiteral("95 %")};
    fan.history = seriesOf(QStringLiteral("h"), isChinese ? QStringLiteral("实际") : QStringLiteral("So far"), history);
    fan.median = seriesOf(QStringLiteral("m"), isChinese ? QStringLiteral("中位数") : QStringLiteral("Median"), median);
    for (std::size_t band = 0; band < 3; ++band)
        fan.bands.push_back({names[band], seriesOf({}, {}, low[band]), seriesOf({}, {}, high[band])});
    fan.budget = seriesOf(QStringLiteral("b"), isChinese ? QStringLiteral("预算") : QStringLiteral("Budget"), budget);
    fan.turnName = isChinese ? QStringLiteral("今天") : QStringLiteral("Today");
    return fan;
}

inline WaterfallData sampleWaterfall(bool isChinese = false)
{
    WaterfallData all;
    all.title = isChinese ? QStringLiteral("从现在到假设") : QStringLiteral("From now to the what-if");
    formatAsMoney(all, chartDollars);
    const auto name = [isChinese](const char16_t *english, const char16_t *chinese) {
        return QString::fromUtf16(isChinese ? chinese : english);
    };
    all.start = {name(u"Now", u"现在"), amount("12410.00")};
    all.steps = {{name(u"Price", u"价格"), amount("4180.55")}, {name(u"Volume", u"用量"), amount("-1320.00")},
        {name(u"Mix", u"构成"), amount("0")}, {name(u"Limits", u"限额"), amount("-2640.10")},
        {name(u"Refused requests", u"被拒绝的请求"), amount("-310.45")}};
    all.end = {name(u"What if", u"假设"), amount("12320.00")};
    return all;
}

inline TornadoData sampleTornado(bool isChinese = false)
{
    TornadoData all;
    all.title = isChinese ? QStringLiteral("影响最大的参数") : QStringLiteral("What matters most");
    formatAsMoney(all, chartDollars);
    all.middleName = isChinese ? QStringLiteral("现在") : QStringLiteral("Now");
    all.middle = amount("12410.00");
    const auto bar = [](const QString &name, const char *low, const char *high) {
        return TornadoData::Bar{name, {QStringLiteral("−10 %"), amount(low)}, {QStringLiteral("+10 %"), amount(high)}};
    };
    all.bars = {bar(isChinese ? QStringLiteral("单价") : QStringLiteral("Rate"), "11180.00", "13640.00"),
        bar(isChinese ? QStringLiteral("上限") : QStringLiteral("Cap of the token billing-prod"), "11920.40",
            "12600.00"),
        bar(isChinese ? QStringLiteral("有效期") : QStringLiteral("Lifetime"), "12760.00", "12530.25"),
        bar(isChinese ? QStringLiteral("折扣") : QStringLiteral("Discount"), "12470.00", "12350.00"),
        bar(isChinese ? QStringLiteral("最低消费") : QStringLiteral("Minimum"), "12410.00", "12410.00")};
    return all;
}

/// What a grid of rates and caps gives, around what is billed now.
inline HeatData sampleHeat(std::size_t rows, std::size_t columns, bool isChinese = false)
{
    HeatData heat;
    heat.title = isChinese ? QStringLiteral("收入") : QStringLiteral("Revenue");
    formatAsMoney(heat, chartDollars);
    heat.columnTitle = isChinese ? QStringLiteral("单价") : QStringLiteral("Rate");
    heat.rowTitle = isChinese ? QStringLiteral("上限") : QStringLiteral("Cap");
    for (std::size_t c = 0; c < columns; ++c)
        heat.columns.push_back(QString::number(0.001 + 0.0002 * static_cast<double>(c), 'f', 4));
    for (std::size_t r = 0; r < rows; ++r) {
        heat.rows.push_back(
            QString::number(50 * (r + 1)) + (isChinese ? QStringLiteral("/天") : QStringLiteral("/day")));
        for (std::size_t c = 0; c < columns; ++c) {
            const double share = 0.4 + 0.6 * (1 - std::exp(-static_cast<double>(r + 1) / 3));
            heat.cells.push_back(cents((1000 + 140.0 * static_cast<double>(c)) * share));
        }
    }
    heat.middle = amount("1450.00");
    heat.middleName = isChinese ? QStringLiteral("现在的账单") : QStringLiteral("Billed now");
    heat.marked = HeatData::Cell{rows / 2, columns / 2};
    heat.markedName = isChinese ? QStringLiteral("现在") : QStringLiteral("Now");
    return heat;
}

/// Draws a chart as its window or an export would.
inline QImage drawn(Chart &chart, const QSize &size = QSize(900, 360))
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(chart.palette().color(QPalette::Base));
    QPainter painter(&image);
    chart.canvas()->paintChart(painter, size);
    return image;
}

/// How many pixels are not the background.
inline int inkIn(const QImage &image)
{
    int count = 0;
    const QRgb background = image.pixel(image.width() - 1, image.height() - 1);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != background ? 1 : 0;
    }
    return count;
}

} // namespace toll::test
