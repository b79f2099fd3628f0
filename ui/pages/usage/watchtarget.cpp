// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/watchtarget.h"

#include "ui/pages/usage/searchcombo.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>

namespace toll {

WatchTarget::WatchTarget(const UsageFrame &frame, QWidget *parent)
    : QWidget(parent), m_named(new QRadioButton(tr("The token is &named in the column"), this)),
      m_one(new QRadioButton(tr("All rows belong to the &token"), this)), m_column(new QLineEdit(this)),
      m_token(new SearchCombo(this)), m_create(new QCheckBox(tr("&Make missing tokens, for the customer"), this)),
      m_customer(new SearchCombo(this))
{
    QList<std::pair<QString, QString>> tokens;
    for (const UsageChoice &token : frame.tokens)
        tokens.emplace_back(tr("%1 (%2)", "token and its customer")
                                .arg(QString::fromStdString(token.name), QString::fromStdString(token.customerName)),
            QString::fromStdString(token.token.text));
    QList<std::pair<QString, QString>> owners;
    for (const UsageChoice &customer : frame.customers)
        owners.emplace_back(QString::fromStdString(customer.name), QString::fromStdString(customer.customer.text));
    m_token->setEntries(tokens);
    m_customer->setEntries(owners);
    m_column->setPlaceholderText(tr("the one that is recognised"));
    m_column->setAccessibleName(tr("Column that names the token"));
    m_token->setAccessibleName(tr("Token of all rows"));
    m_customer->setAccessibleName(tr("Customer of new tokens"));
    m_create->setToolTip(tr("They are made with rate 0 and without a cap, so that nothing is billed by surprise."));
    m_one->setEnabled(!tokens.isEmpty());
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_named, 0, 0);
    grid->addWidget(m_column, 0, 1);
    grid->addWidget(m_create, 1, 0);
    grid->addWidget(m_customer, 1, 1);
    grid->addWidget(m_one, 2, 0);
    grid->addWidget(m_token, 2, 1);
    grid->setColumnStretch(1, 1);
    m_named->setChecked(true);
    connect(m_named, &QRadioButton::toggled, this, &WatchTarget::follow);
    connect(m_create, &QCheckBox::toggled, this, &WatchTarget::follow);
    connect(m_token, &QComboBox::currentIndexChanged, this, &WatchTarget::follow);
    follow();
}

void WatchTarget::show(const ImportOptions &options)
{
    if (options.token)
        chooseToken(*options.token);
    m_column->setText(QString::fromStdString(options.tokenColumn));
    m_create->setChecked(options.createTokens);
    if (options.customer)
        m_customer->setKey(QString::fromStdString(options.customer->text));
}

void WatchTarget::fill(ImportOptions &options) const
{
    if (m_one->isChecked()) {
        options.token = TokenId{m_token->key().toStdString()};
        return;
    }
    options.tokenColumn = m_column->text().trimmed().toStdString();
    options.createTokens = m_create->isChecked() && m_create->isEnabled();
    if (options.createTokens)
        options.customer = CustomerId{m_customer->key().toStdString()};
}

QString WatchTarget::gap() const
{
    return m_one->isChecked() && m_token->key().isEmpty() ? tr("Choose the token that the rows belong to.") : QString();
}

void WatchTarget::chooseToken(const TokenId &token)
{
    m_token->setKey(QString::fromStdString(token.text));
    m_one->setChecked(true);
}

void WatchTarget::follow()
{
    m_column->setEnabled(m_named->isChecked());
    m_create->setEnabled(m_named->isChecked() && m_customer->count() > 0);
    m_customer->setEnabled(m_create->isEnabled() && m_create->isChecked());
    m_token->setEnabled(m_one->isChecked());
    emit changed();
}

} // namespace toll
