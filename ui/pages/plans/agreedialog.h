// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/plans/planentry.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;

namespace toll {

class AgreeForm;
class StartField;

/// What one customer pays instead of what a plan says, from a day on; below it what was agreed before.
class AgreeDialog : public QDialog {
    Q_OBJECT

public:
    /// `customer` (id) is chosen at first; empty: the first that is on the plan.
    AgreeDialog(PageContext &context, const PlansAnswer::Stored &plan, std::vector<Customer> customers,
        const std::string &customer, Instant now, QWidget *parent);

private:
    void build(const std::string &customer);
    [[nodiscard]] QWidget *buildTerms();
    [[nodiscard]] const Customer *customer() const;
    [[nodiscard]] bool isOnPlan(const Customer &customer) const;
    void showCustomer();
    [[nodiscard]] QString historyOf(const CustomerId &customer) const;
    void apply();
    void adopt(const Checked<AgreementRow> &answer);
    void say(const QString &text, bool isFault);

    PageContext &m_context;
    PlansAnswer::Stored m_plan;
    std::vector<Customer> m_customers;
    Instant m_now;
    QComboBox *m_customer;
    StartField *m_from;
    AgreeForm *m_form;
    QLabel *m_history;
    QLabel *m_hint;
    QPushButton *m_agree = nullptr;
    Json m_before = Json::Object{}; ///< the terms that hold for the customer so far
};

} // namespace toll
