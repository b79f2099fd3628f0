// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/page.h"
#include "ui/pages/plans/planentry.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace toll {

class DataTable;
class Field;

/// The exchange rates that were stated, and one more. A stated rate stays: bills have been converted at it.
class RatesDialog : public QDialog {
    Q_OBJECT

public:
    /// Proposes the workspace's currency and that of the first customer who has another.
    RatesDialog(PageContext &context, const PlansAnswer &answer, QWidget *parent);

    [[nodiscard]] bool isSettled() const { return m_pending == 0; }

private:
    void build();
    [[nodiscard]] QWidget *buildTable();
    [[nodiscard]] QWidget *buildForm();
    void load();
    void showMeaning();
    void apply();
    void adopt(const Result<ExchangeRow> &answer);
    void say(const Error &fault);

    PageContext &m_context;
    RowsModel<ExchangeRow> *m_model;
    DataTable *m_table;
    QComboBox *m_base;
    QComboBox *m_quote;
    QDateEdit *m_date;
    QLineEdit *m_rate;
    QLineEdit *m_source;
    Field *m_baseField;
    Field *m_quoteField;
    Field *m_dateField;
    Field *m_rateField;
    QLabel *m_fault;
    QPushButton *m_state = nullptr;
    int m_pending = 0;
};

} // namespace toll
