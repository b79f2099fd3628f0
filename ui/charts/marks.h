// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpalette.h"

#include <QFont>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace toll {

/// How one kind of mark looks, in a chart, its key and its tooltip. What is hatched is told apart in grey as well.
struct MarkLook {
    enum class Shape { Box, Hatched, Line, Dashes, Frame };

    Shape shape = Shape::Box;
    QColor fill;
    QColor ink;
};

/// The look of a palette slot.
[[nodiscard]] MarkLook boxLook(int slot, const ChartColors &colors);
/// The same, hatched over a paler fill.
[[nodiscard]] MarkLook hatchedLook(int slot, const ChartColors &colors);
/// `share` of b in a, opaque.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double share);

/// Diagonal lines within a box, `spacing` apart. As lines, not as a brush: brushes keep the size of the screen's pixels
/// in enlarged pictures.
void paintHatch(QPainter &painter, const QRectF &box, const QColor &ink, double spacing = 6);
/// A bar in its look; at least a line where the box has no width or height.
void paintBar(QPainter &painter, const QRectF &box, const MarkLook &look);
/// A small sample of the look, as keys and tooltips show it.
void paintSample(QPainter &painter, const QRectF &box, const MarkLook &look);

/// One name of a key.
struct KeyEntry {
    MarkLook look;
    QString name;
};

/// The height of a key whose entries flow in lines of this width; 0 without entries.
[[nodiscard]] double keyHeight(const std::vector<KeyEntry> &entries, const QFont &font, double width);
/// The key in the painter's font, from `at` on.
void paintKey(QPainter &painter, const std::vector<KeyEntry> &entries, const QPointF &at, double width,
    const ChartColors &colors);

} // namespace toll
