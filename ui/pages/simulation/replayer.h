// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"
#include "core/simulation/margin.h"
#include "core/simulation/quickreplay.h"
#include "core/simulation/tokenpart.h"
#include "ui/models/jobs.h"
#include "ui/pages/simulation/scenarioform.h"

#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>

namespace toll {

/// A history with what is said about it.
struct LoadedHistory {
    std::shared_ptr<const Baseline> baseline;
    std::shared_ptr<const TokenPart> part; ///< of it, for coarse answers; null where none are needed, or can be had
    Zone zone; ///< the workspace's: what days of the range are meant in
    Instant now;
    std::int64_t requests = 0; ///< in the range
    Grain grain = Grain::Cells;
    std::vector<Plan> plans; ///< the newest versions of all there are
    Providers providers; ///< who are paid for it
};

/// What became of a scenario.
struct TriedOut {
    ScenarioSet set;
    std::vector<Outcome> outcomes;
    std::vector<std::string> left; ///< customers who left, as was assumed
    qint64 microseconds = 0;
    bool isCoarse = false; ///< from a part of the tokens; the exact answer follows
};

/// Loads a history and tries scenarios on it, away from the window's thread: one at a time, the newest next. What it
/// has counted for one is kept for the next, so that another rate or cap takes a moment. Where an answer takes longer,
/// a coarse one from a part of the tokens comes first. Where sums of quarters of an
/// hour do not give the exact answer, it reads the single requests once and stays with them.
class Replayer : public QObject {
    Q_OBJECT

public:
    Replayer(Workspace &workspace, Jobs &jobs, QObject *parent = nullptr);

    /// Reads the history anew; until then the old one is kept.
    void load(HistoryRange range);
    void tryOut(const ScenarioSet &set);
    /// Reads the single requests, unless they are there or on their way.
    void readEvents();

    [[nodiscard]] const std::optional<LoadedHistory> &history() const { return m_history; }
    [[nodiscard]] bool isLoading() const { return m_loads > 0; }
    [[nodiscard]] bool isReadingEvents() const { return m_eventsJob != 0; }
    [[nodiscard]] bool isReplaying() const { return m_isReplaying || m_wanted; }
    [[nodiscard]] bool isSettled() const { return m_loads == 0 && !m_isReplaying && !m_isGlancing && !m_wanted; }

signals:
    void historyChanged();
    /// What became of the scenario on history().
    void answered(const toll::TriedOut &tried);
    void failed(const toll::Error &error);
    void busyChanged();

private:
    struct Answer;
    class Kept;

    void load(HistoryRange range, Grain grain);
    void adopt(Result<LoadedHistory> loaded);
    void replayNext();
    void glance();
    void takeGlance(const ScenarioSet &set, const Answer &answer);
    void take(const ScenarioSet &set, const Answer &answer);
    void finishEventsJob(Jobs::State state, const QString &message);

    Workspace &m_workspace;
    Jobs &m_jobs;
    HistoryRange m_range = HistoryRange::Last30Days;
    std::optional<LoadedHistory> m_history;
    std::shared_ptr<Kept> m_kept; ///< touched by the one replay under way
    std::optional<ScenarioSet> m_wanted;
    bool m_isReplaying = false;
    std::optional<ScenarioSet> m_underWay; ///< what is being replayed
    std::shared_ptr<Kept> m_keptOfPart; ///< touched by the one glance under way
    std::optional<ScenarioSet> m_glanced; ///< the newest with a coarse answer that no exact one has followed
    QThreadPool m_glances; ///< beside the workspace's, which is busy with the exact answer
    bool m_isGlancing = false;
    QTimer m_patience; ///< until an answer is worth a coarse one before it
    int m_loads = 0;
    int m_newestLoad = 0;
    int m_eventsJob = 0; ///< 0: none
};

} // namespace toll
