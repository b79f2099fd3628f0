// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/agreedialog.h"

#include "core/services/zones.h"
#include "ui/pages/plans/agreedwords.h"
#include "ui/pages/plans/agreeform.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/pages/plans/startfield.h"
#include "ui/text/timetext.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

namespace toll {

AgreeDialog::AgreeDialog(PageContext &context, const PlansAnswer::Stored &plan, std::vector<Customer> customers,
    const std::string &customer, Instant now, QWidget *parent)
    : QDialog(parent), m_context(context), m_plan(plan), m_customers(std::move(customers)), m_now(now),
      m_customer(new QComboBox), m_from(new StartField(now)), m_form(new AgreeForm(toJson(plan.versions.back().plan))),
      m_history(new QLabel), m_hint(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Terms for a customer: %1").arg(QString::fromStdString(m_plan.row.plan.name)));
    build(customer);
    showCustomer();
}

void AgreeDialog::build(const std::string &customer)
{
    m_customer->setObjectName(QStringLiteral("customer"));
    m_customer->setAccessibleName(tr("Customer"));
    std::ranges::stable_partition(m_customers, [this](const Customer &one) { return isOnPlan(one); });
    for (const Customer &one : m_customers)
        m_customer->addItem(QString::fromStdString(one.name), QString::fromStdString(one.id.text));
    if (const int known = m_customer->findData(QString::fromStdString(customer)); known >= 0)
        m_customer->setCurrentIndex(known);
    m_hint->setObjectName(QStringLiteral("agreeHint"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    auto *head = new QFormLayout;
    head->setHorizontalSpacing(16);
    head->addRow(tr("&Customer"), m_customer);
    head->addRow(tr("&Holds from"), m_from);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_agree = buttons->addButton(tr("Agree"), QDialogButtonBox::AcceptRole);
    m_agree->setObjectName(QStringLiteral("agree"));
    m_agree->setEnabled(!m_customers.empty());
    setPrimary(m_agree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(head);
    layout->addWidget(buildTerms(), 1);
    layout->addWidget(m_hint);
    layout->addWidget(buttons);
    resize(600, 680);
    connect(m_customer, &QComboBox::currentIndexChanged, this, &AgreeDialog::showCustomer);
    connect(buttons, &QDialogButtonBox::accepted, this, &AgreeDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QWidget *AgreeDialog::buildTerms()
{
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setTextFormat(Qt::PlainText);
    m_history->setWordWrap(true);
    m_history->setForegroundRole(QPalette::PlaceholderText);
    m_history->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *contents = new QWidget;
    auto *inner = new QVBoxLayout(contents);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(16);
    inner->addWidget(m_form);
    inner->addWidget(m_history);
    inner->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(contents);
    return scroll;
}

const Customer *AgreeDialog::customer() const
{
    const std::string id = m_customer->currentData().toString().toStdString();
    const auto found = std::ranges::find_if(m_customers, [&](const Customer &one) { return one.id.text == id; });
    return found == m_customers.end() ? nullptr : &*found;
}

bool AgreeDialog::isOnPlan(const Customer &customer) const
{
    return std::ranges::find(m_plan.row.customers, customer.name) != m_plan.row.customers.end();
}

void AgreeDialog::say(const QString &text, bool isFault)
{
    m_hint->setText(text);
    setInk(m_hint, isFault);
    m_hint->setVisible(!text.isEmpty());
}

void AgreeDialog::showCustomer()
{
    const Customer *chosen = customer();
    if (!chosen) {
        m_form->show(m_before);
        m_history->hide();
        say(tr("There are no customers yet. A new token makes one."), false);
        return;
    }
    const Agreed *last = lastAgreed(m_plan.agreements, chosen->id);
    m_before = last ? last->row.terms : Json(Json::Object{});
    m_form->show(m_before);
    m_from->setCustomer(zoneNamed(chosen->timezone).value_or(Zone()), last);
    const QString history = historyOf(chosen->id);
    m_history->setText(history);
    m_history->setVisible(!history.isEmpty());
    QStringList texts;
    if (!isOnPlan(*chosen))
        texts << tr("%1 is not on this plan; the terms hold for what the plan prices.")
                     .arg(QString::fromStdString(chosen->name));
    texts << (last ? tr("These terms take the place of agreement %1. An empty field is as the plan says.")
                         .arg(last->row.number)
                   : tr("Fill in what this customer pays instead; an empty field is as the plan says."));
    say(texts.join(u' '), false);
}

QString AgreeDialog::historyOf(const CustomerId &customer) const
{
    QStringList texts;
    for (const Agreed &agreed : m_plan.agreements | std::views::reverse) {
        if (agreed.row.customer != customer)
            continue;
        texts << tr("Agreement %1, from %2 (%3)")
                     .arg(QString::number(agreed.row.number), agreedSince(agreed), agreedStatus(agreed, m_now).word);
        for (const QString &line : agreedLines(m_plan, agreed.row))
            texts << tr("• %1").arg(line);
    }
    return texts.isEmpty() ? QString() : tr("Agreed so far") + u'\n' + texts.join(u'\n');
}

void AgreeDialog::apply()
{
    const Customer *chosen = customer();
    if (!chosen || !m_agree->isEnabled())
        return;
    if (m_from->hasComplaint()) {
        m_from->setFocus();
        return;
    }
    (void)m_form->complain({});
    const Json terms = m_form->terms();
    if (terms == m_before) {
        say(m_before == Json(Json::Object{}) ? tr("Fill in at least one value.")
                                             : tr("These terms are agreed on already. Change at least one value."),
            true);
        return;
    }
    m_agree->setEnabled(false);
    agree(m_context, {m_plan.row.plan.name, chosen->id.text, terms, m_from->date()},
        [guard = QPointer(this), &context = m_context, day = m_from->date()](const Checked<AgreementRow> &answer) {
            if (answer)
                context.notify(tr("Agreement %1 with %2 holds from %3.")
                                   .arg(QString::number(answer->number), QString::fromStdString(answer->customerName),
                                       QString::fromStdString(day)));
            else if (!guard)
                context.notifyError(faultsText(answer.error()));
            if (guard)
                guard->adopt(answer);
        });
}

void AgreeDialog::adopt(const Checked<AgreementRow> &answer)
{
    m_agree->setEnabled(true);
    if (answer) {
        accept();
        return;
    }
    std::vector<Error> others = m_form->complain(answer.error());
    std::erase_if(others, [this](const Error &fault) {
        if (fault.where == "from")
            m_from->refuse(fault);
        return fault.where == "from";
    });
    say(others.empty() ? tr("Nothing is agreed yet: some values have to be corrected.") : faultsText(others), true);
}

} // namespace toll
