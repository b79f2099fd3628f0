// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rowframe.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr double mostNameShare = 0.3; ///< of the width
constexpr double edge = 8;

double axisHeight(const QFont &tickFont)
{
    return QFontMetricsF(tickFont).height() + 12;
}

/// Steps of 2.5 times a power of ten. Short tick labels may round them away: 1.25 to 1.3.
bool isInQuarters(double step)
{
    const double mantissa = step / std::pow(10.0, std::floor(std::log10(step)));
    return std::abs(mantissa - 2.5) < 0.01;
}

} // namespace

double RowFrame::heightOf(std::size_t rows, double rowHeight, double above, const QFont &tickFont)
{
    return above + rowHeight * static_cast<double>(rows) + axisHeight(tickFont);
}

void RowFrame::arrange(
    const QSizeF &size, std::vector<QString> names, const QFont &font, double leastRow, const Room &room)
{
    m_size = size;
    m_names = std::move(names);
    const QFontMetricsF metrics(font);
    m_nameWidth = 0;
    for (const QString &name : m_names)
        m_nameWidth = std::max(m_nameWidth, metrics.horizontalAdvance(name));
    m_nameWidth = std::ceil(std::min(m_nameWidth, size.width() * mostNameShare));

    const double rows = static_cast<double>(std::max<std::size_t>(1, m_names.size()));
    const double free = size.height() - room.above - axisHeight(font);
    m_rowHeight = std::floor(std::clamp(free / rows, leastRow, leastRow * 1.5));
    const double left = std::ceil(edge + m_nameWidth + 12 + room.left);
    const double right = std::max(left + 20, std::floor(size.width() - room.right - edge));
    m_plot = QRectF(left, std::ceil(room.above), right - left, m_rowHeight * rows);
}

void RowFrame::setScale(double lowest, double highest, const QFont &tickFont, TickText tickText)
{
    m_tickText = std::move(tickText);
    const bool isRange = lowest < highest && std::isfinite(highest - lowest);
    m_low = isRange ? lowest : 0;
    m_high = isRange ? highest : 1;
    const double slack = (m_high - m_low) * 1e-9;
    for (int wanted = std::max(1, static_cast<int>(m_plot.width() / 60)); wanted >= 1; --wanted) {
        const ValueScale scale = niceScale(m_low, m_high, wanted);
        m_ticks = scale.ticks();
        std::erase_if(m_ticks, [&](double tick) { return tick < m_low - slack || tick > m_high + slack; });
        if (!isInQuarters(scale.step) && doTicksFit(tickFont))
            return;
    }
}

bool RowFrame::doTicksFit(const QFont &tickFont) const
{
    const QFontMetricsF metrics(tickFont);
    double widest = 0;
    for (const double value : m_ticks)
        widest = std::max(widest, metrics.horizontalAdvance(m_tickText(value)));
    return m_ticks.size() < 2 || widest + 16 <= xOf(m_ticks[1]) - xOf(m_ticks[0]);
}

double RowFrame::xOf(double value) const
{
    return m_plot.left() + std::clamp((value - m_low) / (m_high - m_low), 0.0, 1.0) * m_plot.width();
}

QRectF RowFrame::row(std::size_t index) const
{
    return {m_plot.left(), m_plot.top() + m_rowHeight * static_cast<double>(index), m_plot.width(), m_rowHeight};
}

int RowFrame::rowAt(const QPointF &position) const
{
    const int index = static_cast<int>(std::floor((position.y() - m_plot.top()) / m_rowHeight));
    return index >= 0 && index < static_cast<int>(m_names.size()) ? index : -1;
}

void RowFrame::paintAxis(QPainter &painter, const ChartColors &colors) const
{
    const QFontMetricsF metrics(painter.font());
    for (const double value : m_ticks) {
        const double x = std::floor(xOf(value));
        painter.fillRect(QRectF(x, m_plot.top(), 1, m_plot.height()), colors.grid);
        painter.fillRect(QRectF(x, m_plot.bottom(), 1, 4), colors.axis);
        const QString text = m_tickText(value);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, m_size.width() - width));
        painter.setPen(colors.muted);
        painter.drawText(QPointF(left, m_plot.bottom() + 7 + metrics.ascent()), text);
    }
}

void RowFrame::paintNames(QPainter &painter, const QFont &font, const ChartColors &colors) const
{
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    painter.setPen(colors.text);
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const QRectF place(edge, row(i).top(), m_nameWidth + 2, m_rowHeight);
        painter.drawText(
            place, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_names[i], Qt::ElideMiddle, m_nameWidth + 1));
    }
}

void RowFrame::paintBand(QPainter &painter, std::size_t index, const ChartColors &colors) const
{
    QColor band = colors.text;
    band.setAlpha(colors.isDark ? 26 : 18);
    painter.fillRect(QRectF(0, row(index).top(), m_size.width(), m_rowHeight), band);
}

} // namespace toll
