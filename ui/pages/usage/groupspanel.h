// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"
#include "ui/models/rowsmodel.h"
#include "ui/pages/usage/usagequery.h"

#include <QWidget>

class QLabel;
class QMenu;

namespace toll {

class DataTable;

/// Every measure of each group of the chosen kind, and of all together.
class GroupsPanel : public QWidget {
    Q_OBJECT

public:
    explicit GroupsPanel(QWidget *parent = nullptr);

    void show(UsageSummary summary, const UsageFrame &frame);
    [[nodiscard]] const UsageSummary &summary() const { return m_summary; }
    [[nodiscard]] const RowsModel<UsageSums> &model() const { return *m_model; }
    [[nodiscard]] QString totalText() const;

signals:
    void drillWanted(const QString &terms); ///< the events of one group
    void termWanted(const QString &terms); ///< to be added to the filter

private:
    [[nodiscard]] std::string termsOf(const UsageSums &row) const;
    void fillMenu(QMenu *menu, const QStringList &keys);

    UsageSummary m_summary;
    UsageFrame m_frame;
    RowsModel<UsageSums> *m_model;
    DataTable *m_table;
    QLabel *m_total;
};

} // namespace toll
