// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/jsonbody.h"

#include <algorithm>

namespace toll::http {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return result;
}

bool isToken(std::string_view text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

Problem unsupported(const Request &request, std::initializer_list<std::string_view> types, std::string detail)
{
    std::string accepted;
    for (const std::string_view type : types)
        accepted += (accepted.empty() ? "" : ", ") + std::string(type);
    Problem problem{.status = 415, .detail = std::move(detail) + " Send " + accepted + " in UTF-8."};
    return std::move(problem).with(request.method == Method::Patch ? "Accept-Patch" : "Accept", accepted);
}

} // namespace

std::optional<MediaType> parseMediaType(std::string_view text)
{
    const std::size_t semicolon = std::min(text.find(';'), text.size());
    const std::string_view type = trimmed(text.substr(0, semicolon));
    const std::size_t slash = type.find('/');
    if (slash == type.npos || !isToken(type.substr(0, slash)) || !isToken(type.substr(slash + 1)))
        return {};
    MediaType result{lower(type), {}};
    std::string_view rest = text.substr(semicolon);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view parameter = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
        if (parameter.empty())
            continue;
        const std::size_t equals = parameter.find('=');
        if (equals == parameter.npos || !isToken(parameter.substr(0, equals)))
            return {};
        std::string_view value = parameter.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (isSameName(parameter.substr(0, equals), "charset"))
            result.charset = lower(value);
    }
    return result;
}

std::expected<std::string_view, Problem> requireMediaType(
    const Request &request, std::initializer_list<std::string_view> types)
{
    const std::optional<std::string_view> header = request.header("Content-Type");
    if (!header)
        return std::unexpected(unsupported(request, types, "The body has no Content-Type."));
    const std::optional<MediaType> media = parseMediaType(*header);
    if (!media)
        return std::unexpected(unsupported(request, types, "The Content-Type cannot be read."));
    const auto found = std::ranges::find(types, media->type);
    if (found == types.end())
        return std::unexpected(unsupported(request, types, "A body of this type is not taken here."));
    if (!media->charset.empty() && media->charset != "utf-8" && media->charset != "utf8"
        && media->charset != "us-ascii")
        return std::unexpected(unsupported(request, types, "A body in this charset is not taken."));
    return *found;
}

std::expected<Json, Problem> readJson(const Request &request, std::initializer_list<std::string_view> types)
{
    if (const auto type = requireMediaType(request, types); !type)
        return std::unexpected(type.error());
    Result<Json> json = parseJson(request.body);
    if (json)
        return std::move(*json);
    const Error &error = json.error();
    Problem problem{.status = 400, .type = "urn:problem-type:tollkeeper:syntax"};
    if (request.body.empty())
        problem.detail = "The body is empty where a JSON document is needed.";
    else
        problem.detail = "The body is not JSON as it is taken here: at " + error.where + " (line "
            + std::to_string(error.line) + "), expected " + error.expected + ".";
    return std::unexpected(std::move(problem));
}

std::expected<std::vector<NamedValue>, Problem> readForm(const Request &request, std::string &decoded)
{
    if (const auto type = requireMediaType(request, {"application/x-www-form-urlencoded"}); !type)
        return std::unexpected(type.error());
    Result<std::vector<NamedValue>> pairs = decodeForm(request.body, decoded, TargetLimits().parameters);
    if (pairs)
        return std::move(*pairs);
    return std::unexpected(
        Problem{.status = 400, .detail = "The form cannot be read: expected " + pairs.error().expected + "."});
}

} // namespace toll::http
