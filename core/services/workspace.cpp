// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/workspace.h"

#include <QThread>
#include <QThreadPool>

namespace toll {

/// Lives on the storage thread and owns the open services.
class Workspace::Storage : public QObject {
public:
    std::unique_ptr<Services> services;
};

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_thread(new QThread(this)), m_pool(new QThreadPool(this)), m_storage(new Storage)
{
    m_thread->setObjectName(QStringLiteral("storage"));
    m_storage->moveToThread(m_thread);
    // One pure job at a time: the newest answer is the one that is wanted, and two would only slow each other down.
    m_pool->setMaxThreadCount(1);
    m_thread->start();
}

Workspace::~Workspace()
{
    m_pool->clear();
    m_pool->waitForDone();
    // The last job in the queue closes the store, so that writes queued before it finish.
    QMetaObject::invokeMethod(m_storage, [storage = m_storage, thread = m_thread] {
        delete storage;
        thread->quit();
    });
    m_thread->wait();
}

void Workspace::open(const Services::Options &options, QObject *context, std::function<void(Result<void>)> done)
{
    const QPointer<QObject> guard(context);
    QMetaObject::invokeMethod(m_storage, [this, options, guard, done = std::move(done)]() mutable {
        m_storage->services.reset(); // releases the lock of a workspace that is opened anew
        Result<std::unique_ptr<Services>> opened = Services::open(options);
        Result<void> result;
        if (opened) {
            (*opened)->onChanged([this](Topics topics) { emit changed(topics); });
            m_storage->services = std::move(*opened);
        } else {
            result = std::unexpected(opened.error());
        }
        answer(guard, [result = std::move(result), done = std::move(done)] { done(result); });
    });
}

void Workspace::post(Work work)
{
    QMetaObject::invokeMethod(m_storage, [storage = m_storage, work = std::move(work)] {
        if (storage->services)
            work(*storage->services);
    });
}

void Workspace::postPure(std::function<void()> work)
{
    m_pool->start(std::move(work));
}

void Workspace::answer(const QPointer<QObject> &guard, std::function<void()> deliver)
{
    // Posted to the door itself, which lives on the window's thread; there it is safe to ask whether the receiver
    // lives.
    QMetaObject::invokeMethod(
        this,
        [guard, deliver = std::move(deliver)] {
            if (guard)
                deliver();
        },
        Qt::QueuedConnection);
}

} // namespace toll
