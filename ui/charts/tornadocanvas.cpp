// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tornadocanvas.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr int lowSlot = 5;
constexpr int highSlot = 0;
constexpr double gap = 7; ///< above and below a bar
constexpr double labelGap = 6;

} // namespace

void TornadoCanvas::setTornado(const TornadoData &tornado)
{
    m_tornado = tornado;
    m_isUniform = !tornado.isEmpty() && std::ranges::all_of(tornado.bars, [&](const TornadoData::Bar &bar) {
        return bar.low.setting == tornado.bars.front().low.setting
            && bar.high.setting == tornado.bars.front().high.setting;
    });
}

double TornadoCanvas::rowHeight() const
{
    return std::max(40.0, QFontMetricsF(font()).height() * 2 + 8);
}

/// The key, and the name of the middle line below it.
double TornadoCanvas::headHeight(double width) const
{
    return keyHeight(key(), tickFont(), width - 16) + QFontMetricsF(font()).height() + 8;
}

QSize TornadoCanvas::sizeHint() const
{
    const std::size_t rows = std::max<std::size_t>(3, m_tornado.bars.size());
    return {600, static_cast<int>(std::ceil(RowFrame::heightOf(rows, rowHeight(), headHeight(480), tickFont())))};
}

QSize TornadoCanvas::minimumSizeHint() const
{
    return {400, sizeHint().height()};
}

std::vector<KeyEntry> TornadoCanvas::key() const
{
    std::vector<KeyEntry> entries{{lookOf(false), tr("Lower setting")}, {lookOf(true), tr("Higher setting")}};
    if (m_isUniform) {
        entries[0].name = tr("%1: %2").arg(entries[0].name, m_tornado.bars.front().low.setting);
        entries[1].name = tr("%1: %2").arg(entries[1].name, m_tornado.bars.front().high.setting);
    }
    return entries;
}

MarkLook TornadoCanvas::lookOf(bool isHigh) const
{
    return isHigh ? boxLook(highSlot, colors()) : hatchedLook(lowSlot, colors());
}

const TornadoData::End &TornadoCanvas::endOf(std::size_t index, bool isHigh) const
{
    const TornadoData::Bar &bar = m_tornado.bars[index];
    return isHigh ? bar.high : bar.low;
}

/// How far a setting moves the amount, as a place on the axis.
double TornadoCanvas::moveOf(std::size_t index, bool isHigh) const
{
    const ChartValue &value = endOf(index, isHigh).value;
    return value.isKnown() ? value.place - m_tornado.middle.place : 0;
}

/// Whether both settings move the amount to the same side.
bool TornadoCanvas::isShared(std::size_t index) const
{
    const double low = moveOf(index, false);
    const double high = moveOf(index, true);
    return (low < 0 && high < 0) || (low > 0 && high > 0);
}

/// On which side of the middle a setting's label stands. What moves nothing stands opposite the other.
bool TornadoCanvas::isLeft(std::size_t index, bool isHigh) const
{
    const double move = moveOf(index, isHigh);
    if (move != 0)
        return move < 0;
    const double other = moveOf(index, !isHigh);
    return other != 0 ? other > 0 : !isHigh;
}

double TornadoCanvas::labelWidth(const TornadoData::End &end) const
{
    const QFontMetricsF metrics(font());
    const double setting = m_isUniform ? 0 : metrics.horizontalAdvance(end.setting) + labelGap;
    return setting + metrics.horizontalAdvance(valueText(m_tornado, end.value));
}

void TornadoCanvas::arrange(const QSizeF &size)
{
    std::vector<QString> names;
    double low = 0;
    double high = 0;
    double left = 0;
    double right = 0;
    for (std::size_t i = 0; i < m_tornado.bars.size(); ++i) {
        names.push_back(m_tornado.bars[i].name);
        for (const bool isHigh : {false, true}) {
            low = std::min(low, moveOf(i, isHigh));
            high = std::max(high, moveOf(i, isHigh));
            double &room = isLeft(i, isHigh) ? left : right;
            room = std::max(room, labelWidth(endOf(i, isHigh)) + 2 * labelGap);
        }
    }
    m_headHeight = headHeight(size.width());
    m_frame.arrange(size, std::move(names), font(), rowHeight(), {m_headHeight, left, right});
    m_frame.setScale(low, high, tickFont(),
        [this](double move) { return move == 0 ? m_tornado.middleName : changeTickText(m_tornado, move); });
}

QRectF TornadoCanvas::boxOf(std::size_t index, bool isHigh) const
{
    const QRectF row = m_frame.row(index);
    const double middle = std::floor(m_frame.xOf(0));
    const double end = std::round(m_frame.xOf(moveOf(index, isHigh)));
    QRectF box(std::min(middle, end), row.top() + gap, std::abs(end - middle), row.height() - 2 * gap);
    if (!isShared(index))
        return box;
    const double half = std::floor(row.height() / 2);
    box.setTop(isHigh ? row.top() + half + 1 : row.top() + 3);
    box.setHeight(half - 4);
    return box;
}

