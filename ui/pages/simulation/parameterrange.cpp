// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/parameterrange.h"

#include "core/services/scenariowords.h"
#include "ui/pages/simulation/numberedit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace toll {

namespace {

using Parameter = ParameterRange::Parameter;

Parameter parameter(const char *id, const QString &text, const char *from, const char *to, const char *step)
{
    return {
        QString::fromLatin1(id), text, QString::fromLatin1(from), QString::fromLatin1(to), QString::fromLatin1(step)};
}

void showNumber(NumberEdit *edit, const QString &text)
{
    const Result<Decimal> number = Decimal::parse(text.toStdString());
    edit->setValue(number ? std::optional(*number) : std::nullopt);
}

QString textOf(const NumberEdit *edit)
{
    return edit->value() ? QString::fromStdString(edit->value()->toString()) : QString();
}

} // namespace

ParameterRange::ParameterRange(const QString &name, std::vector<Parameter> parameters, bool mayBeNone, QWidget *parent)
    : QWidget(parent), m_parameters(std::move(parameters)), m_choice(new QComboBox),
      m_from(new NumberEdit(tr("%1: from").arg(name), {}, QStringLiteral("0.5"))),
      m_to(new NumberEdit(tr("%1: to").arg(name), {}, QStringLiteral("1.5"))),
      m_step(new NumberEdit(tr("%1: in steps of").arg(name), {}, QStringLiteral("0.1"))), m_numbers(new QWidget)
{
    m_choice->setAccessibleName(name);
    if (mayBeNone)
        m_choice->addItem(tr("and nothing else"));
    for (const Parameter &one : m_parameters)
        m_choice->addItem(one.text, one.id);
    auto *numbers = new QHBoxLayout(m_numbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    const std::pair<QString, NumberEdit *> edits[]{{tr("from"), m_from}, {tr("to"), m_to}, {tr("in steps of"), m_step}};
    for (const auto &[text, edit] : edits) {
        edit->edit()->setClearButtonEnabled(false);
        edit->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
        numbers->addWidget(new QLabel(text));
        numbers->addWidget(edit);
        connect(edit, &NumberEdit::changed, this, &ParameterRange::changed);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_choice);
    layout->addWidget(m_numbers);
    connect(m_choice, &QComboBox::activated, this, [this] {
        choose();
        emit changed();
    });
    choose();
}

void ParameterRange::choose()
{
    m_numbers->setVisible(!isNone());
    for (const Parameter &one : m_parameters)
        if (one.id == m_choice->currentData().toString()) {
            showNumber(m_from, one.from);
            showNumber(m_to, one.to);
            showNumber(m_step, one.step);
        }
}

bool ParameterRange::isNone() const
{
    return m_choice->currentData().isNull();
}

bool ParameterRange::isComplete() const
{
    const auto isGood = [](const NumberEdit *edit) { return edit->value() && !edit->isFaulty(); };
    return isGood(m_from) && isGood(m_to) && isGood(m_step);
}

std::string ParameterRange::key() const
{
    return m_choice->currentData().toString().section(u'/', 0, 0).toStdString();
}

QString ParameterRange::unit() const
{
    return m_choice->currentData().toString().section(u'/', 1);
}

std::string ParameterRange::valueText(const Decimal &value) const
{
    const std::string number = value.toString();
    if (key() == "cap")
        return number + '/' + unit().toStdString();
    return key() == "lifetime" ? 'P' + number + unit().toStdString() : number;
}

Result<SweepAxis> ParameterRange::axis() const
{
    const Result<std::vector<std::string>> values = valuesBetween(
        m_from->value().value_or(Decimal()), m_to->value().value_or(Decimal()), m_step->value().value_or(Decimal()));
    if (!values)
        return std::unexpected(values.error());
    SweepAxis axis{key(), {}};
    for (const std::string &value : *values)
        axis.values.push_back(valueText(Decimal::parse(value).value_or(Decimal())));
    return axis;
}

SoughtParameter ParameterRange::sought() const
{
    return {key(), unit().toStdString(), m_from->value().value_or(Decimal()), m_to->value().value_or(Decimal()),
        m_step->value().value_or(Decimal())};
}

QVariantMap ParameterRange::state() const
{
    return {{QStringLiteral("parameter"), m_choice->currentData()}, {QStringLiteral("from"), textOf(m_from)},
        {QStringLiteral("to"), textOf(m_to)}, {QStringLiteral("step"), textOf(m_step)}};
}

void ParameterRange::restore(const QVariantMap &state)
{
    const int index = m_choice->findData(state.value(QStringLiteral("parameter")));
    if (index < 0)
        return;
    m_choice->setCurrentIndex(index);
    choose();
    showNumber(m_from, state.value(QStringLiteral("from")).toString());
    showNumber(m_to, state.value(QStringLiteral("to")).toString());
    showNumber(m_step, state.value(QStringLiteral("step")).toString());
}

std::vector<Parameter> sweepParameters()
{
    return {parameter("rate_factor", parameterLabel("rate_factor"), "0.8", "1.2", "0.05"),
        parameter("rate", parameterLabel("rate"), "0.001", "0.01", "0.001"),
        parameter("cap/day", ParameterRange::tr("Cap a day"), "50", "300", "50"),
        parameter("cap/month", ParameterRange::tr("Cap a month"), "1000", "10000", "1000"),
        parameter("lifetime/D", ParameterRange::tr("Lifetime in days"), "15", "90", "15"),
        parameter("overage_rate", parameterLabel("overage_rate"), "0.001", "0.01", "0.001"),
        parameter("discount", parameterLabel("discount"), "0", "20", "5"),
        parameter("minimum", parameterLabel("minimum"), "0", "50", "10"),
        parameter("maximum", parameterLabel("maximum"), "100", "500", "100")};
}

std::vector<Parameter> soughtParameters()
{
    return {parameter("rate_factor", parameterLabel("rate_factor"), "0.5", "3", "0.001"),
        parameter("rate", parameterLabel("rate"), "0", "0.1", "0.0001"),
        parameter("cap/day", ParameterRange::tr("Cap a day"), "0", "5000", "1"),
        parameter("cap/month", ParameterRange::tr("Cap a month"), "0", "100000", "1"),
        parameter("overage_rate", parameterLabel("overage_rate"), "0", "0.1", "0.0001")};
}

} // namespace toll
