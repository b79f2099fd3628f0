// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/periods.h"

#include <QWidget>

class QDateEdit;
class QToolButton;

namespace toll {

/// A range of days: presets, a custom range, and the one before and after.
class PeriodPicker : public QWidget {
    Q_OBJECT

public:
    /// `now` tells what "today" is, in `zone`.
    PeriodPicker(Clock now, Zone zone, QWidget *parent = nullptr);

    [[nodiscard]] Interval period() const { return m_period; }
    [[nodiscard]] PeriodPreset preset() const { return m_preset; }
    [[nodiscard]] const Zone &zone() const { return m_zone; }
    void setPreset(PeriodPreset preset);
    /// A custom range (or the preset it happens to be).
    void setPeriod(Interval period);
    /// The same days in another zone.
    void setZone(const Zone &zone);
    void showPrevious() { step(-1); }
    void showNext() { step(1); }

signals:
    void periodChanged(toll::Interval period);

private:
    void buildMenu();
    void adopt(PeriodPreset preset, Interval period);
    void step(int steps);
    void askForDays();
    void refresh();
    [[nodiscard]] Interval stepped(int steps) const;

    Clock m_now;
    Zone m_zone;
    PeriodPreset m_preset = PeriodPreset::Last30Days;
    Interval m_period;
    QToolButton *m_previous;
    QToolButton *m_label;
    QToolButton *m_next;
};

} // namespace toll
