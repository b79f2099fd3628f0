// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpalette.h"
#include "ui/charts/ticks.h"

#include <QFont>
#include <QRectF>

#include <vector>

class QPainter;

namespace toll {

/// The frame of charts that lie on their side: named rows from the top down, values from left to right, a value axis
/// below. Long names and long amounts find room here in every language.
class RowFrame {
public:
    struct Room {
        double above = 0; ///< for a key or a heading
        double left = 0; ///< between the names and the plot
        double right = 0; ///< beside the plot
    };

    /// What an axis says at a place.
    using TickText = std::function<QString(double)>;

    /// The height of `rows` rows with all that is around them.
    [[nodiscard]] static double heightOf(std::size_t rows, double rowHeight, double above, const QFont &tickFont);

    /// Rows are at least `leastRow` high, and at most half as high again where there is room.
    void arrange(const QSizeF &size, std::vector<QString> names, const QFont &font, double leastRow, const Room &room);
    /// An axis from the lowest to the highest value, or around zero where these are equal, with as many round steps as
    /// have room below the plot; `tickText` words them, and is asked again when painting.
    void setScale(double lowest, double highest, const QFont &tickFont, TickText tickText);

    [[nodiscard]] QRectF plotArea() const { return m_plot; }
    /// The values at the ends of the axis.
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] double xOf(double value) const;
    [[nodiscard]] QRectF row(std::size_t index) const; ///< within the plot
    [[nodiscard]] int rowAt(const QPointF &position) const; ///< -1 outside

    /// Grid lines and tick labels, in the painter's font.
    void paintAxis(QPainter &painter, const ChartColors &colors) const;
    void paintNames(QPainter &painter, const QFont &font, const ChartColors &colors) const;
    /// Marks a row over the whole width.
    void paintBand(QPainter &painter, std::size_t index, const ChartColors &colors) const;

private:
    [[nodiscard]] bool doTicksFit(const QFont &tickFont) const;

    QSizeF m_size;
    QRectF m_plot;
    std::vector<QString> m_names;
    double m_nameWidth = 0;
    double m_rowHeight = 1;
    double m_low = 0;
    double m_high = 1;
    std::vector<double> m_ticks;
    TickText m_tickText;
};

} // namespace toll
