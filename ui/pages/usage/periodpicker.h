// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/usage/usagequery.h"
#include "ui/text/periods.h"

#include <QVariantMap>
#include <QWidget>

#include <optional>

class QDateEdit;
class QToolButton;

namespace toll {

/// Which time the page looks at: a preset that moves with the calendar, days of one's own, or all usage.
class UsagePeriodPicker : public QWidget {
    Q_OBJECT

public:
    explicit UsagePeriodPicker(QWidget *parent = nullptr);

    /// Today, the zone of days, and what "all usage" covers.
    void setFrame(Instant now, const Zone &zone, const std::optional<Interval> &extent);
    void setRange(const Interval &range); ///< days of one's own
    void setAll();
    void setPreset(PeriodPreset preset);
    [[nodiscard]] bool isAll() const { return m_isAll; }
    /// Nothing for all usage.
    [[nodiscard]] std::optional<Interval> range() const;

    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void changed(); ///< the user chose another

private:
    void step(int steps);
    void chooseDays();
    void show();
    void fillMenu();
    [[nodiscard]] QString presetText(PeriodPreset preset) const;

    Instant m_now;
    Zone m_zone;
    std::optional<Interval> m_extent;
    bool m_isAll = false;
    PeriodPreset m_preset = PeriodPreset::Last30Days;
    Interval m_own; ///< where the preset is Custom
    QToolButton *m_earlier;
    QToolButton *m_button;
    QToolButton *m_later;
};

} // namespace toll
