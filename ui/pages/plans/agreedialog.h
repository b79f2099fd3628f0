// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/agreements.h"
#include "ui/pages/plans/planentry.h"

#include <QDialog>

#include <map>

class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace toll {

class Field;

/// What one customer pays instead of what a plan says: rates, a discount, minimum and maximum of its own, from a day on.
/// What the form has no field for (tiers, caps) stays as it was agreed on before.
class AgreeDialog : public QDialog {
    Q_OBJECT

public:
    AgreeDialog(const PlanEntry &plan, std::vector<Customer> customers, std::vector<AgreementRow> agreements,
        Instant now, QWidget *parent);

    /// The answer to asked(): faults go to the fields they are about.
    void finish(const Checked<AgreementRow> &answer);

signals:
    /// `from` is a date in the customer's zone.
    void asked(const std::string &plan, const std::string &customer, const std::string &terms, const std::string &from);

private:
    void addCharges(QFormLayout *form);
    void addField(QFormLayout *form, const std::string &pointer, const QString &label, const QString &planValue);
    void showCustomer();
    [[nodiscard]] const AgreementRow *lastOf(const std::string &customer) const;
    [[nodiscard]] Json terms() const;
    void apply();

    std::string m_plan;
    Json m_document; ///< the newest version
    std::vector<Customer> m_customers;
    std::vector<AgreementRow> m_agreements; ///< on this plan
    Json m_before; ///< terms that hold for the customer so far
    QComboBox *m_customer;
    QDateEdit *m_date;
    QLabel *m_hint;
    std::map<std::string, std::pair<QLineEdit *, Field *>> m_fields; ///< by their JSON pointer in the plan file
};

} // namespace toll
