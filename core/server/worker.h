// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace toll::http {

/// One thread that does one job after another: what belongs to one thread only, as the workspace's Services do, is
/// made, used and taken apart on it. How many jobs may wait is bounded.
class Worker {
public:
    using Job = std::function<void()>;

    /// Starts the thread; `capacity` jobs may wait.
    explicit Worker(std::size_t capacity);
    /// Stops as stop() does.
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// From any thread. False, and the job untouched, where too many wait or it has stopped.
    [[nodiscard]] bool post(Job job);
    /// From any other thread: waits until the job is done, however many wait before it. For opening and closing. False
    /// where it has stopped.
    bool call(const Job &job);
    /// Jobs that wait; the one being done is not counted.
    [[nodiscard]] std::size_t waiting() const;
    /// Takes no more jobs, does those that wait, and ends the thread.
    void stop();

private:
    void run();
    bool enqueue(Job job, std::size_t bound);

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace toll::http
