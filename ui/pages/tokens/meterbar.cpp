// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/meterbar.h"

#include "ui/pages/tokens/tokencelldelegate.h"

#include <QPainter>

namespace toll {

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
