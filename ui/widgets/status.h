// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QWidget>

namespace toll {

/// Draws the sign of a state into a square of this size.
void paintShape(QPainter *painter, const QRectF &square, Shape shape, const QColor &color);

/// Draws a state's sign and word from the left of the rectangle; the word is cut where it does not fit.
void paintStatus(
    QPainter *painter, const QRect &rect, const Status &status, const QFontMetrics &metrics, const QColor &color);
/// How much wider a sign makes a word.
inline constexpr int statusSignRoom = 17;

/// A state outside a table: sign and word in its colour.
class StatusLabel : public QWidget {
    Q_OBJECT

public:
    explicit StatusLabel(QWidget *parent = nullptr);
    void setStatus(const Status &status);
    [[nodiscard]] const Status &status() const { return m_status; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Status m_status;
};

} // namespace toll
