// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importbatch.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <vector>

namespace toll {

/// What one thread of an import hands to the next: the one that reads a file to the one that packs, and this one to the
/// one that writes. The first is never far ahead: it waits while a batch is not taken yet.
class ImportQueue {
public:
    static constexpr std::size_t mostWaiting = 1;

    /// For the first. False once nobody wants more.
    bool push(std::unique_ptr<ImportRows> rows)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isClosed || m_waiting.size() < mostWaiting; });
        if (m_isClosed)
            return false;
        m_waiting.push(std::move(rows));
        m_changed.notify_all();
        return true;
    }
    /// For the first: nothing more comes; why, if it was cut short.
    void end(std::optional<Error> failure)
    {
        const std::lock_guard lock(m_mutex);
        m_hasEnded = true;
        m_failure = std::move(failure);
        m_changed.notify_all();
    }
    /// For the first: used batches come back, so that their memory need not be asked for again.
    std::unique_ptr<ImportRows> fresh()
    {
        const std::lock_guard lock(m_mutex);
        if (m_used.empty())
            return std::make_unique<ImportRows>();
        std::unique_ptr<ImportRows> rows = std::move(m_used.back());
        m_used.pop_back();
        return rows;
    }

    enum class Answer { Rows, TryAgain, End };
    /// For the second, which is not kept waiting for long.
    Answer pop(std::unique_ptr<ImportRows> &rows, std::chrono::milliseconds wait)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, wait, [this] { return m_hasEnded || !m_waiting.empty(); }))
            return Answer::TryAgain;
        if (m_waiting.empty())
            return Answer::End;
        rows = std::move(m_waiting.front());
        m_waiting.pop();
        m_changed.notify_all();
        return Answer::Rows;
    }
    void giveBack(std::unique_ptr<ImportRows> rows)
    {
        rows->clear();
        const std::lock_guard lock(m_mutex);
        m_used.push_back(std::move(rows));
    }
    /// For the second: what waits is dropped, and the first stops.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
        m_waiting = {};
        m_changed.notify_all();
    }
    [[nodiscard]] bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isClosed;
    }
    /// After the end.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::queue<std::unique_ptr<ImportRows>> m_waiting;
    std::vector<std::unique_ptr<ImportRows>> m_used;
    std::optional<Error> m_failure;
    bool m_hasEnded = false;
    bool m_isClosed = false;
};

} // namespace toll
