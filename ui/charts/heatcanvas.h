// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/heatscale.h"

namespace toll {

/// The cells of a heat map. The crosshair stands on a cell: a bucket is a row, a series a column. Arrow keys go from
/// cell to cell, Home and End along the row, with Ctrl to the corners, Page Up and Page Down along the column.
class HeatCanvas : public ChartCanvas {
    Q_OBJECT

public:
    using ChartCanvas::ChartCanvas;

    /// The chart's table (tableOf()) is to follow as its data.
    void setHeat(const HeatData &heat);

    /// Where a cell lies, as the chart was drawn last.
    [[nodiscard]] QRectF boxOf(std::size_t row, std::size_t column) const;
    /// Whether values stand in the cells, as drawn last.
    [[nodiscard]] bool hasCellTexts() const { return !m_texts.empty(); }

    [[nodiscard]] QString currentText() const override;
    [[nodiscard]] QString summary() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {320, 200}; }

protected:
    void arrange(const QSizeF &size) override;
    void draw(QPainter &painter) override;
    void drawCurrent(QPainter &painter) override;
    int bucketAt(const QPointF &position) const override;
    int seriesAt(int bucket, const QPointF &position) const override;
    QPointF anchorOf(int bucket) const override;
    TipText tipText() const override;
    bool moveByKey(const QKeyEvent &event) override;

private:
    static constexpr double edge = 8;
    static constexpr double barWidth = 14; ///< of the scale's bar

    [[nodiscard]] static double widest(const std::vector<QString> &texts, const QFontMetricsF &metrics);
    [[nodiscard]] std::vector<KeyEntry> key() const;
    [[nodiscard]] double legendWidth() const;
    [[nodiscard]] QString middleText() const;
    void chooseTexts();
    [[nodiscard]] bool fits(const std::vector<QString> &texts, const QFontMetricsF &metrics) const;
    void drawMarked(QPainter &painter) const;
    void drawCells(QPainter &painter) const;
    void drawTexts(QPainter &painter) const;
    void drawParting(QPainter &painter) const;
    void drawAxes(QPainter &painter) const;
    void drawLegend(QPainter &painter) const;
    [[nodiscard]] bool isAbove(std::size_t row, std::size_t column) const;
    void moveTo(int row, int column);

    HeatData m_heat;
    HeatScale m_scale;
    std::optional<std::size_t> m_least; ///< the cells of the extremes
    std::optional<std::size_t> m_most;
    std::vector<QString> m_texts; ///< of all cells, or none
    QRectF m_grid;
};

} // namespace toll
