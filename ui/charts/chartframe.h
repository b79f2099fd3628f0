// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpalette.h"
#include "ui/charts/ticks.h"

#include <QFont>
#include <QMarginsF>
#include <QPen>
#include <QPolygonF>

#include <memory>
#include <vector>

class QPainter;

namespace toll {

/// What Qt Charts does for us: plot area, grid, axis lines and line series, laid out in one scene that renders to any
/// painter. Its labels, legends and stacked series are not used; charts paint those over the same plot area.
class ChartFrame {
public:
    struct Line {
        QPolygonF points; ///< x in buckets, y in values
        QPen pen;
    };

    ChartFrame();
    ~ChartFrame();
    ChartFrame(const ChartFrame &) = delete;
    ChartFrame &operator=(const ChartFrame &) = delete;

    void setColors(const ChartColors &colors);
    /// `buckets` places from left to right, and the value axis.
    void setScales(std::size_t buckets, const ValueScale &scale);
    void setLines(const std::vector<Line> &lines);
    void setGeometry(const QSizeF &size, const QMarginsF &margins);

    [[nodiscard]] QRectF plotArea() const { return m_plotArea; }
    [[nodiscard]] double xOf(double bucket) const;
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] double bucketWidth() const;
    /// The bucket under `x`, -1 outside.
    [[nodiscard]] int bucketAt(double x) const;
    [[nodiscard]] const ValueScale &scale() const { return m_scale; }

    /// Grid, axes and lines.
    void paint(QPainter &painter) const;

private:
    struct Scene;
    std::unique_ptr<Scene> m_scene;
    QSizeF m_size;
    QRectF m_plotArea;
    ValueScale m_scale;
    std::size_t m_buckets = 1;
};

} // namespace toll
