// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/periods/periodrows.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace toll {

/// Why a closed period is opened again.
class ReopenDialog : public QDialog {
    Q_OBJECT

public:
    ReopenDialog(const PeriodRow &row, QWidget *parent);

    [[nodiscard]] QString reason() const;

private:
    QLineEdit *m_reason;
    QPushButton *m_reopen;
};

} // namespace toll
