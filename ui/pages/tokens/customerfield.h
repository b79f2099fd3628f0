// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/customers.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace toll {

class Field;

/// Who a new token belongs to: one of the customers, or a new one told of right here.
class CustomerField : public QObject {
    Q_OBJECT

public:
    CustomerField(QFormLayout *form, QWidget *parent);

    /// `currency` and `timezone` are what new customers begin with.
    void setCustomers(std::vector<Customer> customers, const std::string &currency, const std::string &timezone);
    void choose(const CustomerId &id);
    /// The one chosen; nothing for a new one.
    [[nodiscard]] std::optional<Customer> existing() const;
    /// The new one, where it is complete; otherwise its fields say what is missing.
    [[nodiscard]] std::optional<NewCustomer> fresh(bool takesFocus);
    [[nodiscard]] std::string currencyCode() const;
    [[nodiscard]] std::string timezone() const;

signals:
    void changed();

private:
    void buildNew(QFormLayout *form);
    void onChosen();

    std::vector<Customer> m_customers;
    QComboBox *m_choice;
    QWidget *m_panel = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_currency = nullptr;
    QComboBox *m_zone = nullptr;
    Field *m_nameField = nullptr;
    Field *m_currencyField = nullptr;
    Field *m_zoneField = nullptr;
};

} // namespace toll
