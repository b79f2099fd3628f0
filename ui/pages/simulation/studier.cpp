// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/studier.h"

#include "core/services/wording.h"

#include <QPointer>

#include <algorithm>

namespace toll {

namespace {

constexpr int patienceMs = 400;
constexpr std::int64_t coarseRuns = 500;
constexpr int wholePercent = 100;

} // namespace

struct Studier::Run {
    Question question;
    Ears ears;
    std::stop_source stop;
    std::int64_t allRuns = 0; ///< of a forecast whose first paths are being drawn; else 0
    int job = 0; ///< 0: none
};

std::shared_ptr<const Baseline> Studier::historyOf(const Question &question)
{
    const std::optional<Interval> &range = question.baseline->range;
    if (!question.until || !range || range->end <= *question.until || *question.until <= range->begin)
        return question.baseline;
    auto known = std::make_shared<Baseline>(*question.baseline);
    known->range->end = floorTo(*question.until, msPerQuarter);
    return known;
}

Studier::Studier(Workspace &workspace, Jobs &jobs, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Studier::startJob);
}

Studier::~Studier()
{
    drop();
}

void Studier::ask(Question question, Ears ears)
{
    drop();
    m_running = std::make_shared<Run>();
    m_running->question = std::move(question);
    m_running->ears = std::move(ears);
    std::optional<ForecastQuestion> &forecast = m_running->question.asked.forecast;
    if (forecast && forecast->runs > 2 * coarseRuns) {
        // The first paths of many are those of few: an answer at once, which then only gets finer.
        m_running->allRuns = std::exchange(forecast->runs, coarseRuns);
    }
    m_patience.start();
    run(m_running);
    emit busyChanged();
}

void Studier::drop()
{
    m_patience.stop();
    const std::shared_ptr<Run> run = std::exchange(m_running, nullptr);
    if (!run)
        return;
    run->stop.request_stop();
    if (run->job != 0)
        m_jobs.finish(run->job, Jobs::State::Cancelled, tr("Another question took its place."));
    emit busyChanged();
}

void Studier::run(const std::shared_ptr<Run> &run)
{
    m_workspace.compute(
        this,
        [question = run->question, token = run->stop.get_token(), hear = progressOf(run)] {
            Pace pace;
            pace.stop = token;
            pace.progress = hear;
            return study(historyOf(question), question.set, question.asked, pace);
        },
        [this, run](const Result<Study> &study) {
            if (run == m_running)
                finish(run, study);
        });
}

/// From the pool to the window's thread, a hundred steps at most.
std::function<void(std::size_t, std::size_t)> Studier::progressOf(const std::shared_ptr<Run> &run)
{
    const auto tell = [self = QPointer<Studier>(this), weak = std::weak_ptr(run)](int percent) {
        const std::shared_ptr<Run> heard = weak.lock();
        if (!self || !heard || heard != self->m_running)
            return;
        if (heard->job != 0)
            self->m_jobs.setProgress(heard->job, percent, wholePercent);
        emit self->progressed(percent);
    };
    return [jobs = &m_jobs, tell, last = -1](std::size_t done, std::size_t all) mutable {
        const int percent = all > 0 ? static_cast<int>(done * wholePercent / all) : 0;
        if (std::exchange(last, percent) != percent)
            QMetaObject::invokeMethod(jobs, [tell, percent] { tell(percent); }, Qt::QueuedConnection);
    };
}

void Studier::startJob()
{
    if (!m_running || m_running->job != 0)
        return;
    m_running->job = m_jobs.start(m_running->question.title, [this, weak = std::weak_ptr(m_running)] {
        if (const std::shared_ptr<Run> run = weak.lock())
            run->stop.request_stop();
    });
}

void Studier::finish(const std::shared_ptr<Run> &run, const Result<Study> &study)
{
    if (study && run->allRuns > 0) {
        run->question.asked.forecast->runs = std::exchange(run->allRuns, 0);
        run->ears.answered(*study, true);
        if (run == m_running)
            this->run(run);
        return;
    }
    m_patience.stop();
    m_running.reset();
    if (run->job != 0) {
        const bool isCancelled = !study && study.error().code == ErrorCode::Cancelled;
        m_jobs.finish(run->job,
            study             ? Jobs::State::Succeeded
                : isCancelled ? Jobs::State::Cancelled
                              : Jobs::State::Failed,
            study ? tr("Done.") : sentence(study.error()));
    }
    if (study)
        run->ears.answered(*study, false);
    else
        run->ears.failed(study.error());
    emit busyChanged();
}

} // namespace toll
