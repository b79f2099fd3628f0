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

std::string_view nameIn(std::string_view segment)
{
    return segment.substr(1, segment.size() - 2);
}

auto namesIn(const Router::Place &place)
{
    return std::ranges::count_if(place.segments, isName);
}

bool matches(const Router::Place &place, const std::vector<std::string_view> &segments)
{
    return std::ranges::equal(place.segments, segments, [](const std::string &pattern, std::string_view segment) {
        return isName(pattern) ? !segment.empty() : pattern == segment;
    });
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

Route &Router::add(Method method, std::string_view pattern, RouteOptions options)
{
    Place &place = placeOf(pattern);
    std::unique_ptr<Route> &route = place.routes[static_cast<std::size_t>(method)];
    if (route || method == Method::Other || method == Method::Options)
        throw std::logic_error("route given twice, or for a method that takes none");
    route = std::make_unique<Route>();
    route->method = method;
    route->pattern = pattern;
    route->options = options;
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
    if (namesIn(result) == 0)
        m_plain.emplace(pattern, &result);
    const auto behind
        = std::ranges::upper_bound(m_places, namesIn(result), {}, [](const auto &each) { return namesIn(*each); });
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
    for (std::size_t i = 0; i < place.segments.size(); ++i)
        if (isName(place.segments[i]))
            request.parameters.push_back({nameIn(place.segments[i]), request.segments[i]});
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
