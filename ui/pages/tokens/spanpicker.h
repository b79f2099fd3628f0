// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/span.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QSpinBox;

namespace toll {

/// A length of time by one press: a week, 30 or 90 days, a year, one's own or, where it is offered, no end.
class SpanPicker : public QWidget {
    Q_OBJECT

public:
    enum class Never { Offered, NotOffered };
    explicit SpanPicker(Never never, QWidget *parent = nullptr);

    /// Nothing: no end.
    [[nodiscard]] Lifetime value() const;
    void setValue(const Lifetime &value);

signals:
    void changed();

private:
    [[nodiscard]] QWidget *buildCustom();
    void onChosen();

    QButtonGroup *m_group;
    QWidget *m_custom = nullptr;
    QSpinBox *m_amount = nullptr;
    QComboBox *m_unit = nullptr;
};

} // namespace toll
