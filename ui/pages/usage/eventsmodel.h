// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventview.h"
#include "ui/models/rowsmodel.h"

#include <QCache>

#include <cstdint>
#include <vector>

namespace toll {

/// Events of a view of any size, of which only the pages looked at are here. A row that is not shows a sign for it, and
/// its page is asked for.
class EventsModel final : public TableModel {
    Q_OBJECT

public:
    static constexpr int pageRows = 256;

    explicit EventsModel(const Zone &zone, QObject *parent = nullptr);

    void setZone(const Zone &zone);
    /// Begins anew with so many rows, of which the first fifty million are shown; `rows` are those of a page from
    /// `first` on.
    void reset(std::int64_t size, std::int64_t first, std::vector<EventRow> rows);
    /// The rows of the page that begins at `first`.
    void setPage(std::int64_t first, std::vector<EventRow> rows);
    /// Null while it is not here.
    /// Asks for the rows' pages at once, as a paint of them would once it comes to it.
    void prefetch(int first, int last);
    [[nodiscard]] const EventRow *rowAt(int row) const;
    [[nodiscard]] const std::vector<Column<EventRow>> &columns() const { return m_columns; }
    /// As services order events; newest first where nothing is chosen.
    [[nodiscard]] std::vector<EventSort> eventOrder() const;
    /// Shows an order as chosen without asking for it, as after a choice that was given up.
    void showOrder(std::vector<SortBy> order);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Nothing: typing into the table must not read ten million rows.
    QModelIndexList match(
        const QModelIndex &start, int role, const QVariant &value, int hits, Qt::MatchFlags flags) const override;

    QString keyAt(int row) const override;
    int rowOfKey(const QString &key) const override;
    QString columnId(int column) const override;
    int totalRowCount() const override { return m_size; }
    bool hasLastingKeys() const override { return false; }
    void setSortOrder(std::vector<SortBy> order) override;
    const std::vector<SortBy> &sortOrder() const override { return m_order; }

signals:
    /// Rows on these pages were looked at; those of an earlier signal are not wanted any more.
    void pagesWanted(const std::vector<std::int64_t> &firsts);
    void orderWanted();

private:
    void want(int row) const;
    void tellWanted();

    std::vector<Column<EventRow>> m_columns;
    std::vector<SortBy> m_order;
    int m_size = 0;
    mutable QCache<int, std::vector<EventRow>> m_pages; ///< by number
    mutable std::vector<std::int64_t> m_wanted;
};

} // namespace toll
