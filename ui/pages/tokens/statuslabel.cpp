// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/statuslabel.h"

#include "ui/pages/tokens/tokencelldelegate.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace toll {

namespace {

constexpr int gap = 6;

} // namespace

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
    return {side() + gap + fontMetrics().horizontalAdvance(m_status.word) + 2, fontMetrics().height()};
}

void StatusLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = themeColors(palette()).ofTone(m_status.tone);
    paintShape(&painter, QRectF(0, (height() - side()) / 2.0, side(), side()), m_status.shape, color);
    painter.setPen(color);
    painter.drawText(rect().adjusted(side() + gap, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, m_status.word);
}

int StatusLabel::side() const
{
    return fontMetrics().height() * 6 / 10;
}

} // namespace toll
