// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/customerfield.h"

#include "core/money/money.h"
#include "core/services/zones.h"
#include "ui/widgets/field.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>

#include <algorithm>

namespace toll {

namespace {

/// A list one can type into: what is typed finds entries anywhere in their text.
QComboBox *searchable(const QStringList &entries)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(entries);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    return box;
}

} // namespace

CustomerField::CustomerField(QFormLayout *form, QWidget *parent) : QObject(parent), m_choice(new QComboBox)
{
    m_choice->setObjectName(QStringLiteral("customer"));
    form->addRow(tr("C&ustomer"), m_choice);
    buildNew(form);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &CustomerField::onChosen);
}

void CustomerField::buildNew(QFormLayout *form)
{
    QStringList codes;
    for (const Currency &known : currencies())
        codes << QString::fromStdString(known.code);
    QStringList zones;
    for (const std::string &zone : zoneNames())
        zones << QString::fromStdString(zone);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("customerName"));
    m_currency = searchable(codes);
    m_zone = searchable(zones);
    m_nameField = new Field(m_name);
    m_currencyField = new Field(m_currency);
    m_zoneField = new Field(m_zone);
    m_panel = new QWidget;
    auto *rows = new QFormLayout(m_panel);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->addRow(tr("Its name"), m_nameField);
    rows->addRow(tr("Currency"), m_currencyField);
    rows->addRow(tr("Time zone"), m_zoneField);
    form->addRow(QString(), m_panel);
    const auto edited = [this] {
        (void)fresh(false);
        emit changed();
    };
    connect(m_name, &QLineEdit::textChanged, this, edited);
    connect(m_currency, &QComboBox::currentTextChanged, this, edited);
    connect(m_zone, &QComboBox::currentTextChanged, this, edited);
}

void CustomerField::setCustomers(
    std::vector<Customer> customers, const std::string &currency, const std::string &timezone)
{
    {
        const QSignalBlocker quiet(m_choice);
        m_customers = std::move(customers);
        m_choice->clear();
        for (const Customer &customer : m_customers)
            m_choice->addItem(QString::fromStdString(customer.name));
        m_choice->addItem(tr("New customer…"));
        const QSignalBlocker quietCurrency(m_currency);
        const QSignalBlocker quietZone(m_zone);
        m_currency->setCurrentText(QString::fromStdString(currency));
        m_zone->setCurrentText(QString::fromStdString(timezone));
    }
    onChosen();
}

void CustomerField::choose(const CustomerId &id)
{
    const auto found = std::ranges::find(m_customers, id, &Customer::id);
    if (found != m_customers.end())
        m_choice->setCurrentIndex(static_cast<int>(found - m_customers.begin()));
}

void CustomerField::onChosen()
{
    const bool isNew = !existing();
    m_panel->setVisible(isNew);
    if (isNew && m_choice->hasFocus())
        m_name->setFocus();
    emit changed();
}

std::optional<Customer> CustomerField::existing() const
{
    const auto index = static_cast<std::size_t>(std::max(0, m_choice->currentIndex()));
    return index < m_customers.size() ? std::optional(m_customers[index]) : std::nullopt;
}

std::optional<NewCustomer> CustomerField::fresh(bool takesFocus)
{
    const NewCustomer customer{.name = m_name->text().simplified().toStdString(),
        .currency = currencyCode(),
        .timezone = timezone(),
        .contact = {}};
    m_nameField->complain(customer.name.empty() && takesFocus ? tr("Give the customer a name.") : QString());
    m_currencyField->complain(
        currency(customer.currency) ? QString() : tr("Choose a currency by its three letters, such as USD or CNY."));
    m_zoneField->complain(
        zoneNamed(customer.timezone) ? QString() : tr("Choose a time zone such as Asia/Shanghai or Europe/Berlin."));
    for (Field *field : {m_nameField, m_currencyField, m_zoneField}) {
        if (!field->hasComplaint())
            continue;
        if (takesFocus)
            field->setFocus();
        return {};
    }
    return customer;
}

std::string CustomerField::currencyCode() const
{
    const std::optional<Customer> customer = existing();
    return customer ? customer->currency : m_currency->currentText().trimmed().toUpper().toStdString();
}

std::string CustomerField::timezone() const
{
    const std::optional<Customer> customer = existing();
    return customer ? customer->timezone : m_zone->currentText().trimmed().toStdString();
}

} // namespace toll
