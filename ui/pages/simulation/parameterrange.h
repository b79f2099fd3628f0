// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/goalseek.h"
#include "core/simulation/sweep.h"

#include <QVariantMap>
#include <QWidget>

#include <vector>

class QComboBox;

namespace toll {

class NumberEdit;

/// A parameter of a scenario and the values it goes through: from, to, in steps of.
class ParameterRange : public QWidget {
    Q_OBJECT

public:
    struct Parameter {
        QString id; ///< "cap/day": the key, and of caps and lifetimes the unit
        QString text;
        QString from;
        QString to;
        QString step;
    };

    /// `name` for screen readers; where it may be left out, it is at first.
    ParameterRange(const QString &name, std::vector<Parameter> parameters, bool mayBeNone, QWidget *parent = nullptr);

    [[nodiscard]] bool isNone() const;
    /// Whether all three numbers are there.
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] std::string key() const; ///< "cap"
    [[nodiscard]] Result<SweepAxis> axis() const;
    [[nodiscard]] SoughtParameter sought() const;
    /// A value of it as applySetting() reads it: "150/day".
    [[nodiscard]] std::string valueText(const Decimal &value) const;
    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void changed();

private:
    void choose();
    [[nodiscard]] QString unit() const;

    std::vector<Parameter> m_parameters;
    QComboBox *m_choice;
    NumberEdit *m_from;
    NumberEdit *m_to;
    NumberEdit *m_step;
    QWidget *m_numbers;
};

/// What a sweep can go through.
[[nodiscard]] std::vector<ParameterRange::Parameter> sweepParameters();
/// What can be looked for.
[[nodiscard]] std::vector<ParameterRange::Parameter> soughtParameters();

} // namespace toll
