// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tornadochart.h"

#include "ui/charts/tornadocanvas.h"

namespace toll {

ChartData tableOf(const TornadoData &tornado)
{
    ChartData data;
    static_cast<ChartHead &>(data) = tornado;
    data.isAdditive = false;
    if (tornado.isEmpty())
        return data;
    std::vector<ChartValue> low;
    std::vector<ChartValue> middle;
    std::vector<ChartValue> high;
    for (const TornadoData::Bar &bar : tornado.bars) {
        const QString label = TornadoCanvas::tr("%1 (%2 to %3)").arg(bar.name, bar.low.setting, bar.high.setting);
        data.buckets.push_back({{}, label, false});
        low.push_back(bar.low.value);
        middle.push_back(tornado.middle);
        high.push_back(bar.high.value);
    }
    data.series.push_back(seriesOf(QStringLiteral("low"), TornadoCanvas::tr("Lower setting"), low));
    data.series.push_back(seriesOf(QStringLiteral("middle"), tornado.middleName, middle));
    data.series.push_back(seriesOf(QStringLiteral("high"), TornadoCanvas::tr("Higher setting"), high));
    return data;
}

TornadoChart::TornadoChart(QWidget *parent)
    : Chart(new TornadoCanvas, parent), m_bars(static_cast<TornadoCanvas *>(canvas()))
{
    setLegendVisible(false); // the canvas has a key of its own
}

void TornadoChart::setTornado(const TornadoData &tornado)
{
    m_bars->setTornado(tornado);
    setData(tableOf(tornado));
}

} // namespace toll
