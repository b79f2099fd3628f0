// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/backend.h"
#include "core/server/router.h"

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One request to manage something, on the worker's thread.
struct Call {
    const toll::http::Request &request;
    toll::Services &services;
    Backend &backend;
    const toll::AdminKey &key; ///< whose request it is
};

/// How it is answered where all is well.
struct Reply {
    int status = 200;
    std::optional<toll::Json> body{}; ///< an object or an array, where there is any
    /// Instead of it, a text and its media type.
    std::optional<std::pair<std::string, std::string>> content{};
    /// Becomes the member "secret" of the body, this once: of a reply that comes again it is null.
    std::optional<std::string> secret{};
    std::string etag{}; ///< with its quotes; a GET that names it in If-None-Match is answered 304
    std::string location{};
    std::string next{}; ///< target of the next page, which Link says

    /// Further headers, such as Accept-Patch.
    std::vector<std::pair<std::string, std::string>> headers{};
};
/// What stands under "secret_withheld" beside a "secret" that is null.
inline constexpr std::string_view secretWithheld = "It was in the first answer and is kept nowhere.";
using Answered = std::expected<Reply, toll::http::Problem>;
using Work = std::function<Answered(Call &)>;

/// A route for those whose key has the scope: that is checked before the worker hears of the request. Whatever but GET
/// does, it does in one transaction: none of it stays where it answers with a problem.
void addRoute(toll::http::Router &router, Backend &backend, toll::http::Method method, std::string_view pattern,
    toll::Scope scope, Work work, toll::http::RouteOptions options = {});
/// Likewise, where the work makes its own transactions: what it has done stays, also where it answers with a problem.
void addOwnRoute(toll::http::Router &router, Backend &backend, toll::http::Method method, std::string_view pattern,
    toll::Scope scope, Work work, toll::http::RouteOptions options = {});
/// Likewise a POST that makes or moves rights or money, and so needs an Idempotency-Key: what was done under it is
/// answered again without being done again, for 24 hours at least, also after a crash: the answer is kept in the
/// transaction of what was done. What was refused is not kept: the key is free again.
void addOnceRoute(toll::http::Router &router, Backend &backend, std::string_view pattern, toll::Scope scope, Work work,
    toll::http::RouteOptions options = {});

/// The failure as a problem, in English.
[[nodiscard]] std::unexpected<toll::http::Problem> refused(const toll::Error &error);
[[nodiscard]] std::unexpected<toll::http::Problem> refused(const std::vector<toll::Error> &errors);
[[nodiscard]] std::unexpected<toll::http::Problem> refused(toll::http::Problem problem);
