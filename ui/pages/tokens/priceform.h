// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/tokens/token.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace toll {

class Field;
class SpanPicker;

/// The fields of a flat-capped price: rate, cap, lifetime and renewal at once, the fine print on request.
class PriceForm : public QObject {
    Q_OBJECT

public:
    /// Adds its rows to `form`, the fine print to `more`.
    PriceForm(QFormLayout *form, QFormLayout *more, QWidget *parent);

    /// Of several caps the first is taken, with a window of one unit.
    void setPrice(const TokenPrice &price);
    void setCurrency(const std::string &code);
    void setLifetimeHint(const QString &text);
    /// The price, where every field can be read. Otherwise each says what is wrong with it, and the first has the
    /// focus if `takesFocus`.
    [[nodiscard]] std::optional<TokenPrice> price(bool takesFocus);

signals:
    void changed();

private:
    void buildCap(QFormLayout *form);
    void buildMore(QFormLayout *more);
    void onEdited();
    void showScope();
    [[nodiscard]] std::optional<Decimal> rateIn(Field *field, const QLineEdit *edit) const;
    [[nodiscard]] std::vector<Cap> caps();

    QLineEdit *m_rate;
    Field *m_rateField;
    QLabel *m_unit;
    QLineEdit *m_cap = nullptr;
    Field *m_capField = nullptr;
    QComboBox *m_window = nullptr;
    QCheckBox *m_noCap = nullptr;
    SpanPicker *m_lifetime;
    Field *m_lifetimeField;
    QCheckBox *m_renews;
    QComboBox *m_scope = nullptr;
    Field *m_scopeField = nullptr;
    QComboBox *m_overCap = nullptr;
    QLineEdit *m_overage = nullptr;
    Field *m_overageField = nullptr;
    QFormLayout *m_more;
};

} // namespace toll
