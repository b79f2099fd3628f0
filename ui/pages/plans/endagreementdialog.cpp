// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/endagreementdialog.h"

#include "ui/pages/plans/agreedwords.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/pages/plans/startfield.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

EndAgreementDialog::EndAgreementDialog(PageContext &context, const PlansAnswer::Stored &plan,
    const std::string &customer, Instant now, QWidget *parent)
    : QDialog(parent), m_context(context), m_plan(plan), m_customer(new QComboBox), m_from(new StartField(now)),
      m_text(new QLabel), m_fault(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("End agreement: %1").arg(QString::fromStdString(m_plan.row.plan.name)));
    std::ranges::copy_if(m_plan.agreements, std::back_inserter(m_open), &Agreed::isOpen);
    m_customer->setObjectName(QStringLiteral("customer"));
    m_customer->setAccessibleName(tr("Customer"));
    for (const Agreed &one : m_open)
        m_customer->addItem(QString::fromStdString(one.row.customerName), QString::fromStdString(one.row.customer.text));
    if (const int known = m_customer->findData(QString::fromStdString(customer)); known >= 0)
        m_customer->setCurrentIndex(known);
    m_text->setObjectName(QStringLiteral("openTerms"));
    for (QLabel *label : {m_text, m_fault}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_fault->hide();
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->addRow(tr("&Customer"), m_customer);
    form->addRow(tr("&Ends on"), m_from);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_end = buttons->addButton(tr("End agreement"), QDialogButtonBox::AcceptRole);
    m_end->setObjectName(QStringLiteral("end"));
    setPrimary(m_end);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    resize(480, 290);
    connect(m_customer, &QComboBox::currentIndexChanged, this, &EndAgreementDialog::showCustomer);
    connect(buttons, &QDialogButtonBox::accepted, this, &EndAgreementDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showCustomer();
}

void EndAgreementDialog::showCustomer()
{
    const auto place = static_cast<std::size_t>(m_customer->currentIndex());
    if (place >= m_open.size())
        return;
    const Agreed &open = m_open[place];
    m_from->setCustomer(open.zone, &open);
    QStringList lines{tr("From that day on the plan's prices hold again. Until then, agreement %1 does:")
                          .arg(open.row.number)};
    for (const QString &line : agreedLines(m_plan, open.row))
        lines << tr("• %1").arg(line);
    m_text->setText(lines.join(u'\n'));
}

void EndAgreementDialog::apply()
{
    const auto place = static_cast<std::size_t>(m_customer->currentIndex());
    if (place >= m_open.size() || !m_end->isEnabled())
        return;
    if (m_from->hasComplaint()) {
        m_from->setFocus();
        return;
    }
    m_end->setEnabled(false);
    agree(m_context, {m_plan.row.plan.name, m_open[place].row.customer.text, Json::Object{}, m_from->date()},
        [guard = QPointer(this), &context = m_context, day = m_from->date()](const Checked<AgreementRow> &answer) {
            if (answer)
                context.notify(tr("From %1 on, %2 pays what the plan says.")
                                   .arg(QString::fromStdString(day), QString::fromStdString(answer->customerName)));
            else if (!guard)
                context.notifyError(faultsText(answer.error()));
            if (guard)
                guard->adopt(answer);
        });
}

void EndAgreementDialog::adopt(const Checked<AgreementRow> &answer)
{
    m_end->setEnabled(true);
    if (answer) {
        accept();
        return;
    }
    if (answer.error().front().where == "from") {
        m_from->refuse(answer.error().front());
        return;
    }
    m_fault->setText(faultsText(answer.error()));
    setInk(m_fault, true);
    m_fault->show();
}

} // namespace toll
