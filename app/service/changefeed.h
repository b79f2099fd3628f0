// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/answer.h"
#include "core/server/request.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

class Backend;

/// Who asks for changes and waits where there are none yet, without holding a thread.
class ChangeFeed {
public:
    static constexpr std::int64_t longestWait = 30; ///< s
    static constexpr std::size_t mostWaiting = 1000; ///< more are answered at once

    explicit ChangeFeed(Backend &backend) : m_backend(backend) { }

    /// Any thread: GET /v1/changes.
    void ask(const toll::http::Request &request, toll::http::Answer answer);

    /// Any thread: from the next tick on nobody waits any more.
    void end() { m_isEnding = true; }

    // The worker's thread.
    void lookAgain(); ///< something has changed
    void tick(); ///< answers who has waited long enough

private:
    struct Asked {
        toll::http::Answer answer;
        std::string cursor;
        std::int64_t limit = 0;
        std::int64_t latest = 0; ///< steady ms until which it waits
    };

    void look(Asked asked);
    /// Whether it was answered: with changes, a problem, or nothing new where it waits no longer.
    [[nodiscard]] bool answered(const Asked &asked, bool waits);

    Backend &m_backend;
    std::vector<Asked> m_waiting;
    std::atomic<bool> m_isEnding = false;
};
