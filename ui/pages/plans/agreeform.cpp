// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/agreeform.h"

#include "core/base/jsonpointer.h"
#include "core/services/planwords.h"
#include "core/services/tiertable.h"
#include "ui/text/numbers.h"
#include "ui/widgets/field.h"
#include "ui/widgets/theme.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array priceKeys{"rate", "overage_rate", "amount", "percent", "cap"}; ///< those of one value

/// What can be typed into a field: a text, or several by comma; nothing for anything else.
std::optional<QString> fieldText(const Json &value)
{
    if (value == Json("token"))
        return AgreeForm::tr("the token's own");
    if (const std::string *text = value.asString())
        return QString::fromStdString(*text);
    QStringList texts;
    for (const Json &one : value.asArray() ? *value.asArray() : Json::Array()) {
        if (!one.asString())
            return std::nullopt;
        texts << QString::fromStdString(*one.asString());
    }
    return texts.isEmpty() ? std::nullopt : std::optional(texts.join(QStringLiteral(", ")));
}

Json valueOf(const QString &text, bool isCap)
{
    if (text == AgreeForm::tr("the token's own"))
        return Json("token");
    if (!isCap)
        return Json(plainRate(text.toStdString()));
    Json::Array caps;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        caps.emplace_back(part.trimmed().toStdString());
    return caps.size() == 1 ? caps.front() : Json(std::move(caps));
}

bool isCharge(const std::vector<std::string> &keys)
{
    return keys.size() > 2 && keys[0] == "charges";
}

/// "/charges/1/price/tiers/0/rate": a tier of which charge.
bool isTier(const std::vector<std::string> &keys)
{
    return keys.size() == 6 && keys[3] == "tiers";
}

/// The pointer below the charge: "/price/rate".
std::string belowCharge(const std::vector<std::string> &keys)
{
    std::string pointer;
    for (std::size_t i = 2; i < keys.size(); ++i)
        pointer += '/' + keys[i];
    return pointer;
}

Json withoutRates(Json tiers)
{
    for (std::size_t i = 0; tiers.asArray() && i < tiers.asArray()->size(); ++i)
        tiers = withoutValue(tiers, '/' + std::to_string(i) + "/rate");
    return tiers;
}

/// The terms' entry of a charge.
const Json *entryOf(const Json &terms, const std::string &id)
{
    const Json *charges = terms.find("charges");
    for (std::size_t i = 0; charges && charges->asArray() && i < charges->asArray()->size(); ++i)
        if (const Json &one = (*charges->asArray())[i]; one.find("id") && *one.find("id") == Json(id))
            return &one;
    return nullptr;
}

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(headingFont(label->font(), 1));
    label->setContentsMargins(0, 6, 0, 0);
    return label;
}

} // namespace

AgreeForm::AgreeForm(const Json &plan, QWidget *parent) : QWidget(parent), m_plan(plan)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 10, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const Json *charges = m_plan.find("charges");
    for (std::size_t i = 0; charges && charges->asArray() && i < charges->asArray()->size(); ++i)
        addCharge(form, i);
    form->addRow(heading(tr("The whole bill")));
    addField(form, "/discounts/0/percent", tr("Discount (%)"));
    addField(form, "/minimum", keyLabel("minimum"));
    addField(form, "/maximum", keyLabel("maximum"));
}

void AgreeForm::addCharge(QFormLayout *form, std::size_t place)
{
    const std::string at = "/charges/" + std::to_string(place);
    const Json *meter = valueAt(m_plan, at + "/meter");
    const Json *per = valueAt(m_plan, at + "/per");
    const Json *amount = valueAt(m_plan, at + "/price/amount");
    const QString unit = amount ? shapeLabel("fixed")
                                : meterLabel(meter && meter->asString() ? *meter->asString() : "requests");
    const QString title = tr("%1 (%2)", "charge and meter").arg(planPlace(m_plan, at), unit);
    const Result<std::int64_t> units = per ? per->toInt64() : 1;
    form->addRow(heading(units.value_or(1) > 1 ? tr("%1, per %2").arg(title, integerText(*units)) : title));
    for (const char *key : priceKeys)
        if (valueAt(m_plan, at + "/price/" + key))
            addField(form, at + "/price/" + key, keyLabel(key));
    const Json *tiers = valueAt(m_plan, at + "/price/tiers");
    const std::vector<TierText> rows = tiers ? tierTexts(*tiers) : std::vector<TierText>();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QString upTo = integerText(QString::fromStdString(rows[i].upTo).toLongLong());
        addField(form, at + "/price/tiers/" + std::to_string(i) + "/rate",
            !rows[i].upTo.empty() ? tr("Rate up to %1").arg(upTo)
                : rows.size() > 1 ? tr("Rate beyond that")
                                  : keyLabel("rate"));
    }
    if (rows.size() > 1)
        m_entries.back().field->setHint(
            tr("Tiers are agreed on together: with one filled in, the others stay as they are now."));
}

void AgreeForm::addField(QFormLayout *form, const std::string &pointer, const QString &label)
{
    auto *input = new QLineEdit;
    input->setObjectName(QString::fromStdString(pointer));
    input->setAccessibleName(pointer.starts_with("/charges/") ? planPlace(m_plan, pointer) : label);
    auto *field = new Field(input);
    connect(input, &QLineEdit::textEdited, field, [field] { field->complain({}); });
    form->addRow(label, field);
    m_entries.push_back({pointer, input, field});
}

