// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace toll {

class CommandField;
class Page;

/// The row above every page: its title, the command field, what the page adds, and the one primary button.
class HeaderBar : public QWidget {
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);

    void showPage(Page *page);
    /// What the primary button does; null hides it.
    void setPrimaryAction(QAction *action);
    [[nodiscard]] QWidget *commandField() const;

signals:
    void commandRequested();

private:
    QHBoxLayout *m_layout;
    QLabel *m_title;
    CommandField *m_command;
    QPushButton *m_primary;
    QPointer<QWidget> m_extra; ///< the page's
    QPointer<QAction> m_action;
};

} // namespace toll
