// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/fanchart.h"

namespace toll {

/// Bands, lines and the rule of a fan.
class FanCanvas : public ChartCanvas {
    Q_OBJECT

public:
    using ChartCanvas::ChartCanvas;

    /// The chart's table (tableOf()) is to follow as its data. Series that are too short end early.
    void setFan(const FanData &fan);

    /// Where a value of a bucket lies, as the chart was drawn last.
    [[nodiscard]] QPointF pointAt(std::size_t bucket, double value) const;
    /// The shade of a band, 0 being the innermost.
    [[nodiscard]] MarkLook lookOf(std::size_t band) const;

    [[nodiscard]] QString currentText() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void arrange(const QSizeF &size) override;
    void draw(QPainter &painter) override;
    void drawCurrent(QPainter &painter) override;
    int bucketAt(const QPointF &position) const override { return m_frame.bucketAt(position.x()); }
    int seriesAt(int, const QPointF &) const override { return -1; }
    QPointF anchorOf(int bucket) const override;
    TipText tipText() const override;

private:
    [[nodiscard]] MarkLook historyLook() const;
    [[nodiscard]] MarkLook medianLook() const;
    [[nodiscard]] MarkLook budgetLook() const;
    [[nodiscard]] std::vector<KeyEntry> key() const;
    [[nodiscard]] QString rangeText(const FanData::Band &band, std::size_t bucket) const;
    [[nodiscard]] bool isBeforeFan(std::size_t bucket) const;
    void drawBand(QPainter &painter, std::size_t band) const;
    void drawLine(QPainter &painter, const ChartSeries &series, const MarkLook &look) const;
    void drawTurn(QPainter &painter) const;
    void drawBudgetName(QPainter &painter) const;

    FanData m_fan;
    ChartFrame m_frame;
};

} // namespace toll
