// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/assigndialog.h"

#include "core/services/zones.h"
#include "ui/text/timetext.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

AssignDialog::AssignDialog(const PlanEntry &plan, std::vector<Customer> customers, Instant now, QWidget *parent)
    : QDialog(parent), m_plan(plan), m_customers(std::move(customers)), m_customer(new QComboBox),
      m_isDated(new QCheckBox(tr("From a &date"))), m_date(new QDateEdit(localDate(now, Zone()))), m_hint(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Assign “%1”").arg(plan.name()));
    m_customer->setObjectName(QStringLiteral("customer"));
    for (const Customer &one : m_customers)
        m_customer->addItem(QString::fromStdString(one.name), QString::fromStdString(one.id.text));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_date->setAccessibleName(tr("Holds from"));
    m_date->setEnabled(false);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *form = new QFormLayout;
    form->addRow(tr("&Customer"), m_customer);
    form->addRow(m_isDated, m_date);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *assign = buttons->addButton(tr("Assign"), QDialogButtonBox::AcceptRole);
    assign->setObjectName(QStringLiteral("assign"));
    setPrimary(assign);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_hint, 1);
    layout->addWidget(buttons);
    resize(440, 230);
    connect(m_customer, &QComboBox::currentIndexChanged, this, &AssignDialog::showHint);
    connect(m_isDated, &QCheckBox::toggled, this, [this](bool isDated) {
        m_date->setEnabled(isDated);
        showHint();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &AssignDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showHint();
}

const Customer *AssignDialog::customer() const
{
    const std::string id = m_customer->currentData().toString().toStdString();
    const auto found = std::ranges::find_if(m_customers, [&](const Customer &one) { return one.id.text == id; });
    return found == m_customers.end() ? nullptr : &*found;
}

void AssignDialog::showHint()
{
    const Customer *chosen = customer();
    if (!chosen) {
        m_hint->setText(tr("There are no customers yet. A new token makes one."));
        return;
    }
    QStringList texts;
    texts << (m_isDated->isChecked()
            ? tr("The day begins at midnight in %1.").arg(QString::fromStdString(chosen->timezone))
            : tr("A customer's first plan holds from the beginning, a later one from now on."));
    if (m_plan.currency() != QString::fromStdString(chosen->currency))
        texts << tr("The plan bills in %1, the customer's own currency is %2.")
                     .arg(m_plan.currency(), QString::fromStdString(chosen->currency));
    texts << tr("Tokens with a plan of their own keep it.");
    m_hint->setText(texts.join(u' '));
}

void AssignDialog::apply()
{
    const Customer *chosen = customer();
    if (!chosen)
        return;
    std::optional<Instant> from;
    if (m_isDated->isChecked()) {
        const QDate day = m_date->date();
        const Date date{std::chrono::year(day.year()), std::chrono::month(static_cast<unsigned>(day.month())),
            std::chrono::day(static_cast<unsigned>(day.day()))};
        from = zoneNamed(chosen->timezone).value_or(Zone()).startOfDay(date);
    }
    emit this->chosen(chosen->id, from);
    accept();
}

} // namespace toll
