// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/route.h"
#include "app/service/routes.h"

using namespace toll;

void addChangeRoutes(http::Router &router, Backend &backend)
{
    http::RouteOptions options;
    options.guard = [&backend](const http::Request &request) {
        return backend.keys().refusal(request, Scope::TokensRead);
    };
    router.later(
        http::Method::Get, "/v1/changes",
        [&backend](const http::Request &request, http::Answer answer) {
            backend.feed().ask(request, std::move(answer));
        },
        options);
}
