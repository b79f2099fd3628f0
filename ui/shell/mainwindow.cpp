// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/services/entropy.h"
#include "core/services/wording.h"
#include "ui/shell/bannerarea.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/commands.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/language.h"
#include "ui/shell/menubar.h"
#include "ui/shell/navigation.h"
#include "ui/shell/newworkspacedialog.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/retentiondialog.h"
#include "ui/shell/shellactions.h"
#include "ui/shell/startpage.h"
#include "ui/shell/statusarea.h"
#include "ui/text/timetext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/icon.h"

#include <QCloseEvent>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QUndoStack>

namespace toll {

MainWindow::MainWindow(Theme &theme, Language &language, QString stateFile, const std::vector<PageFactory> &factories)
    : m_theme(theme), m_language(language), m_stateFile(std::move(stateFile)), m_factories(factories),
      m_state(loadShellState(m_stateFile))
{
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(880, 560);
    resize(1280, 800);
    restoreGeometry(m_state.geometry);
    m_actions.setIconSource([](const QString &name) { return icon(name); });
    connectHost();
    connect(&m_care, &FileCare::succeeded, this, [this](const QString &message) {
        m_banners->show({.id = QStringLiteral("care"), .text = message, .buttons = {}});
    });
    connect(&m_undo, &Undo::pushed, this, [this](const QString &text) {
        m_toast->present(tr("Done: %1").arg(text), tr("Undo"), [this] { m_undo.stack()->undo(); });
    });
    connect(&m_jobs, &Jobs::finished, this, [this](int id) {
        for (const Jobs::Job &job : m_jobs.all()) {
            if (job.id == id && job.state == Jobs::State::Failed)
                showError(job.title + QStringLiteral(": ") + job.message);
        }
    });
    build();
}

MainWindow::~MainWindow()
{
    // Pages first: they hold on to the workspace, the registries and the context.
    m_pages->clear();
    delete takeCentralWidget();
}

void MainWindow::start(const QString &path, bool wantsDemo)
{
    const QString last = QString::fromStdString(defaultWorkspacePath());
    if (wantsDemo || (path.isEmpty() && !QFileInfo::exists(last)))
        m_host.openDemo();
    else
        m_host.open(path.isEmpty() ? last : path);
}

bool MainWindow::isSettled() const
{
    const Page *page = m_pages->current();
    return !m_host.isBusy() && (!page || page->isSettled());
}

void MainWindow::build()
{
    m_shellActions = std::make_unique<ShellActions>(*this, m_actions, m_undo, m_theme.choice(), m_language.choice());
    setMenuBar(new MenuBar(m_actions, this));
    setCentralWidget(buildContents());
    m_status = new StatusArea(m_jobs, this);
    setStatusBar(m_status);
    delete m_palette;
    m_palette = new CommandPalette(this);
    delete m_toast;
    m_toast = new Toast(this);
    buildPages();
}

QWidget *MainWindow::buildContents()
{
    auto *contents = new QWidget(this);
    m_navigation = new Navigation(contents);
    m_header = new HeaderBar(contents);
    m_banners = new BannerArea(contents);
    m_pages = new PageStack(contents);
    m_start = new StartPage(m_actions, contents);
    auto *line = new QFrame(contents);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);

    auto *down = new QVBoxLayout;
    down->setSpacing(0);
    down->addWidget(m_header);
    down->addWidget(m_banners);
    down->addWidget(m_pages, 1);
    down->addWidget(m_start, 1);
    auto *across = new QHBoxLayout(contents);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    across->addWidget(m_navigation);
    across->addWidget(line);
    across->addLayout(down, 1);

    m_navigation->setNarrow(m_state.isSidebarNarrow);
    connect(m_navigation, &Navigation::chosen, this, [this](const QString &page) { showPage(page); });
    connect(m_header, &HeaderBar::commandRequested, this, &MainWindow::showPalette);
    connect(m_pages, &PageStack::shown, this, &MainWindow::onPageShown);
    connect(m_pages, &PageStack::historyChanged, this, [this] { m_shellActions->followHistory(m_pages->history()); });
    connect(&m_actions, &Actions::changed, m_header,
        [this] { m_header->setPrimaryAction(m_actions.find(QStringLiteral("token.new"))); });
    return contents;
}

