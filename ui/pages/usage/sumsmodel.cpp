// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/sumsmodel.h"

#include <QFont>

namespace toll {

namespace {

constexpr int firstSeries = 2; // after the time and the total

} // namespace

void SumsModel::setChart(ChartData data)
{
    beginResetModel();
    m_data = std::move(data);
    endResetModel();
}

int SumsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_data.isEmpty() ? 0 : 1 + static_cast<int>(m_data.buckets.size());
}

int SumsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_data.isEmpty() ? 0 : firstSeries + static_cast<int>(m_data.series.size());
}

QString SumsModel::text(std::size_t row, std::size_t column) const
{
    if (row == 0) {
        if (column == 0)
            return tr("Total");
        return column == 1 ? grandTotalText(m_data) : seriesTotalText(m_data, column - firstSeries);
    }
    const ChartBucket &bucket = m_data.buckets[row - 1];
    if (column == 0)
        return bucket.label;
    if (bucket.hasNoData)
        return QStringLiteral("–");
    return column == 1 ? bucketTotalText(m_data, row - 1) : valueText(m_data, column - firstSeries, row - 1);
}

QVariant SumsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, static_cast<std::size_t>(index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return row > 0 && m_data.buckets[row - 1].hasNoData ? QVariant(tr("No usage is known for this time."))
                                                            : QVariant();
    case Qt::FontRole:
        if (row == 0 || index.column() == 1) {
            QFont bold;
            bold.setBold(true);
            return bold;
        }
        return {};
    default:
        return {};
    }
}

QVariant SumsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Time");
    return section == 1 ? tr("Total") : m_data.series[static_cast<std::size_t>(section - firstSeries)].name;
}

} // namespace toll
