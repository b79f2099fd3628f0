// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/waterfallchart.h"

#include "ui/charts/waterfallcanvas.h"

namespace toll {

namespace {

/// What is reached after a change.
ChartValue after(const ChartValue &reached, const ChartValue &change)
{
    if (!change.isKnown())
        return reached;
    ChartValue sum{reached.place + change.place, std::nullopt};
    if (reached.exact && change.exact) {
        if (const Result<Decimal> exact = reached.exact->plus(*change.exact))
            sum.exact = *exact;
        else
            sum.place = std::numeric_limits<double>::quiet_NaN();
    }
    return sum;
}

} // namespace

ChartData tableOf(const WaterfallData &waterfall)
{
    ChartData data;
    static_cast<ChartHead &>(data) = waterfall;
    data.isAdditive = false;
    if (waterfall.isEmpty())
        return data;
    std::vector<ChartValue> changes{ChartValue()};
    std::vector<ChartValue> reached{waterfall.start.value};
    data.buckets.push_back({{}, waterfall.start.name, false});
    for (const WaterfallData::Bar &step : waterfall.steps) {
        data.buckets.push_back({{}, step.name, false});
        changes.push_back(step.value);
        reached.push_back(after(reached.back(), step.value));
    }
    data.buckets.push_back({{}, waterfall.end.name, false});
    changes.push_back(ChartValue());
    reached.push_back(waterfall.end.value);
    data.series.push_back(seriesOf(QStringLiteral("change"), WaterfallCanvas::tr("Change"), changes));
    data.series.push_back(seriesOf(QStringLiteral("reached"), WaterfallCanvas::tr("Total"), reached));
    return data;
}

WaterfallChart::WaterfallChart(QWidget *parent)
    : Chart(new WaterfallCanvas, parent), m_bars(static_cast<WaterfallCanvas *>(canvas()))
{
    setLegendVisible(false); // the canvas has a key of its own
}

void WaterfallChart::setWaterfall(const WaterfallData &waterfall)
{
    m_bars->setWaterfall(waterfall);
    setData(tableOf(waterfall));
}

} // namespace toll
