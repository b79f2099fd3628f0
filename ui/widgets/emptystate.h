// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace toll {

/// What stands where there is nothing yet: a sign, what is missing, why, and what to do about it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &text);
    /// Adds a button below; the first one is the primary one.
    QPushButton *addButton(const QString &text);

private:
    QLabel *m_title;
    QLabel *m_text;
    QBoxLayout *m_buttons;
};

} // namespace toll
