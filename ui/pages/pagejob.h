// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/job.h"
#include "core/services/wording.h"
#include "ui/pages/page.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace toll {

/// Progress as the registry of jobs wants it: from the storage thread to the window's, a hundred steps at most.
[[nodiscard]] inline JobControl::Progress progressOf(Jobs &jobs, int id)
{
    return [&jobs, id, last = std::int64_t{-1}](std::int64_t done, std::int64_t total) mutable {
        constexpr std::int64_t steps = 100;
        const std::int64_t step = total > 0 ? done / std::max<std::int64_t>(total / steps, 1) : done;
        if (std::exchange(last, step) == step)
            return;
        QMetaObject::invokeMethod(
            &jobs, [&jobs, id, done, total] { jobs.setProgress(id, done, total); }, Qt::QueuedConnection);
    };
}

/// Runs `work(Services &, const JobControl &) -> Result<T>` on the storage thread as one of the window's jobs, which shows
/// progress, can be cancelled and keeps its result: `words(const Result<T> &)` of a good one, else the error's sentence. It
/// goes on whatever becomes of the page or dialog; `done(const Result<T> &)` hears the end in any case. Gives the job's id.
template<typename Work, typename Words, typename Done>
int startJob(PageContext &context, const QString &title, Work work, Words words, Done done)
{
    auto control = std::make_shared<JobControl>();
    Jobs &jobs = context.jobs;
    const int id = jobs.start(title, [control] { control->cancel(); });
    *control = control->withProgress(progressOf(jobs, id));
    context.workspace.ask(
        &jobs, [work = std::move(work), control](Services &services) { return work(services, *control); },
        [&jobs, id, words = std::move(words), done = std::move(done)](const auto &result) {
            const bool isCancelled = !result && result.error().code == ErrorCode::Cancelled;
            jobs.finish(id,
                result            ? Jobs::State::Succeeded
                    : isCancelled ? Jobs::State::Cancelled
                                  : Jobs::State::Failed,
                result ? words(result) : sentence(result.error()));
            done(result);
        });
    return id;
}

} // namespace toll
