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
    Result<TriedOut> tried;
};

namespace {

/// With the coarse answer's own time well within a frame.
constexpr int patienceMs = 6;

/// What a set makes of the usage: all of it but the prices of its last change. Where demand follows the rate, they
/// count too.
ScenarioSet outlineOf(const ScenarioSet &set)
{
    ScenarioSet outline = set;
    outline.name.clear();
    if (outline.changes.empty() || outline.changes.back().elasticity)
        return outline;
    Scenario &last = outline.changes.back();
    Scenario bare;
    bare.volumeFactor = last.volumeFactor;
    if (bare.volumeFactor)
        bare.on = last.on;
    last = bare;
    return outline;
}

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
    Result<Providers> providers = services.simulation.providers(spanOf(range, now, *zone));
    if (!providers)
        return std::unexpected(providers.error());
    const bool keepsKinds = !providers->runs.empty(); // what they charge depends on sources and models
    Result<std::shared_ptr<const Baseline>> baseline =
        services.simulation.baseline(spanOf(range, now, *zone), grain, keepsKinds);
    if (!baseline)
        return std::unexpected(baseline.error());
    const std::int64_t requests = requestsIn(**baseline);
    const Result<std::vector<PlanRow>> plans = services.plans.list();
    if (!plans)
        return std::unexpected(plans.error());
    std::optional<TokenPart> part = partOf(**baseline);
    LoadedHistory history{std::move(*baseline), part ? std::make_shared<const TokenPart>(std::move(*part)) : nullptr,
        std::move(*zone), now, requests, grain, {}, std::move(*providers)};
    for (const PlanRow &row : *plans)
        history.plans.push_back(row.plan);
    return history;
}

} // namespace

/// A history under assumptions, and what has been counted of it.
class Replayer::Kept {
public:
    Result<TriedOut> tryOut(const std::shared_ptr<const Baseline> &baseline, const ScenarioSet &set, bool &needsEvents)
    {
        if (Result<void> ready = makeReady(baseline, set); !ready)
            return std::unexpected(ready.error());
        Scenario last = set.changes.empty() ? Scenario() : set.changes.back();
        last.volumeFactor.reset(); // they are in the usage
        last.elasticity.reset();
        Result<std::vector<Outcome>> outcomes = m_quick->outcomes(last);
        needsEvents = !outcomes && outcomes.error().code == ErrorCode::WrongState; // cells are too coarse
        if (!outcomes)
            return std::unexpected(outcomes.error());
        return TriedOut{set, std::move(*outcomes), m_prepared.left, 0};
    }

    /// From the part of a whole.
    Answer glanceAt(const std::shared_ptr<const Baseline> &whole, const TokenPart &part, const ScenarioSet &set)
    {
        QElapsedTimer timer;
        timer.start();
        Answer answer{whole, false, {}};
        answer.tried = tryOut(part.baseline, set, answer.needsEvents);
        if (!answer.tried)
            return answer;
        std::optional<std::vector<Outcome>> outcomes = estimated(*whole, part, answer.tried->outcomes);
        if (!outcomes)
            return {whole, false, fail(ErrorCode::Unsupported)};
        answer.tried->outcomes = std::move(*outcomes);
        answer.tried->isCoarse = true;
        answer.tried->microseconds = timer.nsecsElapsed() / 1000;
        return answer;
    }

private:
    Result<void> makeReady(const std::shared_ptr<const Baseline> &baseline, const ScenarioSet &set)
    {
        const ScenarioSet outline = outlineOf(set);
        if (m_quick && m_original == baseline && m_outline == outline)
            return {};
        m_quick.reset();
        Result<PreparedScenario> prepared = prepare(baseline, set);
        if (!prepared)
            return std::unexpected(prepared.error());
        m_original = baseline;
        m_outline = outline;
        m_prepared = std::move(*prepared);
        m_quick = std::make_unique<QuickReplay>(*m_prepared.baseline);
        return {};
    }

