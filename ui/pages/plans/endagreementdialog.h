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

class StartField;

/// From which day on a customer pays what the plan says again.
class EndAgreementDialog : public QDialog {
    Q_OBJECT

public:
    /// The plan has an open agreement; `customer` (id) is chosen at first, where its is one.
    EndAgreementDialog(PageContext &context, const PlansAnswer::Stored &plan, const std::string &customer, Instant now,
        QWidget *parent);

private:
    void showCustomer();
    void apply();
    void adopt(const Checked<AgreementRow> &answer);

    PageContext &m_context;
    PlansAnswer::Stored m_plan;
    std::vector<Agreed> m_open; ///< in the order of the choices
    QComboBox *m_customer;
    StartField *m_from;
    QLabel *m_text;
    QLabel *m_fault;
    QPushButton *m_end = nullptr;
};

} // namespace toll
