// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/plans/planentry.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;

namespace toll {

/// Which customer a plan is to price, and from when on.
class AssignDialog : public QDialog {
    Q_OBJECT

public:
    AssignDialog(const PlanEntry &plan, std::vector<Customer> customers, Instant now, QWidget *parent);

signals:
    /// Nothing: from ever for a first plan, else from now.
    void chosen(const toll::CustomerId &customer, const std::optional<toll::Instant> &from);

private:
    [[nodiscard]] const Customer *customer() const;
    void showHint();
    void apply();

    PlanEntry m_plan;
    std::vector<Customer> m_customers;
    QComboBox *m_customer;
    QCheckBox *m_isDated;
    QDateEdit *m_date;
    QLabel *m_hint;
};

} // namespace toll
