// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/waterfallcanvas.h"

#include "ui/charts/marks.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr int riseSlot = 0;
constexpr int fallSlot = 5;
/// Below this share of the largest total the steps are shown larger, with the totals cut.
constexpr double leastSpread = 0.25;
constexpr double gap = 5; ///< above and below a bar

} // namespace

double WaterfallCanvas::rowHeight() const
{
    return std::max(30.0, QFontMetricsF(font()).height() + 14);
}

QSize WaterfallCanvas::sizeHint() const
{
    const double above = keyHeight(key(), tickFont(), 480) + 4;
    return {560,
        static_cast<int>(std::ceil(
            RowFrame::heightOf(std::max<std::size_t>(3, chartData().buckets.size()), rowHeight(), above, tickFont())))};
}

QSize WaterfallCanvas::minimumSizeHint() const
{
    return {320, sizeHint().height()};
}

std::vector<KeyEntry> WaterfallCanvas::key() const
{
    return {{boxLook(riseSlot, colors()), tr("Rise")}, {hatchedLook(fallSlot, colors()), tr("Fall")},
        {boxLook(otherSlot, colors()), tr("Total")}};
}

MarkLook WaterfallCanvas::lookOf(const Bar &bar) const
{
    if (bar.isTotal)
        return boxLook(otherSlot, colors());
    return bar.to < bar.from ? hatchedLook(fallSlot, colors()) : boxLook(riseSlot, colors());
}

/// Puts every bar on an axis that counts from zero, or from the start where the totals are cut.
void WaterfallCanvas::collectBars()
{
    m_bars.clear();
    double reached = m_waterfall.start.value.place;
    double low = std::min(reached, m_waterfall.end.value.place);
    double high = std::max(reached, m_waterfall.end.value.place);
    const auto sign = [](double change) { return change > 0 ? u"▲ " : (change < 0 ? u"▼ " : u""); };
    m_bars.push_back({0, reached, true, valueText(m_waterfall, m_waterfall.start.value)});
    for (const WaterfallData::Bar &step : m_waterfall.steps) {
        const double change = step.value.isKnown() ? step.value.place : 0;
        m_bars.push_back(
            {reached, reached + change, false, QString::fromUtf16(sign(change)) + changeText(m_waterfall, step.value)});
        reached += change;
        low = std::min(low, reached);
        high = std::max(high, reached);
    }
    m_bars.push_back({0, m_waterfall.end.value.place, true, valueText(m_waterfall, m_waterfall.end.value)});

    m_isCut = low > 0 && high > low && high - low < leastSpread * high;
    m_origin = m_isCut ? m_waterfall.start.value.place : 0;
    // A cut bar begins left of everything that happens.
    const double begin = low - (high - low) * 0.4;
    for (Bar &bar : m_bars) {
        bar.from = (bar.isTotal && m_isCut ? begin : bar.from) - m_origin;
        bar.to -= m_origin;
    }
}

void WaterfallCanvas::arrange(const QSizeF &size)
{
    collectBars();
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(bold);
    std::vector<QString> names;
    m_amountWidth = 0;
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        names.push_back(chartData().buckets[i].label);
        m_amountWidth = std::max(m_amountWidth, metrics.horizontalAdvance(m_bars[i].amount));
        low = std::min({low, m_bars[i].from, m_bars[i].to});
        high = std::max({high, m_bars[i].from, m_bars[i].to});
    }
    const double above = keyHeight(key(), tickFont(), size.width() - 16) + 4;
    m_frame.arrange(size, std::move(names), font(), rowHeight(), {above, 0, m_amountWidth + 16});
    m_frame.setScale(low, high, tickFont(), [this](double value) {
        if (!m_isCut)
            return tickText(m_waterfall, value);
        return value == 0 ? m_waterfall.start.name : changeTickText(m_waterfall, value);
    });
}

QRectF WaterfallCanvas::boxOf(std::size_t index) const
{
    const Bar &bar = m_bars[index];
    const QRectF row = m_frame.row(index);
    const double left = std::round(m_frame.xOf(std::min(bar.from, bar.to)));
    const double right = std::round(m_frame.xOf(std::max(bar.from, bar.to)));
    return {left, row.top() + gap, right - left, row.height() - 2 * gap};
}

