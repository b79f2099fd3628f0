// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/watchdialog.h"

#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/pages/usage/importtext.h"
#include "ui/pages/usage/searchcombo.h"
#include "ui/pages/usage/watchtarget.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/status.h"
#include "ui/widgets/style.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

namespace toll {

namespace {

using Taken = FolderWatch::Taken;

constexpr int longestSettle = 86'400;

Status statusOf(const Taken &taken)
{
    if (taken.isFailed())
        return {Shape::Cross, Tone::Danger, WatchDialog::tr("Not read")};
    if (taken.isDoubtful())
        return {Shape::Triangle, Tone::Warning, WatchDialog::tr("Taken in part")};
    return {Shape::Dot, Tone::Ok, WatchDialog::tr("Taken")};
}

QString textOf(const Taken &taken)
{
    return taken.outcome.report ? reportText(*taken.outcome.report, false)
                                : failureText(taken.outcome.report.error(), false);
}

Column<Taken> count(const char *id, const QString &title, std::int64_t ImportReport::*number)
{
    Column<Taken> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.alignment = Qt::AlignRight;
    column.text = [number](const Taken &taken) {
        return taken.outcome.report ? integerText((*taken.outcome.report).*number) : QString();
    };
    column.sortKey = [number](const Taken &taken) {
        return taken.outcome.report ? SortKey((*taken.outcome.report).*number) : SortKey();
    };
    return column;
}

std::vector<Column<Taken>> columns(const Zone &zone)
{
    Column<Taken> time;
    time.id = QStringLiteral("time");
    time.title = WatchDialog::tr("Read");
    time.text = [zone](const Taken &taken) { return dateTimeText(taken.at, zone); };
    time.sortKey = [](const Taken &taken) { return SortKey(std::int64_t{taken.number}); };
    time.copy = [zone](const Taken &taken) { return exactTimeText(taken.at, zone); };
    Column<Taken> file;
    file.id = QStringLiteral("file");
    file.title = WatchDialog::tr("File");
    file.text = [](const Taken &taken) { return taken.file; };
    Column<Taken> state;
    state.id = QStringLiteral("state");
    state.title = WatchDialog::tr("State");
    state.text = [](const Taken &taken) { return statusOf(taken).word; };
    state.status = [](const Taken &taken) { return statusOf(taken); };
    Column<Taken> how;
    how.id = QStringLiteral("how");
    how.title = WatchDialog::tr("How it went");
    how.text = [](const Taken &taken) { return textOf(taken).section(u'\n', 0, 0); };
    how.toolTip = &textOf;
    return {time, file, state, count("added", WatchDialog::tr("Added"), &ImportReport::added),
        count("rejected", WatchDialog::tr("Rejected"), &ImportReport::rejected), how};
}

} // namespace

WatchDialog::WatchDialog(PageContext &context, const UsageFrame &frame, QWidget *parent)
    : QDialog(parent), m_context(context), m_frame(frame), m_watch(FolderWatch::of(context)),
      m_model(new RowsModel<Taken>(
          columns(frame.zone), [](const Taken &taken) { return QString::number(taken.number); }, this)),
      m_table(new DataTable), m_folder(new QLineEdit), m_target(new WatchTarget(frame)), m_zone(new SearchCombo),
      m_settle(new QSpinBox), m_status(new StatusLabel), m_text(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Watched folder"));
    build();
    const WatchedFolder &known = m_watch.settings();
    const bool isKnown = !known.folder.empty();
    m_folder->setText(QDir::toNativeSeparators(QString::fromStdString(known.folder)));
    m_target->show(known.options);
    m_settle->setValue(known.settle);
    m_zone->setKey(QString::fromStdString(isKnown ? known.options.zone.id() : frame.zone.id()));
    connect(&m_watch, &FolderWatch::changed, this, &WatchDialog::follow);
    connect(m_folder, &QLineEdit::textChanged, this, &WatchDialog::follow);
    connect(m_target, &WatchTarget::changed, this, &WatchDialog::follow);
    follow();
}

void WatchDialog::build()
{
    auto *intro = new QLabel(tr("Files that appear in the folder are imported once each, as soon as they are complete. "
                                "Nothing is moved or changed there. Watching goes on when this window is closed, until "
                                "you stop it or the workspace is closed."));
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_start = new QPushButton;
    m_start->setObjectName(QStringLiteral("startWatch"));
    m_pause = new QPushButton;
    m_pause->setObjectName(QStringLiteral("pauseWatch"));
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_start, m_pause, close})
        button->setAutoDefault(false);
    setPrimary(m_start);
    auto *state = new QHBoxLayout;
    state->addWidget(m_status);
    state->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_pause);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(buildSettings());
    layout->addLayout(state);
    layout->addWidget(buildTable(), 1);
    layout->addLayout(buttons);
    resize(860, 640);
    connect(m_start, &QPushButton::clicked, this, &WatchDialog::startOrStop);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_watch.state() == FolderWatch::State::Paused)
            m_watch.resume();
        else
            m_watch.pause();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

