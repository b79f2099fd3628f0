// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"

namespace toll {

/// Lines over buckets, drawn by Qt Charts; each is named at its end, and told apart by its dashes as well.
class LinesCanvas : public ChartCanvas {
    Q_OBJECT

public:
    using ChartCanvas::ChartCanvas;

protected:
    void arrange(const QSizeF &size) override;
    void draw(QPainter &painter) override;
    void drawCurrent(QPainter &painter) override;
    int bucketAt(const QPointF &position) const override { return m_frame.bucketAt(position.x()); }
    int seriesAt(int bucket, const QPointF &position) const override;
    QPointF anchorOf(int bucket) const override;

private:
    void drawNames(QPainter &painter) const;
    void drawLonePoints(QPainter &painter) const;
    [[nodiscard]] QPen penOf(std::size_t series) const;
    [[nodiscard]] QPointF pointAt(std::size_t series, std::size_t bucket) const;

    ChartFrame m_frame;
    double m_nameWidth = 0;
};

/// The line's points, cut at gaps (NaN); where there are more than two to a pixel of `width`, each pixel keeps its
/// lowest and highest, in their order.
[[nodiscard]] std::vector<QPolygonF> decimated(const std::vector<double> &values, int width);

} // namespace toll
