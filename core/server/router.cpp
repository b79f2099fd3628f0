// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/router.h"

#include <algorithm>
#include <stdexcept>

namespace toll::http {

namespace {

bool isName(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

constexpr std::string_view restMark = "...}";

std::string_view nameIn(std::string_view segment)
{
    return segment.substr(1, segment.size() - (segment.ends_with(restMark) ? restMark.size() : 1) - 1);
}

/// Which place is asked first: the one with fewer names.
std::size_t rankOf(const Router::Place &place)
{
    const auto names = static_cast<std::size_t>(std::ranges::count_if(place.segments, isName));
    return place.takesRest ? names + TargetLimits().segments : names;
}

bool matches(const Router::Place &place, const std::vector<std::string_view> &segments)
{
    const std::size_t size = place.segments.size() - (place.takesRest ? 1 : 0);
    if (place.takesRest ? segments.size() < size : segments.size() != size)
        return false;
    return std::equal(place.segments.begin(), place.segments.begin() + static_cast<std::ptrdiff_t>(size),
        segments.begin(), [](const std::string &pattern, std::string_view segment) {
            return isName(pattern) ? !segment.empty() : pattern == segment;
        });
}

/// A path from its segment of that number on, with the slash before it.
std::string_view restOf(std::string_view path, std::size_t segment)
{
    for (; segment > 0 && !path.empty(); --segment)
        path.remove_prefix(std::min(path.find('/', 1), path.size()));
    return path;
}

std::string allowed(const Router::Place &place)
{
    std::string allow;
    for (std::size_t method = 0; method < methodCount; ++method) {
        const Method each = static_cast<Method>(method);
        if (each == Method::Options || (each != Method::Other && place.routeOf(each)))
            allow += (allow.empty() ? "" : ", ") + std::string(nameOf(each));
    }
    return allow;
}

} // namespace

const Route *Router::Place::routeOf(Method method) const
{
    const auto at = [&](Method each) { return routes[static_cast<std::size_t>(each)].get(); };
    const Route *route = at(method);
    return route == nullptr && method == Method::Head ? at(Method::Get) : route;
}

Router &Router::fast(Method method, std::string_view pattern, Handler handler, RouteOptions options)
{
    add(method, pattern, options).handler = std::move(handler);
    return *this;
}

Router &Router::slow(Method method, std::string_view pattern, Handler handler, RouteOptions options)
{
    Route &route = add(method, pattern, options);
    route.pace = Pace::Slow;
    route.handler = std::move(handler);
    return *this;
}

Router &Router::later(Method method, std::string_view pattern, LaterHandler handler, RouteOptions options)
{
    Route &route = add(method, pattern, options);
    route.pace = Pace::Later;
    route.later = std::move(handler);
    return *this;
}

Router &Router::any(std::string_view pattern, const Handler &handler, const RouteOptions &options)
{
    for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Options,
             Method::Other})
        insert(method, pattern, options).handler = handler;
    return *this;
}

Route &Router::add(Method method, std::string_view pattern, RouteOptions options)
{
    if (method == Method::Other || method == Method::Options)
        throw std::logic_error("route for a method that takes none");
    return insert(method, pattern, std::move(options));
}

Route &Router::insert(Method method, std::string_view pattern, RouteOptions options)
{
    Place &place = placeOf(pattern);
    std::unique_ptr<Route> &route = place.routes[static_cast<std::size_t>(method)];
    if (route)
        throw std::logic_error("route given twice");
    route = std::make_unique<Route>();
    route->method = method;
    route->pattern = pattern;
    route->options = std::move(options);
    route->index = m_routes++;
    place.allow = allowed(place);
    return *route;
}

Router::Place &Router::placeOf(std::string_view pattern)
{
    const auto known = std::ranges::find(m_places, pattern, [](const auto &place) { return place->pattern; });
    if (known != m_places.end())
        return **known;
    auto place = std::make_unique<Place>();
    place->pattern = pattern;
    for (std::size_t at = 1; at < pattern.size();) {
        const std::size_t end = std::min(pattern.find('/', at), pattern.size());
        place->segments.emplace_back(pattern.substr(at, end - at));
        at = end + 1;
    }
    Place &result = *place;
    result.takesRest = pattern.ends_with(restMark);
    if (rankOf(result) == 0)
        m_plain.emplace(pattern, &result);
    const auto behind
        = std::ranges::upper_bound(m_places, rankOf(result), {}, [](const auto &each) { return rankOf(*each); });
    m_places.insert(behind, std::move(place));
    return result;
}

const Router::Place *Router::find(Request &request) const
{
    request.parameters.clear();
    if (const auto plain = m_plain.find(request.path); plain != m_plain.end()) {
        request.route = plain->second->pattern;
        return plain->second;
    }
    if (!request.path.starts_with('/'))
        return nullptr; // "*" is no place
    const auto found
        = std::ranges::find_if(m_places, [&](const auto &place) { return matches(*place, request.segments); });
    if (found == m_places.end())
        return nullptr;
    const Place &place = **found;
    request.route = place.pattern;
    const std::size_t last = place.segments.size() - 1;
    for (std::size_t i = 0; i <= last; ++i)
        if (isName(place.segments[i]))
            request.parameters.push_back({nameIn(place.segments[i]),
                place.takesRest && i == last ? restOf(request.path, i) : request.segments[i]});
    return &place;
}

std::vector<const Route *> Router::routes() const
{
    std::vector<const Route *> routes(m_routes);
    for (const auto &place : m_places)
        for (const auto &route : place->routes)
            if (route)
                routes[route->index] = route.get();
    return routes;
}

} // namespace toll::http
