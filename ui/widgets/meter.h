// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace toll {

/// A thin meter; what is over the whole is drawn in the danger colour over its full length.
void paintMeter(QPainter *painter, const QRectF &bar, double share, const QPalette &palette);

/// A meter at its full width.
class MeterBar : public QWidget {
    Q_OBJECT

public:
    explicit MeterBar(QWidget *parent = nullptr);
    void setShare(double share); ///< 0 to 1 and beyond; negative hides it
    QSize sizeHint() const override { return {160, 12}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = -1;
};

} // namespace toll
