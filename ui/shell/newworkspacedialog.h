// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/settings.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;

namespace toll {

/// One page, everything prefilled: name, currency and zone of the user's locale, and where the file goes.
class NewWorkspaceDialog : public QDialog {
    Q_OBJECT

public:
    explicit NewWorkspaceDialog(QWidget *parent = nullptr);

signals:
    void chosen(const QString &path, const toll::WorkspaceInfo &info);

private:
    void suggestFile();
    void browse();
    void create();
    void complain(QWidget *field, const QString &text);

    QLineEdit *m_name;
    QComboBox *m_currency;
    QComboBox *m_zone;
    QLineEdit *m_file;
    QLabel *m_complaint;
    bool m_isFileChosen = false; ///< by hand: the name no longer decides it
};

} // namespace toll
