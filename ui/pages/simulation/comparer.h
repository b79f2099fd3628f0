// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"
#include "core/simulation/comparison.h"
#include "ui/models/jobs.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace toll {

/// Answers several scenarios side by side, on the pool: one list at a time, a newer one takes the older one's place.
/// Where it lasts it is one of the window's jobs, with progress, and can be cancelled.
class Comparer : public QObject {
    Q_OBJECT

public:
    using Outcomes = Result<std::vector<Result<std::vector<Outcome>>>>;

    Comparer(Workspace &workspace, Jobs &jobs, QObject *parent = nullptr);
    ~Comparer() override;

    /// `done` hears the end, Cancelled where the user has stopped it, unless a newer list takes its place.
    void ask(std::shared_ptr<const Baseline> baseline, std::vector<ScenarioSet> sets,
        std::function<void(const Outcomes &)> done);
    /// Nobody wants to know any more.
    void drop();
    [[nodiscard]] bool isBusy() const { return m_running != nullptr; }

signals:
    void progressed(int percent);

private:
    struct Run;

    void startJob();
    void finish(const Outcomes &outcomes);
    [[nodiscard]] std::function<void(std::size_t, std::size_t)> progressOf(const std::shared_ptr<Run> &run);

    Workspace &m_workspace;
    Jobs &m_jobs;
    std::shared_ptr<Run> m_running;
    QTimer m_patience; ///< until it is worth a job
};

} // namespace toll
