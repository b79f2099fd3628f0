// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/metrics.h"
#include "core/server/router.h"

#include <array>
#include <atomic>
#include <vector>

namespace toll::http {

/// What the server counts about itself.
class ServerMetrics {
public:
    ServerMetrics(Metrics &metrics, const Router &router);

    /// Notes an answered request; `route` is null where none was found.
    void answered(const Route *route, int status, std::int64_t nanoseconds);
    /// Notes that a connection or a request was refused before any handler saw it.
    void refused(std::string_view reason);

    Gauge &connections;
    Counter &accepted;

private:
    static constexpr std::size_t statuses = 600;
    struct OfRoute {
        std::string method;
        std::string pattern;
        Durations *durations = nullptr;
        std::array<std::atomic<Counter *>, statuses> counters{}; ///< by status, made when it comes first
    };

    Metrics &m_metrics;
    std::vector<OfRoute> m_routes; ///< by their index; the last is what no route was found for
};

} // namespace toll::http
