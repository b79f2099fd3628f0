// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspacehost.h"

#include "core/services/demo.h"
#include "core/services/entropy.h"
#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/models/jobs.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace toll {

namespace {

constexpr std::uint64_t demoSeed = 42;

Result<WorkspaceHost::Facts> factsOf(Services &services)
{
    WorkspaceHost::Facts facts;
    Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    facts.info = std::move(*info);
    if (Result<Zone> zone = zoneNamed(facts.info.timezone))
        facts.zone = std::move(*zone);
    Result<std::vector<TokenName>> tokens = services.tokens.names();
    if (!tokens)
        return std::unexpected(tokens.error());
    facts.tokens = std::move(*tokens);
    return facts;
}

/// Reading still helps where writing is refused.
bool canRead(ErrorCode code)
{
    return code == ErrorCode::Locked || code == ErrorCode::TooNew || code == ErrorCode::ReadOnly;
}

Result<void> makeDemo(const std::string &path, const JobControl &control)
{
    const QString unfinished = QString::fromStdString(path) + QStringLiteral(".part");
    for (const QString &left : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(unfinished + left);
    QDir().mkpath(QFileInfo(unfinished).absolutePath());
    Result<void> made = createDemoWorkspace(unfinished.toStdString(), systemClock()(), demoSeed, control);
    if (!made)
        return made;
    if (!QFile::rename(unfinished, QString::fromStdString(path)))
        return fail(ErrorCode::Io, path);
    return {};
}

} // namespace

struct WorkspaceHost::Opening {
    QString path;
    std::unique_ptr<Workspace> workspace;
    std::optional<WorkspaceInfo> newInfo; ///< a workspace to be made
    std::optional<Error> refused; ///< why it cannot be written
    JobControl control; ///< of the demo being made
    int job = 0;
};

WorkspaceHost::WorkspaceHost(Jobs &jobs, QObject *parent) : QObject(parent), m_jobs(jobs) { }

WorkspaceHost::~WorkspaceHost()
{
    if (m_opening)
        m_opening->control.cancel();
    m_opening.reset(); // waits for its thread
}

QString WorkspaceHost::demoPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/tollkeeper/demo.toll");
}

void WorkspaceHost::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (isBusy() || (isOpen() && absolute == m_path && !m_readOnlyReason))
        return;
    auto opening = std::make_unique<Opening>();
    opening->path = absolute;
    begin(std::move(opening));
    attempt(OpenMode::Write);
}

void WorkspaceHost::create(const QString &path, const WorkspaceInfo &info)
{
    if (isBusy())
        return;
    auto opening = std::make_unique<Opening>();
    opening->path = QFileInfo(path).absoluteFilePath();
    opening->newInfo = info;
    begin(std::move(opening));
    if (QFileInfo::exists(path))
        giveUp(Error{ErrorCode::AlreadyExists, m_opening->path.toStdString(), {}, {}, 0});
    else
        attempt(OpenMode::WriteOrCreate);
}

void WorkspaceHost::openDemo()
{
    const QString path = demoPath();
    if (QFileInfo::exists(path)) {
        open(path);
        return;
    }
    if (isBusy())
        return;
    auto opening = std::make_unique<Opening>();
    opening->path = path;
    opening->workspace = std::make_unique<Workspace>();
    // Reports come from the pool and travel to this thread by the event loop. The workspace, which waits for its pool,
    // dies before this object does.
    const JobControl control([this](std::int64_t done, std::int64_t total) {
        QMetaObject::invokeMethod(
            this, [this, done, total] { onDemoProgress(done, total); }, Qt::QueuedConnection);
    });
    opening->control = control;
    opening->job = m_jobs.start(tr("Making the demo workspace"), [stop = control]() mutable { stop.cancel(); });
    begin(std::move(opening));
    m_opening->workspace->compute(
        this, [path = path.toStdString(), control] { return makeDemo(path, control); },
        [this](const Result<void> &made) { onDemoMade(made); });
}

void WorkspaceHost::onDemoProgress(std::int64_t done, std::int64_t total)
{
    if (m_opening)
        m_jobs.setProgress(m_opening->job, done, total);
}

void WorkspaceHost::onDemoMade(const Result<void> &made)
{
    const int job = m_opening->job;
    if (!made) {
        const bool isCancelled = made.error().code == ErrorCode::Cancelled;
        m_jobs.finish(job, isCancelled ? Jobs::State::Cancelled : Jobs::State::Failed, sentence(made.error()));
        giveUp(made.error());
        return;
    }
    m_jobs.finish(job, Jobs::State::Succeeded, tr("The demo workspace is ready."));
    attempt(OpenMode::Write);
}

void WorkspaceHost::begin(std::unique_ptr<Opening> opening)
{
    m_opening = std::move(opening);
    emit busyChanged();
}

void WorkspaceHost::attempt(OpenMode mode)
{
    retire(std::move(m_opening->workspace));
    m_opening->workspace = std::make_unique<Workspace>();
    Services::Options options;
    options.path = m_opening->path.toStdString();
    options.mode = mode;
    m_opening->workspace->open(options, this, [this, mode](const Result<void> &result) { onAttempted(mode, result); });
}

void WorkspaceHost::onAttempted(OpenMode mode, const Result<void> &result)
{
    if (!result && mode == OpenMode::Write && canRead(result.error().code)) {
        m_opening->refused = result.error();
        attempt(OpenMode::Read);
    } else if (!result) {
        giveUp(result.error());
    } else if (m_opening->newInfo) {
        name();
    } else {
        adopt();
    }
}

void WorkspaceHost::name()
{
    m_opening->workspace->ask(
        this, [info = *m_opening->newInfo](Services &services) { return services.settings.setInfo(info); },
        [this](const Result<void> &named) {
            if (named)
                adopt();
            else
                giveUp(named.error());
        });
}

void WorkspaceHost::adopt()
{
    m_opening->workspace->ask(this, &factsOf, [this](Result<Facts> facts) {
        if (!facts) {
            giveUp(facts.error());
            return;
        }
        const std::unique_ptr<Opening> opening = std::move(m_opening);
        emit aboutToChange();
        m_workspace = std::move(opening->workspace);
        m_path = opening->path;
        m_readOnlyReason = opening->refused;
        m_facts = std::move(*facts);
        connect(m_workspace.get(), &Workspace::changed, this, [this](Topics topics) {
            if (topics & (Topics(Topic::Settings) | Topic::Tokens | Topic::Customers))
                askFacts();
        });
        emit busyChanged();
        emit changed();
    });
}

void WorkspaceHost::giveUp(const Error &error)
{
    const std::unique_ptr<Opening> opening = std::move(m_opening);
    retire(std::move(opening->workspace));
    emit busyChanged();
    emit failed(opening->path, error);
}

/// Its answer may be what is being handled: it must not die inside of that.
void WorkspaceHost::retire(std::unique_ptr<Workspace> workspace)
{
    if (!workspace)
        return;
    workspace->setParent(this);
    workspace.release()->deleteLater();
}

void WorkspaceHost::askFacts()
{
    m_workspace->read(this, &factsOf, [this](Result<Facts> facts) {
        if (!facts)
            return;
        m_facts = std::move(*facts);
        emit factsChanged();
    });
}

} // namespace toll
