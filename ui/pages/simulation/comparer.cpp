// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/comparer.h"

#include "core/services/wording.h"

#include <QPointer>

namespace toll {

namespace {

constexpr int patienceMs = 400;
constexpr int wholePercent = 100;

} // namespace

struct Comparer::Run {
    std::function<void(const Outcomes &)> done;
    std::stop_source stop;
    std::size_t scenarios = 0;
    int job = 0; ///< 0: none
};

Comparer::Comparer(Workspace &workspace, Jobs &jobs, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Comparer::startJob);
}

Comparer::~Comparer()
{
    drop();
}

void Comparer::ask(std::shared_ptr<const Baseline> baseline, std::vector<ScenarioSet> sets,
    std::function<void(const Outcomes &)> done)
{
    drop();
    m_running = std::make_shared<Run>();
    m_running->done = std::move(done);
    m_running->scenarios = sets.size();
    m_patience.start();
    m_workspace.compute(
        this,
        [baseline = std::move(baseline), sets = std::move(sets), token = m_running->stop.get_token(),
            hear = progressOf(m_running)] {
            Pace pace;
            pace.stop = token;
            pace.progress = hear;
            return compare(baseline, sets, pace);
        },
        [this, run = m_running](const Outcomes &outcomes) {
            if (run == m_running)
                finish(outcomes);
        });
}

void Comparer::drop()
{
    m_patience.stop();
    const std::shared_ptr<Run> run = std::exchange(m_running, nullptr);
    if (!run)
        return;
    run->stop.request_stop();
    if (run->job != 0)
        m_jobs.finish(run->job, Jobs::State::Cancelled, tr("Another list took its place."));
}

/// From the pool to the window's thread, a hundred steps at most.
std::function<void(std::size_t, std::size_t)> Comparer::progressOf(const std::shared_ptr<Run> &run)
{
    const auto tell = [self = QPointer<Comparer>(this), weak = std::weak_ptr(run)](int percent) {
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

void Comparer::startJob()
{
    if (!m_running || m_running->job != 0)
        return;
    const QString title = tr("Comparing %n scenario(s)", nullptr, static_cast<int>(m_running->scenarios));
    m_running->job = m_jobs.start(title, [weak = std::weak_ptr(m_running)] {
        if (const std::shared_ptr<Run> run = weak.lock())
            run->stop.request_stop();
    });
}

void Comparer::finish(const Outcomes &outcomes)
{
    m_patience.stop();
    const std::shared_ptr<Run> run = std::exchange(m_running, nullptr);
    if (run->job != 0)
        m_jobs.finish(run->job, outcomes ? Jobs::State::Succeeded : Jobs::State::Cancelled,
            outcomes ? tr("Done.") : sentence(outcomes.error()));
    run->done(outcomes);
}

} // namespace toll
