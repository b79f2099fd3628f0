// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/termstab.h"

#include "core/base/jsonpointer.h"
#include "core/money/money.h"
#include "core/services/planwords.h"
#include "core/services/zones.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

using Kind = ValueField::Kind;
using Options = QList<ValueField::Option>;

constexpr int mostWidth = 640;

Options currencyOptions()
{
    Options options;
    for (const Currency &currency : currencies())
        options.push_back({QString::fromStdString(currency.code), QString::fromStdString(currency.code)});
    return options;
}

Options zoneOptions()
{
    Options options;
    for (const std::string &zone : zoneNames())
        options.push_back({QString::fromStdString(zone), QString::fromStdString(zone)});
    return options;
}

} // namespace

TermsTab::TermsTab(QWidget *parent) : QScrollArea(parent), m_grid(new QGridLayout)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    auto *contents = new QWidget;
    contents->setAutoFillBackground(false);
    auto *inner = new QWidget;
    inner->setMaximumWidth(mostWidth);
    inner->setLayout(m_grid);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(10);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    buildFields();
    auto *more = new QLabel(tr("Discounts, hours, load bands, service levels and what a charge matches are written on "
                               "the JSON tab."));
    more->setWordWrap(true);
    more->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(4, 12, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(inner);
    layout->addWidget(more);
    layout->addStretch(1);
    setWidget(contents);
}

ValueField *TermsTab::add(ValueField *field, const char *label)
{
    field->setLabel(keyLabel(label));
    const int place = static_cast<int>(m_fields.size());
    m_grid->addWidget(field, place / 2, place % 2);
    m_fields.push_back(field);
    connect(field, &ValueField::entered, this, &TermsTab::onEntered);
    return field;
}

void TermsTab::buildFields()
{
    add(new ValueField("/name", Kind::Text), "name");
    add(new ValueField("/currency", Kind::Text, currencyOptions(), true), "currency");
    add(new ValueField("/timezone", Kind::Text, zoneOptions(), true), "timezone")
        ->setDefault(QStringLiteral("UTC"));
    add(new ValueField("/period", Kind::Text,
            {{QStringLiteral("P1D"), tr("a day")}, {QStringLiteral("P7D"), tr("a week")},
                {QStringLiteral("P1M"), tr("a month")}, {QStringLiteral("P3M"), tr("a quarter")},
                {QStringLiteral("P1Y"), tr("a year")}},
            true),
        "period")
        ->setDefault(QStringLiteral("P1M"));
    add(new ValueField("/period_align", Kind::Text,
            {{QStringLiteral("calendar"), tr("with the calendar")},
                {QStringLiteral("anniversary"), tr("with the first use")}},
            false),
        "period_align")
        ->setDefault(QStringLiteral("calendar"));
    add(new ValueField("/rounding", Kind::Text,
            {{QStringLiteral("half_up"), tr("half up")}, {QStringLiteral("half_even"), tr("half to even")},
                {QStringLiteral("half_down"), tr("half down")}, {QStringLiteral("up"), tr("away from zero")},
                {QStringLiteral("down"), tr("towards zero")}, {QStringLiteral("floor"), tr("always down")},
                {QStringLiteral("ceiling"), tr("always up")}},
            false),
        "rounding")
        ->setDefault(QStringLiteral("half_up"));
    ValueField *billable = add(new ValueField("/billable", Kind::Texts), "billable");
    billable->setAlwaysList(true);
    billable->setPlaceholder(QStringLiteral("2xx, 3xx"));
    add(new ValueField("/capacity", Kind::Text), "capacity")->setPlaceholder(tr("none, such as 5000/min"));
    add(new ValueField("/minimum", Kind::Rate), "minimum")->setPlaceholder(tr("none"));
    add(new ValueField("/maximum", Kind::Rate), "maximum")->setPlaceholder(tr("none"));
    ValueField *tax = add(new ValueField("/tax/percent", Kind::Rate), "tax");
    tax->setLabel(tr("Tax (percent on top)"));
    tax->setPlaceholder(tr("none"));
}

void TermsTab::show(const Json &document, const std::vector<Error> &faults, bool isReadOnly, bool isNew)
{
    m_document = document;
    for (ValueField *field : m_fields) {
        field->show(valueAt(document, field->key()));
        field->setReadOnly(isReadOnly || (field->key() == "/name" && !isNew));
        const auto fault = std::ranges::find_if(faults, [&](const Error &one) {
            return one.where == field->key() || one.where.starts_with(field->key() + '/');
        });
        field->complain(fault == faults.end() ? QString() : complaint(*fault));
    }
}

bool TermsTab::focusFault()
{
    const auto field = std::ranges::find_if(m_fields, &ValueField::hasComplaint);
    if (field == m_fields.end())
        return false;
    (*field)->setFocus();
    ensureWidgetVisible(*field);
    return true;
}

void TermsTab::onEntered(const std::string &key, const std::optional<Json> &value)
{
    if (key != "/tax/percent")
        emit edited(key, value);
    else if (value)
        emit edited("/tax", Json().set("percent", *value).set("on", "total"));
    else
        emit edited("/tax", std::nullopt);
}

} // namespace toll
