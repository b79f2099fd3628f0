// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/page.h"
#include "ui/pages/plans/planentry.h"

#include <QDialog>

class QDateEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace toll {

class DataTable;
class Field;

/// What a draft would have made of the last 30 days, customer by customer, and the date from which it is to hold. A plan
/// that is new holds from the beginning.
class ImpactDialog : public QDialog {
    Q_OBJECT

public:
    ImpactDialog(PageContext &context, const PlanEntry &entry, Instant now, QWidget *parent);

    [[nodiscard]] bool isSettled() const { return m_job == 0 && !m_isStoring; }

signals:
    void stored(const QString &planName);

protected:
    void done(int result) override;

private:
    enum Shown { Working, Table, Nobody };

    void build();
    [[nodiscard]] QWidget *buildProgress();
    [[nodiscard]] QWidget *buildDate();
    void followJob();
    void adopt(const Checked<PlanImpact> &impact);
    void showTotals(const PlanImpact &impact);
    void showDateHint();
    void schedule();

    PageContext &m_context;
    PlanEntry m_entry;
    std::string m_document;
    Zone m_zone;
    Instant m_now;
    RowsModel<PlanImpactRow> *m_model;
    Currency m_currency;
    QLabel *m_intro;
    QStackedWidget *m_stack;
    QProgressBar *m_progress = nullptr;
    DataTable *m_table;
    QLabel *m_nobody;
    QLabel *m_totals;
    QDateEdit *m_date = nullptr;
    Field *m_dateField = nullptr;
    QPushButton *m_store = nullptr;
    int m_job = 0; ///< 0: none
    bool m_isStoring = false;
};

} // namespace toll
