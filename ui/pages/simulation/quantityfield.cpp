// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/quantityfield.h"

#include "ui/text/numbers.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/markedslider.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace toll {

QuantityField::QuantityField(
    const QString &label, std::vector<Unit> units, std::vector<int> stops, const Value &usual, QWidget *parent)
    : QWidget(parent), m_units(std::move(units)), m_stops(std::move(stops)), m_usual(usual), m_slider(new MarkedSlider),
      m_number(new QSpinBox), m_unit(new QComboBox), m_reset(new QToolButton)
{
    build(label);
    refresh();
    connect(m_slider, &QSlider::valueChanged, this, [this](int stop) {
        const QString chosen = m_value && unit(m_value->unit)->hasNumber ? m_value->unit : m_usual.unit;
        adopt(Value{chosen, m_stops[static_cast<std::size_t>(stop)]});
    });
    connect(m_number, &QSpinBox::valueChanged, this, [this](int number) {
        if (number < 0)
            return adopt(std::nullopt);
        const QString chosen = m_value && unit(m_value->unit)->hasNumber ? m_value->unit : m_usual.unit;
        adopt(Value{chosen, number});
    });
    connect(m_unit, &QComboBox::activated, this, &QuantityField::onUnitChosen);
    connect(m_reset, &QToolButton::clicked, this, [this] { adopt(std::nullopt); });
}

void QuantityField::build(const QString &label)
{
    auto *name = new QLabel(label);
    name->setBuddy(m_number);
    m_slider->setAccessibleName(label);
    m_slider->setRange(0, static_cast<int>(m_stops.size()) - 1);
    m_number->setAccessibleName(label);
    m_number->setAlignment(Qt::AlignRight);
    m_number->setGroupSeparatorShown(true);
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_number->setRange(-1, 1'000'000'000);
    m_number->setSpecialValueText(QStringLiteral("–"));
    m_number->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("1,000,000")) + 24);
    m_number->installEventFilter(this);
    m_unit->setAccessibleName(tr("%1: unit").arg(label));
    m_unit->addItem(tr("Keep as it is"));
    for (const Unit &one : m_units)
        m_unit->addItem(one.text, one.id);
    m_reset->setAutoRaise(true);
    m_reset->setIcon(icon(QStringLiteral("undo")));
    m_reset->setAccessibleName(tr("Back to what it is today: %1").arg(label));
    m_reset->setToolTip(tr("Keep as it is"));

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(name, 0, 0);
    layout->addWidget(m_unit, 0, 1, 1, 2, Qt::AlignRight);
    layout->addWidget(m_slider, 1, 0);
    layout->addWidget(m_number, 1, 1);
    layout->addWidget(m_reset, 1, 2);
    layout->setColumnStretch(0, 1);
}

/// Typing replaces what stands there, the dash of "as it is" included.
bool QuantityField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_number && event->type() == QEvent::FocusIn)
        QMetaObject::invokeMethod(m_number, &QSpinBox::selectAll, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void QuantityField::setValue(const std::optional<Value> &value)
{
    adopt(value && unit(value->unit) ? value : std::nullopt);
}

void QuantityField::setUsual(const Value &usual)
{
    if (!unit(usual.unit))
        return;
    m_usual = usual;
    refresh();
}

void QuantityField::onUnitChosen(int index)
{
    if (index == 0)
        return adopt(std::nullopt);
    const Unit &chosen = m_units[static_cast<std::size_t>(index - 1)];
    const bool hasNumber = m_value && unit(m_value->unit)->hasNumber;
    adopt(Value{chosen.id, !chosen.hasNumber ? 0 : hasNumber ? m_value->number : m_usual.number});
}

void QuantityField::adopt(const std::optional<Value> &value)
{
    const bool isNew = value != m_value;
    m_value = value;
    refresh();
    if (isNew)
        emit changed();
}

void QuantityField::refresh()
{
    const QSignalBlocker quietSlider(m_slider);
    const QSignalBlocker quietNumber(m_number);
    const bool hasNumber = m_value && unit(m_value->unit)->hasNumber;
    m_slider->setMark(stopOf(m_usual.number));
    m_slider->setValue(stopOf(hasNumber ? m_value->number : m_usual.number));
    m_number->setValue(hasNumber ? m_value->number : -1);
    m_unit->setCurrentIndex(m_value ? m_unit->findData(m_value->unit) : 0);
    m_reset->setEnabled(m_value.has_value());
}

/// The nearest stop at or above.
int QuantityField::stopOf(int number) const
{
    const auto stop = std::ranges::lower_bound(m_stops, number);
    return static_cast<int>(std::min<std::ptrdiff_t>(stop - m_stops.begin(), std::ssize(m_stops) - 1));
}

const QuantityField::Unit *QuantityField::unit(const QString &id) const
{
    const auto found = std::ranges::find(m_units, id, &Unit::id);
    return found == m_units.end() ? nullptr : &*found;
}

} // namespace toll
