// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/periods/periodrows.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace toll {

class DataTable;

/// What becomes of usage that is out of its time: the policy, and what it has touched.
class LateTab : public QWidget {
    Q_OBJECT

public:
    explicit LateTab(QWidget *parent = nullptr);

    void show(const PeriodsAnswer &answer);

signals:
    void policyChosen(toll::LateUsage policy);

private:
    RowsModel<NoticeRow> *m_model;
    DataTable *m_table;
    QComboBox *m_policy;
    QLabel *m_hint;
};

} // namespace toll
