// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/eventsmodel.h"

#include "ui/pages/usage/eventcolumns.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr int pagesKept = 64;
constexpr std::int64_t mostRows = 50'000'000; ///< that a view's heights in pixels can count

constexpr std::array<std::pair<const char *, EventColumn>, 12> columnsById{
    {{"time", EventColumn::Time}, {"token", EventColumn::Token}, {"customer", EventColumn::Customer},
        {"status", EventColumn::Status}, {"model", EventColumn::Model}, {"endpoint", EventColumn::Endpoint},
        {"count", EventColumn::Count}, {"response", EventColumn::Response}, {"input", EventColumn::Input},
        {"cached", EventColumn::CachedInput}, {"output", EventColumn::Output}, {"id", EventColumn::Id}}};

} // namespace

EventsModel::EventsModel(const Zone &zone, QObject *parent)
    : TableModel(parent), m_columns(eventColumns(zone)), m_order{{0, Qt::DescendingOrder}}, m_pages(pagesKept)
{
}

void EventsModel::setZone(const Zone &zone)
{
    m_columns = eventColumns(zone);
    if (m_size > 0)
        emit dataChanged(index(0, 0), index(m_size - 1, columnCount() - 1));
}

void EventsModel::reset(std::int64_t size, std::int64_t first, std::vector<EventRow> rows)
{
    beginResetModel();
    m_size = static_cast<int>(std::min(size, mostRows));
    m_pages.clear();
    m_wanted.clear();
    if (!rows.empty())
        m_pages.insert(static_cast<int>(first / pageRows), new std::vector<EventRow>(std::move(rows)));
    endResetModel();
}

void EventsModel::setPage(std::int64_t first, std::vector<EventRow> rows)
{
    if (rows.empty() || first + std::ssize(rows) > m_size)
        return;
    const int last = static_cast<int>(first + std::ssize(rows)) - 1;
    m_pages.insert(static_cast<int>(first / pageRows), new std::vector<EventRow>(std::move(rows)));
    emit dataChanged(index(static_cast<int>(first), 0), index(last, columnCount() - 1));
}

const EventRow *EventsModel::rowAt(int row) const
{
    const std::vector<EventRow> *page = m_pages.object(row / pageRows);
    const auto place = static_cast<std::size_t>(row % pageRows);
    return page && place < page->size() ? &(*page)[place] : nullptr;
}

std::vector<EventSort> EventsModel::eventOrder() const
{
    std::vector<EventSort> order;
    for (const SortBy &by : m_order) {
        const QString id = columnId(by.column);
        const auto found =
            std::ranges::find_if(columnsById, [&id](const auto &column) { return id == QLatin1String(column.first); });
        if (found != columnsById.end())
            order.push_back({found->second, by.order == Qt::DescendingOrder});
    }
    return order;
}

void EventsModel::showOrder(std::vector<SortBy> order)
{
    m_order = std::move(order);
    emit sortOrderChanged();
}

void EventsModel::setSortOrder(std::vector<SortBy> order)
{
    if (order == m_order)
        return;
    showOrder(std::move(order));
    emit orderWanted();
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_size;
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Column<EventRow> &column = m_columns[static_cast<std::size_t>(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.alignment | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != ToneRole && role != CopyRole)
        return {};
    const EventRow *row = rowAt(index.row());
    if (!row) {
        if (role == Qt::DisplayRole)
            want(index.row());
        if (role == ToneRole)
            return static_cast<int>(Tone::Muted);
        return role == Qt::DisplayRole && index.column() == 0 ? QVariant(QStringLiteral("…")) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return column.text(*row);
    case Qt::ToolTipRole:
        return column.toolTip ? QVariant(column.toolTip(*row)) : QVariant();
    case ToneRole:
        return column.tone ? QVariant(static_cast<int>(column.tone(*row))) : QVariant();
    default:
        return column.copy ? QVariant(column.copy(*row)) : QVariant();
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column<EventRow> &column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    return role == Qt::TextAlignmentRole ? QVariant::fromValue(column.alignment | Qt::AlignVCenter) : QVariant();
}

QModelIndexList EventsModel::match(const QModelIndex &, int, const QVariant &, int, Qt::MatchFlags) const
{
    return {};
}

/// Gathers what one paint looks at.
void EventsModel::want(int row) const
{
    const std::int64_t first = row / pageRows * pageRows;
    if (std::ranges::find(m_wanted, first) != m_wanted.end())
        return;
    m_wanted.push_back(first);
    if (m_wanted.size() > 1)
        return;
    QMetaObject::invokeMethod(const_cast<EventsModel *>(this), &EventsModel::tellWanted, Qt::QueuedConnection);
}

void EventsModel::tellWanted()
{
    if (!m_wanted.empty())
        emit pagesWanted(std::exchange(m_wanted, {}));
}

void EventsModel::prefetch(int first, int last)
{
    last = std::min(last, m_size - 1);
    for (int row = first / pageRows * pageRows; first >= 0 && row <= last; row += pageRows)
        if (!rowAt(row))
            want(row);
    tellWanted();
}

QString EventsModel::keyAt(int row) const
{
    const EventRow *found = rowAt(row);
    return found ? keyOf(*found) : QString();
}

int EventsModel::rowOfKey(const QString &) const
{
    return -1;
}

QString EventsModel::columnId(int column) const
{
    return m_columns[static_cast<std::size_t>(column)].id;
}

} // namespace toll
