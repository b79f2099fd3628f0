// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/priceform.h"

#include "core/services/wording.h"
#include "ui/pages/tokens/spanpicker.h"
#include "ui/widgets/field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace toll {

namespace {

constexpr int rateDecimals = 12;

void show(QComboBox *box, int value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

QWidget *inRow(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch(1);
    row->setFocusProxy(*widgets.begin());
    return row;
}

} // namespace

PriceForm::PriceForm(QFormLayout *form, QFormLayout *more, QWidget *parent)
    : QObject(parent), m_rate(new QLineEdit), m_unit(new QLabel),
      m_lifetime(new SpanPicker(SpanPicker::Never::Offered)), m_lifetimeField(new Field(m_lifetime)),
      m_renews(new QCheckBox(tr("Renew &automatically"))), m_more(more)
{
    m_rate->setObjectName(QStringLiteral("rate"));
    m_rate->setAccessibleName(tr("Rate"));
    m_rate->setMaximumWidth(140);
    m_rateField = new Field(inRow({m_rate, m_unit}));
    form->addRow(tr("&Rate"), m_rateField);
    buildCap(form);
    form->addRow(tr("Lifetime"), m_lifetimeField);
    form->addRow(QString(), m_renews);
    buildMore(more);
    connect(m_rate, &QLineEdit::textChanged, this, &PriceForm::onEdited);
    connect(m_lifetime, &SpanPicker::changed, this, &PriceForm::onEdited);
    connect(m_renews, &QCheckBox::toggled, this, &PriceForm::onEdited);
    showScope();
}

void PriceForm::buildCap(QFormLayout *form)
{
    m_cap = new QLineEdit;
    m_cap->setObjectName(QStringLiteral("cap"));
    m_cap->setAccessibleName(tr("Cap"));
    m_cap->setMaximumWidth(140);
    m_window = new QComboBox;
    m_window->setAccessibleName(tr("Window of the cap"));
    const std::pair<TimeUnit, QString> units[] = {{TimeUnit::Second, tr("a second")},
        {TimeUnit::Minute, tr("a minute")}, {TimeUnit::Hour, tr("an hour")}, {TimeUnit::Day, tr("a day")},
        {TimeUnit::Week, tr("a week")}, {TimeUnit::Month, tr("a month")}, {TimeUnit::Year, tr("a year")}};
    for (const auto &[unit, text] : units)
        m_window->addItem(text, static_cast<int>(unit));
    show(m_window, static_cast<int>(TimeUnit::Day));
    m_noCap = new QCheckBox(tr("N&o cap"));
    m_capField = new Field(inRow({m_cap, m_window, m_noCap}));
    form->addRow(tr("&Cap"), m_capField);
    connect(m_cap, &QLineEdit::textChanged, this, &PriceForm::onEdited);
    connect(m_window, &QComboBox::currentIndexChanged, this, &PriceForm::onEdited);
    connect(m_noCap, &QCheckBox::toggled, this, [this](bool isUncapped) {
        m_cap->setEnabled(!isUncapped);
        m_window->setEnabled(!isUncapped);
        onEdited();
    });
}

void PriceForm::buildMore(QFormLayout *more)
{
    m_scope = new QComboBox;
    m_scope->addItem(tr("The whole term"), static_cast<int>(CapScope::WholeTerm));
    m_scope->addItem(tr("Each window by itself"), static_cast<int>(CapScope::EachWindow));
    m_scopeField = new Field(m_scope);
    m_overCap = new QComboBox;
    m_overCap->addItem(tr("Serve it free"), static_cast<int>(OverCap::Free));
    m_overCap->addItem(tr("Charge it"), static_cast<int>(OverCap::Charge));
    m_overCap->addItem(tr("Refuse it"), static_cast<int>(OverCap::Reject));
    m_overage = new QLineEdit;
    m_overage->setPlaceholderText(tr("Same as the rate"));
    m_overage->setMaximumWidth(140);
    m_overageField = new Field(m_overage);
    more->addRow(tr("Cap &holds for"), m_scopeField);
    more->addRow(tr("O&ver the cap"), m_overCap);
    more->addRow(tr("Overage ra&te"), m_overageField);
    more->setRowVisible(m_overageField, false);
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this] {
        showScope();
        onEdited();
    });
    connect(m_overCap, &QComboBox::currentIndexChanged, this, [this] {
        m_more->setRowVisible(m_overageField, m_overCap->currentData().toInt() == static_cast<int>(OverCap::Charge));
        onEdited();
    });
    connect(m_overage, &QLineEdit::textChanged, this, &PriceForm::onEdited);
}

