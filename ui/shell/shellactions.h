// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/actions.h"
#include "ui/shell/history.h"
#include "ui/widgets/theme.h"

#include <QStringList>

#include <memory>

class QActionGroup;

namespace toll {

class MainWindow;
class Page;
class Undo;

/// What the window itself can do. Lives as long as the texts of one language.
class ShellActions : public QObject {
    Q_OBJECT

public:
    ShellActions(MainWindow &window, Actions &actions, Undo &undo, ThemeChoice theme, const QString &language);
    ~ShellActions() override;

    void followWorkspace(bool isOpen, const QStringList &recent);
    void followPages(const std::vector<Page *> &pages);
    void followPage(const Page &page);
    void followHistory(const History &history);

private:
    void addFile();
    void addEdit();
    void addView();
    void addThemes(ThemeChoice chosen);
    void addLanguages(const QString &chosen);
    void addGo();
    void addTools();
    void addHelp();
    void followUndo();
    QAction *add(const char *id, Actions::Spec spec);

    MainWindow &m_window;
    Actions &m_actions;
    Undo &m_undo;
    std::unique_ptr<QObject> m_recent; ///< owns the actions of recent workspaces
    std::unique_ptr<QObject> m_pages; ///< owns the actions that go to a page
};

} // namespace toll
