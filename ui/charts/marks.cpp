// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/marks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr double sampleWidth = 16;
constexpr double sampleHeight = 10;
constexpr double sampleGap = 6;
constexpr double entryGap = 18;

/// Where each entry comes to lie, and the height of all.
struct Flow {
    std::vector<QPointF> places;
    double height = 0;
};

Flow flow(const std::vector<KeyEntry> &entries, const QFontMetricsF &metrics, double width)
{
    Flow result;
    const double step = metrics.height() + 4;
    QPointF at;
    for (const KeyEntry &entry : entries) {
        const double length = sampleWidth + sampleGap + metrics.horizontalAdvance(entry.name);
        if (at.x() > 0 && at.x() + length > width)
            at = QPointF(0, at.y() + step);
        result.places.push_back(at);
        at.rx() += length + entryGap;
    }
    result.height = entries.empty() ? 0 : at.y() + step;
    return result;
}

} // namespace

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

MarkLook boxLook(int slot, const ChartColors &colors)
{
    return {MarkLook::Shape::Box, slotFill(slot, colors), slotInk(slot, colors)};
}

MarkLook hatchedLook(int slot, const ChartColors &colors)
{
    return {MarkLook::Shape::Hatched, mixed(slotFill(slot, colors), colors.surface, 0.65), slotInk(slot, colors)};
}

void paintHatch(QPainter &painter, const QRectF &box, const QColor &ink, double spacing)
{
    painter.setPen(QPen(ink, 1.25));
    // The lines x + y = c, the same ones everywhere, so that boxes beside one another match.
    const double first = std::ceil((box.left() + box.top()) / spacing) * spacing;
    for (double c = first; c < box.right() + box.bottom(); c += spacing) {
        const double left = std::max(box.left(), c - box.bottom());
        const double right = std::min(box.right(), c - box.top());
        if (right - left > 0.5)
            painter.drawLine(QPointF(left, c - left), QPointF(right, c - right));
    }
}

void paintBar(QPainter &painter, const QRectF &box, const MarkLook &look)
{
    if (box.width() < 2 || box.height() < 2) {
        const QRectF line(box.x(), box.y(), std::max(1.5, box.width()), std::max(1.5, box.height()));
        painter.fillRect(line, look.ink);
        return;
    }
    painter.fillRect(box, look.fill);
    painter.setRenderHint(QPainter::Antialiasing);
    if (look.shape == MarkLook::Shape::Hatched)
        paintHatch(painter, box, look.ink);
    painter.setPen(QPen(look.ink, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintSample(QPainter &painter, const QRectF &box, const MarkLook &look)
{
    const double y = box.center().y();
    switch (look.shape) {
    case MarkLook::Shape::Box:
        painter.setPen(QPen(look.ink, 1));
        painter.setBrush(look.fill);
        return painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    case MarkLook::Shape::Hatched:
        return paintBar(painter, box, look);
    case MarkLook::Shape::Frame:
        painter.setPen(QPen(look.ink, 2));
        painter.setBrush(Qt::NoBrush);
        return painter.drawRect(box.adjusted(1, 1, -1, -1));
    case MarkLook::Shape::Line:
        painter.setPen(QPen(look.ink, 2));
        return painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    case MarkLook::Shape::Dashes: {
        // By hand: a short pattern would end anywhere.
        painter.setPen(QPen(look.ink, 2));
        const double dash = box.width() * 0.4;
        painter.drawLine(QPointF(box.left(), y), QPointF(box.left() + dash, y));
        return painter.drawLine(QPointF(box.right() - dash, y), QPointF(box.right(), y));
    }
    }
}

double keyHeight(const std::vector<KeyEntry> &entries, const QFont &font, double width)
{
    return flow(entries, QFontMetricsF(font), width).height;
}

void paintKey(
    QPainter &painter, const std::vector<KeyEntry> &entries, const QPointF &at, double width, const ChartColors &colors)
{
    const QFontMetricsF metrics(painter.font());
    const Flow places = flow(entries, metrics, width);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QPointF place = at + places.places[i];
        paintSample(painter,
            QRectF(place.x(), place.y() + (metrics.height() - sampleHeight) / 2, sampleWidth, sampleHeight),
            entries[i].look);
        painter.setPen(colors.text);
        painter.drawText(place + QPointF(sampleWidth + sampleGap, metrics.ascent()), entries[i].name);
    }
}

} // namespace toll
