// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QDialog>

class QLineEdit;

namespace toll {

class Field;

/// Asks for a token's name before it is revoked for good.
class RevokeDialog : public QDialog {
    Q_OBJECT

public:
    RevokeDialog(const TokenRow &row, QWidget *parent);

private:
    void apply();

    QString m_wanted;
    QLineEdit *m_name;
    Field *m_field;
};

} // namespace toll