void TornadoCanvas::draw(QPainter &painter)
{
    paintKey(painter, key(), QPointF(8, 0), m_frame.plotArea().right() - 8, colors());
    m_frame.paintAxis(painter, colors());
    for (std::size_t i = 0; i < m_tornado.bars.size(); ++i) {
        for (const bool isHigh : {false, true}) {
            if (moveOf(i, isHigh) != 0)
                paintBar(painter, boxOf(i, isHigh), lookOf(isHigh));
        }
    }
    drawMiddle(painter);
    m_frame.paintNames(painter, font(), colors());
    for (std::size_t i = 0; i < m_tornado.bars.size(); ++i) {
        drawLabel(painter, i, false);
        drawLabel(painter, i, true);
    }
}

void TornadoCanvas::drawMiddle(QPainter &painter) const
{
    const QRectF plot = m_frame.plotArea();
    const double x = std::floor(m_frame.xOf(0));
    painter.fillRect(QRectF(x, plot.top() - 4, 1.5, plot.height() + 8), colors().text);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    const QFontMetricsF metrics(bold);
    const QString text = tr("%1 %2").arg(m_tornado.middleName, valueText(m_tornado, m_tornado.middle));
    const double width = metrics.horizontalAdvance(text);
    painter.setPen(colors().text);
    painter.drawText(QPointF(std::max(0.0, x - width / 2), plot.top() - 7 - metrics.descent()), text);
}

void TornadoCanvas::drawLabel(QPainter &painter, std::size_t index, bool isHigh) const
{
    const TornadoData::End &end = endOf(index, isHigh);
    if (!end.value.isKnown())
        return;
    const QFontMetricsF metrics(font());
    const QRectF box = boxOf(index, isHigh);
    const double width = labelWidth(end);
    double x = isLeft(index, isHigh) ? box.left() - labelGap - width : box.right() + labelGap + 1;
    const double y = box.center().y() + metrics.capHeight() / 2;
    if (!m_isUniform) {
        painter.setPen(colors().muted);
        painter.drawText(QPointF(x, y), end.setting);
        x += metrics.horizontalAdvance(end.setting) + labelGap;
    }
    painter.setPen(colors().text);
    painter.drawText(QPointF(x, y), valueText(m_tornado, end.value));
}

void TornadoCanvas::drawCurrent(QPainter &painter)
{
    m_frame.paintBand(painter, static_cast<std::size_t>(currentBucket()), colors());
}

QPointF TornadoCanvas::anchorOf(int bucket) const
{
    // Beside everything the row says.
    const auto index = static_cast<std::size_t>(bucket);
    double right = m_frame.xOf(0);
    for (const bool isHigh : {false, true}) {
        const double label = isLeft(index, isHigh) ? 0 : labelWidth(endOf(index, isHigh)) + labelGap;
        right = std::max(right, boxOf(index, isHigh).right() + label);
    }
    return {right, m_frame.row(index).center().y()};
}

TipText TornadoCanvas::tipText() const
{
    const auto place = static_cast<std::size_t>(currentBucket());
    TipText text{m_tornado.bars[place].name, {}, {}};
    for (const bool isHigh : {false, true}) {
        const TornadoData::End &end = endOf(place, isHigh);
        text.lines.push_back({lookOf(isHigh), end.setting, valueText(m_tornado, end.value), false});
    }
    text.lines.push_back({std::nullopt, m_tornado.middleName, valueText(m_tornado, m_tornado.middle), true});
    return text;
}

QString TornadoCanvas::currentText() const
{
    if (currentBucket() < 0 || m_tornado.isEmpty())
        return {};
    const TornadoData::Bar &bar = m_tornado.bars[static_cast<std::size_t>(currentBucket())];
    return tr("%1: %2 gives %3, %4 gives %5")
        .arg(bar.name, bar.low.setting, valueText(m_tornado, bar.low.value), bar.high.setting,
            valueText(m_tornado, bar.high.value));
}

QString TornadoCanvas::summary() const
{
    const TornadoData::Bar &first = m_tornado.bars.front();
    return tr("%n input(s) around %1 (%2).", nullptr, static_cast<int>(m_tornado.bars.size()))
               .arg(valueText(m_tornado, m_tornado.middle), m_tornado.middleName)
        + u' '
        + tr("First: %1, %2 to %3.")
              .arg(first.name, valueText(m_tornado, first.low.value), valueText(m_tornado, first.high.value));
}

} // namespace toll
