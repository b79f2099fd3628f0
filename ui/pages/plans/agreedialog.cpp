// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/agreedialog.h"

#include "core/base/jsonpointer.h"
#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/text/timetext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array priceKeys{"rate", "amount", "percent"}; ///< of shapes that are one number

QString textAt(const Json &document, const std::string &pointer)
{
    const Json *value = valueAt(document, pointer);
    return value && value->asString() ? QString::fromStdString(*value->asString()) : QString();
}

/// The terms' entry of a charge, by its id.
const Json *chargeIn(const Json &terms, const std::string &id)
{
    const Json *charges = terms.find("charges");
    const Json::Array *entries = charges ? charges->asArray() : nullptr;
    for (std::size_t i = 0; entries && i < entries->size(); ++i)
        if (const Json *known = (*entries)[i].find("id"); known && known->asString() && *known->asString() == id)
            return &(*entries)[i];
    return nullptr;
}

} // namespace

AgreeDialog::AgreeDialog(const PlanEntry &plan, std::vector<Customer> customers, std::vector<AgreementRow> agreements,
    Instant now, QWidget *parent)
    : QDialog(parent), m_plan(plan.stored->row.plan.name), m_document(toJson(plan.stored->versions.back().plan)),
      m_customers(std::move(customers)), m_agreements(std::move(agreements)), m_customer(new QComboBox),
      m_date(new QDateEdit(localDate(now, Zone()))), m_hint(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Terms for one customer: %1").arg(plan.name()));
    std::erase_if(m_agreements, [&](const AgreementRow &row) { return row.plan != m_plan; });
    m_customer->setObjectName(QStringLiteral("customer"));
    for (const Customer &one : m_customers)
        m_customer->addItem(QString::fromStdString(one.name), QString::fromStdString(one.id.text));
    m_date->setObjectName(QStringLiteral("from"));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *contents = new QWidget;
    auto *form = new QFormLayout(contents);
    form->addRow(tr("&Customer"), m_customer);
    form->addRow(tr("&From"), m_date);
    addCharges(form);
    addField(form, "/discounts/0/percent", tr("Discount (%)"), textAt(m_document, "/discounts/0/percent"));
    addField(form, "/minimum", tr("Minimum"), textAt(m_document, "/minimum"));
    addField(form, "/maximum", tr("Maximum"), textAt(m_document, "/maximum"));
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(contents);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *agree = buttons->addButton(tr("Agree"), QDialogButtonBox::AcceptRole);
    agree->setObjectName(QStringLiteral("agree"));
    agree->setEnabled(!m_customers.empty());
    setPrimary(agree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_hint);
    layout->addWidget(buttons);
    resize(520, 480);
    connect(m_customer, &QComboBox::currentIndexChanged, this, &AgreeDialog::showCustomer);
    connect(buttons, &QDialogButtonBox::accepted, this, &AgreeDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showCustomer();
}

void AgreeDialog::addCharges(QFormLayout *form)
{
    const Json *charges = m_document.find("charges");
    for (std::size_t i = 0; charges && charges->asArray() && i < charges->asArray()->size(); ++i)
        for (const char *key : priceKeys) {
            const std::string pointer = "/charges/" + std::to_string(i) + "/price/" + key;
            const QString value = textAt(m_document, pointer);
            if (!value.isEmpty())
                addField(form, pointer,
                    tr("Price of %1").arg(textAt(m_document, "/charges/" + std::to_string(i) + "/id")), value);
        }
}

void AgreeDialog::addField(
    QFormLayout *form, const std::string &pointer, const QString &label, const QString &planValue)
{
    auto *input = new QLineEdit;
    input->setObjectName(QString::fromStdString(pointer));
    input->setAccessibleName(label);
    input->setPlaceholderText(planValue.isEmpty() ? tr("none in the plan") : tr("%1 in the plan").arg(planValue));
    auto *field = new Field(input);
    form->addRow(label, field);
    m_fields[pointer] = {input, field};
}

const AgreementRow *AgreeDialog::lastOf(const std::string &customer) const
{
    const AgreementRow *last = nullptr;
    for (const AgreementRow &row : m_agreements)
        if (row.customer.text == customer && (!last || row.number > last->number))
            last = &row;
    return last;
}

void AgreeDialog::showCustomer()
{
    const std::string id = m_customer->currentData().toString().toStdString();
    const AgreementRow *last = lastOf(id);
    m_before = last ? last->terms : Json(Json::Object{});
    for (const auto &[pointer, widgets] : m_fields) {
        QString agreed = textAt(m_before, pointer);
        const std::vector<std::string> keys = pointerKeys(pointer);
        if (keys.front() == "charges") {
            const Json *charge = chargeIn(m_before, textAt(m_document, "/charges/" + keys[1] + "/id").toStdString());
            agreed = charge ? textAt(*charge, "/price/" + keys.back()) : QString();
        }
        widgets.first->setText(agreed);
        widgets.second->complain({});
    }
    if (m_customers.empty()) {
        m_hint->setText(tr("There are no customers yet. A new token makes one."));
        return;
    }
    const auto customer = std::ranges::find_if(m_customers, [&](const Customer &one) { return one.id.text == id; });
    const Zone zone = zoneNamed(customer->timezone).value_or(Zone());
    m_hint->setText(last
            ? tr("Agreement %1 holds from %2; this one takes its place. An empty field goes back to the plan.")
                  .arg(QString::number(last->number), weekdayDateText(last->from, zone))
            : tr("Fill in what this customer pays instead; an empty field is as the plan says. What was used before the "
                 "day stays at its price."));
}

Json AgreeDialog::terms() const
{
    Json terms = m_before;
    Json::Array charges;
    if (const Json *known = m_before.find("charges"); known && known->asArray())
        charges = *known->asArray();
    for (const auto &[pointer, widgets] : m_fields) {
        const QString text = widgets.first->text().trimmed();
        const Json value = text.isEmpty() ? Json() : Json(text.toStdString());
        const std::vector<std::string> keys = pointerKeys(pointer);
        if (keys.front() != "charges") {
            const Json entry = keys.front() != "discounts" || text.isEmpty()
                ? value
                : Json(Json::Array{Json().set("percent", value)});
            terms = text.isEmpty() ? withoutValue(terms, "/" + keys.front()) : terms.set(keys.front(), entry);
            continue;
        }
        const std::string id = textAt(m_document, "/charges/" + keys[1] + "/id").toStdString();
        auto charge = std::ranges::find_if(charges, [&](const Json &one) {
            return one.find("id") && one.find("id")->asString() && *one.find("id")->asString() == id;
        });
        if (charge == charges.end() && text.isEmpty())
            continue;
        if (charge == charges.end())
            charge = charges.insert(charges.end(), Json().set("id", id));
        Json price = charge->find("price") ? *charge->find("price") : Json(Json::Object{});
        price = text.isEmpty() ? withoutValue(price, "/" + keys.back()) : price.set(keys.back(), value);
        charge->set("price", price);
    }
    std::erase_if(charges, [](const Json &charge) {
        const Json *price = charge.find("price");
        return charge.asObject()->size() == 2 && price && price->asObject() && price->asObject()->empty();
    });
    return charges.empty() ? withoutValue(terms, "/charges") : terms.set("charges", charges);
}

void AgreeDialog::apply()
{
    for (const auto &[pointer, widgets] : m_fields)
        widgets.second->complain({});
    emit asked(m_plan, m_customer->currentData().toString().toStdString(), terms().dump(),
        m_date->date().toString(Qt::ISODate).toStdString());
}

void AgreeDialog::finish(const Checked<AgreementRow> &answer)
{
    if (answer) {
        accept();
        return;
    }
    QStringList others;
    for (const Error &fault : answer.error()) {
        const auto field = m_fields.find(fault.where);
        if (field == m_fields.end())
            others << sentence(fault);
        else
            field->second.second->complain(sentence(fault));
    }
    if (!others.isEmpty())
        m_hint->setText(others.join(u'\n'));
}

} // namespace toll
