// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/plans/planentry.h"

#include <QWidget>

namespace toll {

class DataTable;

/// The plans there are: name, versions, customers and currency.
class PlanList : public QWidget {
    Q_OBJECT

public:
    explicit PlanList(QWidget *parent = nullptr);

    void setEntries(const std::vector<PlanEntry> &entries);
    [[nodiscard]] QString current() const; ///< key; empty: none
    bool select(const QString &key);

signals:
    void currentChanged(const QString &key);
    void menuRequested(QMenu *menu);

private:
    RowsModel<PlanEntry> *m_model;
    DataTable *m_table;
};

} // namespace toll
