// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/actions.h"
#include "ui/models/jobs.h"
#include "ui/models/undo.h"
#include "ui/shell/filecare.h"
#include "ui/shell/pages.h"
#include "ui/shell/shellstate.h"
#include "ui/shell/workspacehost.h"

#include <QMainWindow>

#include <memory>

namespace toll {

class BannerArea;
class CommandPalette;
class HeaderBar;
class Language;
class Navigation;
class PageStack;
class ShellActions;
class StartPage;
class StatusArea;
class Toast;

/// Navigation and status, nothing else. Everything that speaks is made by build() and made again when the language
/// changes; the workspace, the jobs and the undo stack stay.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Theme &theme, Language &language, QString stateFile,
        const std::vector<PageFactory> &factories = pageFactories());
    ~MainWindow() override;

    /// Opens what was asked for, or what was open last, or the demo workspace.
    void start(const QString &path, bool wantsDemo);

    [[nodiscard]] Actions &actions() { return m_actions; }
    [[nodiscard]] Jobs &jobs() { return m_jobs; }
    [[nodiscard]] Undo &undo() { return m_undo; }
    [[nodiscard]] WorkspaceHost &host() { return m_host; }
    [[nodiscard]] PageStack &pages() { return *m_pages; }
    [[nodiscard]] BannerArea &banners() { return *m_banners; }
    [[nodiscard]] const ShellState &state() const { return m_state; }
    /// Nothing is being opened or loaded: screenshots and tests wait for it.
    [[nodiscard]] bool isSettled() const;

    void showPage(const QString &id, const QVariantMap &arguments = {});
    void setTheme(ThemeChoice choice);
    /// Rebuilds the window from the event loop.
    void setLanguage(const QString &choice);
    void setSidebarNarrow(bool narrow);
    void showPalette();
    void showActivity();
    void newWorkspace();
    void chooseWorkspace();
    void importUsage(const QStringList &files);
    void exportShown();
    void checkIntegrity();
    void dropRecords();
    void chooseBackup();
    void backUp(const QString &target);
    void showError(const QString &message);

signals:
    void rebuilt();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *buildContents();
    void buildPages();
    void rebuild();
    void rememberPages();
    void connectHost();
    void adoptWorkspace();
    void showFacts();
    void greet();
    void showFailure(const QString &path, const Error &error);
    void onPageShown(Page *page);
    void save();

    Theme &m_theme;
    Language &m_language;
    QString m_stateFile;
    const std::vector<PageFactory> &m_factories;
    ShellState m_state;
    QVariantMap m_awaited; ///< what to show on m_state.page once there are pages
    Actions m_actions;
    Jobs m_jobs;
    Undo m_undo;
    WorkspaceHost m_host{m_jobs};
    FileCare m_care{m_jobs};
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<ShellActions> m_shellActions;
    Navigation *m_navigation = nullptr;
    HeaderBar *m_header = nullptr;
    BannerArea *m_banners = nullptr;
    PageStack *m_pages = nullptr;
    StartPage *m_start = nullptr;
    StatusArea *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    Toast *m_toast = nullptr;
};

} // namespace toll
