// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heatmap.h"

#include "ui/charts/heatcanvas.h"

namespace toll {

ChartData tableOf(const HeatData &heat)
{
    ChartData data;
    static_cast<ChartHead &>(data) = heat;
    data.isAdditive = false;
    if (heat.isEmpty())
        return data;
    for (const QString &row : heat.rows)
        data.buckets.push_back({{}, row, false});
    for (std::size_t c = 0; c < heat.columns.size(); ++c) {
        std::vector<ChartValue> column;
        for (std::size_t r = 0; r < heat.rows.size(); ++r)
            column.push_back(heat.at(r, c).isKnown() ? heat.at(r, c) : ChartValue());
        data.series.push_back(seriesOf(QString::number(c), heat.columns[c], column));
    }
    return data;
}

HeatMap::HeatMap(QWidget *parent) : Chart(new HeatCanvas, parent), m_cells(static_cast<HeatCanvas *>(canvas()))
{
    setLegendVisible(false); // the canvas has a scale of its own
}

void HeatMap::setHeat(const HeatData &heat)
{
    m_cells->setHeat(heat);
    setData(tableOf(heat));
}

} // namespace toll
