// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace toll {

namespace {

constexpr int signSize = 10;
constexpr int signGap = statusSignRoom - signSize;

} // namespace

void paintShape(QPainter *painter, const QRectF &square, Shape shape, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal side = square.width();
    const QRectF box = square.adjusted(side * 0.08, side * 0.08, -side * 0.08, -side * 0.08);
    const QPen line(color, side * 0.15, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const QRectF ring = box.adjusted(side * 0.07, side * 0.07, -side * 0.07, -side * 0.07);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    switch (shape) {
    case Shape::None:
        break;
    case Shape::Dot:
        painter->drawEllipse(box);
        break;
    case Shape::Ring:
        painter->setPen(line);
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(ring);
        break;
    case Shape::Half:
        painter->drawPie(ring, 90 * 16, 180 * 16);
        painter->setPen(line);
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(ring);
        break;
    case Shape::Triangle:
        painter->drawPolygon(QPolygonF{QPointF(square.center().x(), square.top() + side * 0.06),
            square.bottomRight() - QPointF(0, side * 0.06), square.bottomLeft() - QPointF(0, side * 0.06)});
        break;
    case Shape::Square:
        painter->drawRoundedRect(
            box.adjusted(side * 0.04, side * 0.04, -side * 0.04, -side * 0.04), side * 0.1, side * 0.1);
        break;
    case Shape::Cross:
        painter->setPen(QPen(color, side * 0.19, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(ring.topLeft(), ring.bottomRight());
        painter->drawLine(ring.topRight(), ring.bottomLeft());
        break;
    }
    painter->restore();
}

void paintStatus(
    QPainter *painter, const QRect &rect, const Status &status, const QFontMetrics &metrics, const QColor &color)
{
    QRect text = rect;
    if (status.shape != Shape::None) {
        paintShape(painter, QRectF(rect.left(), rect.center().y() - signSize / 2.0 + 0.5, signSize, signSize),
            status.shape, color);
        text.setLeft(rect.left() + signSize + signGap);
    }
    painter->setPen(color);
    painter->drawText(
        text, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(status.word, Qt::ElideRight, text.width()));
}

StatusLabel::StatusLabel(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusLabel::setStatus(const Status &status)
{
    m_status = status;
    setAccessibleName(status.word);
    updateGeometry();
    update();
}

QSize StatusLabel::sizeHint() const
{
    const int sign = m_status.shape == Shape::None ? 0 : signSize + signGap;
    return {sign + fontMetrics().horizontalAdvance(m_status.word) + 2, std::max(signSize, fontMetrics().height()) + 2};
}

void StatusLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStatus(&painter, rect(), m_status, fontMetrics(), themeColors(palette()).ofTone(m_status.tone));
}

} // namespace toll
