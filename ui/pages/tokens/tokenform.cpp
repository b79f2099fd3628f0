// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenform.h"

#include "core/services/zones.h"
#include "ui/pages/tokens/customerfield.h"
#include "ui/pages/tokens/priceform.h"
#include "ui/pages/tokens/tokensummary.h"
#include "ui/widgets/field.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int mostAtOnce = 1000;

QFormLayout *rows()
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(12);
    form->setHorizontalSpacing(16);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace

TokenForm::TokenForm(QWidget *parent)
    : QWidget(parent), m_rows(rows()), m_name(new QLineEdit), m_nameField(new Field(m_name)), m_plan(new QComboBox),
      m_moreRows(rows())
{
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setPlaceholderText(tr("Such as mobile-gateway"));
    m_plan->setObjectName(QStringLiteral("plan"));
    m_rows->addRow(tr("&Name"), m_nameField);
    m_customer = new CustomerField(m_rows, this);
    m_rows->addRow(tr("&Plan"), m_plan);
    m_price = new PriceForm(m_rows, m_moreRows, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(m_rows);
    layout->addWidget(buildMore());
    layout->addStretch(1);
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_nameField->complain({}); });
    connect(m_name, &QLineEdit::textChanged, this, &TokenForm::onEdited);
    connect(m_customer, &CustomerField::changed, this, &TokenForm::onEdited);
    connect(m_plan, &QComboBox::currentIndexChanged, this, &TokenForm::onEdited);
    connect(m_price, &PriceForm::changed, this, &TokenForm::onEdited);
    TokenPrice usual;
    usual.rate = *Decimal::parse("0.002");
    usual.caps = {Cap{200, 1, TimeUnit::Day}};
    usual.lifetime = Span{Span::Kind::Days, 90};
    m_price->setPrice(usual);
    setFocusProxy(m_name);
}

QWidget *TokenForm::buildMore()
{
    m_starts = new QComboBox;
    m_starts->addItem(tr("With the first request"), static_cast<int>(Starts::FirstUse));
    m_starts->addItem(tr("When it is created"), static_cast<int>(Starts::Creation));
    m_tags = new QLineEdit;
    m_tags->setPlaceholderText(tr("Separated by spaces"));
    m_note = new QLineEdit;
    m_count = new QSpinBox;
    m_count->setRange(1, mostAtOnce);
    m_count->setObjectName(QStringLiteral("count"));
    m_moreRows->addRow(tr("Term &begins"), m_starts);
    m_moreRows->addRow(tr("Ta&gs"), m_tags);
    m_moreRows->addRow(tr("Not&e"), m_note);
    m_moreRows->addRow(tr("How man&y"), m_count);
    connect(m_starts, &QComboBox::currentIndexChanged, this, &TokenForm::onEdited);
    connect(m_count, &QSpinBox::valueChanged, this, &TokenForm::onEdited);

    auto *more = new QToolButton;
    more->setObjectName(QStringLiteral("more"));
    more->setText(tr("&More"));
    more->setCheckable(true);
    more->setAutoRaise(true);
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setIcon(icon(QStringLiteral("chevron-right")));
    auto *panel = new QWidget;
    panel->setLayout(m_moreRows);
    panel->hide();
    connect(more, &QToolButton::toggled, panel, [more, panel](bool isOpen) {
        panel->setVisible(isOpen);
        more->setIcon(icon(isOpen ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    });
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(more, 0, Qt::AlignLeft);
    layout->addWidget(panel);
    return box;
}

void TokenForm::setChoices(TokenChoices choices)
{
    m_now = choices.now;
    const QString before = m_plan->currentData().toString();
    {
        const QSignalBlocker quiet(m_plan);
        m_plan->clear();
        m_plan->addItem(tr("The customer's plan"), QString());
        for (const PlanRow &row : choices.plans) {
            const QString name = QString::fromStdString(row.plan.name);
            m_plan->addItem(name, name);
        }
        m_plan->setCurrentIndex(std::max(0, m_plan->findData(before)));
    }
    m_customer->setCustomers(std::move(choices.customers), choices.workspace.currency, choices.workspace.timezone);
}

void TokenForm::setExample(const Token &token)
{
    m_customer->choose(token.customer);
    m_price->setPrice(token.price);
    onEdited();
}

void TokenForm::chooseCustomer(const CustomerId &id)
{
    m_customer->choose(id);
}

void TokenForm::onEdited()
{
    m_price->setCurrency(m_customer->currencyCode());
    if (const std::optional<TokenPrice> price = m_price->price(false))
        showEnd(*price);
    emit changed();
}

void TokenForm::showEnd(const TokenPrice &price)
{
    if (const Result<Zone> zone = zoneNamed(m_customer->timezone()))
        m_price->setLifetimeHint(endText(price, static_cast<Starts>(m_starts->currentData().toInt()), m_now, *zone));
}

std::optional<TokenOrder> TokenForm::order(bool takesFocus)
{
    TokenOrder order;
    NewToken &token = order.token;
    token.name = m_name->text().simplified().toStdString();
    const std::optional<TokenPrice> price = m_price->price(takesFocus);
    const std::optional<Customer> existing = m_customer->existing();
    if (!existing)
        order.customer = m_customer->fresh(takesFocus);
    // Asked last, so that the first field that lacks something has the focus.
    if (token.name.empty() && takesFocus) {
        m_nameField->complain(tr("Give the token a name."));
        m_nameField->setFocus();
    }
    if (token.name.empty() || !price || (!existing && !order.customer))
        return {};
    token.customer = existing ? existing->id : CustomerId{};
    token.price = *price;
    token.starts = static_cast<Starts>(m_starts->currentData().toInt());
    token.plan = m_plan->currentData().toString().toStdString();
    static const QRegularExpression separators(QStringLiteral("[\\s,]+"));
    for (const QString &tag : m_tags->text().split(separators, Qt::SkipEmptyParts))
        token.tags.push_back(tag.toStdString());
    token.note = m_note->text().trimmed().toStdString();
    token.count = m_count->value();
    return order;
}

QString TokenForm::summary()
{
    const std::optional<TokenPrice> price = m_price->price(false);
    const Result<Currency> money = currency(m_customer->currencyCode());
    const Result<Zone> zone = zoneNamed(m_customer->timezone());
    if (!price || !money || !zone)
        return tr("Fill in the fields to see what the token comes to.");
    QStringList facts;
    if (m_count->value() > 1)
        facts << tr("%n tokens, named %1-1, %1-2 and so on. Each of them:", nullptr, m_count->value())
                     .arg(m_name->text().isEmpty() ? tr("NAME") : m_name->text().simplified());
    facts << summaryOf(*price, *money, m_now, *zone);
    if (!m_plan->currentData().toString().isEmpty())
        facts << tr("The plan “%1” prices it. Rate, cap and lifetime count where the plan leaves them to the token.")
                     .arg(m_plan->currentText());
    return facts.join(QStringLiteral("\n\n"));
}

} // namespace toll
