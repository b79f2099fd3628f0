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

/// The window's door to the core. Jobs run on the storage thread, questions on a thread and connection of their own, pure
/// work on a pool; answers come back to the window's thread, and not at all if `context` has died. A page never updates
/// itself from what it has just sent: it waits for changed().
class Workspace : public QObject {
    Q_OBJECT

public:
    /// Opens in the background; done() hears how it went.
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override; ///< finishes queued writes, then closes

    void open(const Services::Options &options, QObject *context, std::function<void(Result<void>)> done);

    /// Runs `job` on the storage thread and hands its Result to `done` on the window's thread. `context` must be alive
    /// when this is called, and lives on the window's thread.
    template<typename Job, typename Done>
    void ask(QObject *context, Job job, Done done)
    {
        post([this, guard = QPointer<QObject>(context), job = std::move(job), done = std::move(done)](
                 Services &services) { answer(guard, [result = job(services), done] { done(result); }); });
    }

    /// The same for a job that only reads, which waits for no job under way, however long: it sees one moment of what is
    /// committed. What was asked for before may not be done yet.
    template<typename Job, typename Done>
    void read(QObject *context, Job job, Done done)
    {
        postRead([this, guard = QPointer<QObject>(context), job = std::move(job), done = std::move(done)](
                     Services &services) { answer(guard, [result = job(services), done] { done(result); }); });
    }

    /// Runs `job` on the pool; it must not touch the services.
    template<typename Job, typename Done>
    void compute(QObject *context, Job job, Done done)
    {
        postPure([this, guard = QPointer<QObject>(context), job = std::move(job), done = std::move(done)] {
            answer(guard, [result = job(), done] { done(result); });
        });
    }

signals:
    void changed(toll::Topics topics); ///< after each commit

private:
    using Work = std::function<void(Services &)>;

    void post(Work work);
    void postRead(Work work);
    void postPure(std::function<void()> work);
    /// Delivers on this object's thread, if the receiver still lives then.
    void answer(const QPointer<QObject> &guard, std::function<void()> deliver);

    class Storage;
    static void openReader(Storage *reader, Services::Options options);

    QThread *m_thread = nullptr;
    QThread *m_readingThread = nullptr;
    QThreadPool *m_pool = nullptr;
    Storage *m_storage = nullptr;
    Storage *m_reader = nullptr; ///< without services where the file cannot be opened twice: the writer reads then
};

} // namespace toll
