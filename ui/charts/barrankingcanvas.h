// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"

namespace toll {

/// The series by their totals, biggest on top: name, bar, amount and share beside one another. Here the crosshair
/// stands on a series, not on a bucket.
class BarRankingCanvas : public ChartCanvas {
    Q_OBJECT

public:
    using ChartCanvas::ChartCanvas;

    /// The series at a place of the ranking.
    [[nodiscard]] int seriesOf(int place) const;
    [[nodiscard]] QString currentText() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void arrange(const QSizeF &size) override;
    void draw(QPainter &painter) override;
    void drawCurrent(QPainter &painter) override;
    int bucketAt(const QPointF &position) const override;
    int seriesAt(int bucket, const QPointF &position) const override;
    QPointF anchorOf(int bucket) const override;
    int placeCount() const override { return static_cast<int>(m_order.size()); }
    bool hasTip() const override { return false; }
    bool isListed() const override { return true; }

private:
    [[nodiscard]] double rowHeight() const;

    std::vector<std::size_t> m_order;
    std::vector<double> m_sums;
    double m_total = 0;
    double m_amountWidth = 0;
    double m_shareWidth = 0;
    QRectF m_bars;
};

} // namespace toll
