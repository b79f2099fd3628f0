// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <QDialog>

class QDateEdit;

namespace toll {

/// Asks for a first and a last day.
class DaysDialog : public QDialog {
    Q_OBJECT

public:
    DaysDialog(const Interval &shown, const Zone &zone, QWidget *parent = nullptr);
    [[nodiscard]] Interval range() const;

private:
    Zone m_zone;
    QDateEdit *m_first;
    QDateEdit *m_last;
};

} // namespace toll
