// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/usage/usagequery.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QRadioButton;

namespace toll {

class SearchCombo;

/// To which tokens the rows of files belong that nobody has seen yet.
class WatchTarget : public QWidget {
    Q_OBJECT

public:
    explicit WatchTarget(const UsageFrame &frame, QWidget *parent = nullptr);

    void show(const ImportOptions &options);
    void fill(ImportOptions &options) const;
    [[nodiscard]] QString gap() const; ///< what is still to be chosen; empty: nothing
    void chooseToken(const TokenId &token);

signals:
    void changed();

private:
    void follow();

    QRadioButton *m_named;
    QRadioButton *m_one;
    QLineEdit *m_column;
    SearchCombo *m_token;
    QCheckBox *m_create;
    SearchCombo *m_customer;
};

} // namespace toll
