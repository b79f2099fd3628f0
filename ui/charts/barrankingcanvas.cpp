// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/barrankingcanvas.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace toll {

namespace {

QString shareText(double part, double whole)
{
    if (whole <= 0)
        return {};
    return QLocale().toString(part / whole * 100, 'f', 1) + u'%';
}

} // namespace

double BarRankingCanvas::rowHeight() const
{
    return std::max(26.0, QFontMetricsF(font()).height() + 10);
}

QSize BarRankingCanvas::sizeHint() const
{
    const auto rows = std::max<std::size_t>(3, chartData().series.size());
    return {420, static_cast<int>(rowHeight() * static_cast<double>(rows)) + 8};
}

QSize BarRankingCanvas::minimumSizeHint() const
{
    return {260, sizeHint().height()};
}

void BarRankingCanvas::arrange(const QSizeF &size)
{
    const ChartData &chart = chartData();
    m_sums.clear();
    m_order.clear();
    m_total = 0;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        m_sums.push_back(seriesSum(chart.series[s]));
        m_total += m_sums.back();
        if (isShown(s))
            m_order.push_back(s);
    }
    // What is left over comes last, however large.
    const auto rank = [this, &chart](
                          std::size_t s) { return std::pair(chart.series[s].slot == otherSlot, -m_sums[s]); };
    std::ranges::stable_sort(m_order, {}, rank);

    const QFontMetricsF metrics(font());
    double name = 0;
    m_amountWidth = 0;
    for (const std::size_t s : m_order) {
        name = std::max(name, metrics.horizontalAdvance(chart.series[s].name));
        m_amountWidth = std::max(m_amountWidth, metrics.horizontalAdvance(seriesTotalText(chart, s)));
    }
    m_shareWidth = metrics.horizontalAdvance(shareText(1, 1)) + 12;
    name = std::min(name, size.width() * 0.32);
    m_bars = QRectF(name + 20, 4, 0, size.height() - 8);
    m_bars.setRight(std::max(m_bars.left() + 20, size.width() - m_amountWidth - m_shareWidth - 20));
}

void BarRankingCanvas::draw(QPainter &painter)
{
    const ChartData &chart = chartData();
    painter.setFont(font());
    const QFontMetricsF metrics(font());
    double highest = 0;
    for (const std::size_t s : m_order)
        highest = std::max(highest, m_sums[s]);
    const double right = m_bars.right() + 8 + m_amountWidth;
    for (std::size_t place = 0; place < m_order.size(); ++place) {
        const std::size_t s = m_order[place];
        const QRectF row(0, m_bars.top() + rowHeight() * static_cast<double>(place), m_bars.left() - 12, rowHeight());
        painter.setPen(colors().text);
        painter.drawText(row.adjusted(8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(chart.series[s].name, Qt::ElideMiddle, row.width() - 8));
        const double length = highest > 0 ? std::max(1.0, m_bars.width() * std::max(0.0, m_sums[s]) / highest) : 0;
        const QRectF bar(m_bars.left(), row.top() + 6, length, rowHeight() - 12);
        const int slot = chart.series[s].slot.value_or(0);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(slotInk(slot, colors()), 1));
        painter.setBrush(slotFill(slot, colors()));
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);

        painter.setPen(colors().text);
        painter.drawText(QRectF(m_bars.right(), row.top(), right - m_bars.right(), rowHeight()),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, seriesTotalText(chart, s));
        painter.setPen(colors().muted);
        painter.drawText(QRectF(right, row.top(), m_shareWidth, rowHeight()),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, shareText(m_sums[s], m_total));
    }
}

void BarRankingCanvas::drawCurrent(QPainter &painter)
{
    QColor band = colors().text;
    band.setAlpha(colors().isDark ? 26 : 18);
    painter.fillRect(QRectF(0, m_bars.top() + rowHeight() * currentBucket(), width(), rowHeight()), band);
}

int BarRankingCanvas::bucketAt(const QPointF &position) const
{
    const int place = static_cast<int>(std::floor((position.y() - m_bars.top()) / rowHeight()));
    return place >= 0 && place < placeCount() ? place : -1;
}

int BarRankingCanvas::seriesOf(int place) const
{
    return place >= 0 && place < placeCount() ? static_cast<int>(m_order[static_cast<std::size_t>(place)]) : -1;
}

int BarRankingCanvas::seriesAt(int bucket, const QPointF &) const
{
    return seriesOf(bucket);
}

QString BarRankingCanvas::currentText() const
{
    const int series = seriesOf(currentBucket());
    if (series < 0)
        return {};
    const auto s = static_cast<std::size_t>(series);
    return tr("%1: %2, %3")
        .arg(chartData().series[s].name, seriesTotalText(chartData(), s), shareText(m_sums[s], m_total));
}

QPointF BarRankingCanvas::anchorOf(int bucket) const
{
    return {m_bars.left(), m_bars.top() + rowHeight() * (bucket + 0.5)};
}

} // namespace toll
