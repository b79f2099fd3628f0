// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/chargeform.h"

#include "core/base/jsonpointer.h"
#include "core/services/plandraft.h"
#include "core/services/planwords.h"
#include "core/services/wording.h"
#include "ui/pages/plans/tiersview.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

using Kind = ValueField::Kind;
using Options = QList<ValueField::Option>;

Options named(std::initializer_list<const char *> values, QString (*label)(std::string_view))
{
    Options options;
    for (const char *value : values)
        options.push_back({QString::fromLatin1(value), label(value)});
    return options;
}

/// Which fields a kind of price has.
bool belongs(const std::string &key, const std::string &shape, const std::string &overCap)
{
    const bool isFixed = shape == "fixed";
    if (key == "/price/overage_rate")
        return shape == "flat_capped" && overCap == "charge";
    if (key == "/price/throttle_to")
        return shape == "flat_capped" && overCap == "throttle";
    if (key == "/meter" || key == "/allowance")
        return !isFixed;
    if (key == "/per")
        return !isFixed && shape != "package";
    if (key == "/price/rate")
        return shape == "flat" || shape == "flat_capped" || shape == "package";
    if (key == "/price/size")
        return shape == "package";
    if (key == "/price/amount")
        return isFixed;
    if (key == "/price/percent")
        return shape == "percentage";
    if (key == "/price/tier_by")
        return shape == "graduated" || shape == "volume";
    return key == "/price/shape" || shape == "flat_capped";
}

/// What the form has no field for, so that nobody overlooks it.
QString moreText(const Json &charge)
{
    QStringList parts;
    for (const char *key : {"group", "match", "slices", "load", "service_level"})
        if (charge.find(key))
            parts << keyLabel(key);
    return parts.isEmpty() ? QString()
                           : ChargeForm::tr("Also set, on the JSON tab: %1.").arg(parts.join(QStringLiteral(", ")));
}

} // namespace

ChargeForm::ChargeForm(QWidget *parent)
    : QWidget(parent), m_grid(new QGridLayout), m_tiers(new TiersView), m_more(new QLabel)
{
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    m_more->setTextFormat(Qt::PlainText);
    m_more->setWordWrap(true);
    m_more->setForegroundRole(QPalette::PlaceholderText);
    buildCommon();
    buildShapes();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(m_grid);
    layout->addWidget(m_tiers, 1);
    layout->addWidget(m_more);
    layout->addStretch(0);
    connect(m_tiers, &TiersView::edited, this,
        [this](const Json &tiers) { emit edited(m_pointer + "/price/tiers", tiers); });
}

ValueField *ChargeForm::add(ValueField *field, const char *label)
{
    field->setLabel(keyLabel(label));
    field->setParent(this);
    m_fields.push_back(field);
    connect(field, &ValueField::entered, this, &ChargeForm::onEntered);
    return field;
}

void ChargeForm::buildCommon()
{
    add(new ValueField("/meter", Kind::Text,
            named({"requests", "input_units", "cached_input_units", "cache_write_units", "output_units", "response_ms",
                      "errors"},
                &meterLabel),
            true),
        "meter")
        ->setDefault(QStringLiteral("requests"));
    add(new ValueField("/price/shape", Kind::Text,
            named({"flat", "flat_capped", "graduated", "volume", "package", "fixed", "percentage"}, &shapeLabel),
            false),
        "shape");
    Options powers{{QString(), tr("1 unit")}};
    QString number = QStringLiteral("1");
    for (int places = 1; places <= 6; ++places) {
        number += u'0';
        powers.push_back({number, tr("%1 units").arg(QLocale().toString(number.toLongLong()))});
    }
    add(new ValueField("/per", Kind::Quantity, powers, false), "per");
    add(new ValueField("/allowance", Kind::Quantity), "allowance")->setPlaceholder(tr("none"));
}

