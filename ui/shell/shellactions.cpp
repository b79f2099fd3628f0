// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shellactions.h"

#include "ui/models/undo.h"
#include "ui/pages/page.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/sheets.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QUndoStack>

namespace toll {

ShellActions::ShellActions(MainWindow &window, Actions &actions, Undo &undo, ThemeChoice theme, const QString &language)
    : m_window(window), m_actions(actions), m_undo(undo), m_recent(std::make_unique<QObject>()),
      m_pages(std::make_unique<QObject>())
{
    addFile();
    addEdit();
    addView();
    addThemes(theme);
    addLanguages(language);
    addGo();
    addTools();
    addHelp();
}

ShellActions::~ShellActions() = default;

QAction *ShellActions::add(const char *id, Actions::Spec spec)
{
    spec.id = QString::fromLatin1(id);
    spec.menu = spec.id.section(u'.', 0, 0);
    return m_actions.add(this, std::move(spec));
}

void ShellActions::addFile()
{
    add("file.new",
        {.text = tr("&New workspace…"),
            .icon = QStringLiteral("plus"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
            .statusTip = tr("Makes an empty workspace of your own."),
            .run = [this] { m_window.newWorkspace(); }});
    add("file.open",
        {.text = tr("&Open workspace…"),
            .icon = QStringLiteral("file"),
            .shortcut = QKeySequence(QKeySequence::Open),
            .statusTip = tr("Opens another workspace file."),
            .run = [this] { m_window.chooseWorkspace(); }});
    add("file.demo",
        {.text = tr("Open &demo workspace"),
            .icon = QStringLiteral("dashboard"),
            .statusTip = tr("Shows 48 tokens and 90 days of made-up usage."),
            .run = [this] { m_window.host().openDemo(); }});
    add("file.import",
        {.text = tr("&Import usage…"),
            .icon = QStringLiteral("import"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_I),
            .statusTip = tr("Reads requests from a CSV, JSON Lines or access log file."),
            .run = [this] { m_window.importUsage({}); },
            .section = 1});
    add("file.export",
        {.text = tr("&Export…"),
            .icon = QStringLiteral("export"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_E),
            .statusTip = tr("Writes what this page shows to a CSV file."),
            .run = [this] { m_window.exportShown(); },
            .section = 1});
    add("file.backup",
        {.text = tr("&Back up…"),
            .icon = QStringLiteral("file"),
            .statusTip = tr("Copies the workspace to a file, and checks the copy."),
            .run = [this] { m_window.chooseBackup(); },
            .section = 1});
    add("file.quit",
        {.text = tr("&Quit"),
            .icon = QStringLiteral("close"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Q),
            .statusTip = tr("Closes the window. Everything is saved already."),
            .run = [this] { m_window.close(); },
            .section = 9});
}

void ShellActions::addEdit()
{
    add("edit.undo",
        {.text = tr("&Undo"),
            .icon = QStringLiteral("undo"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Z),
            .statusTip = tr("Takes back what was done last."),
            .run = [this] { m_undo.stack()->undo(); }});
    add("edit.redo",
        {.text = tr("&Redo"),
            .icon = QStringLiteral("redo"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
            .statusTip = tr("Does again what was taken back."),
            .run = [this] { m_undo.stack()->redo(); }});
    connect(m_undo.stack(), &QUndoStack::indexChanged, this, &ShellActions::followUndo);
    followUndo();
}

void ShellActions::addView()
{
    QAction *sidebar = add("view.sidebar",
        {.text = tr("&Narrow sidebar"),
            .icon = QStringLiteral("columns"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_B),
            .statusTip = tr("Shows the sidebar as icons only."),
            .run = [this] { m_window.setSidebarNarrow(!m_window.state().isSidebarNarrow); },
            .isCheckable = true});
    sidebar->setChecked(m_window.state().isSidebarNarrow);
    add("view.fullscreen",
        {.text = tr("&Full screen"),
            .shortcut = QKeySequence(Qt::Key_F11),
            .statusTip = tr("Fills the whole screen, or leaves it again."),
            .run = [this] { m_window.setWindowState(m_window.windowState() ^ Qt::WindowFullScreen); }});
    add("view.refresh",
        {.text = tr("&Refresh"),
            .icon = QStringLiteral("refresh"),
            .shortcut = QKeySequence(Qt::Key_F5),
            .statusTip = tr("Asks for everything on this page again."),
            .run = [this] { m_window.pages().refreshCurrent(); }});
    add("view.activity",
        {.text = tr("&Activity"),
            .icon = QStringLiteral("info"),
            .statusTip = tr("Lists the work under way and what became of it."),
            .run = [this] { m_window.showActivity(); }});
}

void ShellActions::addThemes(ThemeChoice chosen)
{
    auto *group = new QActionGroup(this);
    const auto addTheme = [&](const char *id, ThemeChoice choice, const QString &text, const QString &tip) {
        QAction *action = add(id,
            {.text = text,
                .icon = QStringLiteral("theme"),
                .statusTip = tip,
                .run = [this, choice] { m_window.setTheme(choice); },
                .isCheckable = true,
                .section = 1,
                .submenu = tr("&Theme")});
        action->setChecked(choice == chosen);
        group->addAction(action);
    };
    addTheme("view.theme.system", ThemeChoice::System, tr("&Like the system"), tr("Follows the desktop's theme."));
    addTheme("view.theme.light", ThemeChoice::Light, tr("Li&ght"), tr("Dark text on a light ground."));
    addTheme("view.theme.dark", ThemeChoice::Dark, tr("&Dark"), tr("Light text on a dark ground."));
}

void ShellActions::addLanguages(const QString &chosen)
{
    auto *group = new QActionGroup(this);
    const auto addLanguage = [&](const char *id, const QString &choice, const QString &text, const QString &tip) {
        QAction *action = add(id,
            {.text = text,
                .icon = QStringLiteral("language"),
                .statusTip = tip,
                .run = [this, choice] { m_window.setLanguage(choice); },
                .isCheckable = true,
                .section = 1,
                .submenu = tr("&Language")});
        action->setChecked(choice == chosen);
        group->addAction(action);
    };
    addLanguage("view.language.system", QStringLiteral("system"), tr("Language of the &system"),
        tr("Speaks the desktop's language where it can."));
    // Each in its own language, so that whoever needs it can read it.
    addLanguage("view.language.en", QStringLiteral("en"), QStringLiteral("&English"), QStringLiteral("Speak English."));
    addLanguage(
        "view.language.zh_CN", QStringLiteral("zh_CN"), QStringLiteral("中文(&Z)"), QStringLiteral("使用简体中文。"));
}

void ShellActions::addGo()
{
    add("go.back",
        {.text = tr("&Back"),
            .icon = QStringLiteral("chevron-left"),
            .shortcut = QKeySequence(Qt::ALT | Qt::Key_Left),
            .statusTip = tr("Returns to where you were before."),
            .run = [this] { m_window.pages().goBack(); },
            .section = 1});
    add("go.forward",
        {.text = tr("&Forward"),
            .icon = QStringLiteral("chevron-right"),
            .shortcut = QKeySequence(Qt::ALT | Qt::Key_Right),
            .statusTip = tr("Goes where you came back from."),
            .run = [this] { m_window.pages().goForward(); },
            .section = 1});
    add("go.palette",
        {.text = tr("&Search or run a command…"),
            .icon = QStringLiteral("search"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_K),
            .statusTip = tr("Finds pages, tokens and everything the program can do."),
            .run = [this] { m_window.showPalette(); },
            .section = 2});
}

void ShellActions::addTools()
{
    add("tools.check",
        {.text = tr("&Check integrity"),
            .icon = QStringLiteral("check"),
            .statusTip = tr("Looks through the whole workspace, and says what is wrong and what to do."),
            .run = [this] { m_window.checkIntegrity(); }});
    add("tools.retention",
        {.text = tr("&Drop old usage records…"),
            .icon = QStringLiteral("revoke"),
            .statusTip = tr("Takes single records of closed periods out of the workspace; sums and bills stay."),
            .run = [this] { m_window.dropRecords(); }});
}

void ShellActions::addHelp()
{
    add("help.shortcuts",
        {.text = tr("&Keyboard shortcuts"),
            .icon = QStringLiteral("table"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Slash),
            .statusTip = tr("Lists every shortcut."),
            .run = [this] { showShortcuts(m_actions, &m_window); }});
    add("help.system",
        {.text = tr("&Copy system information"),
            .icon = QStringLiteral("copy"),
            .statusTip = tr("Copies versions and the like, for a report of a fault."),
            .run = [] { copySystemInformation(); }});
    add("help.about",
        {.text = tr("&About Tollkeeper"),
            .icon = QStringLiteral("info"),
            .statusTip = tr("Shows version and licence."),
            .run = [this] { showAbout(&m_window); },
            .section = 1});
}

void ShellActions::followUndo()
{
    const QUndoStack *stack = m_undo.stack();
    QAction *undo = m_actions.find(QStringLiteral("edit.undo"));
    undo->setText(stack->canUndo() ? tr("&Undo “%1”").arg(stack->undoText()) : tr("&Undo"));
    undo->setEnabled(stack->canUndo());
    QAction *redo = m_actions.find(QStringLiteral("edit.redo"));
    redo->setText(stack->canRedo() ? tr("&Redo “%1”").arg(stack->redoText()) : tr("&Redo"));
    redo->setEnabled(stack->canRedo());
}

void ShellActions::followWorkspace(bool isOpen, const QStringList &recent)
{
    for (const char *id : {"file.import", "file.export", "file.backup", "tools.check", "tools.retention", "view.refresh",
             "view.sidebar"})
        m_actions.find(QString::fromLatin1(id))->setEnabled(isOpen);
    followHistory({});
    m_recent = std::make_unique<QObject>();
    int number = 0;
    for (const QString &path : recent) {
        ++number;
        QString name = QFileInfo(path).completeBaseName().replace(u'&', QStringLiteral("&&"));
        QAction *action = m_actions.add(m_recent.get(),
            {.id = QStringLiteral("file.recent.%1").arg(number),
                .text = QStringLiteral("&%1  %2").arg(number % 10).arg(name),
                .icon = QStringLiteral("file"),
                .statusTip = path,
                .menu = QStringLiteral("file"),
                .run = [this, path] { m_window.host().open(path); },
                .submenu = tr("Open &recent")});
        action->setEnabled(QFileInfo::exists(path));
    }
}

void ShellActions::followPages(const std::vector<Page *> &pages)
{
    m_pages = std::make_unique<QObject>();
    int number = 0;
    for (const Page *page : pages) {
        ++number;
        m_actions.add(m_pages.get(),
            {.id = QStringLiteral("go.") + page->id(),
                .text = page->title(),
                .icon = page->iconName(),
                .shortcut = number <= 9 ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)) : QKeySequence(),
                .statusTip = tr("Shows the page %1.").arg(page->title()),
                .menu = QStringLiteral("go"),
                .run = [this, id = page->id()] { m_window.showPage(id); }});
    }
}

void ShellActions::followPage(const Page &page)
{
    const QAction *own = m_actions.find(page.id() + QStringLiteral(".export"));
    m_actions.find(QStringLiteral("file.export"))->setEnabled(own && own->isEnabled());
}

void ShellActions::followHistory(const History &history)
{
    m_actions.find(QStringLiteral("go.back"))->setEnabled(history.canGoBack());
    m_actions.find(QStringLiteral("go.forward"))->setEnabled(history.canGoForward());
}

} // namespace toll
