// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importtarget.h"

#include "ui/pages/usage/searchcombo.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QRadioButton>
#include <QSignalBlocker>

#include <utility>

namespace toll {

ImportTarget::ImportTarget(const UsageFrame &frame, QWidget *parent)
    : QWidget(parent), m_one(new QRadioButton(tr("All rows belong to the &token"), this)),
      m_named(new QRadioButton(tr("The token is &named in the column"), this)), m_token(new SearchCombo(this)),
      m_column(new QComboBox(this)), m_create(new QCheckBox(tr("&Make missing tokens, for the customer"), this)),
      m_customer(new SearchCombo(this))
{
    m_create->setToolTip(tr("They are made with rate 0 and without a cap, so that nothing is billed by surprise."));
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
    m_token->setAccessibleName(tr("Token of all rows"));
    m_column->setAccessibleName(tr("Column that names the token"));
    m_customer->setAccessibleName(tr("Customer of new tokens"));
    m_one->setEnabled(!tokens.isEmpty());
    m_create->setEnabled(!owners.isEmpty());
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_one, 0, 0);
    grid->addWidget(m_token, 0, 1);
    grid->addWidget(m_named, 1, 0);
    grid->addWidget(m_column, 1, 1);
    grid->addWidget(m_create, 2, 0);
    grid->addWidget(m_customer, 2, 1);
    grid->setColumnStretch(1, 1);
    m_named->setChecked(true);
    for (QComboBox *box : {static_cast<QComboBox *>(m_token), m_column, static_cast<QComboBox *>(m_customer)})
        connect(box, &QComboBox::currentIndexChanged, this, &ImportTarget::follow);
    connect(m_one, &QRadioButton::toggled, this, &ImportTarget::follow);
    connect(m_create, &QCheckBox::toggled, this, &ImportTarget::follow);
    follow();
}

void ImportTarget::setLayoutOfFile(const Layout &layout)
{
    const bool isSame = std::exchange(m_columnsShown, layout.columns) == layout.columns;
    const auto token = layout.fields.find("token");
    const std::string mapped = token == layout.fields.end() ? std::string() : token->second;
    const bool isNews = std::exchange(m_mapped, mapped) != mapped || !isSame;
    const QSignalBlocker quiet(m_column);
    if (!isSame) {
        m_column->clear();
        for (const std::string &column : layout.columns)
            m_column->addItem(QString::fromStdString(column));
        m_column->setCurrentIndex(-1);
    }
    if (!mapped.empty())
        m_column->setCurrentText(QString::fromStdString(mapped));
    if (isNews && (!mapped.empty() || !isSame))
        (mapped.empty() && m_one->isEnabled() ? m_one : m_named)->setChecked(true);
    follow();
}

void ImportTarget::fill(ImportOptions &options) const
{
    if (m_one->isChecked()) {
        options.token = TokenId{m_token->key().toStdString()};
        return;
    }
    options.tokenColumn = m_column->currentText().toStdString();
    options.createTokens = m_create->isChecked();
    if (options.createTokens)
        options.customer = CustomerId{m_customer->key().toStdString()};
}

QString ImportTarget::gap() const
{
    if (m_one->isChecked())
        return m_token->key().isEmpty() ? tr("Choose the token that the rows belong to.") : QString();
    return m_column->currentIndex() < 0 ? tr("Choose the column that names the token.") : QString();
}

void ImportTarget::chooseToken(const TokenId &token)
{
    m_token->setKey(QString::fromStdString(token.text));
    m_one->setChecked(true);
}

void ImportTarget::follow()
{
    m_token->setEnabled(m_one->isChecked());
    m_column->setEnabled(m_named->isChecked());
    m_create->setEnabled(m_named->isChecked() && m_customer->count() > 0);
    m_customer->setEnabled(m_create->isEnabled() && m_create->isChecked());
    emit changed();
}

} // namespace toll
