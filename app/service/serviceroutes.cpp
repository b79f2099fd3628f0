// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/routes.h"

using namespace toll;

void addServiceRoutes(http::Router &router, Backend &backend)
{
    router.slow(http::Method::Get, "/healthz", [&backend](const http::Request &, http::Response &response) {
        const bool isWell = backend.health().has_value();
        Json body;
        body.set("status", isWell ? "ok" : "failing").set("version", TOLL_VERSION);
        response.json(isWell ? 200 : 503, body);
    });
    router.fast(
        http::Method::Get, "/metrics", [&backend](const http::Request &request, http::Response &response) {
            if (backend.options().hasPublicMetrics || request.peer.isLoopback())
                response.content(200, http::metricsMediaType, backend.metrics().text());
            else
                response.problem({.status = 403, .detail = "Metrics are answered to this machine only."});
        });
}
