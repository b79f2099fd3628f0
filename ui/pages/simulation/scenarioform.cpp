// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/scenarioform.h"

#include "core/money/percent.h"
#include "core/services/scenariowords.h"
#include "ui/pages/simulation/chargeinputs.h"
#include "ui/pages/simulation/filterline.h"
#include "ui/pages/simulation/moreinputs.h"
#include "ui/pages/simulation/quantityfield.h"
#include "ui/pages/simulation/tokenchoice.h"
#include "ui/pages/simulation/usualprice.h"
#include "ui/text/numbers.h"
#include "ui/widgets/sliderfield.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <utility>

namespace toll {

namespace {

std::optional<Decimal> numberOf(const QString &text)
{
    const Result<Decimal> number = Decimal::parse(text.trimmed().toStdString());
    return number && !number->isNegative() ? std::optional(*number) : std::nullopt;
}

/// The value a combo box names, nothing for "keep as it is".
template<typename T>
std::optional<T> chosenOf(const QComboBox &box, Result<T> (*parse)(std::string_view))
{
    const Result<T> value = parse(box.currentData().toString().toStdString());
    return value ? std::optional(*value) : std::nullopt;
}

template<typename T>
void choose(QComboBox &box, const std::optional<T> &value)
{
    const std::string_view id = value ? name(*value) : std::string_view();
    box.setCurrentIndex(std::max(0, box.findData(QString::fromUtf8(id.data(), std::ssize(id)))));
}

std::optional<std::vector<Cap>> capsOf(const std::optional<QuantityField::Value> &value)
{
    if (!value)
        return std::nullopt;
    const Result<Cap> cap = parseCap(std::to_string(value->number) + '/' + value->unit.toStdString());
    return cap ? std::vector{*cap} : std::vector<Cap>();
}

std::optional<Lifetime> lifetimeOf(const std::optional<QuantityField::Value> &value)
{
    if (!value)
        return std::nullopt;
    const Result<Span> span = parseSpan('P' + std::to_string(value->number) + value->unit.toStdString());
    return span ? Lifetime(*span) : Lifetime();
}

/// Nothing for "as it is".
std::optional<Decimal> factorOf(const Decimal &percent)
{
    const Result<Decimal> factor = factorOfChange(percent);
    return factor && !percent.isZero() ? std::optional(*factor) : std::nullopt;
}

Decimal percentOf(const std::optional<Decimal> &factor)
{
    return changeOfFactor(factor.value_or(Decimal(1))).value_or(Decimal());
}

/// What no input has been moved for stays as it was, to the last detail.
template<typename T>
void keep(T &now, const T &told, const T &given)
{
    if (now == told)
        now = given;
}

Scenario lastOf(const ScenarioSet &set)
{
    return set.changes.empty() ? Scenario() : set.changes.back();
}

} // namespace

Scenario ScenarioForm::toldByInputs(Assumptions &assumptions) const
{
    Scenario scenario;
    scenario.on = m_on->isFilter() ? m_filter->selection() : m_on->selection();
    scenario.volumeFactor = factorOf(m_volume->value());
    scenario.rate = numberOf(m_rate->text());
    if (!scenario.rate)
        scenario.rateFactor = factorOf(m_percent->value());
    scenario.caps = capsOf(m_cap->value());
    scenario.lifetime = lifetimeOf(m_lifetime->value());
    scenario.capScope = chosenOf(*m_capScope, &parseCapScope);
    scenario.overCap = chosenOf(*m_overCap, &parseOverCap);
    m_ofCharge->tell(scenario);
    m_more->tell(scenario, assumptions);
    return scenario;
}

ScenarioSet ScenarioForm::scenarioSet() const
{
    ScenarioSet set = m_set;
    Scenario now = toldByInputs(set.assumptions);
    const Scenario given = lastOf(m_set);
    now.name = given.name;
    keep(now.rate, m_told.rate, given.rate);
    if (!now.rate || now.rate == given.rate)
        keep(now.rateFactor, m_told.rateFactor, given.rateFactor);
    keep(now.volumeFactor, m_told.volumeFactor, given.volumeFactor);
    keep(now.caps, m_told.caps, given.caps);
    keep(now.lifetime, m_told.lifetime, given.lifetime);
    keep(now.charge, m_told.charge, given.charge);
    const ChargeChange told = std::exchange(now.ofCharge, given.ofCharge); // most of it has no input
    if (told.tiers != m_told.ofCharge.tiers)
        now.ofCharge.tiers = told.tiers;
    if (told.slices != m_told.ofCharge.slices)
        now.ofCharge.slices = told.slices;
    now.renewal = given.renewal; // no input
    now.align = given.align;
    const Assumptions &assumed = m_set.assumptions;
    keep(set.assumptions.churn, m_assumed.churn, assumed.churn);
    keep(set.assumptions.seed, m_assumed.seed, assumed.seed);
    keep(set.assumptions.shift, m_assumed.shift, assumed.shift);
    keep(set.assumptions.upstreamFactor, m_assumed.upstreamFactor, assumed.upstreamFactor);
    keep(set.assumptions.newCustomers, m_assumed.newCustomers, assumed.newCustomers);
    if (set.changes.empty())
        set.changes.emplace_back();
    set.changes.back() = now;
    return set;
}

Scenario ScenarioForm::scenario() const
{
    return lastOf(scenarioSet());
}

void ScenarioForm::setScenarioSet(const ScenarioSet &set)
{
    const QSignalBlocker quiet(this);
    m_set = set;
    const Scenario scenario = lastOf(set);
    const bool isUnfinished = m_on->isFilter() && scenario.on == m_filter->selection(); // nothing is typed yet
    if (!isUnfinished)
        m_on->setSelection(scenario.on);
    if (m_on->isFilter())
        m_filter->setSelection(scenario.on);
    m_filter->setVisible(m_on->isFilter());
    m_volume->setValue(percentOf(scenario.volumeFactor));
    m_rate->setText(scenario.rate ? QString::fromStdString(scenario.rate->toString()) : QString());
    showRateFault(false);
    {
        const QSignalBlocker quietPercent(m_percent); // both may be stated
        m_percent->setValue(percentOf(scenario.rateFactor));
    }
    m_cap->setValue(scenario.caps ? std::optional(capValue(*scenario.caps)) : std::nullopt);
    m_lifetime->setValue(scenario.lifetime ? std::optional(lifetimeValue(*scenario.lifetime)) : std::nullopt);
    choose(*m_capScope, scenario.capScope);
    choose(*m_overCap, scenario.overCap);
    m_ofCharge->show(scenario);
    m_more->show(scenario, set.assumptions);
    m_assumed = {};
    m_told = toldByInputs(m_assumed);
    showKept();
}

/// What the inputs below do not show.
void ScenarioForm::showKept()
{
    QStringList lines;
    for (std::size_t i = 0; i + 1 < m_set.changes.size(); ++i)
        lines << QStringLiteral("%1. %2").arg(
            QString::number(i + 1), setWords({{}, {m_set.changes[i]}, {}}, m_history.get()));
    if (!lines.isEmpty()) {
        lines.prepend(tr("Changed first:"));
        lines << tr("%1. what is set below").arg(m_set.changes.size());
    }
    const Scenario last = lastOf(m_set);
    Scenario unseen;
    unseen.renewal = last.renewal;
    if (last.caps != m_told.caps)
        unseen.caps = last.caps;
    if (last.lifetime != m_told.lifetime)
        unseen.lifetime = last.lifetime;
    if (last.rate && last.rateFactor)
        unseen.rateFactor = last.rateFactor;
    unseen.align = last.align;
    unseen.ofCharge = last.ofCharge;
    if (last.ofCharge.tiers == m_told.ofCharge.tiers)
        unseen.ofCharge.tiers.reset();
    if (last.ofCharge.slices == m_told.ofCharge.slices)
        unseen.ofCharge.slices.reset();
    Assumptions unsaid = m_set.assumptions;
    unsaid.churn = {};
    unsaid.shift = 0;
    unsaid.upstreamFactor = Decimal(1);
    if (unsaid.newCustomers == m_assumed.newCustomers || unsaid.newCustomers.size() == 1)
        unsaid.newCustomers.clear();
    const QStringList kept = changeWords(unseen) + assumptionWords(unsaid);
    if (!kept.isEmpty())
        lines << tr("Kept as well: %1").arg(kept.join(QStringLiteral("; ")));
    m_kept->setText(lines.join(u'\n'));
    m_kept->setVisible(!lines.isEmpty());
    m_drop->setVisible(m_set.changes.size() > 1);
    const bool isChanged = !scenarioSet().changesNothing();
    m_reset->setEnabled(isChanged);
    m_add->setEnabled(!scenario().changesNothing());
}

void ScenarioForm::addChange()
{
    ScenarioSet set = scenarioSet();
    set.changes.emplace_back();
    setScenarioSet(set);
    tell();
}

void ScenarioForm::dropChange()
{
    ScenarioSet set = scenarioSet();
    if (set.changes.size() > 1)
        set.changes.pop_back();
    setScenarioSet(set);
    tell();
}

HistoryRange ScenarioForm::range() const
{
    return static_cast<HistoryRange>(m_range->currentData().toInt());
}

void ScenarioForm::setRange(HistoryRange range)
{
    const QSignalBlocker quiet(m_range);
    m_range->setCurrentIndex(std::max(0, m_range->findData(static_cast<int>(range))));
}

void ScenarioForm::setHistory(const std::shared_ptr<const Baseline> &history)
{
    const QSignalBlocker quiet(this);
    m_history = history;
    const Baseline &baseline = *history;
    m_on->setHistory(baseline);
    m_filter->setHistory(history);
    const UsualPrice usual = usualPrice(baseline);
    m_rate->setPlaceholderText(usual.rate ? tr("now mostly %1").arg(decimalText(*usual.rate)) : tr("as it is"));
    if (usual.cap)
        m_cap->setUsual(capValue({*usual.cap}));
    if (usual.lifetime)
        m_lifetime->setUsual(lifetimeValue(usual.lifetime));
    // Who a new customer is like is among them: the inputs can tell only now.
    const ScenarioSet set = scenarioSet();
    m_ofCharge->setHistory(baseline);
    m_more->setHistory(baseline);
    setScenarioSet(set);
}

void ScenarioForm::setPlans(const std::vector<Plan> &plans)
{
    m_more->setPlans(plans);
}

void ScenarioForm::connectInputs()
{
    connect(m_range, &QComboBox::activated, this, &ScenarioForm::rangeChanged);
    connect(m_on, &TokenChoice::changed, this, &ScenarioForm::onTokensChosen);
    connect(m_filter, &FilterLine::changed, this, &ScenarioForm::tell);
    connect(m_volume, &SliderField::valueChanged, this, &ScenarioForm::tell);
    connect(m_ofCharge, &ChargeInputs::changed, this, &ScenarioForm::tell);
    connect(m_ofCharge, &ChargeInputs::plansMeant, this, [this](const QStringList &plans) {
        if (!m_on->isFilter() && m_on->selection().kind == Selection::Kind::All) // the others have no such charge
            m_on->setSelection({Selection::Kind::Plan, plans.front().toStdString()});
    });
    connect(m_more, &MoreInputs::changed, this, &ScenarioForm::tell);
    connect(m_add, &QPushButton::clicked, this, &ScenarioForm::addChange);
    connect(m_drop, &QPushButton::clicked, this, &ScenarioForm::dropChange);
    connect(m_percent, &SliderField::valueChanged, this, [this](const Decimal &percent) {
        if (!percent.isZero()) { // a rate of its own or a change of today's, not both
            m_rate->clear();
            showRateFault(false);
        }
        tell();
    });
    connect(m_rate, &QLineEdit::textEdited, this, &ScenarioForm::onRateTyped);
    connect(m_cap, &QuantityField::changed, this, &ScenarioForm::tell);
    connect(m_lifetime, &QuantityField::changed, this, &ScenarioForm::tell);
    connect(m_capScope, &QComboBox::activated, this, &ScenarioForm::tell);
    connect(m_overCap, &QComboBox::activated, this, &ScenarioForm::tell);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        Scenario nothing;
        nothing.on = scenario().on;
        setScenarioSet({{}, {nothing}, {}});
        tell();
    });
}

void ScenarioForm::onTokensChosen()
{
    m_filter->setVisible(m_on->isFilter());
    tell();
}

void ScenarioForm::onRateTyped()
{
    const bool isFaulty = !m_rate->text().trimmed().isEmpty() && !numberOf(m_rate->text());
    showRateFault(isFaulty);
    if (isFaulty)
        return;
    if (!m_rate->text().trimmed().isEmpty()) {
        const QSignalBlocker quiet(m_percent);
        m_percent->setValue({});
    }
    tell();
}

void ScenarioForm::tell()
{
    showKept();
    emit scenarioChanged();
}

} // namespace toll
