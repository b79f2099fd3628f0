// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace toll {

/// The way out of long work: it reports how far it is, and asks whether to stop. Copies share one flag.
class JobControl {
public:
    using Progress = std::function<void(std::int64_t done, std::int64_t total)>; ///< total 0: unknown

    JobControl() = default;
    explicit JobControl(Progress progress) : m_progress(std::move(progress)) { }

    void report(std::int64_t done, std::int64_t total) const
    {
        if (m_progress)
            m_progress(done, total);
    }
    /// Reports elsewhere, and stops with this one.
    [[nodiscard]] JobControl withProgress(Progress progress) const
    {
        JobControl copy = *this;
        copy.m_progress = std::move(progress);
        return copy;
    }
    void cancel() { m_cancelled->store(true); }
    [[nodiscard]] bool isCancelled() const { return m_cancelled->load(); }

private:
    Progress m_progress;
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);
};

} // namespace toll