void WaterfallCanvas::draw(QPainter &painter)
{
    const double width = m_frame.plotArea().right();
    paintKey(painter, key(), QPointF(8, 0), width - 8, colors());
    m_frame.paintAxis(painter, colors());
    if (!m_isCut)
        painter.fillRect(QRectF(std::floor(m_frame.xOf(0)), m_frame.plotArea().top(), 1, m_frame.plotArea().height()),
            colors().axis);
    drawConnectors(painter);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        paintBar(painter, boxOf(i), lookOf(m_bars[i]));
        if (m_bars[i].isTotal && m_isCut)
            drawCut(painter, boxOf(i));
    }
    m_frame.paintNames(painter, font(), colors());
    drawAmounts(painter);
}

/// From the end of a bar down to the next one, which begins there.
void WaterfallCanvas::drawConnectors(QPainter &painter) const
{
    for (std::size_t i = 0; i + 1 < m_bars.size(); ++i) {
        const double x = std::round(m_frame.xOf(m_bars[i].to));
        const double top = boxOf(i).bottom();
        painter.fillRect(
            QRectF(x - (m_bars[i].to > m_bars[i].from ? 1 : 0), top, 1, boxOf(i + 1).top() - top), colors().muted);
    }
}

/// Two slanted strokes near the beginning: here a piece of the bar is left out.
void WaterfallCanvas::drawCut(QPainter &painter, const QRectF &box) const
{
    const double x = box.left() + std::min(14.0, box.width() / 3);
    const QPolygonF piece{QPointF(x - 1, box.bottom() + 3), QPointF(x + 5, box.top() - 3),
        QPointF(x + 9, box.top() - 3), QPointF(x + 3, box.bottom() + 3)};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().surface);
    painter.drawPolygon(piece);
    painter.setPen(QPen(colors().text, 1.25));
    painter.drawLine(piece[0], piece[1]);
    painter.drawLine(piece[3], piece[2]);
}

void WaterfallCanvas::drawAmounts(QPainter &painter) const
{
    const double left = m_frame.plotArea().right();
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        QFont weight = font();
        weight.setWeight(m_bars[i].isTotal ? QFont::DemiBold : QFont::Normal);
        painter.setFont(weight);
        painter.setPen(colors().text);
        const QRectF row = m_frame.row(i);
        painter.drawText(QRectF(left, row.top(), m_amountWidth + 16, row.height()),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, m_bars[i].amount);
    }
}

void WaterfallCanvas::drawCurrent(QPainter &painter)
{
    m_frame.paintBand(painter, static_cast<std::size_t>(currentBucket()), colors());
}

QPointF WaterfallCanvas::anchorOf(int bucket) const
{
    const QRectF box = boxOf(static_cast<std::size_t>(bucket));
    return {box.right(), box.center().y()};
}

TipText WaterfallCanvas::tipText() const
{
    const auto place = static_cast<std::size_t>(currentBucket());
    const ChartData &table = chartData();
    TipText text{table.buckets[place].label, {}, {}};
    if (!m_bars[place].isTotal)
        text.lines.push_back({lookOf(m_bars[place]), tr("Change"), m_bars[place].amount, true});
    text.lines.push_back(
        {boxLook(otherSlot, colors()), tr("Total"), valueText(table, 1, place), m_bars[place].isTotal});
    return text;
}

QString WaterfallCanvas::currentText() const
{
    if (currentBucket() < 0 || chartData().isEmpty())
        return {};
    const auto place = static_cast<std::size_t>(currentBucket());
    const QString name = chartData().buckets[place].label;
    const QString total = valueText(chartData(), 1, place);
    if (place == 0 || place + 1 == chartData().buckets.size())
        return tr("%1: %2").arg(name, total);
    return tr("%1: %2, then %3").arg(name, changeText(m_waterfall, m_waterfall.steps[place - 1].value), total);
}

QString WaterfallCanvas::summary() const
{
    const WaterfallData &all = m_waterfall;
    QStringList steps;
    for (const WaterfallData::Bar &step : all.steps)
        steps << tr("%1 %2").arg(step.name, changeText(all, step.value));
    const QString ends =
        tr("From %1 (%2) to %3 (%4).")
            .arg(valueText(all, all.start.value), all.start.name, valueText(all, all.end.value), all.end.name);
    return steps.isEmpty() ? ends : ends + u' ' + tr("Steps: %1.").arg(steps.join(QStringLiteral("; ")));
}

} // namespace toll
