// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace toll {

class Actions;

/// What the window shows while no workspace is open: the few ways to begin, or that one is being opened.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(const Actions &actions, QWidget *parent = nullptr);

    void setBusy(bool busy);

private:
    const Actions &m_actions;
    QLabel *m_title;
    QLabel *m_text;
    QProgressBar *m_progress;
    QWidget *m_choices;
};

} // namespace toll
