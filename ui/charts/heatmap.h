// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart.h"

namespace toll {

class HeatCanvas;

/// Values over a grid of two axes: what every pair of settings gives, or when it is busy.
struct HeatData : ChartHead {
    struct Cell {
        std::size_t row = 0;
        std::size_t column = 0;
    };

    QString columnTitle; ///< "Rate"
    QString rowTitle; ///< "Cap"
    std::vector<QString> columns; ///< from left to right
    std::vector<QString> rows; ///< from the top down
    std::vector<ChartValue> cells; ///< row by row; unknown ones are hatched
    std::optional<ChartValue> middle; ///< set: the scale has two sides, and a line parts them
    QString middleName; ///< of that line: "What is billed now"
    std::optional<Cell> marked; ///< a framed cell
    QString markedName; ///< "Now"

    [[nodiscard]] bool isEmpty() const { return columns.empty() || rows.empty(); }
    [[nodiscard]] ChartValue at(std::size_t row, std::size_t column) const
    {
        const std::size_t place = row * columns.size() + column;
        return place < cells.size() ? cells[place] : ChartValue();
    }
};

/// The same as a table: its rows and columns are those of the map.
[[nodiscard]] ChartData tableOf(const HeatData &heat);

/// A heat map with its scale beside it. `placeActivated` names row and column of a cell.
class HeatMap : public Chart {
    Q_OBJECT

public:
    explicit HeatMap(QWidget *parent = nullptr);

    void setHeat(const HeatData &heat);

private:
    using Chart::setData;

    HeatCanvas *m_cells;
};

} // namespace toll
