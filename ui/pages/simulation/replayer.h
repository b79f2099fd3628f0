// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"
#include "ui/models/jobs.h"
#include "ui/pages/simulation/scenarioform.h"

#include <memory>
#include <optional>

namespace toll {

/// A history with what is said about it.
struct LoadedHistory {
    std::shared_ptr<const Baseline> baseline;
    Zone zone; ///< the workspace's: what days of the range are meant in
    Instant now;
    std::int64_t requests = 0; ///< in the range
    Grain grain = Grain::Cells;
};

/// Loads a history and tries scenarios on it, away from the window's thread: one at a time, the newest next. Where
/// sums of quarters of an hour do not give the exact answer, it reads the single requests once and stays with them.
class Replayer : public QObject {
    Q_OBJECT

public:
    Replayer(Workspace &workspace, Jobs &jobs, QObject *parent = nullptr);

    /// Reads the history anew; until then the old one is kept.
    void load(HistoryRange range);
    void tryOut(const Scenario &scenario);

    [[nodiscard]] const std::optional<LoadedHistory> &history() const { return m_history; }
    [[nodiscard]] bool isLoading() const { return m_loads > 0; }
    [[nodiscard]] bool isReadingEvents() const { return m_eventsJob != 0; }
    [[nodiscard]] bool isSettled() const { return m_loads == 0 && !m_isReplaying && !m_wanted; }

signals:
    void historyChanged();
    /// The scenario's outcomes on history(), and how long they took.
    void answered(const toll::Scenario &scenario, const std::vector<toll::Outcome> &outcomes, qint64 microseconds);
    void failed(const toll::Error &error);
    void busyChanged();

private:
    struct Answer;

    void load(HistoryRange range, Grain grain);
    void adopt(Result<LoadedHistory> loaded);
    void replayNext();
    void take(const Scenario &scenario, const Answer &answer);
    void readEvents();
    void finishEventsJob(Jobs::State state, const QString &message);

    Workspace &m_workspace;
    Jobs &m_jobs;
    HistoryRange m_range = HistoryRange::Last30Days;
    std::optional<LoadedHistory> m_history;
    std::optional<Scenario> m_wanted;
    bool m_isReplaying = false;
    int m_loads = 0;
    int m_newestLoad = 0;
    int m_eventsJob = 0; ///< 0: none
};

} // namespace toll
