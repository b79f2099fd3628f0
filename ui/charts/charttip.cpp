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

void ChartTip::present(
    const ChartData &chart, const std::vector<bool> &shown, std::size_t bucket, int series, const QPointF &anchor)
{
    const ChartBucket &place = chart.buckets[bucket];
    const bool isPartial = chart.isLastIncomplete && bucket + 1 == chart.buckets.size();
    m_title = isPartial ? tr("%1 (so far)").arg(place.label) : place.label;
    m_lines.clear();
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        if (shown[s] && !std::isnan(chart.series[s].values[bucket]))
            order.emplace_back(chart.series[s].values[bucket], s);
    }
    std::ranges::stable_sort(order, [](const auto &a, const auto &b) { return a.first > b.first; });
    for (const auto &[value, s] : order)
        m_lines.push_back({chart.series[s].slot.value_or(0), chart.series[s].name, valueText(chart, s, bucket),
            series == static_cast<int>(s)});
    const bool hasTotal = chart.isAdditive && order.size() > 1;
    m_total = hasTotal ? bucketTotalText(chart, bucket, shown) : QString();
    if (m_lines.empty())
        m_total = tr("No data");
    setFont(m_owner->font());
    resize(sizeHint());
    place.label.isEmpty() && m_lines.empty() ? hide() : this->place(anchor);
}

QSize ChartTip::sizeHint() const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int width = metrics.horizontalAdvance(m_title);
    for (const Line &line : m_lines)
        width = std::max(width,
            swatch + 8 + std::min(260, metrics.horizontalAdvance(line.name)) + gap
                + metrics.horizontalAdvance(line.value));
    width = std::max(width, metrics.horizontalAdvance(tr("Total")) + gap + metrics.horizontalAdvance(m_total));
    const int lines = 1 + static_cast<int>(m_lines.size()) + (m_total.isEmpty() ? 0 : 1);
    const int line = metrics.height() + 4;
    return {width + 2 * padding + 4, lines * line + 2 * padding + (m_total.isEmpty() ? 4 : 8)};
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
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    line.translate(0, step + 4);
    for (const Line &entry : m_lines) {
        painter.setFont(entry.isBold ? bold : font());
        painter.setPen(QPen(slotInk(entry.slot, colors), 1));
        painter.setBrush(slotFill(entry.slot, colors));
        painter.drawRoundedRect(
            QRectF(line.left() + 0.5, line.center().y() - swatch / 2.0 + 0.5, swatch - 1, swatch - 1), 2, 2);
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, entry.value);
        const int room = line.width() - swatch - 8 - gap / 2 - metrics.horizontalAdvance(entry.value);
        painter.drawText(line.adjusted(swatch + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(painter.font()).elidedText(entry.name, Qt::ElideMiddle, room));
        line.translate(0, step);
    }
    if (m_total.isEmpty())
        return;
    if (!m_lines.empty()) {
        painter.setPen(colors.grid);
        painter.drawLine(QPointF(line.left(), line.top() + 1.5), QPointF(line.right(), line.top() + 1.5));
        line.translate(0, 4);
        painter.setFont(bold);
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, tr("Total"));
    }
    painter.setPen(colors.text);
    painter.drawText(line, (m_lines.empty() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, m_total);
}

} // namespace toll
