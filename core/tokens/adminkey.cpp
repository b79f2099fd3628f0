// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/adminkey.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::array<std::string_view, scopeCount> scopeNames{
    "tokens:read", "tokens:write", "usage:read", "usage:write", "admin"};

} // namespace

std::vector<std::string> Scopes::names() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < scopeCount; ++i)
        if ((m_bits & bitOf(static_cast<Scope>(i))) != 0)
            names.emplace_back(scopeNames[i]);
    return names;
}

std::string_view name(Scope scope)
{
    return scopeNames[static_cast<std::size_t>(scope)];
}

Result<Scope> parseScope(std::string_view text)
{
    const auto found = std::ranges::find(scopeNames, text);
    if (found == scopeNames.end())
        return fail(ErrorCode::Syntax, "scope", std::string(text),
            "tokens:read, tokens:write, usage:read, usage:write, admin");
    return static_cast<Scope>(found - scopeNames.begin());
}

Result<Scopes> parseScopes(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    Scopes scopes;
    while (true) {
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == text.npos)
            break;
        const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
        const Result<Scope> scope = parseScope(text.substr(begin, end - begin));
        if (!scope)
            return std::unexpected(scope.error());
        scopes |= *scope;
        text.remove_prefix(end);
    }
    if (scopes.isEmpty())
        return fail(ErrorCode::Missing, "scope");
    return scopes;
}

std::string toString(const Scopes &scopes)
{
    std::string text;
    for (const std::string &name : scopes.names())
        text += (text.empty() ? "" : " ") + name;
    return text;
}

} // namespace toll
