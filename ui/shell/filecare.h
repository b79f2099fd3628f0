// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/retention.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace toll {

class Jobs;
class Services;
class Workspace;

/// Looks after a workspace's file: checks and backups as jobs of the window, on a thread of their own, so that pages go
/// on answering. They see what is committed when they begin.
class FileCare : public QObject {
    Q_OBJECT

public:
    explicit FileCare(Jobs &jobs, QObject *parent = nullptr);
    ~FileCare() override; ///< cancels what is under way, and waits for it

    void check(const QString &workspace);
    /// Replaces the target where there is one: who chose it was asked.
    void backUp(const QString &workspace, const QString &target);
    /// Drops single records of closed periods that ended by `before`, and makes `rule` the workspace's setting where it
    /// is given. Like everything that writes, it runs on the workspace's own thread.
    void drop(Workspace &workspace, Instant before, std::optional<int> rule);

signals:
    void succeeded(const QString &message);

private:
    /// How a job ended, in words.
    struct Outcome {
        bool isSound = false;
        bool isCancelled = false;
        QString message;
    };

    [[nodiscard]] JobControl withProgress(const std::shared_ptr<JobControl> &own, int id);
    void finish(int id, const Outcome &outcome);
    void run(const QString &title, std::function<Outcome(const JobControl &)> work);
    static Outcome checkNow(const QString &workspace, const JobControl &control);
    static Outcome dropNow(Services &services, Instant before, std::optional<int> rule, const JobControl &control);
    static Outcome backUpNow(const QString &workspace, const QString &target, const JobControl &control);

    Jobs &m_jobs;
    JobControl m_all; ///< its flag stops every job
    QThreadPool m_pool;
};

} // namespace toll
