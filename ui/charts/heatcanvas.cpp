// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heatcanvas.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr double mostRowNameShare = 0.25; ///< of the width
constexpr double leastTextCell = 28; ///< narrower cells show no value
/// More values than this in a picture are noise, and take too long to measure while a slider is dragged.
constexpr std::size_t mostTexts = 1500;

} // namespace

double HeatCanvas::widest(const std::vector<QString> &texts, const QFontMetricsF &metrics)
{
    double widest = 0;
    for (const QString &text : texts)
        widest = std::max(widest, metrics.horizontalAdvance(text));
    return widest;
}

void HeatCanvas::setHeat(const HeatData &heat)
{
    m_heat = heat;
    m_heat.cells.resize(m_heat.rows.size() * m_heat.columns.size());
    if (m_heat.middle && !m_heat.middle->isKnown())
        m_heat.middle.reset();
    if (m_heat.marked && (m_heat.marked->row >= m_heat.rows.size() || m_heat.marked->column >= m_heat.columns.size()))
        m_heat.marked.reset();
    m_least.reset();
    m_most.reset();
    for (std::size_t i = 0; i < m_heat.cells.size(); ++i) {
        if (!m_heat.cells[i].isKnown())
            continue;
        if (!m_least || m_heat.cells[i].place < m_heat.cells[*m_least].place)
            m_least = i;
        if (!m_most || m_heat.cells[i].place > m_heat.cells[*m_most].place)
            m_most = i;
    }
}

QSize HeatCanvas::sizeHint() const
{
    const auto rows = static_cast<int>(std::max<std::size_t>(4, m_heat.rows.size()));
    return {640, std::clamp(rows * 30 + 90, 240, 640)};
}

QString HeatCanvas::middleText() const
{
    return m_heat.middle ? tr("%1: %2").arg(m_heat.middleName, valueText(m_heat, *m_heat.middle)) : QString();
}

std::vector<KeyEntry> HeatCanvas::key() const
{
    std::vector<KeyEntry> entries;
    if (m_heat.marked)
        entries.push_back({{MarkLook::Shape::Frame, {}, colors().text}, m_heat.markedName});
    if (m_heat.middle)
        entries.push_back({{MarkLook::Shape::Line, {}, colors().text}, middleText()});
    return entries;
}

double HeatCanvas::legendWidth() const
{
    const QFontMetricsF metrics(tickFont());
    double widest = 0;
    for (const std::optional<std::size_t> &cell : {m_least, m_most}) {
        if (cell)
            widest = std::max(widest, metrics.horizontalAdvance(valueText(m_heat, m_heat.cells[*cell])));
    }
    if (m_heat.middle)
        widest = std::max(widest, metrics.horizontalAdvance(valueText(m_heat, *m_heat.middle)));
    return m_most ? barWidth + 6 + widest : 0;
}

void HeatCanvas::arrange(const QSizeF &size)
{
    const QFontMetricsF metrics(tickFont());
    const double names = std::min(widest(m_heat.rows, metrics), size.width() * mostRowNameShare);
    const double left = std::ceil(edge + names + 8);
    const double right = std::floor(size.width() - edge - legendWidth() - 16);
    const double keyRoom = keyHeight(key(), tickFont(), size.width() - 2 * edge);
    const double top = std::ceil(keyRoom + (m_heat.rowTitle.isEmpty() ? 6 : metrics.height() + 6));
    const double below = (m_heat.columnTitle.isEmpty() ? 1 : 2) * (metrics.height() + 4) + 6;
    m_grid = QRectF(
        QPointF(left, top), QPointF(std::max(left + 20, right), std::max(top + 20, std::floor(size.height() - below))));
    const double low = m_least ? m_heat.cells[*m_least].place : 0;
    const double high = m_most ? m_heat.cells[*m_most].place : 1;
    m_scale = HeatScale(low, high, m_heat.middle ? std::optional(m_heat.middle->place) : std::nullopt, colors().isDark);
    chooseTexts();
}

QRectF HeatCanvas::boxOf(std::size_t row, std::size_t column) const
{
    // Whole pixels: cells of unequal width by one are less seen than seams.
    const auto part = [](double from, double length, std::size_t i, std::size_t count) {
        return std::round(from + length * static_cast<double>(i) / static_cast<double>(count));
    };
    const std::size_t columns = m_heat.columns.size();
    const std::size_t rows = m_heat.rows.size();
    return QRectF(
        QPointF(part(m_grid.left(), m_grid.width(), column, columns), part(m_grid.top(), m_grid.height(), row, rows)),
        QPointF(part(m_grid.left(), m_grid.width(), column + 1, columns),
            part(m_grid.top(), m_grid.height(), row + 1, rows)));
}

bool HeatCanvas::fits(const std::vector<QString> &texts, const QFontMetricsF &metrics) const
{
    const double room = m_grid.width() / static_cast<double>(m_heat.columns.size()) - 6;
    return std::ranges::all_of(
        texts, [&](const QString &text) { return text.isEmpty() || metrics.horizontalAdvance(text) <= room; });
}

/// In full, else as an axis would write it, else not at all: never one cell so and the next one otherwise.
void HeatCanvas::chooseTexts()
{
    m_texts.clear();
    const QFontMetricsF metrics(tickFont());
    const double width = m_grid.width() / static_cast<double>(m_heat.columns.size());
    const double height = m_grid.height() / static_cast<double>(m_heat.rows.size());
    if (width < leastTextCell || height < metrics.height() + 4 || m_heat.cells.size() > mostTexts)
        return;
    std::vector<QString> full;
    std::vector<QString> brief;
    for (const ChartValue &cell : m_heat.cells) {
        full.push_back(valueText(m_heat, cell));
        brief.push_back(cell.isKnown() ? tickText(m_heat, cell.place) : QString());
    }
    if (fits(full, metrics))
        m_texts = std::move(full);
    else if (fits(brief, metrics))
        m_texts = std::move(brief);
}

