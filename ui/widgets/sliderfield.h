// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace toll {

class MarkedSlider;

/// An exact number one can drag or type: a label, a slider that steps through the range, and a field that takes any
/// number of the range with all its digits. A mark shows the baseline, a button goes back to it.
class SliderField : public QWidget {
    Q_OBJECT

public:
    struct Range {
        Decimal minimum;
        Decimal maximum;
        Decimal step; ///< more than zero
    };

    /// `suffix` follows the number ("%", "/day").
    SliderField(const QString &label, const Range &range, const Decimal &baseline, const QString &suffix = {},
        QWidget *parent = nullptr);

    [[nodiscard]] const Decimal &value() const { return m_value; }
    /// Values outside the range are cut to it.
    void setValue(const Decimal &value);
    [[nodiscard]] const Decimal &baseline() const { return m_baseline; }
    void setBaseline(const Decimal &baseline);
    void setRange(const Range &range);

signals:
    /// While dragging too; the value is baseline() again after a reset.
    void valueChanged(const toll::Decimal &value);

private:
    void adopt(const Decimal &value);
    void readText();
    void refresh();
    [[nodiscard]] int positionOf(const Decimal &value) const;
    [[nodiscard]] Decimal valueAt(int position) const;

    Range m_range;
    Decimal m_baseline;
    Decimal m_value;
    MarkedSlider *m_slider;
    QLineEdit *m_field;
    QToolButton *m_reset;
    QLabel *m_fault;
    bool m_isTyping = false; ///< what stands in the field is left alone
};

} // namespace toll
