// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttip.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr int padding = 10;
constexpr int swatch = 10;
constexpr int gap = 16;

} // namespace

ChartTip::ChartTip(QWidget *owner) : QWidget(owner->window()), m_owner(owner)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

TipText ChartTip::textOf(
    const ChartData &chart, const std::vector<bool> &shown, std::size_t bucket, int series, const ChartColors &colors)
{
    const ChartBucket &place = chart.buckets[bucket];
    const bool isPartial = chart.isLastIncomplete && bucket + 1 == chart.buckets.size();
    TipText text;
    text.title = isPartial ? tr("%1 (so far)").arg(place.label) : place.label;
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        if (shown[s] && !std::isnan(chart.series[s].values[bucket]))
            order.emplace_back(chart.series[s].values[bucket], s);
    }
    std::ranges::stable_sort(order, [](const auto &a, const auto &b) { return a.first > b.first; });
    for (const auto &[value, s] : order)
        text.lines.push_back({boxLook(chart.series[s].slot.value_or(0), colors), chart.series[s].name,
            valueText(chart, s, bucket), series == static_cast<int>(s)});
    const bool hasTotal = chart.isAdditive && order.size() > 1;
    text.total = hasTotal ? bucketTotalText(chart, bucket, shown) : QString();
    return text;
}

void ChartTip::present(TipText text, const QPointF &anchor)
{
    m_text = std::move(text);
    if (m_text.lines.empty())
        m_text.total = tr("No data");
    setFont(m_owner->font());
    resize(sizeHint());
    m_text.title.isEmpty() && m_text.lines.empty() ? hide() : place(anchor);
}

QSize ChartTip::sizeHint() const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int width = metrics.horizontalAdvance(m_text.title);
    for (const TipText::Line &line : m_text.lines)
        width = std::max(width,
            swatch + 8 + std::min(260, metrics.horizontalAdvance(line.name)) + gap
                + metrics.horizontalAdvance(line.value));
    width = std::max(width, metrics.horizontalAdvance(tr("Total")) + gap + metrics.horizontalAdvance(m_text.total));
    const int lines = 1 + static_cast<int>(m_text.lines.size()) + (m_text.total.isEmpty() ? 0 : 1);
    const int line = metrics.height() + 4;
    return {width + 2 * padding + 4, lines * line + 2 * padding + (m_text.total.isEmpty() ? 4 : 8)};
}

void ChartTip::place(const QPointF &anchor)
{
    const QWidget *window = parentWidget();
    const QPoint point = m_owner->mapTo(window, anchor.toPoint());
    int x = point.x() + 14;
    if (x + width() > window->width() - 4)
        x = point.x() - 14 - width();
    const int y = std::clamp(point.y() - height() / 2, 4, std::max(4, window->height() - height() - 4));
    move(std::max(4, x), y);
    raise();
    show();
    update();
}

void ChartTip::paintEvent(QPaintEvent *)
{
    const ChartColors colors = ChartColors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.axis, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const int step = metrics.height() + 4;
    QRect line(padding, padding, width() - 2 * padding, step);
    painter.setPen(colors.muted);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_text.title);
    line.translate(0, step + 4);
    for (const TipText::Line &entry : m_text.lines) {
        painter.setFont(entry.isBold ? bold : font());
        if (entry.look)
            paintSample(painter, QRectF(line.left(), line.center().y() - swatch / 2.0, swatch, swatch), *entry.look);
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, entry.value);
        const int room = line.width() - swatch - 8 - gap / 2 - metrics.horizontalAdvance(entry.value);
        painter.drawText(line.adjusted(swatch + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(painter.font()).elidedText(entry.name, Qt::ElideMiddle, room));
        line.translate(0, step);
    }
    if (m_text.total.isEmpty())
        return;
    if (!m_text.lines.empty()) {
        painter.setPen(colors.grid);
        painter.drawLine(QPointF(line.left(), line.top() + 1.5), QPointF(line.right(), line.top() + 1.5));
        line.translate(0, 4);
        painter.setFont(bold);
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, tr("Total"));
    }
    painter.setPen(colors.text);
    painter.drawText(line, (m_text.lines.empty() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, m_text.total);
}

} // namespace toll