std::string AgreeForm::chargeAt(const std::string &place) const
{
    const Json *id = valueAt(m_plan, "/charges/" + place + "/id");
    return id && id->asString() ? *id->asString() : std::string();
}

void AgreeForm::show(const Json &terms)
{
    m_terms = terms;
    for (Entry &entry : m_entries)
        showEntry(entry, terms);
}

void AgreeForm::showEntry(Entry &entry, const Json &terms) const
{
    const std::vector<std::string> keys = pointerKeys(entry.pointer);
    const Json *charge = isCharge(keys) ? entryOf(terms, chargeAt(keys[1])) : nullptr;
    const Json *agreed = isCharge(keys) ? (charge ? valueAt(*charge, belowCharge(keys)) : nullptr)
                                        : valueAt(terms, entry.pointer);
    const Json *planned = valueAt(m_plan, entry.pointer);
    entry.isKept = agreed && !fieldText(*agreed);
    if (const Json *tiers = isTier(keys) && charge ? valueAt(*charge, "/price/tiers") : nullptr) {
        entry.isKept = withoutRates(*tiers) != withoutRates(*valueAt(m_plan, "/charges/" + keys[1] + "/price/tiers"));
        if (agreed && planned && *agreed == *planned)
            agreed = nullptr;
    }
    if (const Json *discounts = keys[0] == "discounts" ? terms.find("discounts") : nullptr)
        entry.isKept = *discounts != Json(Json::Array{Json().set("percent", agreed ? *agreed : Json())});
    const QString plan = planned ? fieldText(*planned).value_or(QString()) : QString();
    entry.input->setEnabled(!entry.isKept);
    entry.input->setText(agreed && !entry.isKept ? fieldText(*agreed).value_or(QString()) : QString());
    entry.input->setPlaceholderText(entry.isKept ? tr("agreed otherwise; stays so")
            : plan.isEmpty()                     ? tr("none in the plan")
                                                 : tr("%1 in the plan").arg(plan));
    entry.field->complain({});
}

/// What was agreed for a charge, with the fields' values in it; null where nothing is left.
Json AgreeForm::chargeTerms(const std::string &place, Json agreed) const
{
    Json price = agreed.find("price") ? *agreed.find("price") : Json(Json::Object{});
    const Json *planTiers = valueAt(m_plan, "/charges/" + place + "/price/tiers");
    Json tiers = planTiers ? *planTiers : Json();
    bool isTiered = false;
    bool areTiersKept = false;
    for (const Entry &entry : m_entries) {
        const std::vector<std::string> keys = pointerKeys(entry.pointer);
        if (!isCharge(keys) || keys[1] != place)
            continue;
        const QString text = entry.input->text().trimmed();
        areTiersKept = areTiersKept || (isTier(keys) && entry.isKept);
        if (entry.isKept)
            continue;
        if (isTier(keys)) {
            isTiered = isTiered || !text.isEmpty();
            if (!text.isEmpty())
                tiers = withValue(tiers, '/' + keys[4] + "/rate", valueOf(text, false)).value_or(tiers);
        } else if (text.isEmpty()) {
            price = withoutValue(price, '/' + keys.back());
        } else {
            price.set(keys.back(), valueOf(text, keys.back() == "cap"));
        }
    }
    if (!areTiersKept)
        price = isTiered ? price.set("tiers", tiers) : withoutValue(price, "/tiers");
    agreed = price == Json(Json::Object{}) ? withoutValue(agreed, "/price") : agreed.set("price", price);
    return agreed.asObject()->size() > 1 ? agreed : Json();
}

Json AgreeForm::terms() const
{
    Json terms = m_terms;
    Json::Array charges;
    const Json *planned = m_plan.find("charges");
    for (std::size_t i = 0; planned && planned->asArray() && i < planned->asArray()->size(); ++i) {
        const std::string place = std::to_string(i);
        const std::string id = chargeAt(place);
        const Json *before = entryOf(m_terms, id);
        if (Json charge = chargeTerms(place, before ? *before : Json().set("id", id)); !charge.isNull())
            charges.push_back(std::move(charge));
    }
    terms = charges.empty() ? withoutValue(terms, "/charges") : terms.set("charges", charges);
    for (const Entry &entry : m_entries) {
        const std::vector<std::string> keys = pointerKeys(entry.pointer);
        const QString text = entry.input->text().trimmed();
        if (isCharge(keys) || entry.isKept)
            continue;
        if (text.isEmpty())
            terms = withoutValue(terms, '/' + keys.front());
        else if (keys.front() == "discounts")
            terms.set("discounts", Json::Array{Json().set("percent", valueOf(text, false))});
        else
            terms.set(keys.front(), valueOf(text, false));
    }
    return terms;
}

std::vector<Error> AgreeForm::complain(const std::vector<Error> &faults)
{
    for (const Entry &entry : m_entries)
        entry.field->complain({});
    std::vector<Error> others;
    const Entry *first = nullptr;
    for (const Error &fault : faults) {
        const auto entry = std::ranges::find_if(m_entries, [&](const Entry &one) {
            return fault.where == one.pointer || fault.where.starts_with(one.pointer + '/');
        });
        if (entry == m_entries.end()) {
            others.push_back(fault);
            continue;
        }
        entry->field->complain(complaint(fault));
        if (!first || &*entry < first)
            first = &*entry;
    }
    if (first)
        first->input->setFocus();
    return others;
}

} // namespace toll
