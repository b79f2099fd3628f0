// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fanchart.h"

#include "ui/charts/fancanvas.h"

namespace toll {

ChartData tableOf(const FanData &fan)
{
    ChartData data;
    static_cast<ChartHead &>(data) = fan;
    data.buckets = fan.buckets;
    data.isAdditive = false;
    if (fan.isEmpty())
        return data;
    const auto add = [&data](ChartSeries series, const QString &name) {
        if (series.values.empty())
            return;
        series.name = name;
        series.values.resize(data.buckets.size(), std::numeric_limits<double>::quiet_NaN());
        if (!series.exact.empty())
            series.exact.resize(data.buckets.size());
        data.series.push_back(std::move(series));
    };
    add(fan.history, fan.history.name);
    add(fan.median, fan.median.name);
    for (const FanData::Band &band : fan.bands) {
        add(band.low, FanCanvas::tr("%1 from").arg(band.name));
        add(band.high, FanCanvas::tr("%1 to").arg(band.name));
    }
    add(fan.budget, fan.budget.name);
    return data;
}

FanChart::FanChart(QWidget *parent) : Chart(new FanCanvas, parent), m_fan(static_cast<FanCanvas *>(canvas()))
{
    setLegendVisible(false); // the canvas has a key of its own
}

void FanChart::setFan(const FanData &fan)
{
    m_fan->setFan(fan);
    setData(tableOf(fan));
}

} // namespace toll