    std::shared_ptr<const Baseline> m_original;
    ScenarioSet m_outline;
    PreparedScenario m_prepared;
    std::unique_ptr<QuickReplay> m_quick;
};

Replayer::Replayer(Workspace &workspace, Jobs &jobs, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs), m_kept(std::make_shared<Kept>()),
      m_keptOfPart(std::make_shared<Kept>())
{
    m_glances.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Replayer::glance);
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
    m_glanced.reset();
    finishEventsJob(Jobs::State::Succeeded, tr("%1 requests").arg(integerText(m_history->requests)));
    emit historyChanged();
    replayNext();
}

void Replayer::tryOut(const ScenarioSet &set)
{
    m_wanted = set;
    replayNext();
}

void Replayer::replayNext()
{
    if (m_loads > 0 || !m_wanted || !m_history)
        return;
    if (m_isReplaying) {
        if (!m_patience.isActive())
            glance();
        return;
    }
    m_isReplaying = true;
    const ScenarioSet set = *std::exchange(m_wanted, std::nullopt);
    m_underWay = set;
    m_patience.start();
    m_workspace.compute(
        this,
        [baseline = m_history->baseline, kept = m_kept, set] {
            QElapsedTimer timer;
            timer.start();
            Answer answer{baseline, false, {}};
            answer.tried = kept->tryOut(baseline, set, answer.needsEvents);
            if (answer.tried)
                answer.tried->microseconds = timer.nsecsElapsed() / 1000;
            return answer;
        },
        [this, set](const Answer &answer) {
            m_isReplaying = false;
            m_underWay.reset();
            m_patience.stop();
            take(set, answer);
            replayNext();
            emit busyChanged();
        });
}

/// A coarse answer to what is asked last, while the exact one is being found.
void Replayer::glance()
{
    const std::optional<ScenarioSet> &set = m_wanted ? m_wanted : m_underWay;
    if (m_isGlancing || !m_isReplaying || !set || m_glanced == set || !m_history->part || !isProportional(*set))
        return;
    m_isGlancing = true;
    m_glances.start([this, whole = m_history->baseline, part = m_history->part, kept = m_keptOfPart, set = *set] {
        const Answer answer = kept->glanceAt(whole, *part, set);
        QMetaObject::invokeMethod(
            this,
            [this, set, answer] {
                m_isGlancing = false;
                takeGlance(set, answer);
                emit busyChanged();
            },
            Qt::QueuedConnection);
    });
}

/// What is wrong with a scenario, the exact answer says.
void Replayer::takeGlance(const ScenarioSet &set, const Answer &answer)
{
    const std::optional<ScenarioSet> &newest = m_wanted ? m_wanted : m_underWay;
    if (!newest) // the exact answer was faster
        return;
    if (answer.tried && answer.baseline == m_history->baseline) {
        m_glanced = set;
        emit answered(*answer.tried);
    }
    if (*newest != set)
        glance();
}

void Replayer::take(const ScenarioSet &set, const Answer &answer)
{
    const bool isCurrent = answer.baseline == m_history->baseline;
    if (!isCurrent || answer.needsEvents) { // once more, on the history that is there by then
        if (!m_wanted)
            m_wanted = set;
        if (isCurrent)
            readEvents();
        return;
    }
    if (m_wanted && m_glanced)
        return; // something newer is shown already
    m_glanced.reset();
    if (answer.tried)
        emit answered(*answer.tried);
    else
        emit failed(answer.tried.error());
}

/// The wanted scenario waits for them.
void Replayer::readEvents()
{
    if (m_eventsJob != 0 || (m_history && m_history->grain == Grain::Events))
        return;
    m_eventsJob = m_jobs.start(tr("Reading single requests"));
    load(m_range, Grain::Events);
}

void Replayer::finishEventsJob(Jobs::State state, const QString &message)
{
    if (const int job = std::exchange(m_eventsJob, 0); job != 0)
        m_jobs.finish(job, state, message);
}

} // namespace toll
