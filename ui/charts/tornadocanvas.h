// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/rowframe.h"
#include "ui/charts/tornadochart.h"

namespace toll {

/// The bars of a tornado. The crosshair stands on an input.
class TornadoCanvas : public ChartCanvas {
    Q_OBJECT

public:
    using ChartCanvas::ChartCanvas;

    /// The chart's table (tableOf()) is to follow as its data.
    void setTornado(const TornadoData &tornado);

    /// Where the bar of an input's lower or higher setting lies, as the chart was drawn last.
    [[nodiscard]] QRectF boxOf(std::size_t index, bool isHigh) const;

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
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] double headHeight(double width) const;
    [[nodiscard]] std::vector<KeyEntry> key() const;
    [[nodiscard]] MarkLook lookOf(bool isHigh) const;
    [[nodiscard]] const TornadoData::End &endOf(std::size_t index, bool isHigh) const;
    [[nodiscard]] double moveOf(std::size_t index, bool isHigh) const;
    [[nodiscard]] bool isShared(std::size_t index) const;
    [[nodiscard]] bool isLeft(std::size_t index, bool isHigh) const;
    [[nodiscard]] double labelWidth(const TornadoData::End &end) const;
    void drawMiddle(QPainter &painter) const;
    void drawLabel(QPainter &painter, std::size_t index, bool isHigh) const;

    TornadoData m_tornado;
    RowFrame m_frame;
    double m_headHeight = 0;
    bool m_isUniform = false; ///< all inputs have the same settings: the key says them once
};

} // namespace toll
