// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/chargeinputs.h"

#include "core/services/tiertable.h"
#include "core/services/wording.h"
#include "ui/pages/simulation/rowsedit.h"
#include "ui/text/numbers.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

const std::vector<Tier> *tiersOf(const Charge &charge)
{
    if (const auto *graduated = std::get_if<Graduated>(&charge.shape))
        return &graduated->tiers;
    const auto *volume = std::get_if<Volume>(&charge.shape);
    return volume ? &volume->tiers : nullptr;
}

std::vector<RowsEdit::Row> rowsOf(const std::vector<Tier> &tiers)
{
    std::vector<RowsEdit::Row> rows;
    for (const Tier &tier : tiers)
        rows.push_back({tier.upTo ? integerText(*tier.upTo) : QString(), textOf(tier.rate.toString())});
    return rows;
}

std::vector<RowsEdit::Row> rowsOf(const std::vector<Slice> &slices)
{
    std::vector<RowsEdit::Row> rows;
    for (const Slice &slice : slices)
        rows.push_back({textOf(toString(slice.hours)), textOf(slice.multiplier.toString())});
    return rows;
}

/// Shows which cell a fault of "tiers/1/rate" is about; `titles` of the columns.
void showFault(RowsEdit &edit, Error error, const char *firstColumn, const RowsEdit::Row &titles)
{
    const QStringList path = textOf(error.where).split(u'/');
    bool isNumber = false;
    const int row = path.value(1).toInt(&isNumber);
    if (!isNumber)
        return edit.setFault(sentence(error));
    const int column = path.size() < 3 ? -1 : path[2] == QLatin1StringView(firstColumn) ? 0 : 1;
    error.where = column < 0 ? std::string() : titles[static_cast<std::size_t>(column)].toStdString();
    edit.setFault(ChargeInputs::tr("Row %1: %2").arg(QString::number(row + 1), sentence(error)), row, column);
}

} // namespace

ChargeInputs::ChargeInputs(QWidget *parent)
    : QWidget(parent), m_fold(new QToolButton), m_contents(new QWidget), m_charge(new QComboBox), m_hint(new QLabel),
      m_tierRows(new RowsEdit(tr("Tiers"), {tr("Up to"), tr("Rate")}, RowsEdit::First::Numbers,
          tr("The last quantity of each tier, rising, and its rate. The last tier has no end: leave its quantity empty."))),
      m_sliceRows(new RowsEdit(tr("Time slices"), {tr("Hours"), tr("Times")}, RowsEdit::First::Words,
          tr("Hours of the week such as Mon-Fri 09:00-18:00, and what amounts are multiplied by then: 1.2")))
{
    build();
    connect(m_fold, &QToolButton::toggled, this, &ChargeInputs::unfold);
    connect(m_charge, &QComboBox::activated, this, &ChargeInputs::chooseCharge);
    connect(m_tierRows, &RowsEdit::edited, this, &ChargeInputs::readTiers);
    connect(m_sliceRows, &RowsEdit::edited, this, &ChargeInputs::readSlices);
    connect(m_tierRows, &RowsEdit::resetAsked, this, [this] {
        m_tiers.reset();
        showTables();
        emit changed();
    });
    connect(m_sliceRows, &RowsEdit::resetAsked, this, [this] {
        m_slices.reset();
        showTables();
        emit changed();
    });
    unfold(false);
    showTables();
}

