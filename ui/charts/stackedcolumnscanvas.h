// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"

namespace toll {

/// Columns upon one another, the first series lowest; negative values grow downwards from zero.
class StackedColumnsCanvas : public ChartCanvas {
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
    struct Look;

    [[nodiscard]] std::vector<Look> looks() const;
    void drawColumns(QPainter &painter) const;
    void drawBox(QPainter &painter, const QRectF &box, const Look &look, bool isPartial) const;

    ChartFrame m_frame;
};

} // namespace toll
