// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/periodpicker.h"

#include "ui/text/timetext.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QBoxLayout>
#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <array>

namespace toll {

namespace {

constexpr std::array presets{PeriodPreset::Last7Days, PeriodPreset::Last30Days, PeriodPreset::Last90Days,
    PeriodPreset::ThisMonth, PeriodPreset::LastMonth};

QString presetText(PeriodPreset preset)
{
    switch (preset) {
    case PeriodPreset::Last7Days:
        return PeriodPicker::tr("Last 7 days");
    case PeriodPreset::Last30Days:
        return PeriodPicker::tr("Last 30 days");
    case PeriodPreset::Last90Days:
        return PeriodPicker::tr("Last 90 days");
    case PeriodPreset::ThisMonth:
        return PeriodPicker::tr("This month so far");
    case PeriodPreset::LastMonth:
        return PeriodPicker::tr("Last month");
    case PeriodPreset::Custom:
        break;
    }
    return PeriodPicker::tr("Custom range…");
}

QToolButton *arrow(const QString &iconName, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QDateEdit *dateEdit(QDate date, QDate latest)
{
    auto *edit = new QDateEdit(date);
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    edit->setMaximumDate(latest);
    return edit;
}

} // namespace

PeriodPicker::PeriodPicker(Clock now, Zone zone, QWidget *parent)
    : QWidget(parent), m_now(std::move(now)), m_zone(std::move(zone)),
      m_period(presetPeriod(m_preset, m_now(), m_zone)),
      m_previous(arrow(QStringLiteral("chevron-left"), tr("Previous period"))), m_label(new QToolButton),
      m_next(arrow(QStringLiteral("chevron-right"), tr("Next period")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_previous);
    layout->addWidget(m_label);
    layout->addWidget(m_next);
    m_label->setPopupMode(QToolButton::InstantPopup);
    m_label->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_label->setIcon(icon(QStringLiteral("calendar"), Tone::Muted));
    m_label->setFocusPolicy(Qt::StrongFocus);
    m_label->setMinimumHeight(std::max(32, fontMetrics().height() + 12));
    connect(m_previous, &QToolButton::clicked, this, &PeriodPicker::showPrevious);
    connect(m_next, &QToolButton::clicked, this, &PeriodPicker::showNext);
    buildMenu();
    refresh();
}

void PeriodPicker::buildMenu()
{
    auto *menu = new QMenu(this);
    for (const PeriodPreset preset : presets)
        menu->addAction(presetText(preset), this, [this, preset] { setPreset(preset); });
    menu->addSeparator();
    menu->addAction(presetText(PeriodPreset::Custom), this, &PeriodPicker::askForDays);
    m_label->setMenu(menu);
}

void PeriodPicker::setPreset(PeriodPreset preset)
{
    adopt(preset, preset == PeriodPreset::Custom ? m_period : presetPeriod(preset, m_now(), m_zone));
}

void PeriodPicker::setPeriod(Interval period)
{
    for (const PeriodPreset preset : presets) {
        if (presetPeriod(preset, m_now(), m_zone) == period)
            return adopt(preset, period);
    }
    adopt(PeriodPreset::Custom, period);
}

void PeriodPicker::setZone(const Zone &zone)
{
    const QDate first = localDate(m_period.begin, m_zone);
    const QDate last = localDate(m_period.end.plus(-1), m_zone);
    m_zone = zone;
    adopt(m_preset,
        m_preset == PeriodPreset::Custom ? periodOfDays(first, last, zone) : presetPeriod(m_preset, m_now(), zone));
}

void PeriodPicker::adopt(PeriodPreset preset, Interval period)
{
    const bool isNew = period != m_period;
    m_preset = preset;
    m_period = period;
    refresh();
    if (isNew)
        emit periodChanged(m_period);
}

Interval PeriodPicker::stepped(int steps) const
{
    // The month that has only begun steps like the month it will be.
    const Interval thisMonth = presetPeriod(PeriodPreset::ThisMonth, m_now(), m_zone);
    const QDate first = localDate(thisMonth.begin, m_zone);
    const Interval wholeMonth = periodOfDays(first, first.addMonths(1).addDays(-1), m_zone);
    const Interval result = shiftedPeriod(m_preset == PeriodPreset::ThisMonth ? wholeMonth : m_period, steps, m_zone);
    return result == wholeMonth ? thisMonth : result;
}

void PeriodPicker::step(int steps)
{
    setPeriod(stepped(steps));
}

void PeriodPicker::refresh()
{
    const QString days = intervalText(m_period, m_zone);
    const bool isNamed = m_preset != PeriodPreset::Custom;
    m_label->setText(isNamed ? presetText(m_preset) : days);
    const QString zone = QString::fromStdString(m_zone.id());
    m_label->setToolTip(tr("%1 (%2)").arg(days, zone));
    m_label->setAccessibleName(tr("Period: %1").arg(isNamed ? presetText(m_preset) : days));
    m_next->setEnabled(stepped(1).begin <= m_now());
}

void PeriodPicker::askForDays()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Custom range"));
    const QDate today = localDate(m_now(), m_zone);
    QDateEdit *first = dateEdit(localDate(m_period.begin, m_zone), today);
    QDateEdit *last = dateEdit(localDate(m_period.end.plus(-1), m_zone), today);
    last->setMinimumDate(first->date());
    connect(first, &QDateEdit::dateChanged, last, &QDateEdit::setMinimumDate);
    auto *form = new QFormLayout;
    form->addRow(tr("&From"), first);
    form->addRow(tr("&To, this day included"), last);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    setPrimary(buttons->button(QDialogButtonBox::Ok));
    auto *layout = new QVBoxLayout(dialog);
    layout->addLayout(form);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this,
        [this, first, last] { setPeriod(periodOfDays(first->date(), last->date(), m_zone)); });
    dialog->open();
}

} // namespace toll
