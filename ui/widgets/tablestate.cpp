// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How a table's columns are kept between sessions: by their ids, so that a new version's columns find their place.
#include "ui/widgets/datatable.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>

namespace toll {

namespace {

constexpr int stateVersion = 1;

} // namespace

QByteArray DataTable::saveState() const
{
    if (!m_model)
        return {};
    const QHeaderView *header = m_view->horizontalHeader();
    QJsonArray columns;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        const bool isHidden = header->isSectionHidden(column);
        QJsonObject entry{{QStringLiteral("id"), m_model->columnId(column)}, {QStringLiteral("hidden"), isHidden}};
        if (!isHidden)
            entry.insert(QStringLiteral("width"), header->sectionSize(column));
        columns.append(entry);
    }
    QJsonArray sorting;
    for (const TableModel::SortBy &by : m_model->sortOrder())
        sorting.append(QJsonObject{{QStringLiteral("id"), m_model->columnId(by.column)},
            {QStringLiteral("descending"), by.order == Qt::DescendingOrder}});
    const QJsonObject state{{QStringLiteral("version"), stateVersion}, {QStringLiteral("columns"), columns},
        {QStringLiteral("sort"), sorting}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

bool DataTable::restoreState(const QByteArray &state)
{
    const QJsonObject root = QJsonDocument::fromJson(state).object();
    const QJsonArray columns = root.value(QStringLiteral("columns")).toArray();
    if (!m_model || root.value(QStringLiteral("version")).toInt() != stateVersion || columns.isEmpty())
        return false;
    QHeaderView *header = m_view->horizontalHeader();
    int place = 0;
    for (const QJsonValue &value : columns) {
        const QJsonObject entry = value.toObject();
        const int column = columnOf(entry.value(QStringLiteral("id")).toString());
        if (column < 0)
            continue;
        header->moveSection(header->visualIndex(column), place++);
        m_view->setColumnHidden(column, entry.value(QStringLiteral("hidden")).toBool());
        if (const int width = entry.value(QStringLiteral("width")).toInt(); width > 0)
            m_view->setColumnWidth(column, width);
    }
    std::vector<TableModel::SortBy> order;
    for (const QJsonValue &value : root.value(QStringLiteral("sort")).toArray()) {
        const QJsonObject entry = value.toObject();
        const int column = columnOf(entry.value(QStringLiteral("id")).toString());
        if (column >= 0)
            order.push_back({column,
                entry.value(QStringLiteral("descending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder});
    }
    m_model->setSortOrder(std::move(order));
    m_isFitted = true;
    return true;
}

} // namespace toll
