// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/linescanvas.h"

#include "ui/charts/axes.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace toll {

namespace {

constexpr double longestName = 150;
constexpr double nameMark = 16; ///< the piece of line before a name

QPointF placed(const std::vector<double> &values, std::size_t b)
{
    return {static_cast<double>(b) + 0.5, values[b]};
}

/// Adds the lowest and highest of values[from, to) in their order.
void addExtremes(QPolygonF &points, const std::vector<double> &values, std::size_t from, std::size_t to)
{
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(from);
    const auto [low, high] = std::minmax_element(begin, values.begin() + static_cast<std::ptrdiff_t>(to));
    const auto a = static_cast<std::size_t>(std::min(low, high) - values.begin());
    const auto b = static_cast<std::size_t>(std::max(low, high) - values.begin());
    points << placed(values, a);
    if (b != a)
        points << placed(values, b);
}

} // namespace

std::vector<QPolygonF> decimated(const std::vector<double> &values, int width)
{
    const std::size_t perPixel = values.size() / static_cast<std::size_t>(std::max(1, width));
    const std::size_t step = perPixel > 2 ? perPixel : 1;
    std::vector<QPolygonF> lines;
    QPolygonF line;
    for (std::size_t b = 0; b < values.size();) {
        if (std::isnan(values[b])) {
            if (!line.isEmpty())
                lines.push_back(std::exchange(line, {}));
            ++b;
            continue;
        }
        std::size_t end = b + 1;
        while (end < values.size() && end - b < step && !std::isnan(values[end]))
            ++end;
        addExtremes(line, values, b, end);
        b = end;
    }
    if (!line.isEmpty())
        lines.push_back(std::move(line));
    return lines;
}

QPen LinesCanvas::penOf(std::size_t series) const
{
    const ChartSeries &s = chartData().series[series];
    const bool isDense = s.values.size() > 500;
    if (s.isReference)
        return QPen(colors().muted, isDense ? 1.0 : 1.5, Qt::CustomDashLine);
    QPen pen(slotInk(s.slot.value_or(0), colors()), isDense ? 1.0 : 2.0);
    pen.setJoinStyle(Qt::RoundJoin);
    // Dashing thousands of short pieces is slow and shows nothing.
    static const QList<QList<qreal>> patterns{{}, {6, 2.5}, {2, 2}, {7, 2, 1.5, 2}};
    const QList<qreal> &pattern = patterns[static_cast<qsizetype>(series) % patterns.size()];
    if (!isDense && !pattern.isEmpty())
        pen.setDashPattern(pattern);
    return pen;
}