QWidget *WatchDialog::buildSettings()
{
    m_settings = new QWidget;
    m_folder->setObjectName(QStringLiteral("folder"));
    m_settle->setObjectName(QStringLiteral("settle"));
    m_settle->setRange(0, longestSettle);
    m_settle->setSuffix(tr(" s"));
    QList<std::pair<QString, QString>> names;
    for (const std::string &name : zoneNames())
        names.emplace_back(QString::fromStdString(name), QString::fromStdString(name));
    m_zone->setEntries(names);
    auto *browse = new QPushButton(tr("&Browse…"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &WatchDialog::chooseFolder);
    auto *folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(browse);
    auto *form = new QFormLayout(m_settings);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    auto *folderLabel = new QLabel(tr("&Folder"));
    folderLabel->setBuddy(m_folder);
    form->addRow(folderLabel, folder);
    form->addRow(tr("Rows"), m_target);
    form->addRow(tr("Time &zone of local times"), m_zone);
    form->addRow(tr("Complete when &unchanged for"), m_settle);
    m_folder->setAccessibleName(tr("Folder"));
    return m_settings;
}

QWidget *WatchDialog::buildTable()
{
    m_table->view()->setObjectName(QStringLiteral("taken"));
    m_table->view()->setAccessibleName(tr("Files taken"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("how"));
    m_table->setEmptyStates(new EmptyState(QStringLiteral("file"), tr("No file was taken yet"),
                                tr("Files that were imported before, here or by the command line, are not taken again.")),
        nullptr);
    return m_table;
}

void WatchDialog::setFolder(const QString &folder)
{
    m_folder->setText(QDir::toNativeSeparators(folder));
}

void WatchDialog::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder to watch"), m_folder->text());
    if (!folder.isEmpty())
        setFolder(folder);
}

QString WatchDialog::gap() const
{
    const QString folder = m_folder->text().trimmed();
    if (folder.isEmpty())
        return tr("Choose the folder.");
    if (!QFileInfo(folder).isDir())
        return tr("There is no such folder.");
    return m_target->gap();
}

Status WatchDialog::statusOf(const FolderWatch &watch)
{
    switch (watch.state()) {
    case FolderWatch::State::Stopped:
        return {Shape::Ring, Tone::Muted, tr("Not watching")};
    case FolderWatch::State::Watching:
        return {Shape::Dot, Tone::Ok, tr("Watching")};
    case FolderWatch::State::Importing:
        return {Shape::Half, Tone::Accent, tr("Importing")};
    case FolderWatch::State::Failing:
        return {Shape::Triangle, Tone::Danger, tr("The folder cannot be read")};
    case FolderWatch::State::Paused:
        return {Shape::Square, Tone::Warning, tr("Paused")};
    }
    return {};
}

void WatchDialog::follow()
{
    const bool isStopped = m_watch.state() == FolderWatch::State::Stopped;
    m_settings->setEnabled(isStopped);
    m_status->setStatus(statusOf(m_watch));
    QStringList facts;
    if (isStopped && m_watch.takenCount() == 0) {
        facts << gap();
    } else if (m_watch.error()) {
        facts << sentence(*m_watch.error()) << tr("It is tried again every few seconds.");
    } else {
        facts << tr("%n file(s) taken", nullptr, m_watch.takenCount() - m_watch.failedCount());
        if (m_watch.failedCount() > 0)
            facts << tr("%n could not be read", nullptr, m_watch.failedCount());
    }
    facts.removeAll(QString());
    m_text->setText(facts.join(m_watch.error() ? QStringLiteral(" ") : QStringLiteral(" · ")));
    m_start->setText(isStopped ? tr("&Start watching") : tr("&Stop watching"));
    m_start->setEnabled(!isStopped || gap().isEmpty());
    m_pause->setText(m_watch.state() == FolderWatch::State::Paused ? tr("&Go on") : tr("&Pause"));
    m_pause->setEnabled(!isStopped);
    m_model->setRows({m_watch.taken().begin(), m_watch.taken().end()});
}

void WatchDialog::startOrStop()
{
    if (m_watch.state() != FolderWatch::State::Stopped) {
        m_watch.stop();
        return;
    }
    if (!gap().isEmpty())
        return;
    WatchedFolder settings;
    settings.folder = QDir::fromNativeSeparators(m_folder->text().trimmed()).toStdString();
    settings.settle = m_settle->value();
    settings.options.zone = zoneNamed(m_zone->key().toStdString()).value_or(m_frame.zone);
    m_target->fill(settings.options);
    m_watch.start(std::move(settings));
}

} // namespace toll
