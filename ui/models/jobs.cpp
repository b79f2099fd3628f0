// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/jobs.h"

#include <algorithm>

namespace toll {

namespace {

/// How many finished jobs are remembered beside the failures, which stay until they are dismissed.
constexpr std::ptrdiff_t keptJobs = 50;

} // namespace

Jobs::Jobs(QObject *parent) : QObject(parent) { }

int Jobs::start(const QString &title, std::function<void()> cancel)
{
    const int id = m_nextId++;
    m_jobs.push_back({.id = id, .title = title, .message = {}, .isCancellable = static_cast<bool>(cancel)});
    if (cancel)
        m_cancels.emplace_back(id, std::move(cancel));
    emit changed();
    return id;
}

void Jobs::setProgress(int id, std::int64_t done, std::int64_t total)
{
    Job *job = running(id);
    if (!job || (job->done == done && job->total == total))
        return;
    job->done = done;
    job->total = total;
    emit changed();
}

void Jobs::finish(int id, State state, const QString &message)
{
    Job *job = running(id);
    if (!job)
        return;
    Q_ASSERT(state != State::Running);
    job->state = state;
    job->message = message;
    job->isCancellable = false;
    std::erase_if(m_cancels, [id](const auto &entry) { return entry.first == id; });
    forgetOld();
    emit changed();
    emit finished(id);
}

void Jobs::cancel(int id)
{
    const auto found = std::ranges::find(m_cancels, id, &std::pair<int, std::function<void()>>::first);
    if (found == m_cancels.end())
        return;
    // Asked once; the job says itself when it has stopped.
    const std::function<void()> stop = std::move(found->second);
    m_cancels.erase(found);
    if (Job *job = running(id))
        job->isCancellable = false;
    stop();
    emit changed();
}

void Jobs::cancelAll()
{
    while (!m_cancels.empty())
        cancel(m_cancels.back().first);
}

void Jobs::dismiss(int id)
{
    const auto isSeen = [id](const Job &job) { return job.id == id && job.state != State::Running; };
    if (std::erase_if(m_jobs, isSeen) > 0)
        emit changed();
}

Jobs::Job *Jobs::running(int id)
{
    const auto found =
        std::ranges::find_if(m_jobs, [id](const Job &job) { return job.id == id && job.state == State::Running; });
    return found == m_jobs.end() ? nullptr : &*found;
}

void Jobs::forgetOld()
{
    const auto isPlain = [](const Job &job) { return job.state == State::Succeeded || job.state == State::Cancelled; };
    std::ptrdiff_t surplus = std::ranges::count_if(m_jobs, isPlain) - keptJobs;
    std::erase_if(m_jobs, [&](const Job &job) { return isPlain(job) && surplus-- > 0; });
}

} // namespace toll