void ChargeForm::buildShapes()
{
    add(new ValueField("/price/rate", Kind::Rate), "rate")->setTokenText(tr("the token's own"));
    add(new ValueField("/price/size", Kind::Quantity), "size");
    add(new ValueField("/price/amount", Kind::Rate), "amount");
    add(new ValueField("/price/percent", Kind::Rate), "percent");
    add(new ValueField("/price/tier_by", Kind::Text,
            {{QString(), tr("Quantity of the period")}, {QStringLiteral("request"), tr("Size of each request")}},
            false),
        "tier_by");
    ValueField *cap = add(new ValueField("/price/cap", Kind::Texts), "cap");
    cap->setPlaceholder(tr("none, such as 200/day"));
    cap->setTokenText(tr("the token's own"));
    add(new ValueField("/price/lifetime", Kind::Text,
            {{QString(), label(Lifetime())}, {QStringLiteral("P1D"), label(Lifetime(Span{Span::Kind::Days, 1}))},
                {QStringLiteral("P7D"), label(Lifetime(Span{Span::Kind::Days, 7}))},
                {QStringLiteral("P30D"), label(Lifetime(Span{Span::Kind::Days, 30}))},
                {QStringLiteral("P1M"), label(Lifetime(Span{Span::Kind::Months, 1}))},
                {QStringLiteral("P1Y"), label(Lifetime(Span{Span::Kind::Months, 12}))},
                {QStringLiteral("token"), tr("the token's own")}},
            true),
        "lifetime");
    add(new ValueField("/price/renewal", Kind::Text,
            {{QString(), tr("by hand")}, {QStringLiteral("auto"), tr("automatic")}}, false),
        "renewal");
    add(new ValueField("/price/cap_scope", Kind::Text,
            {{QStringLiteral("lifetime"), label(CapScope::WholeTerm)},
                {QStringLiteral("window"), label(CapScope::EachWindow)}},
            false),
        "cap_scope")
        ->setDefault(QStringLiteral("lifetime"));
    add(new ValueField("/price/over_cap", Kind::Text,
            {{QStringLiteral("free"), label(OverCap::Free)}, {QStringLiteral("charge"), label(OverCap::Charge)},
                {QStringLiteral("reject"), label(OverCap::Reject)},
                {QStringLiteral("throttle"), label(OverCap::Throttle)}},
            false),
        "over_cap")
        ->setDefault(QStringLiteral("free"));
    add(new ValueField("/price/overage_rate", Kind::Rate), "overage_rate");
    add(new ValueField("/price/throttle_to", Kind::Text), "throttle_to")->setPlaceholder(tr("such as 5/min"));
}

/// The fields of this kind of price, two a row.
void ChargeForm::arrange()
{
    const auto textAt = [this](const char *pointer) {
        const Json *value = valueAt(m_charge, pointer);
        return value && value->asString() ? *value->asString() : std::string();
    };
    const std::string shape = textAt("/price/shape");
    const std::string overCap = textAt("/price/over_cap");
    if (shape == m_shape && overCap == m_overCap)
        return;
    m_shape = shape;
    m_overCap = overCap;
    int place = 0;
    for (ValueField *field : m_fields) {
        m_grid->removeWidget(field);
        const bool isShown = belongs(field->key(), shape, overCap);
        field->setVisible(isShown);
        if (isShown) {
            m_grid->addWidget(field, place / 2, place % 2);
            ++place;
        }
    }
    m_tiers->setVisible(shape == "graduated" || shape == "volume");
}

void ChargeForm::show(const Json &document, int charge, const std::vector<Error> &faults, bool isReadOnly)
{
    m_pointer = "/charges/" + std::to_string(charge);
    const Json *shown = valueAt(document, m_pointer);
    setVisible(shown);
    if (!shown)
        return;
    m_charge = *shown;
    arrange();
    for (ValueField *field : m_fields) {
        const Json *value = valueAt(m_charge, field->key());
        field->show(value);
        field->setReadOnly(isReadOnly);
    }
    const Json *tiers = valueAt(m_charge, "/price/tiers");
    m_tiers->show(tiers ? *tiers : Json(), m_pointer + "/price/tiers", faults, isReadOnly);
    showFaults(faults);
    const QString more = moreText(m_charge);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
}

void ChargeForm::showFaults(const std::vector<Error> &faults)
{
    for (ValueField *field : m_fields) {
        const std::string pointer = m_pointer + field->key();
        const auto fault = std::ranges::find_if(faults, [&](const Error &one) {
            return one.where == pointer || one.where.starts_with(pointer + '/');
        });
        field->complain(fault == faults.end() ? QString() : complaint(*fault));
    }
}

bool ChargeForm::focusFault()
{
    const auto field = std::ranges::find_if(
        m_fields, [](const ValueField *one) { return one->isVisible() && one->hasComplaint(); });
    if (field == m_fields.end())
        return m_tiers->isVisible() && m_tiers->focusFault();
    (*field)->setFocus();
    return true;
}

void ChargeForm::onEntered(const std::string &key, const std::optional<Json> &value)
{
    if (key == "/price/shape" && value && value->asString())
        emit edited(m_pointer, chargeOfShape(m_charge, *value->asString()));
    else
        emit edited(m_pointer + key, value);
}

} // namespace toll
