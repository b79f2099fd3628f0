// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/periods.h"

#include <QVariantMap>
#include <QWidget>

#include <optional>

class QMenu;
class QToolButton;

namespace toll {

/// A range of days: presets that move with the calendar, a custom range, the one before and after, and where a page
/// offers it everything there is.
class PeriodPicker : public QWidget {
    Q_OBJECT

public:
    /// `now` tells what "today" is, in `zone`.
    PeriodPicker(Clock now, Zone zone, QWidget *parent = nullptr);

    /// What is shown; for everything its extent.
    [[nodiscard]] Interval period() const { return m_period; }
    /// Nothing where everything is shown.
    [[nodiscard]] std::optional<Interval> range() const;
    [[nodiscard]] PeriodPreset preset() const { return m_preset; }
    [[nodiscard]] bool isAll() const { return m_isAll; }
    [[nodiscard]] const Zone &zone() const { return m_zone; }
    void setPreset(PeriodPreset preset);
    /// A custom range (or the preset it happens to be).
    void setPeriod(Interval period);
    /// The same days in another zone; a preset begins and ends where it does today.
    void setZone(const Zone &zone);
    /// Offers everything beside the presets; `extent` is what that covers, nothing while there is nothing.
    void offerAll(const std::optional<Interval> &extent);
    void setAll();
    void showPrevious() { step(-1); }
    void showNext() { step(1); }

    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void periodChanged(toll::Interval period);

private:
    void fillMenu(QMenu *menu);
    void adopt(PeriodPreset preset, Interval period, bool isAll = false);
    void step(int steps);
    void askForDays();
    void refresh();
    [[nodiscard]] Interval stepped(int steps) const;

    Clock m_now;
    Zone m_zone;
    PeriodPreset m_preset = PeriodPreset::Last30Days;
    Interval m_period;
    bool m_isAll = false;
    bool m_offersAll = false;
    std::optional<Interval> m_extent;
    QToolButton *m_previous;
    QToolButton *m_label;
    QToolButton *m_next;
};

} // namespace toll
