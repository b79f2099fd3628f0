// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"
#include "core/simulation/study.h"
#include "ui/models/jobs.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

namespace toll {

/// Answers what takes longer than a frame, on the pool: one question at a time. A new one stops the old one. Only work
/// that lasts becomes one of the window's jobs, so that the list is not flooded while someone tries things.
class Studier : public QObject {
    Q_OBJECT

public:
    struct Question {
        std::shared_ptr<const Baseline> baseline;
        ScenarioSet set;
        StudyQuestions asked;
        QString title; ///< of the job: "Sweep"
        /// The present: of a range that reaches beyond it, what lies after is not history. Absent: all of it is.
        std::optional<Instant> until = std::nullopt;
    };
    /// What hears of it: exactly one of these, unless a newer question takes its place.
    struct Ears {
        std::function<void(const Study &study, bool isCoarse)> answered; ///< coarse: an exact one follows
        std::function<void(const Error &error)> failed; ///< Cancelled, where the user has stopped it
    };

    Studier(Workspace &workspace, Jobs &jobs, QObject *parent = nullptr);
    ~Studier() override;

    void ask(Question question, Ears ears);
    /// The history up to the question's present. What is billed of it is another matter: that is for the whole range.
    [[nodiscard]] static std::shared_ptr<const Baseline> historyOf(const Question &question);
    /// Nobody wants to know any more.
    void drop();
    [[nodiscard]] bool isBusy() const { return m_running != nullptr; }

signals:
    void busyChanged();
    void progressed(int percent);

private:
    struct Run;

    void run(const std::shared_ptr<Run> &run);
    void finish(const std::shared_ptr<Run> &run, const Result<Study> &study);
    void startJob();
    [[nodiscard]] std::function<void(std::size_t, std::size_t)> progressOf(const std::shared_ptr<Run> &run);

    Workspace &m_workspace;
    Jobs &m_jobs;
    std::shared_ptr<Run> m_running;
    QTimer m_patience; ///< until it is worth a job
};

} // namespace toll
