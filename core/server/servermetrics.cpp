// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/servermetrics.h"

namespace toll::http {

ServerMetrics::ServerMetrics(Metrics &metrics, const Router &router)
    : connections(metrics.gauge("tollkeeperd_connections", "Connections that are open.")),
      accepted(metrics.counter("tollkeeperd_connections_total", "Connections that were accepted.")),
      m_metrics(metrics),
      m_routes(router.routeCount() + 1)
{
    const std::vector<const Route *> routes = router.routes();
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        OfRoute &each = m_routes[i];
        each.method = i < routes.size() ? nameOf(routes[i]->method) : "";
        each.pattern = i < routes.size() ? routes[i]->pattern : "";
        each.durations = &metrics.durations("tollkeeperd_request_duration_seconds",
            "From a whole request to its whole answer.", {{"method", each.method}, {"route", each.pattern}});
    }
}

void ServerMetrics::answered(const Route *route, int status, std::int64_t nanoseconds)
{
    OfRoute &of = m_routes[route != nullptr ? route->index : m_routes.size() - 1];
    const std::size_t at = status >= 0 && status < static_cast<int>(statuses) ? static_cast<std::size_t>(status) : 0;
    Counter *counter = of.counters[at].load(std::memory_order_acquire);
    if (counter == nullptr) {
        counter = &m_metrics.counter("tollkeeperd_requests_total", "Requests that were answered.",
            {{"method", of.method}, {"route", of.pattern}, {"status", std::to_string(at)}});
        of.counters[at].store(counter, std::memory_order_release);
    }
    counter->add();
    of.durations->observe(nanoseconds);
}

void ServerMetrics::refused(std::string_view reason)
{
    m_metrics
        .counter("tollkeeperd_refused_total", "Connections and requests refused before any handler saw them.",
            {{"reason", std::string(reason)}})
        .add();
}

} // namespace toll::http