void MainWindow::buildPages()
{
    const bool isOpen = m_host.isOpen();
    for (QWidget *widget :
        {static_cast<QWidget *>(m_navigation), static_cast<QWidget *>(m_header), static_cast<QWidget *>(m_pages)})
        widget->setVisible(isOpen);
    m_start->setVisible(!isOpen);
    m_start->setBusy(m_host.isBusy());
    m_shellActions->followWorkspace(isOpen, m_state.recent);
    setWindowTitle(QStringLiteral("Tollkeeper"));
    if (!isOpen)
        return;

    const QString wanted = m_state.page; // what is shown on the way there is not where the user was
    m_pages->build(m_factories, *m_context, m_state.pages);
    m_navigation->setPages(m_pages->pages());
    m_shellActions->followPages(m_pages->pages());
    showFacts();
    greet();
    m_pages->show(wanted, std::exchange(m_awaited, {}));
}

void MainWindow::rebuild()
{
    rememberPages();
    m_pages->clear();
    m_shellActions.reset();
    build();
    emit rebuilt();
}

void MainWindow::rememberPages()
{
    if (const Page *page = m_pages->current()) {
        m_state.page = page->id();
        m_state.pages = m_pages->states();
    }
}

void MainWindow::connectHost()
{
    connect(&m_host, &WorkspaceHost::busyChanged, this, [this] { m_start->setBusy(m_host.isBusy()); });
    connect(&m_host, &WorkspaceHost::failed, this, &MainWindow::showFailure);
    connect(&m_host, &WorkspaceHost::factsChanged, this, &MainWindow::showFacts);
    connect(&m_host, &WorkspaceHost::changed, this, &MainWindow::adoptWorkspace);
    connect(&m_host, &WorkspaceHost::aboutToChange, this, [this] {
        rememberPages();
        m_pages->clear();
        m_context.reset();
        m_undo.clear();
        m_banners->clear();
    });
}

void MainWindow::adoptWorkspace()
{
    remember(m_state, m_host.path());
    if (m_stateFile == shellStateFile())
        rememberWorkspace(m_host.path().toStdString());
    connect(&m_host.workspace(), &Workspace::changed, this, [this](Topics topics) { m_pages->invalidate(topics); });
    // Steps on the undo stack hold on to it: it stays as long as the workspace, whatever becomes of the pages.
    m_context = std::make_unique<PageContext>(PageContext{m_host.workspace(), m_actions, m_jobs, m_undo,
        [this](const QString &page, const QVariantMap &arguments) { showPage(page, arguments); },
        [this](const QString &message) { showError(message); },
        [this](const QString &message) { m_toast->present(message); }});
    buildPages();
    save();
}

void MainWindow::showFacts()
{
    const WorkspaceHost::Facts &facts = m_host.facts();
    const QString zone = QString::fromStdString(facts.info.timezone);
    m_status->setPlace(tr("%1 · %2", "time zone · currency")
                           .arg(offsetText(systemClock()(), facts.zone), QString::fromStdString(facts.info.currency)),
        tr("Times are shown in the zone %1. New customers are billed in %2.")
            .arg(zone, QString::fromStdString(facts.info.currency)));
    m_navigation->setBadge(QStringLiteral("tokens"), QString::number(facts.tokens.size()));
    if (Page *page = m_pages->current())
        onPageShown(page);
}

void MainWindow::greet()
{
    if (const std::optional<Error> &reason = m_host.readOnlyReason()) {
        m_banners->show({.id = QStringLiteral("readonly"),
            .tone = Tone::Warning,
            .text = tr("%1 It is open for reading only.").arg(sentence(*reason)),
            .buttons = {{tr("Try again"), [this] { m_host.open(m_host.path()); }}},
            .isClosable = false});
    }
    if (m_host.facts().info.isDemo) {
        m_banners->show({.id = QStringLiteral("demo"),
            .text = tr("You are exploring demo data. Nothing here is real, and you can change anything."),
            .buttons = {{tr("Create my workspace"), [this] { newWorkspace(); }},
                {tr("Import CSV…"), [this] { importUsage({}); }}}});
    }
}

void MainWindow::showFailure(const QString &path, const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    QString text = sentence(error);
    if (error.code == ErrorCode::Damaged || error.code == ErrorCode::NotAWorkspace)
        text += u' ' + tr("The file %1 was left as it is; nothing was deleted.").arg(path);
    m_banners->show(
        {.id = QStringLiteral("open"), .tone = Tone::Danger, .text = text, .buttons = {{tr("Open another…"), [this] {
                                                                                            chooseWorkspace();
                                                                                        }}}});
}

