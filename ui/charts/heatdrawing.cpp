// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How a heat map is painted; where things lie, what is said and which keys move is in heatcanvas.cpp.
#include "ui/charts/heatcanvas.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

/// Every which name has room when each needs `needed` of `given` pixels: 1, 2, 5, 10, …
std::size_t thinning(double needed, double given)
{
    for (std::size_t power = 1;; power *= 10) {
        for (const std::size_t factor : {1, 2, 5}) {
            if (static_cast<double>(factor * power) * given >= needed || factor * power > 1'000'000)
                return factor * power;
        }
    }
}

} // namespace

void HeatCanvas::draw(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    drawCells(painter);
    drawParting(painter);
    drawMarked(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    drawTexts(painter);
    drawAxes(painter);
    drawLegend(painter);
    paintKey(painter, key(), QPointF(edge, 0), m_grid.right() + legendWidth(), colors());
}

/// A frame within the cell: on its edges it would be taken for the parting line.
void HeatCanvas::drawMarked(QPainter &painter) const
{
    if (!m_heat.marked)
        return;
    QRectF box = boxOf(m_heat.marked->row, m_heat.marked->column);
    if (box.width() >= 16 && box.height() >= 16)
        box.adjust(4, 4, -4, -4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors().surface, 4));
    painter.drawRect(box);
    painter.setPen(QPen(colors().text, 2));
    painter.drawRect(box);
}

void HeatCanvas::drawCells(QPainter &painter) const
{
    for (std::size_t r = 0; r < m_heat.rows.size(); ++r) {
        for (std::size_t c = 0; c < m_heat.columns.size(); ++c) {
            const ChartValue &cell = m_heat.cells[r * m_heat.columns.size() + c];
            QRectF box = boxOf(r, c);
            if (box.width() >= 8 && box.height() >= 8)
                box.adjust(0, 0, -1, -1); // a seam, where there is room for one
            if (cell.isKnown())
                painter.fillRect(box, m_scale.colorOf(cell.place));
            else
                paintHatch(painter, box, colors().axis);
        }
    }
}

void HeatCanvas::drawTexts(QPainter &painter) const
{
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        if (m_texts[i].isEmpty())
            continue;
        painter.setPen(HeatScale::textOn(m_scale.colorOf(m_heat.cells[i].place)));
        painter.drawText(boxOf(i / m_heat.columns.size(), i % m_heat.columns.size()), Qt::AlignCenter, m_texts[i]);
    }
}

bool HeatCanvas::isAbove(std::size_t row, std::size_t column) const
{
    return m_heat.cells[row * m_heat.columns.size() + column].place >= m_heat.middle->place;
}

/// The line between cells below the middle value and the others: what the two colours say, for those who see one.
void HeatCanvas::drawParting(QPainter &painter) const
{
    if (!m_heat.middle)
        return;
    QList<QLineF> lines;
    const auto isParted = [this](std::size_t row, std::size_t column, std::size_t otherRow, std::size_t otherColumn) {
        return m_heat.at(row, column).isKnown() && m_heat.at(otherRow, otherColumn).isKnown()
            && isAbove(row, column) != isAbove(otherRow, otherColumn);
    };
    for (std::size_t r = 0; r < m_heat.rows.size(); ++r) {
        for (std::size_t c = 0; c < m_heat.columns.size(); ++c) {
            const QRectF box = boxOf(r, c);
            if (c + 1 < m_heat.columns.size() && isParted(r, c, r, c + 1))
                lines << QLineF(box.topRight(), box.bottomRight());
            if (r + 1 < m_heat.rows.size() && isParted(r, c, r + 1, c))
                lines << QLineF(box.bottomLeft(), box.bottomRight());
        }
    }
    for (const auto &[color, width] : {std::pair(colors().surface, 5.0), std::pair(colors().text, 2.0)}) {
        QPen pen(color, width);
        pen.setCapStyle(Qt::SquareCap);
        painter.setPen(pen);
        painter.drawLines(lines);
    }
}

void HeatCanvas::drawAxes(QPainter &painter) const
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colors().text);
    const double rowHeight = m_grid.height() / static_cast<double>(m_heat.rows.size());
    const double nameRoom = m_grid.left() - 8 - edge;
    for (std::size_t r = 0; r < m_heat.rows.size(); r += thinning(metrics.height(), rowHeight)) {
        const QRectF box = boxOf(r, 0);
        const QRectF place(edge, box.center().y() - metrics.height() / 2, nameRoom, metrics.height());
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
            metrics.elidedText(m_heat.rows[r], Qt::ElideMiddle, nameRoom + 1));
    }
    const double columnWidth = m_grid.width() / static_cast<double>(m_heat.columns.size());
    const double needed = widest(m_heat.columns, metrics) + 10;
    for (std::size_t c = 0; c < m_heat.columns.size(); c += thinning(needed, columnWidth)) {
        const double width = metrics.horizontalAdvance(m_heat.columns[c]);
        const double left = std::clamp(
            boxOf(0, c).center().x() - width / 2, 0.0, std::max(0.0, m_grid.right() + legendWidth() - width));
        painter.drawText(QPointF(left, m_grid.bottom() + 5 + metrics.ascent()), m_heat.columns[c]);
    }
    painter.setPen(colors().muted);
    painter.drawText(QPointF(edge, m_grid.top() - 5 - metrics.descent()), m_heat.rowTitle);
    painter.drawText(QPointF(m_grid.center().x() - metrics.horizontalAdvance(m_heat.columnTitle) / 2,
                         m_grid.bottom() + 9 + metrics.height() + metrics.ascent()),
        m_heat.columnTitle);
}

/// The scale as a bar, the highest on top, with the values of its ends and of the middle.
void HeatCanvas::drawLegend(QPainter &painter) const
{
    if (!m_most)
        return;
    const QFontMetricsF metrics(painter.font());
    const QRectF bar(m_grid.right() + 16, m_grid.top(), barWidth, std::min(m_grid.height(), 220.0));
    const double low = m_scale.lowest();
    const double whole = m_scale.highest() - low;
    const bool isFlat = !(whole > 0) || !std::isfinite(whole);
    for (double y = bar.top(); y < bar.bottom(); ++y) {
        const double share = (bar.bottom() - y) / bar.height();
        painter.fillRect(QRectF(bar.left(), y, bar.width(), std::min(1.0, bar.bottom() - y)),
            m_scale.colorOf(isFlat ? low : low + whole * share));
    }
    painter.setPen(colors().muted);
    const auto write = [&](double y, const QString &text) {
        painter.drawText(QPointF(bar.right() + 6, y + metrics.capHeight() / 2), text);
    };
    const double half = metrics.height() / 2;
    write(bar.top() + half, valueText(m_heat, m_heat.cells[*m_most]));
    if (isFlat)
        return;
    write(bar.bottom() - half, valueText(m_heat, m_heat.cells[*m_least]));
    if (!m_heat.middle)
        return;
    const double y = bar.bottom() - (m_heat.middle->place - low) / whole * bar.height();
    if (y < bar.top() || y > bar.bottom())
        return;
    painter.fillRect(QRectF(bar.left() - 2, std::round(y) - 1, bar.width() + 4, 2), colors().text);
    if (y > bar.top() + 2.5 * half && y < bar.bottom() - 2.5 * half)
        write(y, valueText(m_heat, *m_heat.middle));
}

} // namespace toll