void LinesCanvas::arrange(const QSizeF &size)
{
    const ChartData &chart = chartData();
    double low = 0;
    double high = 0;
    m_nameWidth = 0;
    const QFontMetricsF metrics(tickFont());
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        if (!isShown(s))
            continue;
        for (const double value : chart.series[s].values) {
            if (!std::isnan(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
        m_nameWidth = std::max(m_nameWidth, std::min(longestName, metrics.horizontalAdvance(chart.series[s].name)));
    }
    const ValueScale scale = niceScale(low, high, std::max(2, static_cast<int>(size.height() / 56)));
    m_frame.setColors(colors());
    m_frame.setScales(chart.buckets.size(), scale);
    m_frame.setGeometry(size, axisMargins(chart, scale, tickFont(), m_nameWidth + nameMark + 20));

    std::vector<ChartFrame::Line> lines;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        if (!isShown(s))
            continue;
        for (QPolygonF &points : decimated(chart.series[s].values, static_cast<int>(m_frame.plotArea().width()))) {
            QPen pen = penOf(s);
            if (chart.series[s].isReference)
                pen.setDashPattern({5, 4});
            lines.push_back({std::move(points), pen});
        }
    }
    m_frame.setLines(lines);
    m_frame.setGeometry(size, axisMargins(chart, scale, tickFont(), m_nameWidth + nameMark + 20));
}

void LinesCanvas::draw(QPainter &painter)
{
    paintGaps(painter, chartData(), m_frame, colors());
    painter.setRenderHint(QPainter::Antialiasing);
    m_frame.paint(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    drawLonePoints(painter);
    drawNames(painter);
    paintAxisLabels(painter, chartData(), m_frame, colors());
}

/// A value between two gaps makes no line.
void LinesCanvas::drawLonePoints(QPainter &painter) const
{
    const ChartData &chart = chartData();
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        if (!isShown(s))
            continue;
        const std::vector<double> &values = chart.series[s].values;
        painter.setPen(Qt::NoPen);
        painter.setBrush(penOf(s).color());
        for (std::size_t b = 0; b < values.size(); ++b) {
            const bool isLone =
                (b == 0 || std::isnan(values[b - 1])) && (b + 1 == values.size() || std::isnan(values[b + 1]));
            if (isLone && !std::isnan(values[b]))
                painter.drawEllipse(pointAt(s, b), 3, 3);
        }
    }
}

QPointF LinesCanvas::pointAt(std::size_t series, std::size_t bucket) const
{
    return {m_frame.xOf(static_cast<double>(bucket) + 0.5), m_frame.yOf(chartData().series[series].values[bucket])};
}

void LinesCanvas::drawNames(QPainter &painter) const
{
    const ChartData &chart = chartData();
    const QFontMetricsF metrics(painter.font());
    std::vector<std::pair<double, std::size_t>> places; ///< height and series
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const std::vector<double> &values = chart.series[s].values;
        const auto last = std::find_if(values.rbegin(), values.rend(), [](double value) { return !std::isnan(value); });
        if (isShown(s) && last != values.rend())
            places.emplace_back(m_frame.yOf(*last), s);
    }
    std::ranges::sort(places);
    const double step = metrics.height();
    // From the top down no name may touch the one before; then from the bottom up back into the plot.
    for (std::size_t i = 1; i < places.size(); ++i)
        places[i].first = std::max(places[i].first, places[i - 1].first + step);
    double floor = m_frame.plotArea().bottom();
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        place->first = std::min(place->first, floor);
        floor = place->first - step;
    }
    const double left = m_frame.plotArea().right() + 6;
    for (const auto &[y, s] : places) {
        painter.setPen(penOf(s));
        painter.drawLine(QPointF(left, y), QPointF(left + nameMark, y));
        painter.setPen(colors().text);
        painter.drawText(QPointF(left + nameMark + 5, y + metrics.capHeight() / 2),
            metrics.elidedText(chart.series[s].name, Qt::ElideMiddle, longestName));
    }
}

void LinesCanvas::drawCurrent(QPainter &painter)
{
    paintCrosshair(painter, m_frame, currentBucket(), colors());
    painter.setRenderHint(QPainter::Antialiasing);
    const auto bucket = static_cast<std::size_t>(currentBucket());
    for (std::size_t s = 0; s < chartData().series.size(); ++s) {
        if (!isShown(s) || std::isnan(chartData().series[s].values[bucket]))
            continue;
        painter.setPen(QPen(colors().surface, 1.5));
        painter.setBrush(penOf(s).color());
        painter.drawEllipse(pointAt(s, bucket), 4.5, 4.5);
    }
}

int LinesCanvas::seriesAt(int bucket, const QPointF &position) const
{
    int nearest = -1;
    double best = 14; // pixels a pointer may be off
    for (std::size_t s = 0; s < chartData().series.size(); ++s) {
        const double value = chartData().series[s].values[static_cast<std::size_t>(bucket)];
        if (!isShown(s) || std::isnan(value))
            continue;
        const double distance = std::abs(m_frame.yOf(value) - position.y());
        if (distance < best) {
            best = distance;
            nearest = static_cast<int>(s);
        }
    }
    return nearest;
}

QPointF LinesCanvas::anchorOf(int bucket) const
{
    return {m_frame.xOf(bucket + 0.5), m_frame.plotArea().center().y()};
}

} // namespace toll
