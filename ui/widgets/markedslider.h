// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace toll {

/// A slider with a mark at one position.
class MarkedSlider : public QSlider {
    Q_OBJECT

public:
    explicit MarkedSlider(QWidget *parent = nullptr);
    void setMark(int position);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    /// Turning the wheel scrolls the page, not the value, unless the slider has the focus.
    void wheelEvent(QWheelEvent *event) override;

private:
    int m_mark = 0;
};

} // namespace toll
