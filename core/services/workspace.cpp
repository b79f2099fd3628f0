// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/workspace.h"

#include <QThread>
#include <QThreadPool>

namespace toll {

/// Lives on one of the two threads and owns the services open there.
class Workspace::Storage : public QObject {
public:
    std::unique_ptr<Services> services;
};

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_thread(new QThread(this)), m_readingThread(new QThread(this)), m_pool(new QThreadPool(this)),
      m_storage(new Storage), m_reader(new Storage)
{
    m_thread->setObjectName(QStringLiteral("storage"));
    m_storage->moveToThread(m_thread);
    m_readingThread->setObjectName(QStringLiteral("reading"));
    m_reader->moveToThread(m_readingThread);
    // One pure job at a time: the newest answer is the one that is wanted, and two would only slow each other down.
    m_pool->setMaxThreadCount(1);
    m_thread->start();
    m_readingThread->start();
}

Workspace::~Workspace()
{
    m_pool->clear();
    m_pool->waitForDone();
    // The last job in the queue closes the store, so that writes queued before it finish; the reader goes first, so that
    // the writer leaves no log behind.
    QMetaObject::invokeMethod(m_storage, [storage = m_storage, reader = m_reader, thread = m_thread] {
        openReader(reader, {});
        delete storage;
        thread->quit();
    });
    m_thread->wait();
    QMetaObject::invokeMethod(m_reader, [reader = m_reader, thread = m_readingThread] {
        delete reader;
        thread->quit();
    });
    m_readingThread->wait();
}

void Workspace::open(const Services::Options &options, QObject *context, std::function<void(Result<void>)> done)
{
    const QPointer<QObject> guard(context);
    QMetaObject::invokeMethod(m_storage, [this, options, guard, done = std::move(done)]() mutable {
        m_storage->services.reset(); // releases the lock of a workspace that is opened anew
        openReader(m_reader, {});
        Result<std::unique_ptr<Services>> opened = Services::open(options);
        Result<void> result;
        if (opened) {
            (*opened)->onChanged([this](Topics topics) { emit changed(topics); });
            m_storage->services = std::move(*opened);
            openReader(m_reader, options);
        } else {
            result = std::unexpected(opened.error());
        }
        answer(guard, [result = std::move(result), done = std::move(done)] { done(result); });
    });
}

/// Waits until it is open: whoever hears of the opening may ask at once. Without a path it only closes.
void Workspace::openReader(Storage *reader, Services::Options options)
{
    QMetaObject::invokeMethod(
        reader,
        [reader, options = std::move(options)]() mutable {
            reader->services.reset();
            if (options.path.empty())
                return;
            options.mode = OpenMode::Read;
            if (Result<std::unique_ptr<Services>> opened = Services::open(std::move(options)))
                reader->services = std::move(*opened);
        },
        Qt::BlockingQueuedConnection);
}

void Workspace::postRead(Work work)
{
    QMetaObject::invokeMethod(m_reader, [this, work = std::move(work)] {
        if (m_reader->services)
            m_reader->services->atOneMoment([&] { work(*m_reader->services); });
        else
            post(work);
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
