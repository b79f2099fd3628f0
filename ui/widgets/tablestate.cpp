// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How a table's columns are kept between sessions: by their ids, so that a new version's columns find their place.
#include "ui/widgets/datatable.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTableView>

#include <algorithm>

namespace toll {

namespace {

constexpr int stateVersion = 1;

} // namespace

QByteArray DataTable::saveState() const
{
    if (!m_model)
        return {};
    const QHeaderView *header = m_view->horizontalHeader();
    const int stretch = std::max(0, columnOf(m_stretchColumn));
    QJsonArray columns;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        const QString id = m_model->columnId(column);
        // What has no room in this window may have it in the next.
        const bool isHidden = header->isSectionHidden(column) && !m_yielded.contains(id);
        QJsonObject entry{{QStringLiteral("id"), id}, {QStringLiteral("hidden"), isHidden}};
        if (m_chosen.contains(id))
            entry.insert(QStringLiteral("chosen"), true);
        if (const int width = m_yielded.value(id, header->sectionSize(column));
            width > 0 && column != stretch && m_isFitted)
            entry.insert(QStringLiteral("width"), width);
        columns.append(entry);
    }
    QJsonArray sorting;
    for (const TableModel::SortBy &by : m_model->sortOrder())
        sorting.append(QJsonObject{{QStringLiteral("id"), m_model->columnId(by.column)},
            {QStringLiteral("descending"), by.order == Qt::DescendingOrder}});
    const QJsonObject state{{QStringLiteral("version"), stateVersion}, {QStringLiteral("language"), QLocale().name()},
        {QStringLiteral("columns"), columns}, {QStringLiteral("sort"), sorting}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

bool DataTable::restoreState(const QByteArray &state)
{
    const QJsonObject root = QJsonDocument::fromJson(state).object();
    const QJsonArray columns = root.value(QStringLiteral("columns")).toArray();
    if (!m_model || root.value(QStringLiteral("version")).toInt() != stateVersion || columns.isEmpty())
        return false;
    // Widths fit the words of the language they were measured in.
    const bool fits = root.value(QStringLiteral("language")).toString(QLocale().name()) == QLocale().name();
    m_chosen.clear();
    m_yielded.clear();
    QHeaderView *header = m_view->horizontalHeader();
    int place = 0;
    for (const QJsonValue &value : columns) {
        const QJsonObject entry = value.toObject();
        const QString id = entry.value(QStringLiteral("id")).toString();
        const int column = columnOf(id);
        if (column < 0)
            continue;
        if (entry.value(QStringLiteral("chosen")).toBool())
            m_chosen.insert(id);
        header->moveSection(header->visualIndex(column), place++);
        m_view->setColumnHidden(column, entry.value(QStringLiteral("hidden")).toBool());
        if (const int width = entry.value(QStringLiteral("width")).toInt(); fits && width > 0) {
            m_view->setColumnWidth(column, width);
            m_isFitted = true;
        }
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
    arrangeColumns();
    return true;
}

} // namespace toll
