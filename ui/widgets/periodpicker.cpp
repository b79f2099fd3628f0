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
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <array>
#include <functional>
#include <utility>

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
    connect(m_previous, &QToolButton::clicked, this, &PeriodPicker::showPrevious);
    connect(m_next, &QToolButton::clicked, this, &PeriodPicker::showNext);
    auto *menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    m_label->setMenu(menu);
    refresh();
}

void PeriodPicker::fillMenu(QMenu *menu)
{
    menu->clear();
    const auto add = [this, menu](const QString &text, bool isChosen, const std::function<void()> &choose) {
        QAction *action = menu->addAction(text, this, choose);
        action->setCheckable(true);
        action->setChecked(isChosen);
    };
    for (const PeriodPreset preset : presets)
        add(presetText(preset), !m_isAll && m_preset == preset, [this, preset] { setPreset(preset); });
    if (m_offersAll)
        add(tr("All usage"), m_isAll, [this] { setAll(); });
    menu->addSeparator();
    menu->addAction(presetText(PeriodPreset::Custom), this, &PeriodPicker::askForDays);
}

std::optional<Interval> PeriodPicker::range() const
{
    return m_isAll ? std::nullopt : std::optional(m_period);
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
    const Zone before = std::exchange(m_zone, zone);
    if (m_isAll)
        return adopt(m_preset, m_period, true);
    if (m_preset != PeriodPreset::Custom)
        return adopt(m_preset, presetPeriod(m_preset, m_now(), zone));
    if (before == zone)
        return adopt(m_preset, m_period); // it need not be made of whole days
    adopt(m_preset, periodOfDays(localDate(m_period.begin, before), localDate(m_period.end.plus(-1), before), zone));
}

void PeriodPicker::offerAll(const std::optional<Interval> &extent)
{
    m_offersAll = true;
    m_extent = extent;
    if (m_isAll)
        setAll();
}

void PeriodPicker::setAll()
{
    adopt(m_preset, m_extent.value_or(m_period), true);
}

QVariantMap PeriodPicker::state() const
{
    return {{QStringLiteral("all"), m_isAll}, {QStringLiteral("preset"), static_cast<int>(m_preset)},
        {QStringLiteral("from"), qint64(m_period.begin.ms)}, {QStringLiteral("to"), qint64(m_period.end.ms)}};
}

void PeriodPicker::restore(const QVariantMap &state)
{
    if (state.value(QStringLiteral("all")).toBool())
        return setAll();
    const int preset = state.value(QStringLiteral("preset")).toInt();
    const Interval own{
        {state.value(QStringLiteral("from")).toLongLong()}, {state.value(QStringLiteral("to")).toLongLong()}};
    if (preset >= 0 && preset < static_cast<int>(PeriodPreset::Custom))
        setPreset(static_cast<PeriodPreset>(preset));
    else if (preset == static_cast<int>(PeriodPreset::Custom) && !own.isEmpty())
        adopt(PeriodPreset::Custom, own);
    else
        setPreset(PeriodPreset::Last30Days);
}

void PeriodPicker::adopt(PeriodPreset preset, Interval period, bool isAll)
{
    const bool isNew = period != m_period || isAll != m_isAll;
    m_preset = preset;
    m_period = period;
    m_isAll = isAll;
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
    const QString days = m_isAll && !m_extent ? QString() : intervalText(m_period, m_zone);
    QString text = m_isAll ? tr("All usage") : presetText(m_preset);
    if (!m_isAll && m_preset == PeriodPreset::Custom)
        text = days;
    else if (!days.isEmpty())
        text = tr("%1: %2", "period and its days").arg(text, days);
    m_label->setText(text);
    m_label->setToolTip(tr("Days are those of the time zone %1.").arg(QString::fromStdString(m_zone.id())));
    m_label->setAccessibleName(tr("Period: %1").arg(text));
    m_previous->setEnabled(!m_isAll);
    m_next->setEnabled(!m_isAll && stepped(1).begin <= m_now());
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
    form->addRow(new QLabel(tr("Time zone: %1").arg(QString::fromStdString(m_zone.id()))));
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
