// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/newtokendialog.h"

#include "core/services/wording.h"
#include "ui/widgets/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace toll {

namespace {

Result<TokenChoices> choicesIn(Services &services)
{
    Result<std::vector<Customer>> customers = services.customers.list();
    Result<std::vector<PlanRow>> plans = services.plans.list();
    Result<WorkspaceInfo> info = services.settings.info();
    if (!customers || !plans || !info)
        return std::unexpected(!customers ? customers.error() : !plans ? plans.error() : info.error());
    return TokenChoices{std::move(*customers), std::move(*plans), std::move(*info), services.now()};
}

} // namespace

NewTokenDialog::NewTokenDialog(PageContext &context, const std::optional<Token> &example, QWidget *parent)
    : SecretDialog(context, tr("New token"), tr("Create"), parent), m_example(example), m_form(new TokenForm)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setContentsMargins(0, 0, 16, 0);
    auto *questions = new QWidget;
    auto *layout = new QHBoxLayout(questions);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addWidget(scroll, 3);
    layout->addWidget(buildSummary(), 2);
    setQuestions(questions);
    // The fields are never cut: chips and notes need their width.
    scroll->setMinimumWidth(m_form->sizeHint().width() + 40);
    resize(960, 560);
    m_form->setFocus();
    connect(m_form, &TokenForm::changed, this, [this] { m_summary->setText(m_form->summary()); });
    load({});
}

QWidget *NewTokenDialog::buildSummary()
{
    auto *panel = new QFrame;
    panel->setFrameShape(QFrame::StyledPanel);
    auto *title = new QLabel(tr("What it comes to"));
    title->setFont(headingFont(font(), 1.1));
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setMinimumWidth(220);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(m_summary);
    layout->addStretch(1);
    return panel;
}

void NewTokenDialog::load(const CustomerId &customer)
{
    context().workspace.ask(
        this, [](Services &services) { return choicesIn(services); },
        [this, customer](Result<TokenChoices> choices) {
            if (!choices)
                return complain(sentence(choices.error()));
            m_form->setChoices(std::move(*choices));
            if (m_example)
                m_form->setExample(*m_example);
            m_example.reset();
            if (!customer.isEmpty())
                m_form->chooseCustomer(customer);
        });
}

void NewTokenDialog::run()
{
    std::optional<TokenOrder> order = m_form->order(true);
    if (!order)
        return;
    setBusy(true);
    context().workspace.ask(
        this, [order = std::move(*order)](Services &services) { return make(services, order); },
        [this](Outcome outcome) { finish(std::move(outcome)); });
}

NewTokenDialog::Outcome NewTokenDialog::make(Services &services, TokenOrder order)
{
    Outcome outcome;
    if (order.customer) {
        Result<Customer> added = services.customers.add(*order.customer);
        if (!added) {
            outcome.issued = std::unexpected(added.error());
            return outcome;
        }
        order.token.customer = added->id;
        outcome.customer = std::move(*added);
    }
    outcome.issued = services.tokens.create(order.token);
    return outcome;
}

void NewTokenDialog::finish(Outcome outcome)
{
    setBusy(false);
    if (outcome.issued) {
        emit created(QString::fromStdString(outcome.issued->front().token.id.text));
        return showSecrets(std::move(*outcome.issued));
    }
    complain(sentence(outcome.issued.error()));
    if (outcome.customer)
        load(outcome.customer->id);
}

} // namespace toll
