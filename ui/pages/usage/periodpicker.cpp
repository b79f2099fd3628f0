// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/periodpicker.h"

#include "ui/pages/usage/daysdialog.h"
#include "ui/text/timetext.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace toll {

namespace {

constexpr std::array presets{PeriodPreset::Last7Days, PeriodPreset::Last30Days, PeriodPreset::Last90Days,
    PeriodPreset::ThisMonth, PeriodPreset::LastMonth};

} // namespace

UsagePeriodPicker::UsagePeriodPicker(QWidget *parent)
    : QWidget(parent), m_earlier(new QToolButton(this)), m_button(new QToolButton(this)), m_later(new QToolButton(this))
{
    m_earlier->setIcon(icon(QStringLiteral("chevron-left")));
    m_earlier->setAccessibleName(tr("Earlier period"));
    m_earlier->setToolTip(tr("Earlier"));
    m_later->setIcon(icon(QStringLiteral("chevron-right")));
    m_later->setAccessibleName(tr("Later period"));
    m_later->setToolTip(tr("Later"));
    m_button->setIcon(icon(QStringLiteral("calendar")));
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setAccessibleName(tr("Period"));
    m_button->setMenu(new QMenu(m_button));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_earlier);
    layout->addWidget(m_button);
    layout->addWidget(m_later);
    for (QToolButton *button : {m_earlier, m_button, m_later})
        button->setFocusPolicy(Qt::StrongFocus);
    connect(m_earlier, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_button->menu(), &QMenu::aboutToShow, this, &UsagePeriodPicker::fillMenu);
    show();
}

void UsagePeriodPicker::setFrame(Instant now, const Zone &zone, const std::optional<Interval> &extent)
{
    m_now = now;
    m_zone = zone;
    m_extent = extent;
    show();
}

void UsagePeriodPicker::setRange(const Interval &range)
{
    m_isAll = false;
    m_preset = PeriodPreset::Custom;
    m_own = range;
    show();
}

void UsagePeriodPicker::setAll()
{
    m_isAll = true;
    show();
}

void UsagePeriodPicker::setPreset(PeriodPreset preset)
{
    m_isAll = false;
    m_preset = preset;
    show();
}

std::optional<Interval> UsagePeriodPicker::range() const
{
    if (m_isAll)
        return {};
    return m_preset == PeriodPreset::Custom ? m_own : presetPeriod(m_preset, m_now, m_zone);
}

QVariantMap UsagePeriodPicker::state() const
{
    return {{QStringLiteral("all"), m_isAll}, {QStringLiteral("preset"), static_cast<int>(m_preset)},
        {QStringLiteral("from"), qint64(m_own.begin.ms)}, {QStringLiteral("to"), qint64(m_own.end.ms)}};
}

void UsagePeriodPicker::restore(const QVariantMap &state)
{
    m_isAll = state.value(QStringLiteral("all")).toBool();
    const int preset = state.value(QStringLiteral("preset")).toInt();
    m_own = {{state.value(QStringLiteral("from")).toLongLong()}, {state.value(QStringLiteral("to")).toLongLong()}};
    const bool isKnown = preset >= 0 && preset <= static_cast<int>(PeriodPreset::Custom);
    m_preset = isKnown ? static_cast<PeriodPreset>(preset) : PeriodPreset::Last30Days;
    if (m_preset == PeriodPreset::Custom && m_own.isEmpty())
        m_preset = PeriodPreset::Last30Days;
    show();
}

void UsagePeriodPicker::step(int steps)
{
    // The running month is stepped as the whole month that it will be.
    const Interval shown = m_preset == PeriodPreset::ThisMonth
        ? shiftedPeriod(presetPeriod(PeriodPreset::LastMonth, m_now, m_zone), 1, m_zone)
        : *range();
    setRange(shiftedPeriod(shown, steps, m_zone));
    emit changed();
}

void UsagePeriodPicker::chooseDays()
{
    const std::optional<Interval> shown = m_isAll ? m_extent : range();
    auto *dialog = new DaysDialog(shown.value_or(Interval{m_now, m_now.plus(1)}), m_zone, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        setRange(dialog->range());
        emit changed();
    });
    dialog->open();
}

QString UsagePeriodPicker::presetText(PeriodPreset preset) const
{
    switch (preset) {
    case PeriodPreset::Last7Days:
        return tr("Last 7 days");
    case PeriodPreset::Last90Days:
        return tr("Last 90 days");
    case PeriodPreset::ThisMonth:
        return tr("This month");
    case PeriodPreset::LastMonth:
        return tr("Last month");
    case PeriodPreset::Last30Days:
        return tr("Last 30 days");
    case PeriodPreset::Custom:
        break;
    }
    return tr("Days of your own");
}

void UsagePeriodPicker::fillMenu()
{
    QMenu *menu = m_button->menu();
    menu->clear();
    const auto add = [this, menu](const QString &text, bool isChosen, const std::function<void()> &choose) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(isChosen);
        connect(action, &QAction::triggered, this, [this, choose] {
            choose();
            emit changed();
        });
    };
    for (const PeriodPreset preset : presets)
        add(presetText(preset), !m_isAll && m_preset == preset, [this, preset] { setPreset(preset); });
    add(tr("All usage"), m_isAll, [this] { setAll(); });
    menu->addSeparator();
    menu->addAction(tr("Choose days…"), this, &UsagePeriodPicker::chooseDays);
}

void UsagePeriodPicker::show()
{
    const std::optional<Interval> span = m_isAll ? m_extent : range();
    const QString days = span ? intervalText(*span, m_zone) : QString();
    QString text = m_isAll ? tr("All usage") : presetText(m_preset);
    if (!m_isAll && m_preset == PeriodPreset::Custom)
        text = days;
    else if (!days.isEmpty())
        text = tr("%1: %2", "period and its days").arg(text, days);
    m_button->setText(text);
    m_button->setToolTip(tr("Days are those of the time zone %1.").arg(QString::fromStdString(m_zone.id())));
    m_earlier->setEnabled(!m_isAll);
    m_later->setEnabled(!m_isAll && span && span->end <= m_now);
}

} // namespace toll
