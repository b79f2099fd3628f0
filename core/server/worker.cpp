// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/worker.h"

#include <future>
#include <limits>

namespace toll::http {

Worker::Worker(std::size_t capacity) : m_capacity(capacity), m_thread([this] { run(); }) { }

Worker::~Worker()
{
    stop();
}

bool Worker::enqueue(Job job, std::size_t bound)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isStopping || m_jobs.size() >= bound)
            return false;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

bool Worker::post(Job job)
{
    return enqueue(std::move(job), m_capacity);
}

bool Worker::call(const Job &job)
{
    std::promise<void> done;
    const bool isTaken = enqueue(
        [&] {
            job();
            done.set_value();
        },
        std::numeric_limits<std::size_t>::max());
    if (isTaken)
        done.get_future().wait();
    return isTaken;
}

std::size_t Worker::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return m_jobs.size();
}

void Worker::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::run()
{
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_isStopping || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

} // namespace toll::http
