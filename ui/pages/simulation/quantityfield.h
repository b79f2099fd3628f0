// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace toll {

class MarkedSlider;

/// A whole number with a unit that may also be left as it is: a slider over sensible stops, a field for any number,
/// and the unit. Moving the slider or typing chooses a unit where there is none yet.
class QuantityField : public QWidget {
    Q_OBJECT

public:
    struct Unit {
        QString id; ///< "day"
        QString text; ///< "per day"
        bool hasNumber = true; ///< false for "no cap"
    };
    struct Value {
        QString unit;
        int number = 0;
        bool operator==(const Value &) const = default;
    };

    /// `stops` are where the slider stands still, rising; `usual` is the unit that moving it chooses.
    QuantityField(const QString &label, std::vector<Unit> units, std::vector<int> stops, const Value &usual,
        QWidget *parent = nullptr);

    /// Nothing: leave it as it is.
    [[nodiscard]] const std::optional<Value> &value() const { return m_value; }
    void setValue(const std::optional<Value> &value);
    /// What is usual today: the slider's mark, and what a choice of unit begins with.
    void setUsual(const Value &usual);

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const QString &label);
    void adopt(const std::optional<Value> &value);
    void onUnitChosen(int index);
    void refresh();
    [[nodiscard]] int stopOf(int number) const;
    [[nodiscard]] const Unit *unit(const QString &id) const;

    std::vector<Unit> m_units;
    std::vector<int> m_stops;
    Value m_usual;
    std::optional<Value> m_value;
    MarkedSlider *m_slider;
    QSpinBox *m_number;
    QComboBox *m_unit;
    QToolButton *m_reset;
};

} // namespace toll
