// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QAbstractTableModel>

#include <vector>

namespace toll {

/// What a table can rely on without knowing its rows: keys, columns by name, and an order over several columns.
/// A model never asks, edits or saves; pages set its rows.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// One column of an order.
    struct SortBy {
        int column = 0;
        Qt::SortOrder order = Qt::AscendingOrder;
        bool operator==(const SortBy &) const = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual QString keyAt(int row) const = 0;
    /// The row with this key, -1 where it is not shown.
    [[nodiscard]] virtual int rowOfKey(const QString &key) const = 0;
    /// The column's stable name, for saved states.
    [[nodiscard]] virtual QString columnId(int column) const = 0;
    /// How many rows there are, those filtered out included.
    [[nodiscard]] virtual int totalRowCount() const = 0;
    /// Whether a key still names its row after a reset. Where it does not, since there are too many rows to look for
    /// one, a selection ends with the reset, and whoever made the model reads and copies what is selected.
    [[nodiscard]] virtual bool hasLastingKeys() const { return true; }

    /// First key first; empty for the order the rows were given in.
    virtual void setSortOrder(std::vector<SortBy> order) = 0;
    [[nodiscard]] virtual const std::vector<SortBy> &sortOrder() const = 0;
    void sort(int column, Qt::SortOrder order) final
    {
        setSortOrder(column < 0 ? std::vector<SortBy>() : std::vector{SortBy{column, order}});
    }

signals:
    void sortOrderChanged();
};

} // namespace toll
