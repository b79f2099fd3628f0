// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/meter.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace toll {

namespace {

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

MeterBar::MeterBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MeterBar::setShare(double share)
{
    m_share = share;
    setVisible(share >= 0);
    update();
}

void MeterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintMeter(&painter, QRectF(rect()).adjusted(0.5, 1.5, -0.5, -1.5), m_share, palette());
}

} // namespace toll
