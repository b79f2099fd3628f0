// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/celldelegate.h"

#include "ui/models/cell.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/status.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>

namespace toll {

namespace {

constexpr int meterWidth = 44;
constexpr int meterHeight = 6;
constexpr int meterGap = 8;

const QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

/// Signs and meters are placed where text begins and ends, in any cell of our style.
int textMargin(const QStyleOptionViewItem &option)
{
    return styleOf(option)->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
}

/// A line of text as the style would draw it, which lays out and elides every text as if it might have several lines.
void paintText(QPainter &painter, const QStyleOptionViewItem &cell, const QRect &inner, const QString &text)
{
    if (text.isEmpty())
        return;
    const QPalette::ColorGroup group = !(cell.state & QStyle::State_Enabled) ? QPalette::Disabled
        : cell.state & QStyle::State_Active                                  ? QPalette::Normal
                                                                             : QPalette::Inactive;
    const auto role = cell.state & QStyle::State_Selected ? QPalette::HighlightedText : QPalette::Text;
    painter.setPen(cell.palette.color(group, role));
    const bool isCut = cell.fontMetrics.horizontalAdvance(text) > inner.width();
    painter.drawText(inner, static_cast<int>(cell.displayAlignment) | Qt::TextSingleLine,
        isCut ? cell.fontMetrics.elidedText(text, cell.textElideMode, inner.width()) : text);
}

} // namespace

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
    const QVariant status = index.data(StatusRole);
    const QVariant meter = index.data(MeterRole);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    constexpr auto more = QStyleOptionViewItem::HasDecoration | QStyleOptionViewItem::HasCheckIndicator;
    const bool isPlain = !status.isValid() && !meter.isValid();
    if (isPlain && (cell.features & more || cell.text.contains(QChar::LineSeparator))) {
        styleOf(cell)->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
        return;
    }
    const QString text = std::exchange(cell.text, QString());
    styleOf(cell)->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const int margin = textMargin(cell);
    QRect inner = cell.rect.adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setFont(cell.font);
    if (isPlain) {
        paintText(*painter, cell, inner, text);
    } else if (status.isValid()) {
        const Status shown = status.value<Status>();
        paintStatus(painter, inner, shown, cell.fontMetrics, themeColors(cell.palette).ofTone(shown.tone));
    } else {
        const double top = inner.center().y() + 0.5 - meterHeight / 2.0;
        const QRectF bar(inner.right() + 0.5 - meterWidth, top, meterWidth, meterHeight);
        if (meter.toDouble() >= 0)
            paintMeter(painter, bar, meter.toDouble(), cell.palette);
        inner.setRight(inner.right() - meterWidth - meterGap);
        painter->setPen(cell.palette.color(QPalette::Text));
        painter->drawText(inner, static_cast<int>(cell.displayAlignment) | Qt::TextSingleLine,
            cell.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(StatusRole).isValid())
        size.rwidth() += statusSignRoom;
    if (index.data(MeterRole).isValid())
        size.rwidth() += meterWidth + meterGap;
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

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    auto *editor = new QLineEdit(parent);
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    m_editor = editor;
    return editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // Called again whenever the model changes: what is being typed stays.
    if (editor->property("isFilled").toBool())
        return;
    editor->setProperty("isFilled", true);
    auto *line = static_cast<QLineEdit *>(editor);
    line->setText(index.data(Qt::EditRole).toString());
    line->selectAll();
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    Q_UNUSED(model)
    const QString text = static_cast<QLineEdit *>(editor)->text().trimmed();
    if (text != index.data(Qt::EditRole).toString())
        emit edited(index, text);
}

void CellDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    editor->setGeometry(option.rect.adjusted(1, 1, -1, -1));
}

void CellDelegate::destroyEditor(QWidget *editor, const QModelIndex &index) const
{
    m_editor.clear();
    QStyledItemDelegate::destroyEditor(editor, index);
    emit editingEnded();
}

} // namespace toll
