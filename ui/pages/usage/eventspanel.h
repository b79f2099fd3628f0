// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"
#include "ui/models/rowsmodel.h"

#include <QWidget>

class QMenu;

namespace toll {

class DataTable;

/// Single events, newest first; a cell's menu filters by what it holds.
class EventsPanel : public QWidget {
    Q_OBJECT

public:
    explicit EventsPanel(QWidget *parent = nullptr);

    void setZone(const Zone &zone);
    void show(const EventsFound &found);
    [[nodiscard]] QString columnState() const;
    void restoreColumns(const QString &state);
    [[nodiscard]] const RowsModel<EventRow> &model() const { return *m_model; }

signals:
    void termWanted(const QString &term); ///< to be added to the filter

private:
    [[nodiscard]] QWidget *buildTop();
    void fillMenu(QMenu *menu);

    Zone m_zone; ///< before the model, whose columns are made for it
    RowsModel<EventRow> *m_model;
    DataTable *m_table;
};

} // namespace toll