void ChargeInputs::build()
{
    m_fold->setText(tr("A charge: tiers and time slices"));
    m_fold->setObjectName(QStringLiteral("charges"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setToolTip(tr("Which charge of a plan the rate is changed of, and what it has as a whole"));
    m_charge->setObjectName(QStringLiteral("charge"));
    m_charge->setAccessibleName(tr("Charge"));
    m_charge->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_charge->setMinimumContentsLength(10);
    m_charge->addItem(tr("The only one that fits"));
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_tierRows->setObjectName(QStringLiteral("tiers"));
    m_sliceRows->setObjectName(QStringLiteral("slices"));
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 4, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *label = new QLabel(tr("Charge"));
    label->setBuddy(m_charge);
    form->addRow(label, m_charge);
    auto *inner = new QVBoxLayout(m_contents);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(6);
    inner->addLayout(form);
    inner->addWidget(m_hint);
    inner->addWidget(m_tierRows);
    inner->addWidget(m_sliceRows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_contents);
}

void ChargeInputs::unfold(bool isUnfolded)
{
    const QSignalBlocker quiet(m_fold);
    m_fold->setChecked(isUnfolded);
    m_fold->setIcon(icon(isUnfolded ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_contents->setVisible(isUnfolded);
}

void ChargeInputs::setHistory(const Baseline &baseline)
{
    const QString before = m_charge->currentData().toString();
    m_choices.clear();
    m_plans.clear();
    for (const BaselineCustomer &customer : baseline.customers) {
        const QString plan = textOf(customer.plan.name);
        if (!m_plans.contains(plan))
            m_plans << plan;
        for (const Charge &charge : customer.plan.charges) {
            auto known = std::ranges::find(m_choices, textOf(charge.id), &Choice::id);
            if (known == m_choices.end()) {
                Choice choice{textOf(charge.id), {}, {}, charge.slices, !std::holds_alternative<Fixed>(charge.shape)};
                if (const std::vector<Tier> *tiers = tiersOf(charge))
                    choice.tiers = *tiers;
                known = m_choices.insert(m_choices.end(), choice);
            }
            if (!known->plans.contains(plan))
                known->plans << plan;
        }
    }
    m_charge->clear();
    m_charge->addItem(tr("The only one that fits"));
    for (const Choice &choice : m_choices)
        m_charge->addItem(tr("%1 (%2)", "a charge, its plans").arg(choice.id, choice.plans.join(QStringLiteral(", "))),
            choice.id);
    m_charge->setCurrentIndex(std::max(0, m_charge->findData(before)));
    showTables();
}

const ChargeInputs::Choice *ChargeInputs::chosen() const
{
    const auto found = std::ranges::find(m_choices, m_charge->currentData().toString(), &Choice::id);
    return found == m_choices.end() ? nullptr : &*found;
}

/// Another charge has tiers and hours of its own.
void ChargeInputs::chooseCharge()
{
    m_tiers.reset();
    m_slices.reset();
    showTables();
    if (const Choice *choice = chosen(); choice && choice->plans.size() < m_plans.size())
        emit plansMeant(choice->plans);
    emit changed();
}

void ChargeInputs::showTables()
{
    const Choice *choice = chosen();
    const bool hasTiers = choice && (!choice->tiers.empty() || m_tiers);
    const bool hasSlices = choice && choice->mayHaveSlices;
    m_tierRows->setVisible(hasTiers);
    m_sliceRows->setVisible(hasSlices);
    m_hint->setText(!choice ? tr("Choose a charge to change its tiers and time slices.")
            : hasTiers || hasSlices ? tr("Tiers and time slices hold for all tokens on the plan.")
                                    : tr("This charge has neither tiers nor time slices."));
    if (!choice)
        return;
    m_tierRows->setRows(rowsOf(m_tiers.value_or(choice->tiers)));
    m_tierRows->setChanged(m_tiers.has_value());
    m_sliceRows->setRows(rowsOf(m_slices.value_or(choice->slices)));
    m_sliceRows->setChanged(m_slices.has_value());
}

/// What is at fault changes nothing.
void ChargeInputs::readTiers()
{
    std::vector<TierText> rows;
    for (const RowsEdit::Row &row : m_tierRows->rows())
        rows.push_back({plainQuantity(row[0].toStdString()), plainRate(row[1].toStdString())});
    ChargeChange read;
    const Result<void> done = setOfCharge(read, "tiers", tiersJson(rows).dump());
    m_tierRows->setChanged(true);
    if (!done)
        return showFault(*m_tierRows, done.error(), "up_to", {tr("Up to"), tr("Rate")});
    m_tierRows->setFault({});
    m_tiers = *read.tiers;
    if (const Choice *choice = chosen(); choice && m_tiers == choice->tiers)
        m_tiers.reset();
    m_tierRows->setChanged(m_tiers.has_value());
    emit changed();
}

void ChargeInputs::readSlices()
{
    Json::Array rows;
    for (const RowsEdit::Row &row : m_sliceRows->rows())
        rows.push_back(Json()
                           .set("hours", row[0].toStdString())
                           .set("multiplier", plainRate(row[1].toStdString())));
    ChargeChange read;
    const Result<void> done = setOfCharge(read, "slices", rows.empty() ? std::string("none") : Json(rows).dump());
    m_sliceRows->setChanged(true);
    if (!done)
        return showFault(*m_sliceRows, done.error(), "hours", {tr("Hours"), tr("Times")});
    m_sliceRows->setFault({});
    m_slices = *read.slices;
    if (const Choice *choice = chosen(); choice && m_slices == choice->slices)
        m_slices.reset();
    m_sliceRows->setChanged(m_slices.has_value());
    emit changed();
}

void ChargeInputs::tell(Scenario &change) const
{
    change.charge = m_charge->currentData().toString().toStdString();
    change.ofCharge.tiers = m_tiers;
    change.ofCharge.slices = m_slices;
}

void ChargeInputs::show(const Scenario &change)
{
    const QSignalBlocker quiet(this);
    m_tiers = change.charge.empty() ? std::nullopt : change.ofCharge.tiers;
    m_slices = change.charge.empty() ? std::nullopt : change.ofCharge.slices;
    const QString id = textOf(change.charge);
    if (!id.isEmpty() && m_charge->findData(id) < 0)
        m_charge->addItem(tr("%1 (not in this history)").arg(id), id);
    m_charge->setCurrentIndex(id.isEmpty() ? 0 : m_charge->findData(id));
    showTables();
    if (!id.isEmpty())
        unfold(true);
}

} // namespace toll
