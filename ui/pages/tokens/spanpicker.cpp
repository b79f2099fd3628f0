// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/spanpicker.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace toll {

namespace {

constexpr std::array presets{
    Span{Span::Kind::Days, 7}, Span{Span::Kind::Days, 30}, Span{Span::Kind::Days, 90}, Span{Span::Kind::Months, 12}};
constexpr int customId = 100;
constexpr int neverId = 101;

} // namespace

SpanPicker::SpanPicker(Never never, QWidget *parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    auto *chips = new QHBoxLayout;
    chips->setSpacing(6);
    const auto add = [&](int id, const QString &text) {
        auto *chip = new QPushButton(text, this);
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setAutoDefault(false);
        m_group->addButton(chip, id);
        chips->addWidget(chip);
    };
    const std::array names{tr("7 days"), tr("30 days"), tr("90 days"), tr("1 year")};
    for (std::size_t i = 0; i < presets.size(); ++i)
        add(static_cast<int>(i), names[i]);
    add(customId, tr("Custom"));
    if (never == Never::Offered)
        add(neverId, tr("Never"));
    chips->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(chips);
    layout->addWidget(buildCustom());
    m_group->button(1)->setChecked(true);
    setFocusProxy(m_group->button(1));
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            onChosen();
    });
}

QWidget *SpanPicker::buildCustom()
{
    m_custom = new QWidget(this);
    m_amount = new QSpinBox(m_custom);
    m_amount->setRange(1, 99999);
    m_amount->setValue(60);
    m_amount->setAccessibleName(tr("Length"));
    m_unit = new QComboBox(m_custom);
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->addItem(tr("minutes"), qint64(msPerMinute));
    m_unit->addItem(tr("hours"), qint64(msPerHour));
    m_unit->addItem(tr("days"));
    m_unit->addItem(tr("months"));
    m_unit->setCurrentIndex(2);
    auto *layout = new QHBoxLayout(m_custom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_amount);
    layout->addWidget(m_unit);
    layout->addStretch(1);
    m_custom->hide();
    connect(m_amount, &QSpinBox::valueChanged, this, &SpanPicker::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SpanPicker::changed);
    return m_custom;
}

void SpanPicker::onChosen()
{
    m_custom->setVisible(m_group->checkedId() == customId);
    if (m_group->checkedId() == customId)
        m_amount->setFocus();
    emit changed();
}

Lifetime SpanPicker::value() const
{
    const int id = m_group->checkedId();
    if (id == neverId)
        return {};
    if (id != customId)
        return presets[static_cast<std::size_t>(id)];
    const std::int64_t amount = m_amount->value();
    const QVariant exact = m_unit->currentData();
    if (exact.isValid())
        return Span{Span::Kind::Exact, amount * exact.toLongLong()};
    return Span{m_unit->currentIndex() == 2 ? Span::Kind::Days : Span::Kind::Months, amount};
}

void SpanPicker::setValue(const Lifetime &value)
{
    if (!value) {
        if (QAbstractButton *never = m_group->button(neverId))
            never->setChecked(true);
        return;
    }
    for (std::size_t i = 0; i < presets.size(); ++i) {
        if (presets[i] == *value)
            return m_group->button(static_cast<int>(i))->setChecked(true);
    }
    const bool isExact = value->kind == Span::Kind::Exact;
    const bool isHours = isExact && value->amount % msPerHour == 0;
    m_unit->setCurrentIndex(isHours ? 1 : isExact ? 0 : value->kind == Span::Kind::Days ? 2 : 3);
    m_amount->setValue(static_cast<int>(isHours ? value->amount / msPerHour
            : isExact                           ? value->amount / msPerMinute
                                                : value->amount));
    m_group->button(customId)->setChecked(true);
}

} // namespace toll