void MainWindow::showError(const QString &message)
{
    m_banners->show({.id = QStringLiteral("error"), .tone = Tone::Danger, .text = message, .buttons = {}});
}

void MainWindow::onPageShown(Page *page)
{
    m_state.page = page->id();
    m_navigation->setCurrentPage(page->id());
    m_header->showPage(page);
    m_shellActions->followPage(*page);
    const WorkspaceInfo &info = m_host.facts().info;
    const QString name =
        info.name.empty() ? QFileInfo(m_host.path()).completeBaseName() : QString::fromStdString(info.name);
    setWindowTitle(
        info.isDemo ? tr("%1 — %2 (demo)").arg(page->title(), name) : tr("%1 — %2").arg(page->title(), name));
}

void MainWindow::showPage(const QString &id, const QVariantMap &arguments)
{
    if (!m_pages->pages().empty()) {
        m_pages->show(id, arguments);
        return;
    }
    // Asked before the workspace is there: shown as soon as it is.
    m_state.page = id;
    m_awaited = arguments;
}

void MainWindow::setTheme(ThemeChoice choice)
{
    m_state.theme = choice;
    m_theme.setChoice(choice);
}

void MainWindow::setLanguage(const QString &choice)
{
    m_state.language = choice;
    m_language.setChoice(choice);
    // The action that asked for it is among what goes.
    QMetaObject::invokeMethod(this, &MainWindow::rebuild, Qt::QueuedConnection);
}

void MainWindow::setSidebarNarrow(bool narrow)
{
    m_state.isSidebarNarrow = narrow;
    m_navigation->setNarrow(narrow);
}

void MainWindow::showPalette()
{
    const auto showToken = [this](const TokenId &id) {
        showPage(QStringLiteral("tokens"), {{QStringLiteral("token"), QString::fromStdString(id.text)}});
    };
    m_palette->popUp(allCommands(m_actions, m_host.facts(), showToken), m_header);
}

void MainWindow::showActivity()
{
    m_status->showActivity();
}

void MainWindow::newWorkspace()
{
    auto *dialog = new NewWorkspaceDialog(this);
    connect(dialog, &NewWorkspaceDialog::chosen, &m_host, &WorkspaceHost::create);
    dialog->open();
}

void MainWindow::chooseWorkspace()
{
    auto *dialog = new QFileDialog(this, tr("Open a workspace"), QFileInfo(m_host.path()).absolutePath(),
        tr("Workspaces (*.toll);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_host, &WorkspaceHost::open);
    dialog->open();
}

void MainWindow::importUsage(const QStringList &files)
{
    showPage(QStringLiteral("usage"), {{QStringLiteral("import"), files}});
}

void MainWindow::exportShown()
{
    const Page *page = m_pages->current();
    if (QAction *action = page ? m_actions.find(page->id() + QStringLiteral(".export")) : nullptr)
        action->trigger();
}

void MainWindow::checkIntegrity()
{
    m_care.check(m_host.path());
}

void MainWindow::dropRecords()
{
    auto *dialog = new RetentionDialog(m_host.workspace(), this);
    connect(&m_host, &WorkspaceHost::aboutToChange, dialog, &QDialog::reject);
    connect(dialog, &RetentionDialog::wanted, this,
        [this](Instant before, std::optional<int> rule) { m_care.drop(m_host.workspace(), before, rule); });
    dialog->open();
}

void MainWindow::chooseBackup()
{
    const QFileInfo workspace(m_host.path());
    const QString name = workspace.completeBaseName() + QDate::currentDate().toString(QStringLiteral("-yyyy-MM-dd"))
        + QStringLiteral(".toll");
    auto *dialog = new QFileDialog(this, tr("Back up the workspace"), workspace.absoluteDir().filePath(name),
        tr("Workspaces (*.toll);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("toll"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::backUp);
    dialog->open();
}

void MainWindow::backUp(const QString &target)
{
    m_care.backUp(m_host.path(), target);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    rememberPages();
    save();
    m_jobs.cancelAll();
    event->accept();
}

void MainWindow::save()
{
    m_state.geometry = saveGeometry();
    saveShellState(m_stateFile, m_state);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList files;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    if (files.size() == 1 && files.first().endsWith(QStringLiteral(".toll"), Qt::CaseInsensitive))
        m_host.open(files.first());
    else if (!files.isEmpty())
        importUsage(files);
}

} // namespace toll
