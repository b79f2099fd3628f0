// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartpalette.h"

#include <QWidget>

#include <vector>

namespace toll {

/// The tooltip all series of a bucket share: sorted by value, the one under the pointer bold, their total last.
/// A child of the window, so that it may leave its chart but not the window.
class ChartTip : public QWidget {
    Q_OBJECT

public:
    explicit ChartTip(QWidget *owner);

    /// Fills the tip and shows it beside `anchor`, a point in the owner's coordinates.
    void present(
        const ChartData &chart, const std::vector<bool> &shown, std::size_t bucket, int series, const QPointF &anchor);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line {
        int slot = 0;
        QString name;
        QString value;
        bool isBold = false;
    };

    void place(const QPointF &anchor);

    QWidget *m_owner;
    QString m_title;
    QString m_total;
    std::vector<Line> m_lines;
};

} // namespace toll
