// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokencelldelegate.h"

#include "ui/widgets/status.h"

#include "ui/pages/tokens/tokentext.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

namespace toll {

namespace {

constexpr int meterWidth = 44;
constexpr int padding = 8;
constexpr double nearlyFull = 0.9;

} // namespace

void paintMeter(QPainter *painter, const QRectF &bar, double share, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colors.border, 1));
    painter->setBrush(colors.surface);
    const double radius = bar.height() / 2;
    painter->drawRoundedRect(bar, radius, radius);
    const QRectF inner = bar.adjusted(1, 1, -1, -1);
    QRectF filled = inner;
    filled.setWidth(inner.width() * std::clamp(share, 0.0, 1.0));
    if (filled.width() > 0) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(share > 1 ? colors.danger : share >= nearlyFull ? colors.warning : colors.accent);
        painter->drawRoundedRect(filled, inner.height() / 2, inner.height() / 2);
    }
    painter->restore();
}

TokenCellDelegate::TokenCellDelegate(const TokenModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model)
{
}

void TokenCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.rect = option.rect;
    const ThemeColors &colors = themeColors(option.palette);
    const Status status = index.data(StatusRole).value<Status>();
    const int tone = index.data(ToneRole).toInt();
    const bool isMeter = m_model.columnId(index.column()) == u"used";
    QString text = cell.text;
    cell.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);

    QRect inner = option.rect.adjusted(padding, 0, -padding, 0);
    QColor ink = colors.ofTone(static_cast<Tone>(tone));
    if (status.shape != Shape::None) {
        const int side = option.fontMetrics.height() * 6 / 10;
        const QRectF sign(inner.left(), option.rect.center().y() - side / 2.0 + 0.5, side, side);
        ink = colors.ofTone(status.tone);
        paintShape(painter, sign, status.shape, ink);
        inner.setLeft(inner.left() + side + 6);
    }
    if (isMeter) {
        const double share = usedShare(m_model.rowAt(index.row()));
        if (share >= 0)
            paintMeter(painter, QRectF(inner.right() - meterWidth, option.rect.center().y() - 2.5, meterWidth, 6),
                share, option.palette);
        if (share > 1)
            ink = colors.danger;
        inner.setRight(inner.right() - meterWidth - padding);
    }
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(ink);
    painter->drawText(inner, int(cell.displayAlignment | Qt::TextSingleLine),
        option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

QSize TokenCellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.rwidth() = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * padding + 4;
    if (m_model.columnId(index.column()) == u"used")
        size.rwidth() += meterWidth + padding;
    if (index.data(StatusRole).isValid())
        size.rwidth() += option.fontMetrics.height();
    return size;
}

} // namespace toll
