// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/answer.h"
#include "core/server/request.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace toll::http {

/// Answers by filling in the response, which is empty: 204 without a body. An exception that leaves it is a 500.
using Handler = std::function<void(const Request &, Response &)>;
/// Takes the duty to answer; returns at once.
using LaterHandler = std::function<void(const Request &, Answer)>;

/// Where a handler runs.
enum class Pace : std::uint8_t {
    Fast, ///< on the connection's I/O thread: it must not wait for anything, and several threads call it at once
    Slow, ///< on the worker's one thread, one after another; 503 where too many wait
    Later, ///< on the I/O thread like Fast, but the answer may come whenever and from wherever
};

struct RouteOptions {
    std::uint64_t maxBody = 64 * 1024; ///< bytes, also once gzip is unpacked
    bool takesGzip = false; ///< Content-Encoding: gzip; only of Slow routes, since unpacking takes time
    /// Asked on the I/O thread when the headers are there, before body and worker are troubled: what it gives is the
    /// answer. As quick as a Fast handler, and several threads call it at once.
    std::function<std::optional<Problem>(const Request &)> guard{};
};

/// What is done for one method of one pattern.
struct Route {
    Method method = Method::Get;
    Pace pace = Pace::Fast;
    std::string pattern;
    RouteOptions options{};
    Handler handler; ///< of Fast and Slow
    LaterHandler later; ///< of Later
    std::size_t index = 0; ///< counted over the router, from 0
};

/// Finds the handler for a method and a path. Patterns are paths in which {name} stands for one whole segment that is
/// not empty: "/v1/tokens/{id}/grants". Segments that are written out win over names. HEAD is answered by GET,
/// OPTIONS by the router. A last {name...} stands for all that follows, the path as it was sent from its slash on, also
/// for nothing; any other pattern wins over it. It is filled before the server starts and does not change then.
class Router {
public:
    Router &fast(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
    Router &slow(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
    Router &later(Method method, std::string_view pattern, LaterHandler handler, RouteOptions options = {});
    /// Fast, and for every method there is or may come to be, OPTIONS among them.
    Router &any(std::string_view pattern, const Handler &handler, const RouteOptions &options = {});

    /// What a path has: the methods' routes, null where there is none.
    struct Place {
        std::string pattern;
        std::vector<std::string> segments; ///< "{id}" stands for any
        std::array<std::unique_ptr<Route>, methodCount> routes{};
        std::string allow; ///< "GET, HEAD, OPTIONS"
        bool takesRest = false; ///< the last segment is {name...}

        [[nodiscard]] const Route *routeOf(Method method) const;
    };

    /// The place of a request, and its parameters and pattern set in it; null where there is none (404). A place
    /// without a route for the method is a 405.
    [[nodiscard]] const Place *find(Request &request) const;
    [[nodiscard]] std::size_t routeCount() const { return m_routes; }
    [[nodiscard]] std::vector<const Route *> routes() const; ///< by their index

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    Route &add(Method method, std::string_view pattern, RouteOptions options);
    Route &insert(Method method, std::string_view pattern, RouteOptions options);
    [[nodiscard]] Place &placeOf(std::string_view pattern);

    std::unordered_map<std::string, Place *, TextHash, std::equal_to<>> m_plain; ///< patterns without names, by path
    std::vector<std::unique_ptr<Place>> m_places; ///< those with fewer names first
    std::size_t m_routes = 0;
};

} // namespace toll::http
