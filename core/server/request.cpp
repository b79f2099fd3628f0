// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/request.h"

#include <algorithm>
#include <array>

namespace toll::http {

namespace {

constexpr std::array<std::string_view, methodCount> methodNames{
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", ""};

std::optional<std::string_view> valueOf(const std::vector<NamedValue> &values, std::string_view name)
{
    for (const NamedValue &each : values)
        if (each.name == name)
            return each.value;
    return {};
}

} // namespace

std::string_view nameOf(Method method)
{
    return methodNames[static_cast<std::size_t>(method)];
}

Method methodOf(std::string_view name)
{
    const auto found = std::ranges::find(methodNames, name);
    return found == methodNames.end() || name.empty() ? Method::Other
                                                      : static_cast<Method>(found - methodNames.begin());
}

bool isSameName(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Request::header(std::string_view name) const
{
    for (const NamedValue &each : headers)
        if (isSameName(each.name, name))
            return each.value;
    return {};
}

std::optional<std::string_view> Request::queryValue(std::string_view name) const
{
    return valueOf(query, name);
}

std::string_view Request::parameter(std::string_view name) const
{
    return valueOf(parameters, name).value_or(std::string_view());
}

void Request::clear()
{
    method = Method::Other;
    methodName = target = path = route = body = id = {};
    segments.clear();
    query.clear();
    headers.clear();
    parameters.clear();
    decoded.clear();
}

} // namespace toll::http
