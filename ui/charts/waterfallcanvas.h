// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/rowframe.h"
#include "ui/charts/waterfallchart.h"

namespace toll {

/// The bars of a waterfall. The crosshair stands on a bar.
class WaterfallCanvas : public ChartCanvas {
    Q_OBJECT

public:
    using ChartCanvas::ChartCanvas;

    /// The chart's table (tableOf()) is to follow as its data.
    void setWaterfall(const WaterfallData &waterfall) { m_waterfall = waterfall; }

    /// Where a bar lies, as the chart was drawn last.
    [[nodiscard]] QRectF boxOf(std::size_t index) const;
    /// Whether the totals are cut, because the steps would be lost beside them.
    [[nodiscard]] bool isCut() const { return m_isCut; }

    [[nodiscard]] QString currentText() const override;
    [[nodiscard]] QString summary() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void arrange(const QSizeF &size) override;
    void draw(QPainter &painter) override;
    void drawCurrent(QPainter &painter) override;
    int bucketAt(const QPointF &position) const override { return m_frame.rowAt(position); }
    int seriesAt(int, const QPointF &) const override { return -1; }
    QPointF anchorOf(int bucket) const override;
    TipText tipText() const override;
    bool isListed() const override { return true; }

private:
    struct Bar {
        double from = 0; ///< places on the axis
        double to = 0;
        bool isTotal = false;
        QString amount;
    };

    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] std::vector<KeyEntry> key() const;
    [[nodiscard]] MarkLook lookOf(const Bar &bar) const;
    void collectBars();
    void drawConnectors(QPainter &painter) const;
    void drawCut(QPainter &painter, const QRectF &box) const;
    void drawAmounts(QPainter &painter) const;

    WaterfallData m_waterfall;
    RowFrame m_frame;
    std::vector<Bar> m_bars;
    double m_amountWidth = 0;
    double m_origin = 0; ///< what the axis counts from
    bool m_isCut = false;
};

} // namespace toll
