// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/customers.h"
#include "core/services/plans.h"
#include "core/services/settings.h"
#include "core/services/tokens.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace toll {

class CustomerField;
class Field;
class PriceForm;

/// What the fields offer.
struct TokenChoices {
    std::vector<Customer> customers;
    std::vector<PlanRow> plans;
    WorkspaceInfo workspace;
    Instant now;
};

/// What is to be made: a token, and its customer where that is new too.
struct TokenOrder {
    NewToken token;
    std::optional<NewCustomer> customer;
};

/// The fields of the dialog for new tokens.
class TokenForm : public QWidget {
    Q_OBJECT

public:
    explicit TokenForm(QWidget *parent = nullptr);

    void setChoices(TokenChoices choices);
    /// Begins with what this token has.
    void setExample(const Token &token);
    void chooseCustomer(const CustomerId &id);
    /// Nothing while a field cannot be read; with `takesFocus`, every field says what it lacks.
    [[nodiscard]] std::optional<TokenOrder> order(bool takesFocus);
    /// What stands there, in words, for the summary; says what is missing where something is.
    [[nodiscard]] QString summary();

signals:
    void changed();

private:
    [[nodiscard]] QWidget *buildMore();
    void onEdited();
    void showEnd(const TokenPrice &price);

    Instant m_now;
    QFormLayout *m_rows;
    QLineEdit *m_name;
    Field *m_nameField;
    CustomerField *m_customer;
    QComboBox *m_plan;
    QFormLayout *m_moreRows;
    PriceForm *m_price;
    QComboBox *m_starts = nullptr;
    QLineEdit *m_tags = nullptr;
    QLineEdit *m_note = nullptr;
    QSpinBox *m_count = nullptr;
};

} // namespace toll
