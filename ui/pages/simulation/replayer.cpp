// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/replayer.h"

#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/text/numbers.h"

#include <QElapsedTimer>

namespace toll {

struct Replayer::Answer {
    std::shared_ptr<const Baseline> baseline; ///< what it was tried on
    bool needsEvents = false;
    Result<std::vector<Outcome>> outcomes;
    qint64 microseconds = 0;
};

namespace {

std::optional<Interval> spanOf(HistoryRange range, Instant now, const Zone &zone)
{
    switch (range) {
    case HistoryRange::Last30Days:
        return presetPeriod(PeriodPreset::Last30Days, now, zone);
    case HistoryRange::Last90Days:
        return presetPeriod(PeriodPreset::Last90Days, now, zone);
    case HistoryRange::ThisMonth:
        return presetPeriod(PeriodPreset::ThisMonth, now, zone);
    case HistoryRange::All:
        return std::nullopt;
    }
    return std::nullopt;
}

std::int64_t requestsIn(const Baseline &baseline)
{
    std::int64_t requests = 0;
    for (const BaselineCustomer &customer : baseline.customers)
        for (const UsageRow &row : customer.usage.rows)
            if (baseline.range && baseline.range->contains(row.time))
                requests += row.requests;
    return requests;
}

Result<LoadedHistory> readHistory(Services &services, HistoryRange range, Grain grain)
{
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    Result<Zone> zone = zoneNamed(info->timezone);
    if (!zone)
        return std::unexpected(zone.error());
    const Instant now = services.now();
    Result<std::shared_ptr<const Baseline>> baseline = services.simulation.baseline(spanOf(range, now, *zone), grain);
    if (!baseline)
        return std::unexpected(baseline.error());
    const std::int64_t requests = requestsIn(**baseline);
    return LoadedHistory{std::move(*baseline), std::move(*zone), now, requests, grain};
}

} // namespace

Replayer::Replayer(Workspace &workspace, Jobs &jobs, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs)
{
}

void Replayer::load(HistoryRange range)
{
    m_range = range;
    load(range, Grain::Cells);
}

void Replayer::load(HistoryRange range, Grain grain)
{
    ++m_loads;
    const int load = ++m_newestLoad;
    emit busyChanged();
    m_workspace.read(
        this, [range, grain](Services &services) { return readHistory(services, range, grain); },
        [this, load](const Result<LoadedHistory> &loaded) {
            --m_loads;
            if (load == m_newestLoad)
                adopt(loaded);
            emit busyChanged();
        });
}

void Replayer::adopt(Result<LoadedHistory> loaded)
{
    if (!loaded) {
        m_wanted.reset();
        finishEventsJob(Jobs::State::Failed, sentence(loaded.error()));
        emit failed(loaded.error());
        return;
    }
    m_history = std::move(*loaded);
    finishEventsJob(Jobs::State::Succeeded, tr("%1 requests").arg(integerText(m_history->requests)));
    emit historyChanged();
    replayNext();
}

void Replayer::tryOut(const Scenario &scenario)
{
    m_wanted = scenario;
    replayNext();
}

void Replayer::replayNext()
{
    if (m_isReplaying || m_loads > 0 || !m_wanted || !m_history)
        return;
    m_isReplaying = true;
    const Scenario scenario = *std::exchange(m_wanted, std::nullopt);
    m_workspace.compute(
        this,
        [baseline = m_history->baseline, scenario] {
            QElapsedTimer timer;
            timer.start();
            Answer answer{baseline, !cellsSuffice(*baseline, scenario), {}, 0};
            if (!answer.needsEvents)
                answer.outcomes = replay(*baseline, scenario);
            answer.microseconds = timer.nsecsElapsed() / 1000;
            return answer;
        },
        [this, scenario](const Answer &answer) {
            m_isReplaying = false;
            take(scenario, answer);
            replayNext();
            emit busyChanged();
        });
}

void Replayer::take(const Scenario &scenario, const Answer &answer)
{
    const bool isCurrent = answer.baseline == m_history->baseline;
    if (!isCurrent || answer.needsEvents) { // once more, on the history that is there by then
        if (!m_wanted)
            m_wanted = scenario;
        if (isCurrent)
            readEvents();
        return;
    }
    if (answer.outcomes)
        emit answered(scenario, *answer.outcomes, answer.microseconds);
    else
        emit failed(answer.outcomes.error());
}

/// The wanted scenario waits for them.
void Replayer::readEvents()
{
    if (m_eventsJob == 0)
        m_eventsJob = m_jobs.start(tr("Reading single requests"));
    load(m_range, Grain::Events);
}

void Replayer::finishEventsJob(Jobs::State state, const QString &message)
{
    if (const int job = std::exchange(m_eventsJob, 0); job != 0)
        m_jobs.finish(job, state, message);
}

} // namespace toll
