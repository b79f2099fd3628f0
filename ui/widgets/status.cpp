// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status.h"

#include "ui/widgets/icon.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace toll {

namespace {

constexpr int signSize = 10;
constexpr int signGap = 7;

/// The sign is placed where text begins, in any cell of our style.
int textMargin(const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    return style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
}

void paintSigned(
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
    paintSigned(&painter, rect(), m_status, fontMetrics(), themeColors(palette()).ofTone(m_status.tone));
}

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const ThemeColors &colors = themeColors(option->palette);
    if (const QVariant tone = index.data(ToneRole); tone.isValid()) {
        const QColor color = colors.ofTone(static_cast<Tone>(tone.toInt()));
        option->palette.setColor(QPalette::Text, color);
        option->palette.setColor(QPalette::HighlightedText, color);
    }
    if (const QString name = index.data(IconNameRole).toString(); !name.isEmpty()) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(name, Tone::Muted);
        option->decorationSize = {16, 16};
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant value = index.data(StatusRole);
    if (!value.isValid())
        return QStyledItemDelegate::paint(painter, option, index);
    const Status status = value.value<Status>();
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const int margin = textMargin(cell);
    painter->save();
    painter->setFont(cell.font);
    paintSigned(painter, cell.rect.adjusted(margin, 0, -margin, 0), status, cell.fontMetrics,
        themeColors(cell.palette).ofTone(status.tone));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(StatusRole).isValid())
        size.rwidth() += signSize + signGap;
    return size;
}

bool CellDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString own = index.data(Qt::ToolTipRole).toString();
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const bool isCut = sizeHint(option, index).width() > option.rect.width();
    const QString tip = !own.isEmpty() ? own : (isCut ? index.data(Qt::DisplayRole).toString() : QString());
    // Names come from outside: a tool tip must not read them as markup.
    tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(event->globalPos(), tip.toHtmlEscaped(), view);
    return true;
}

} // namespace toll
