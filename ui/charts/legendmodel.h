// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <QAbstractTableModel>
#include <QPalette>

namespace toll {

/// The rows of a legend, one per series. Where values do not add up, the last value stands in place of total and share.
class LegendModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setData(const ChartData &data);
    using QAbstractTableModel::setData;
    void setShown(std::vector<bool> shown);
    [[nodiscard]] const std::vector<bool> &shown() const { return m_shown; }
    /// Swatches are drawn in this palette's theme.
    void setPalette(const QPalette &palette);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(std::size_t series, int column) const;
    void announce();

    ChartData m_data;
    std::vector<bool> m_shown;
    QPalette m_palette;
};

} // namespace toll
