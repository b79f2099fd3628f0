// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axes.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace toll {

QMarginsF axisMargins(const ChartHead &head, const ValueScale &scale, const QFont &font, double right)
{
    const QFontMetricsF metrics(font);
    double widest = 0;
    for (const double value : scale.ticks())
        widest = std::max(widest, metrics.horizontalAdvance(tickText(head, value)));
    return {widest + 16, metrics.height() / 2 + 6, right, metrics.height() + 12};
}

void paintAxisLabels(QPainter &painter, const ChartData &data, const ChartFrame &frame, const ChartColors &colors)
{
    const QFontMetricsF metrics(painter.font());
    const QRectF plot = frame.plotArea();
    painter.setPen(colors.muted);
    for (const double value : frame.scale().ticks()) {
        const QRectF place(0, frame.yOf(value) - metrics.height() / 2, plot.left() - 8, metrics.height());
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, tickText(data, value));
    }
    const double zero = std::round(frame.yOf(0));
    painter.fillRect(QRectF(plot.left(), zero, plot.width(), 1), colors.axis);
    const auto textWidth = [&metrics](const QString &text) { return metrics.horizontalAdvance(text); };
    for (const BucketTick &tick : bucketTicks(data, plot.width(), 18, textWidth)) {
        const double x = frame.xOf(static_cast<double>(tick.bucket) + 0.5);
        const double width = textWidth(tick.text);
        const double left =
            std::clamp(x - width / 2, plot.left() - 8, std::max(plot.left() - 8, plot.right() + 8 - width));
        painter.fillRect(QRectF(std::floor(x), plot.bottom() + 1, 1, 4), colors.axis);
        painter.drawText(QPointF(left, plot.bottom() + 7 + metrics.ascent()), tick.text);
    }
}

void paintGaps(QPainter &painter, const ChartData &data, const ChartFrame &frame, const ChartColors &colors)
{
    const QRectF plot = frame.plotArea();
    for (std::size_t b = 0; b < data.buckets.size(); ++b) {
        if (!data.buckets[b].hasNoData)
            continue;
        const double left = frame.xOf(static_cast<double>(b));
        painter.fillRect(QRectF(left, plot.top(), frame.xOf(static_cast<double>(b + 1)) - left, plot.height()),
            QBrush(colors.grid, Qt::BDiagPattern));
    }
}

void paintCrosshair(QPainter &painter, const ChartFrame &frame, int bucket, const ChartColors &colors)
{
    const QRectF plot = frame.plotArea();
    QColor band = colors.text;
    band.setAlpha(colors.isDark ? 26 : 18);
    const double left = frame.xOf(bucket);
    painter.fillRect(QRectF(left, plot.top(), std::max(1.0, frame.bucketWidth()), plot.height()), band);
    const double x = std::floor(frame.xOf(bucket + 0.5)) + 0.5;
    painter.setPen(QPen(colors.muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

} // namespace toll
