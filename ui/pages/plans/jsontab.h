// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace toll {

/// The plan file as text, for what the other tabs have no fields for.
class JsonTab : public QWidget {
    Q_OBJECT

public:
    explicit JsonTab(QWidget *parent = nullptr);

    /// Text that was typed and not taken over yet stays.
    void show(const Json &document, const QString &key, const QStringList &faults, bool isReadOnly);

signals:
    void edited(const toll::Json &document);

private:
    void apply();
    void showState();

    QPlainTextEdit *m_text;
    QLabel *m_faults;
    QPushButton *m_apply;
    QPushButton *m_revert;
    QString m_shown;
    QString m_key;
    bool m_isReadOnly = false;
};

} // namespace toll
