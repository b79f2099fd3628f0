// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stackedcolumnscanvas.h"

#include "ui/charts/axes.h"
#include "ui/charts/marks.h"

#include <QPainter>

#include <cmath>

namespace toll {

namespace {

/// Where stacks end, above and below zero.
struct Extent {
    double low = 0;
    double high = 0;

    /// Lays one more value on the stack and tells where it came to lie.
    std::pair<double, double> add(double value)
    {
        double &end = value < 0 ? low : high;
        const double start = end;
        end += value;
        return {start, end};
    }
};

} // namespace

void StackedColumnsCanvas::arrange(const QSizeF &size)
{
    const ChartData &chart = chartData();
    Extent all;
    for (std::size_t b = 0; b < chart.buckets.size(); ++b) {
        Extent stack;
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            if (isShown(s) && !std::isnan(chart.series[s].values[b]))
                stack.add(chart.series[s].values[b]);
        }
        all = {std::min(all.low, stack.low), std::max(all.high, stack.high)};
    }
    const ValueScale scale = niceScale(all.low, all.high, std::max(2, static_cast<int>(size.height() / 56)));
    m_frame.setColors(colors());
    m_frame.setScales(chart.buckets.size(), scale);
    m_frame.setGeometry(size, axisMargins(chart, scale, tickFont(), 12));
}

/// How one series is painted.
struct StackedColumnsCanvas::Look {
    QColor fill;
    QColor ink;
    QColor partial; ///< the fill of a column whose time is not over
};

std::vector<StackedColumnsCanvas::Look> StackedColumnsCanvas::looks() const
{
    std::vector<Look> looks;
    for (const ChartSeries &series : chartData().series) {
        const QColor fill = slotFill(series.slot.value_or(0), colors());
        looks.push_back({fill, slotInk(series.slot.value_or(0), colors()), mixed(fill, colors().surface, 0.6)});
    }
    return looks;
}

void StackedColumnsCanvas::drawColumns(QPainter &painter) const
{
    const ChartData &chart = chartData();
    const std::vector<Look> looks = this->looks();
    const double width = m_frame.bucketWidth();
    const double gap = width >= 12 ? std::min(width * 0.22, 14.0) : (width >= 4 ? 1 : 0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t b = 0; b < chart.buckets.size(); ++b) {
        const double left = std::round(m_frame.xOf(static_cast<double>(b)) + gap / 2);
        const double right = std::max(left + 1, std::round(m_frame.xOf(static_cast<double>(b + 1)) - gap / 2));
        const bool isPartial = chart.isLastIncomplete && b + 1 == chart.buckets.size();
        Extent stack;
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const double value = chart.series[s].values[b];
            if (!isShown(s) || std::isnan(value) || value == 0)
                continue;
            const auto [from, to] = stack.add(value);
            const double top = std::round(m_frame.yOf(std::max(from, to)));
            const QRectF box(left, top, right - left, std::round(m_frame.yOf(std::min(from, to))) - top);
            drawBox(painter, box, looks[s], isPartial);
        }
    }
}

void StackedColumnsCanvas::drawBox(QPainter &painter, const QRectF &box, const Look &look, bool isPartial) const
{
    if (box.height() < 1)
        return;
    painter.fillRect(box, isPartial ? look.partial : look.fill);
    // On a small box an outline would leave nothing of the fill.
    if (box.width() < 5 || box.height() < 3 || (!isPartial && look.ink == look.fill))
        return;
    painter.setPen(look.ink);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
}

void StackedColumnsCanvas::draw(QPainter &painter)
{
    m_frame.paint(painter);
    paintGaps(painter, chartData(), m_frame, colors());
    drawColumns(painter);
    paintAxisLabels(painter, chartData(), m_frame, colors());
}

void StackedColumnsCanvas::drawCurrent(QPainter &painter)
{
    paintCrosshair(painter, m_frame, currentBucket(), colors());
}

int StackedColumnsCanvas::seriesAt(int bucket, const QPointF &position) const
{
    const ChartData &chart = chartData();
    Extent stack;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const double value = chart.series[s].values[static_cast<std::size_t>(bucket)];
        if (!isShown(s) || std::isnan(value))
            continue;
        const auto [from, to] = stack.add(value);
        if (m_frame.yOf(std::max(from, to)) <= position.y() && position.y() < m_frame.yOf(std::min(from, to)))
            return static_cast<int>(s);
    }
    return -1;
}

QPointF StackedColumnsCanvas::anchorOf(int bucket) const
{
    return {m_frame.xOf(bucket + 0.5), m_frame.plotArea().center().y()};
}

} // namespace toll
