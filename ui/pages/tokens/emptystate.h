// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace toll {

/// What stands where nothing is to be shown: a sign, what is missing, what helps, and the button that does it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString &icon, const QString &title, const QString &text, const QString &button,
        QWidget *parent = nullptr);
    void setText(const QString &text);

signals:
    void clicked();

private:
    QLabel *m_text;
};

} // namespace toll
