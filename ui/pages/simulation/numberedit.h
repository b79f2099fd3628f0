// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QWidget>

#include <optional>

class QLineEdit;

namespace toll {

class Field;

/// An exact number that may also be left open, and what is wrong with what was typed.
class NumberEdit : public QWidget {
    Q_OBJECT

public:
    struct Bounds {
        std::optional<Decimal> least = Decimal();
        std::optional<Decimal> most = std::nullopt;
    };

    /// `name` for screen readers; `example` for what to type instead.
    NumberEdit(const QString &name, const Bounds &bounds, const QString &example, QWidget *parent = nullptr);

    /// The last good one; nothing where the field is empty.
    [[nodiscard]] const std::optional<Decimal> &value() const { return m_value; }
    void setValue(const std::optional<Decimal> &value);
    void setPlaceholder(const QString &text);
    [[nodiscard]] bool isFaulty() const { return m_isFaulty; }
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

signals:
    void changed(); ///< by the user, to another good value or to none

private:
    void read(const QString &text);

    Bounds m_bounds;
    QString m_example;
    std::optional<Decimal> m_value;
    bool m_isFaulty = false;
    QLineEdit *m_edit;
    Field *m_field;
};

} // namespace toll
