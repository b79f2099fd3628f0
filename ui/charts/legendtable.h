// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <QTableView>

namespace toll {

class LegendModel;

/// The legend: colour, name, total and share of every series. A click isolates a series (again: all), Ctrl+click or
/// Space switches one on or off.
class LegendTable : public QTableView {
    Q_OBJECT

public:
    explicit LegendTable(QWidget *parent = nullptr);

    void setData(const ChartData &chart);
    [[nodiscard]] const std::vector<bool> &shown() const;
    void isolate(int series);
    void toggle(int series);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void shownChanged(const std::vector<bool> &shown);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    LegendModel *m_model;
};

} // namespace toll