void PriceForm::showScope()
{
    const QString example = tr("Example: 10 a minute for 2 minutes at 0.02, with 18 requests in the first minute and 2 "
                               "in the second, bills 20 (0.40) over the whole term and 12 (0.24) window by window.");
    const bool isWholeTerm = m_scope->currentData().toInt() == static_cast<int>(CapScope::WholeTerm);
    m_scopeField->setHint(
        (isWholeTerm ? tr("Quiet windows make room for busy ones: the caps of all windows count as one.")
                     : tr("Whatever a window has over its cap is not billed, however quiet the rest."))
        + u' ' + example);
}

void PriceForm::onEdited()
{
    (void)price(false); // complains at the fields
    emit changed();
}

void PriceForm::setPrice(const TokenPrice &price)
{
    const QSignalBlocker quiet(this);
    m_rate->setText(QString::fromStdString(price.rate.toString()));
    m_noCap->setChecked(price.caps.empty());
    if (!price.caps.empty()) {
        m_cap->setText(QString::number(price.caps.front().count));
        show(m_window, static_cast<int>(price.caps.front().unit));
    }
    m_lifetime->setValue(price.lifetime);
    m_renews->setChecked(price.renewal == Renewal::Auto);
    show(m_scope, static_cast<int>(price.capScope));
    show(m_overCap, static_cast<int>(price.overCap));
    m_overage->setText(price.overageRate ? QString::fromStdString(price.overageRate->toString()) : QString());
}

void PriceForm::setCurrency(const std::string &code)
{
    m_unit->setText(tr("%1 a request").arg(QString::fromStdString(code)));
}

void PriceForm::setLifetimeHint(const QString &text)
{
    m_lifetimeField->setHint(text);
}

std::optional<Decimal> PriceForm::rateIn(Field *field, const QLineEdit *edit) const
{
    const Result<Decimal> rate = Decimal::parse(edit->text().trimmed().toStdString());
    if (!rate)
        field->complain(tr("Type a number with a point, such as 0.02."));
    else if (rate->isNegative())
        field->complain(tr("A rate cannot be negative."));
    else if (rate->scale() > rateDecimals)
        field->complain(tr("A rate has at most 12 decimals."));
    else {
        field->complain({});
        return *rate;
    }
    return {};
}

std::vector<Cap> PriceForm::caps()
{
    m_capField->complain({});
    if (m_noCap->isChecked())
        return {};
    bool isNumber = false;
    const qlonglong count = m_cap->text().trimmed().toLongLong(&isNumber);
    if (!isNumber || count < 0) {
        m_capField->complain(tr("Type a whole number such as 200, or choose “No cap”."));
        return {};
    }
    return {Cap{count, 1, static_cast<TimeUnit>(m_window->currentData().toInt())}};
}

std::optional<TokenPrice> PriceForm::price(bool takesFocus)
{
    TokenPrice price;
    const std::optional<Decimal> rate = rateIn(m_rateField, m_rate);
    price.rate = rate.value_or(Decimal());
    price.caps = caps();
    price.lifetime = m_lifetime->value();
    price.renewal = m_renews->isChecked() && price.lifetime ? Renewal::Auto : Renewal::None;
    price.capScope = static_cast<CapScope>(m_scope->currentData().toInt());
    price.overCap = static_cast<OverCap>(m_overCap->currentData().toInt());
    m_overageField->complain({});
    if (price.overCap == OverCap::Charge && !m_overage->text().trimmed().isEmpty())
        price.overageRate = rateIn(m_overageField, m_overage);
    for (Field *field : {m_rateField, m_capField, m_overageField}) {
        if (!field->hasComplaint())
            continue;
        if (takesFocus)
            field->setFocus();
        return {};
    }
    return price;
}

} // namespace toll
