// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"

#include <QWidget>

namespace toll {

/// The largest bills now and in the what-if, two bars a customer on one scale.
class ComparisonBars : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonBars(QWidget *parent = nullptr);

    void setOutcome(const Outcome &outcome);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    void paintRow(QPainter &painter, const OutcomeRow &row, const QRectF &area, double nameWidth, double amountWidth);
    void paintKey(QPainter &painter);
    [[nodiscard]] int rowHeight() const;

    Currency m_currency;
    std::vector<OutcomeRow> m_rows; ///< the largest first
    std::size_t m_left = 0; ///< customers not shown
    double m_highest = 0; ///< of both bars, for drawing
};

} // namespace toll
