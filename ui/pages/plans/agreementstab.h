// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/plans/planentry.h"

#include <QWidget>

class QPushButton;

namespace toll {

class DataTable;

/// Which customers pay something else than the plan says: since when, and what.
class AgreementsTab : public QWidget {
    Q_OBJECT

public:
    explicit AgreementsTab(QWidget *parent = nullptr);

    void show(const PlanEntry &entry, Instant now);
    [[nodiscard]] std::string chosenCustomer() const; ///< id; empty: none

signals:
    void agreeRequested();
    void endRequested();

private:
    struct Row {
        Agreed agreed;
        QStringList lines;
        Status status;
    };

    [[nodiscard]] static std::vector<Column<Row>> columns();
    [[nodiscard]] static QString keyOf(const Row &row);
    void widen();
    void followSelection();

    RowsModel<Row> *m_model;
    DataTable *m_table;
    QWidget *m_head;
    QPushButton *m_agree;
    QPushButton *m_end;
};

} // namespace toll
