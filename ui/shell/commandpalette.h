// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commandmodel.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;

namespace toll {

/// Finds everything by typing: actions with their menu and shortcut, pages, tokens. Up and Down choose, Enter runs,
/// Escape closes.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);

    /// Shows itself at the top of the window, below `anchor`.
    void popUp(std::vector<Command> commands, const QWidget *anchor);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void find(const QString &typed);
    void move(int steps);
    void runCurrent();

    CommandModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_nothing;
};

} // namespace toll
