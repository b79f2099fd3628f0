// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/scenarioform.h"

#include "ui/pages/simulation/quantityfield.h"
#include "ui/pages/simulation/tokenchoice.h"
#include "ui/pages/simulation/usualprice.h"
#include "ui/text/numbers.h"
#include "ui/widgets/sliderfield.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

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

/// 1 + percent / 100.
std::optional<Decimal> factorOf(const Decimal &percent)
{
    const Result<Decimal> share = percent.shiftedDown(2);
    const Result<Decimal> factor = share ? share->plus(1) : share;
    return factor && !percent.isZero() ? std::optional(*factor) : std::nullopt;
}

Decimal percentOf(const std::optional<Decimal> &factor)
{
    const Result<Decimal> share = factor.value_or(Decimal(1)).minus(1);
    return share ? share->times(100).value_or(Decimal()) : Decimal();
}

} // namespace

Scenario ScenarioForm::scenario() const
{
    Scenario scenario;
    scenario.on = m_on->selection();
    scenario.rate = numberOf(m_rate->text());
    if (!scenario.rate)
        scenario.rateFactor = factorOf(m_percent->value());
    scenario.caps = capsOf(m_cap->value());
    scenario.lifetime = lifetimeOf(m_lifetime->value());
    scenario.capScope = chosenOf(*m_capScope, &parseCapScope);
    scenario.overCap = chosenOf(*m_overCap, &parseOverCap);
    return scenario;
}

void ScenarioForm::setScenario(const Scenario &scenario)
{
    const QSignalBlocker quiet(this);
    m_on->setSelection(scenario.on);
    m_rate->setText(scenario.rate ? QString::fromStdString(scenario.rate->toString()) : QString());
    showRateFault(false);
    m_percent->setValue(percentOf(scenario.rateFactor));
    m_cap->setValue(scenario.caps ? std::optional(capValue(*scenario.caps)) : std::nullopt);
    m_lifetime->setValue(scenario.lifetime ? std::optional(lifetimeValue(*scenario.lifetime)) : std::nullopt);
    choose(*m_capScope, scenario.capScope);
    choose(*m_overCap, scenario.overCap);
    m_reset->setEnabled(!this->scenario().changesNothing());
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

void ScenarioForm::setHistory(const Baseline &baseline)
{
    const QSignalBlocker quiet(this);
    m_on->setHistory(baseline);
    const UsualPrice usual = usualPrice(baseline);
    m_rate->setPlaceholderText(usual.rate ? tr("now mostly %1").arg(decimalText(*usual.rate)) : tr("as it is"));
    if (usual.cap)
        m_cap->setUsual(capValue({*usual.cap}));
    if (usual.lifetime)
        m_lifetime->setUsual(lifetimeValue(usual.lifetime));
}

void ScenarioForm::connectInputs()
{
    connect(m_range, &QComboBox::activated, this, &ScenarioForm::rangeChanged);
    connect(m_on, &TokenChoice::changed, this, &ScenarioForm::tell);
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
        nothing.on = m_on->selection();
        setScenario(nothing);
        tell();
    });
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
    m_reset->setEnabled(!scenario().changesNothing());
    emit scenarioChanged();
}

} // namespace toll
