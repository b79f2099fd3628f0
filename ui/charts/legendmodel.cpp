// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legendmodel.h"

#include "ui/charts/chartpalette.h"

#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include <cmath>

namespace toll {

namespace {

QPixmap swatch(int slot, bool isShown, const ChartColors &colors)
{
    constexpr int side = 12;
    constexpr int scale = 2; // sharp on dense screens too
    QPixmap pixmap(side * scale, side * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(slotInk(slot, colors), 1.25));
    painter.setBrush(isShown ? QBrush(slotFill(slot, colors)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(1, 1, side - 2, side - 2), 2, 2);
    return pixmap;
}

QString lastValue(const ChartData &data, std::size_t series)
{
    for (std::size_t b = data.buckets.size(); b-- > 0;) {
        if (const QString value = valueText(data, series, b); !value.isEmpty())
            return value;
    }
    return {};
}

} // namespace

void LegendModel::setData(const ChartData &data)
{
    beginResetModel();
    m_data = data;
    m_shown.assign(m_data.series.size(), true);
    endResetModel();
}

void LegendModel::setShown(std::vector<bool> shown)
{
    m_shown = std::move(shown);
    announce();
}

void LegendModel::setPalette(const QPalette &palette)
{
    m_palette = palette;
    announce();
}

void LegendModel::announce()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int LegendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.series.size());
}

int LegendModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : (m_data.isAdditive ? 3 : 2);
}

QString LegendModel::text(std::size_t series, int column) const
{
    if (column == 0)
        return m_data.series[series].name;
    if (!m_data.isAdditive)
        return lastValue(m_data, series);
    if (column == 1)
        return seriesTotalText(m_data, series);
    double whole = 0;
    for (const ChartSeries &each : m_data.series)
        whole += seriesSum(each);
    return whole > 0 ? QLocale().toString(seriesSum(m_data.series[series]) / whole * 100, 'f', 1) + u'%' : QString();
}

QVariant LegendModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto series = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(series, index.column());
    case Qt::ToolTipRole:
        return index.column() == 0 ? QVariant(m_data.series[series].name.toHtmlEscaped()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::DecorationRole:
        if (index.column() == 0)
            return swatch(m_data.series[series].slot.value_or(0), m_shown[series], ChartColors::of(m_palette));
        return {};
    case Qt::ForegroundRole:
        return m_shown[series] ? QVariant() : QVariant(m_palette.brush(QPalette::PlaceholderText));
    case Qt::AccessibleDescriptionRole:
        return m_shown[series] ? tr("shown") : tr("hidden");
    default:
        return {};
    }
}

QVariant LegendModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Name");
    if (section == 2)
        return tr("Share");
    return m_data.isAdditive ? tr("Total") : tr("Last");
}

} // namespace toll
