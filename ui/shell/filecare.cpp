// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filecare.h"

#include "core/services/backup.h"
#include "core/services/check.h"
#include "core/services/wording.h"
#include "core/services/workspace.h"
#include "ui/models/jobs.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <memory>

namespace toll {

namespace {

constexpr std::size_t findingsTold = 3; ///< the command line tells them all

} // namespace

FileCare::FileCare(Jobs &jobs, QObject *parent) : QObject(parent), m_jobs(jobs)
{
    m_pool.setMaxThreadCount(1);
}

FileCare::~FileCare()
{
    m_all.cancel();
    m_pool.waitForDone();
}

void FileCare::check(const QString &workspace)
{
    run(tr("Check of %1").arg(QFileInfo(workspace).fileName()),
        [workspace](const JobControl &control) { return checkNow(workspace, control); });
}

void FileCare::backUp(const QString &workspace, const QString &target)
{
    run(tr("Backup to %1").arg(QFileInfo(target).fileName()),
        [workspace, target](const JobControl &control) { return backUpNow(workspace, target, control); });
}

void FileCare::drop(Workspace &workspace, Instant before, std::optional<int> rule)
{
    auto own = std::make_shared<JobControl>();
    const int id = m_jobs.start(tr("Dropping old usage records"), [own] { own->cancel(); });
    workspace.ask(
        this,
        [before, rule, control = withProgress(own, id)](Services &services) {
            return dropNow(services, before, rule, control);
        },
        [this, id](const Outcome &outcome) { finish(id, outcome); });
}

/// Each stops by itself, and all with this object.
JobControl FileCare::withProgress(const std::shared_ptr<JobControl> &own, int id)
{
    return own->withProgress([this, own, id](std::int64_t done, std::int64_t total) mutable {
        if (m_all.isCancelled())
            own->cancel();
        QMetaObject::invokeMethod(
            this, [this, id, done, total] { m_jobs.setProgress(id, done, total); }, Qt::QueuedConnection);
    });
}

void FileCare::finish(int id, const Outcome &outcome)
{
    const auto state = outcome.isCancelled ? Jobs::State::Cancelled
        : outcome.isSound                  ? Jobs::State::Succeeded
                                           : Jobs::State::Failed;
    m_jobs.finish(id, state, outcome.message);
    if (outcome.isSound)
        emit succeeded(outcome.message);
}

void FileCare::run(const QString &title, std::function<Outcome(const JobControl &)> work)
{
    auto own = std::make_shared<JobControl>();
    const int id = m_jobs.start(title, [own] { own->cancel(); });
    m_pool.start([this, id, control = withProgress(own, id), work = std::move(work)] {
        const Outcome outcome = work(control);
        QMetaObject::invokeMethod(this, [this, id, outcome] { finish(id, outcome); }, Qt::QueuedConnection);
    });
}

FileCare::Outcome FileCare::dropNow(
    Services &services, Instant before, std::optional<int> rule, const JobControl &control)
{
    const Result<void> ruled = rule ? services.retention.setMonths(rule) : Result<void>();
    const Result<Retention> done =
        ruled ? services.retention.drop(before, control) : std::unexpected(ruled.error());
    if (!done)
        return {false, done.error().code == ErrorCode::Cancelled, sentence(done.error())};
    return {true, false,
        tr("%1 usage records were dropped. Sums and bills are as they were.")
            .arg(QLocale().toString(qint64{done->events}))};
}

FileCare::Outcome FileCare::checkNow(const QString &workspace, const JobControl &control)
{
    const Result<CheckReport> report = checkWorkspace(workspace.toStdString(), control);
    if (!report)
        return {false, report.error().code == ErrorCode::Cancelled, sentence(report.error())};
    if (report->findings.empty())
        return {true, false,
            tr("Nothing is wrong. Records of usage read: %1").arg(QLocale().toString(qint64{report->events}))};
    const auto count = static_cast<qint64>(report->findings.size()) + report->notShown;
    QStringList sentences{tr("Findings: %1.").arg(QLocale().toString(count))};
    for (std::size_t i = 0; i < report->findings.size() && i < findingsTold; ++i)
        sentences << sentence(report->findings[i]);
    sentences << sentence(remedyFor(report->findings.front()));
    return {false, false, sentences.join(u' ')};
}

FileCare::Outcome FileCare::backUpNow(const QString &workspace, const QString &target, const JobControl &control)
{
    const Result<BackupReport> report =
        backUpWorkspace(workspace.toStdString(), target.toStdString(), IfThere::Replace, control);
    if (!report)
        return {false, report.error().code == ErrorCode::Cancelled, sentence(report.error())};
    return {true, false, tr("The backup %1 is made, and was checked.").arg(QDir::toNativeSeparators(target))};
}

} // namespace toll
