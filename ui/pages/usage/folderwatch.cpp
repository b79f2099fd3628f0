// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/folderwatch.h"

#include "core/services/wording.h"
#include "ui/pages/usage/importtext.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace toll {

namespace {

constexpr int lookEvery = 2000; // ms
constexpr std::size_t mostKept = 500;

struct Looked {
    std::vector<FileOutcome> outcomes;
    Instant at;
};

} // namespace

bool FolderWatch::Taken::isDoubtful() const
{
    return outcome.report && (outcome.report->rejected > 0 || outcome.report->conflicts > 0);
}

FolderWatch &FolderWatch::of(PageContext &context)
{
    auto *watch = context.workspace.findChild<FolderWatch *>(QString(), Qt::FindDirectChildrenOnly);
    return watch ? *watch : *new FolderWatch(context, &context.workspace);
}

FolderWatch::FolderWatch(PageContext &context, QObject *parent)
    : QObject(parent), m_workspace(context.workspace), m_jobs(context.jobs), m_seen(std::make_shared<FolderState>())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &FolderWatch::look);
    recall();
}

/// Goes on with what was watched when the workspace was closed. In one that is only read, nothing is.
void FolderWatch::recall()
{
    m_workspace.ask(
        this,
        [](Services &services) {
            return services.isReadOnly() ? Result<std::optional<WatchedFolder>>() : services.watch.remembered();
        },
        [this](const Result<std::optional<WatchedFolder>> &remembered) {
            if (m_state != State::Stopped || !m_settings.folder.empty())
                return; // somebody was faster
            if (!remembered) {
                m_error = remembered.error();
                emit changed();
            } else if (*remembered) {
                m_settings = **remembered;
                setState(m_settings.isPaused ? State::Paused : State::Watching);
                if (m_state == State::Watching)
                    look();
            }
        });
}

void FolderWatch::remember()
{
    std::optional<WatchedFolder> watched;
    if (m_state != State::Stopped)
        watched = m_settings;
    m_workspace.ask(
        this, [watched](Services &services) { return services.watch.remember(watched); },
        [this](const Result<void> &done) {
            if (done)
                return;
            m_error = done.error();
            emit changed();
        });
}

void FolderWatch::start(WatchedFolder settings)
{
    m_settings = std::move(settings);
    m_seen = std::make_shared<FolderState>();
    m_taken.clear();
    m_error.reset();
    m_count = m_failures = 0;
    resume();
}

void FolderWatch::pause()
{
    m_control.cancel();
    m_timer.stop();
    m_settings.isPaused = true;
    setState(State::Paused);
    remember();
}

void FolderWatch::resume()
{
    m_settings.isPaused = false;
    setState(State::Watching);
    remember();
    look();
}

void FolderWatch::stop()
{
    m_control.cancel();
    m_timer.stop();
    setState(State::Stopped);
    remember();
}

void FolderWatch::setState(State state)
{
    m_state = state;
    emit changed();
}

void FolderWatch::look()
{
    if (m_isLooking) {
        m_timer.start(); // the one that was cancelled is still ending
        return;
    }
    m_isLooking = true;
    m_control = JobControl([this](std::int64_t done, std::int64_t total) {
        QMetaObject::invokeMethod(
            this, [this, done, total] { onProgress(done, total); }, Qt::QueuedConnection);
    });
    m_workspace.ask(
        this,
        [settings = m_settings, seen = m_seen, control = m_control](Services &services) -> Result<Looked> {
            const LayoutOfFile layoutOf = [&](const std::string &path) {
                return services.imports.layoutOf(path, settings.options.zone, {});
            };
            auto outcomes = services.watch.look(settings.folder, std::chrono::seconds(settings.settle),
                *seen, settings.options, layoutOf, control);
            if (!outcomes)
                return std::unexpected(outcomes.error());
            return Looked{std::move(*outcomes), services.now()};
        },
        [this, seen = m_seen](const Result<Looked> &looked) {
            m_isLooking = false;
            if (seen == m_seen)
                adopt(looked ? Result<std::vector<FileOutcome>>(looked->outcomes) : std::unexpected(looked.error()),
                    looked ? looked->at : Instant());
            else
                finishJob({}); // another watch has begun since
        });
}

void FolderWatch::onProgress(std::int64_t done, std::int64_t total)
{
    if (!m_isLooking || m_control.isCancelled())
        return;
    if (m_job == 0) {
        m_job = m_jobs.start(
            tr("Import from the folder %1").arg(QFileInfo(QString::fromStdString(m_settings.folder)).fileName()), [this] { pause(); });
        setState(State::Importing);
    }
    m_jobs.setProgress(m_job, done, total);
}

void FolderWatch::adopt(const Result<std::vector<FileOutcome>> &outcomes, Instant now)
{
    if (outcomes) {
        for (const FileOutcome &outcome : *outcomes) {
            if (outcome.report && outcome.report->cancelled)
                continue; // it follows
            m_taken.push_front(
                {++m_count, now, QFileInfo(QString::fromStdString(outcome.path)).fileName(), outcome});
            m_failures += m_taken.front().isFailed() ? 1 : 0;
        }
        while (m_taken.size() > mostKept)
            m_taken.pop_back();
    }
    m_error = outcomes ? std::nullopt : std::optional(outcomes.error());
    finishJob(outcomes.value_or(std::vector<FileOutcome>()));
    const bool goesOn = m_state != State::Paused && m_state != State::Stopped;
    if (goesOn) {
        m_state = m_error ? State::Failing : State::Watching;
        m_timer.start();
    }
    emit changed();
}

void FolderWatch::finishJob(const std::vector<FileOutcome> &outcomes)
{
    if (const int job = std::exchange(m_job, 0); job != 0) {
        const bool isFailed = std::ranges::any_of(outcomes, [](const FileOutcome &one) { return !one.report; });
        m_jobs.finish(job,
            m_control.isCancelled() ? Jobs::State::Cancelled
                : isFailed          ? Jobs::State::Failed
                                    : Jobs::State::Succeeded,
            outcomes.empty() ? (m_error ? sentence(*m_error) : QString()) : outcomesText(outcomes, false));
    }
}

} // namespace toll
