// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/services.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class QThread;
class QThreadPool;

namespace toll {

/// The window's door to the core. Jobs run on the storage thread, pure work on a pool; answers come back to the
/// thread of `context`, and not at all if it has died. A page never updates itself from what it has just sent: it
/// waits for changed().
class Workspace : public QObject {
    Q_OBJECT

public:
    /// Opens in the background; done() hears how it went.
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override; ///< finishes queued writes, then closes

    void open(const Services::Options &options, QObject *context, std::function<void(Result<void>)> done);

    /// Runs `job` on the storage thread and hands its Result to `done` on the context's thread.
    template<typename Job, typename Done>
    void ask(QObject *context, Job job, Done done)
    {
        post([guard = QPointer<QObject>(context), context, job = std::move(job), done = std::move(done)](
                 Services &services) mutable {
            answer(guard, context,
                [result = job(services), done = std::move(done)]() mutable { done(std::move(result)); });
        });
    }

    /// Runs `job` on the pool; it must not touch the services.
    template<typename Job, typename Done>
    void compute(QObject *context, Job job, Done done)
    {
        postPure([guard = QPointer<QObject>(context), context, job = std::move(job), done = std::move(done)]() mutable {
            answer(guard, context, [result = job(), done = std::move(done)]() mutable { done(std::move(result)); });
        });
    }

signals:
    void changed(toll::Topics topics); ///< after each commit

private:
    using Work = std::function<void(Services &)>;

    void post(std::function<void(Services &)> work);
    void postPure(std::function<void()> work);
    /// Delivers on the context's thread, through an object that lives there as long as the workspace.
    static void answer(const QPointer<QObject> &guard, QObject *context, std::function<void()> deliver);

    class Storage;
    QThread *m_thread = nullptr;
    QThreadPool *m_pool = nullptr;
    Storage *m_storage = nullptr;
};

} // namespace toll
