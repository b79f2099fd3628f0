// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/usage/usagequery.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QRadioButton;

namespace toll {

class SearchCombo;

/// To which tokens the rows of a file belong.
class ImportTarget : public QWidget {
    Q_OBJECT

public:
    explicit ImportTarget(const UsageFrame &frame, QWidget *parent = nullptr);

    void setLayoutOfFile(const Layout &layout);
    /// Puts the choice into the options.
    void fill(ImportOptions &options) const;
    /// What is still to be chosen; empty: nothing.
    [[nodiscard]] QString gap() const;
    void chooseToken(const TokenId &token);

signals:
    void changed();

private:
    void follow();

    std::vector<std::string> m_columnsShown;
    std::string m_mapped; ///< the column that the layout takes for the token
    QRadioButton *m_one;
    QRadioButton *m_named;
    SearchCombo *m_token;
    QComboBox *m_column;
    QCheckBox *m_create;
    SearchCombo *m_customer;
};

} // namespace toll
