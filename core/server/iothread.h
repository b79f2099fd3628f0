// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/connectioncounts.h"
#include "core/server/log.h"
#include "core/server/metrics.h"
#include "core/server/requestid.h"
#include "core/server/router.h"
#include "core/server/serveroptions.h"
#include "core/server/servermetrics.h"
#include "core/server/worker.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <string>
#include <vector>

namespace toll::http {

class Connection;

/// What all connections of a server share.
struct ServerContext {
    const ServerLimits limits;
    const Router router;
    Worker &worker;
    Log &log;
    ServerMetrics metrics;
    ConnectionCounts counts;
    std::atomic<int> turnedAway{0}; ///< connections that are being told that there are too many
    std::atomic<bool> isStopping{false}; ///< answers are the last ones of their connections
    std::atomic<bool> isAborting{false}; ///< nothing is begun any more
};

/// Steady time.
[[nodiscard]] std::int64_t steadyNs();
[[nodiscard]] std::int64_t steadyMs();

/// One thread of I/O with the connections that are its. But for `context` and post, everything is called on the thread.
class IoThread {
public:
    explicit IoThread(ServerContext &shared);

    /// Runs until stopped.
    void run();

    [[nodiscard]] boost::asio::io_context &context() { return m_context; }
    [[nodiscard]] ServerContext &shared() { return m_shared; }
    /// The date as HTTP writes it, no more than a quarter of a second old.
    [[nodiscard]] std::string_view date() const { return m_date; }
    [[nodiscard]] RequestIds &ids() { return m_ids; }

    void add(Connection &connection);
    void remove(Connection &connection);
    void stopServing(); ///< lets go of connections that do nothing, and of the others once they have been answered
    void finish(); ///< closes all and lets run() end

private:
    void tick();
    template<typename Visit>
    void visitAll(Visit visit);

    ServerContext &m_shared;
    boost::asio::io_context m_context{1};
    boost::asio::steady_timer m_timer{m_context};
    std::vector<Connection *> m_connections; ///< each knows its place
    std::string m_date;
    RequestIds m_ids;
    bool m_isDone = false;
};

} // namespace toll::http
