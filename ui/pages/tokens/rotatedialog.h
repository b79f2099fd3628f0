// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/tokens/secretdialog.h"

class QButtonGroup;

namespace toll {

/// Replaces a token's secret; the old one stays good for as long as is chosen.
class RotateDialog : public SecretDialog {
    Q_OBJECT

public:
    RotateDialog(PageContext &context, const TokenRow &row, QWidget *parent);

protected:
    void run() override;

private:
    TokenId m_token;
    QButtonGroup *m_overlap; ///< ids are hours
};

} // namespace toll