void HeatCanvas::drawCurrent(QPainter &painter)
{
    if (currentSeries() < 0)
        return;
    const QRectF box = boxOf(static_cast<std::size_t>(currentBucket()), static_cast<std::size_t>(currentSeries()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors().surface, 2));
    painter.drawRect(box.adjusted(1, 1, -1, -1));
    painter.setPen(QPen(colors().accent, 3));
    painter.drawRect(box.adjusted(-1, -1, 1, 1));
}

int HeatCanvas::bucketAt(const QPointF &position) const
{
    if (!m_grid.contains(position))
        return -1;
    for (std::size_t r = 0; r < m_heat.rows.size(); ++r) {
        if (position.y() < boxOf(r, 0).bottom())
            return static_cast<int>(r);
    }
    return -1;
}

int HeatCanvas::seriesAt(int, const QPointF &position) const
{
    for (std::size_t c = 0; c < m_heat.columns.size(); ++c) {
        if (position.x() < boxOf(0, c).right())
            return static_cast<int>(c);
    }
    return -1;
}

QPointF HeatCanvas::anchorOf(int bucket) const
{
    const QRectF box = boxOf(static_cast<std::size_t>(bucket), static_cast<std::size_t>(std::max(0, currentSeries())));
    return {box.right(), box.center().y()};
}

TipText HeatCanvas::tipText() const
{
    if (currentSeries() < 0)
        return {};
    const auto row = static_cast<std::size_t>(currentBucket());
    const auto column = static_cast<std::size_t>(currentSeries());
    const ChartValue value = m_heat.at(row, column);
    TipText text{tr("%1, %2").arg(tr("%1 %2").arg(m_heat.rowTitle, m_heat.rows[row]).trimmed(),
                     tr("%1 %2").arg(m_heat.columnTitle, m_heat.columns[column]).trimmed()),
        {}, {}};
    if (!value.isKnown())
        return text;
    const MarkLook look{MarkLook::Shape::Box, m_scale.colorOf(value.place), colors().axis};
    text.lines.push_back({look, m_heat.title, valueText(m_heat, value), true});
    if (m_heat.middle)
        text.lines.push_back({std::nullopt, m_heat.middleName, valueText(m_heat, *m_heat.middle), false});
    return text;
}

QString HeatCanvas::currentText() const
{
    if (currentBucket() < 0 || currentSeries() < 0 || m_heat.isEmpty())
        return {};
    const auto row = static_cast<std::size_t>(currentBucket());
    const auto column = static_cast<std::size_t>(currentSeries());
    const QString value = valueText(m_heat, m_heat.at(row, column));
    const bool isMarked = m_heat.marked && m_heat.marked->row == row && m_heat.marked->column == column;
    const QString text = tr("%1: %2").arg(tipText().title, value.isEmpty() ? tr("no data") : value);
    return isMarked ? tr("%1 (%2)").arg(text, m_heat.markedName) : text;
}

QString HeatCanvas::summary() const
{
    const auto named = [this](std::size_t cell) {
        return tr("%1 at %2, %3")
            .arg(valueText(m_heat, m_heat.cells[cell]), m_heat.rows[cell / m_heat.columns.size()],
                m_heat.columns[cell % m_heat.columns.size()]);
    };
    QStringList parts{tr("%1 by %2 cells.").arg(m_heat.rows.size()).arg(m_heat.columns.size())};
    if (m_least)
        parts << tr("Lowest %1; highest %2.").arg(named(*m_least), named(*m_most));
    if (m_heat.middle)
        parts << tr("The line is %1.").arg(middleText());
    return parts.join(u' ');
}

void HeatCanvas::moveTo(int row, int column)
{
    const int rows = static_cast<int>(m_heat.rows.size());
    const int columns = static_cast<int>(m_heat.columns.size());
    setCurrentBucket(std::clamp(row, 0, rows - 1), std::clamp(column, 0, columns - 1));
}

bool HeatCanvas::moveByKey(const QKeyEvent &event)
{
    const int rows = static_cast<int>(m_heat.rows.size());
    const int columns = static_cast<int>(m_heat.columns.size());
    const bool isFar = event.modifiers().testFlag(Qt::ControlModifier);
    const bool isNew = currentBucket() < 0;
    // The first key goes to where things stand now.
    const HeatData::Cell first = m_heat.marked.value_or(HeatData::Cell());
    const int row = isNew ? static_cast<int>(first.row) : currentBucket();
    const int column = isNew ? static_cast<int>(first.column) : std::max(0, currentSeries());
    const int step = isNew ? 0 : 1;
    switch (event.key()) {
    case Qt::Key_Left:
        return moveTo(row, column - step), true;
    case Qt::Key_Right:
        return moveTo(row, column + step), true;
    case Qt::Key_Up:
        return moveTo(row - step, column), true;
    case Qt::Key_Down:
        return moveTo(row + step, column), true;
    case Qt::Key_Home:
        return moveTo(isFar ? 0 : row, 0), true;
    case Qt::Key_End:
        return moveTo(isFar ? rows - 1 : row, columns - 1), true;
    case Qt::Key_PageUp:
        return moveTo(0, column), true;
    case Qt::Key_PageDown:
        return moveTo(rows - 1, column), true;
    default:
        return false;
    }
}

} // namespace toll
