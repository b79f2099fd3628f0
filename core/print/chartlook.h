// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What all printed charts share.
#pragma once

#include "core/print/pages.h"
#include "core/reports/document.h"

#include <QByteArray>
#include <QPainter>

#include <algorithm>

namespace toll::chartlook {

inline constexpr qreal labelPoints = 8;
inline constexpr qreal titlePoints = 9;

[[nodiscard]] inline QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Where a value stands; what it is stands beside it.
[[nodiscard]] inline double placeOf(const Decimal &value)
{
    return QByteArray::fromStdString(value.toString()).toDouble();
}

/// What all charts need of the type, copied into what paints them.
struct Look {
    explicit Look(const Typeface &type)
        : face(type), label(type.font(labelPoints)), bold(type.font(labelPoints, true)),
          title(type.font(titlePoints, true)), titleHeight(type.heightOf(title) + type.pt(5)), line(type.pt(0.5))
    {
    }

    void paintTitle(QPainter &painter, const QRectF &box, const std::string &text) const
    {
        paintLine(painter, QRectF(box.left(), box.top(), box.width(), titleHeight), Qt::AlignLeft | Qt::AlignTop,
            textOf(text), title);
    }
    void paintBar(QPainter &painter, const QRectF &bar, QRgb ink, bool isHatched) const
    {
        painter.fillRect(bar, QColor::fromRgb(ink).lighter(isHatched ? 165 : 100));
        if (isHatched)
            hatch(painter, bar, ink);
        painter.setPen(QPen(QColor::fromRgb(ink), line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bar);
    }
    [[nodiscard]] qreal widest(const std::vector<QString> &texts, const QFont &font) const
    {
        qreal most = 0;
        for (const QString &text : texts)
            most = std::max(most, face.widthOf(text, font));
        return most;
    }

    Typeface face;
    QFont label;
    QFont bold;
    QFont title;
    qreal titleHeight;
    qreal line;

private:
    /// By hand: a brush's pattern would be as fine as the device's dots.
    void hatch(QPainter &painter, const QRectF &bar, QRgb ink) const
    {
        painter.save();
        painter.setClipRect(bar);
        painter.setPen(QPen(QColor::fromRgb(ink), 1.4 * line));
        for (qreal x = bar.left() - bar.height(); x < bar.right(); x += face.pt(3.2))
            painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
        painter.restore();
    }
};

/// From values to places between two edges.
struct Scale {
    double low = 0;
    double high = 1;
    qreal from = 0;
    qreal to = 1;

    [[nodiscard]] qreal at(double value) const
    {
        return high > low ? from + (value - low) / (high - low) * (to - from) : from;
    }
};

/// The piece that a chart's painter fills.
template<typename Painter>
[[nodiscard]] Piece pieceOf(const Typeface &face, Painter painter)
{
    const qreal height = painter.height();
    return {height, face.pt(8), false, std::move(painter)};
}

} // namespace toll::chartlook
