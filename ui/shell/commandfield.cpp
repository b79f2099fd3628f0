// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandfield.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>

namespace toll {

namespace {

constexpr int padding = 9;
constexpr int pictureSize = 16;

} // namespace

CommandField::CommandField(QWidget *parent) : QAbstractButton(parent)
{
    setText(tr("Search or run a command…"));
    setAccessibleName(text());
    setToolTip(tr("Finds pages, tokens and everything the program can do."));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize CommandField::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 130, fontMetrics().height() + 16};
}

QSize CommandField::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) / 2 + 60, sizeHint().height()};
}

void CommandField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.rect = rect();
    option.lineWidth = 1;
    option.features = QStyleOptionFrame::None;
    option.state |= QStyle::State_Sunken;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);

    const ThemeColors &colors = themeColors(palette());
    const QRect inside = rect().adjusted(padding, 0, -padding, 0);
    toll::icon(QStringLiteral("search"), Tone::Muted)
        .paint(&painter, QRect(inside.left(), (height() - pictureSize) / 2, pictureSize, pictureSize));
    painter.setPen(colors.muted);
    const QString key = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
    painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, key);
    const QRect words = inside.adjusted(pictureSize + 8, 0, -fontMetrics().horizontalAdvance(key) - 12, 0);
    painter.drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace toll
