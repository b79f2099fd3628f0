// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/request.h"
#include "core/server/utf8.h"

#include <algorithm>

namespace toll::http {

namespace {

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::unexpected<Error> badTarget(std::string expected)
{
    return fail(ErrorCode::Syntax, "target", {}, std::move(expected));
}

/// Decodes behind what `into` holds, which has the room: views into it stay good. Text without escapes is itself.
Result<std::string_view> decode(std::string_view text, bool isQuery, std::string &into)
{
    if (text.find('%') == text.npos && !(isQuery && text.find('+') != text.npos))
        return text;
    const std::size_t begin = into.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            into += isQuery && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? digitOf(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? digitOf(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return badTarget("% and two hexadecimal digits");
        into += static_cast<char>(16 * high + low);
        i += 2;
    }
    const std::string_view decoded = std::string_view(into).substr(begin);
    if (!isUtf8(decoded))
        return badTarget("UTF-8");
    if (std::ranges::any_of(decoded, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return badTarget("no control characters");
    return decoded;
}

Result<void> splitPath(std::string_view path, Request &request, const TargetLimits &limits)
{
    request.path = path;
    for (std::size_t at = 1; at < path.size() || (at == path.size() && at > 1);) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        if (request.segments.size() == limits.segments)
            return fail(ErrorCode::OutOfRange, "target", {}, std::to_string(limits.segments) + " segments");
        const Result<std::string_view> segment = decode(path.substr(at, end - at), false, request.decoded);
        if (!segment)
            return std::unexpected(segment.error());
        if (*segment == "." || *segment == "..")
            return badTarget("a path without . and ..");
        request.segments.push_back(*segment);
        at = end + 1;
    }
    return {};
}

/// Appends the pairs of a query or a form; decoded texts go behind what `decoded` holds, which has the room.
Result<void> splitPairs(
    std::string_view text, std::size_t most, std::string &decoded, std::vector<NamedValue> &pairs)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty())
            continue;
        if (pairs.size() == most)
            return fail(ErrorCode::OutOfRange, "target", {}, std::to_string(most) + " parameters");
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const Result<std::string_view> name = decode(pair.substr(0, equals), true, decoded);
        if (!name)
            return std::unexpected(name.error());
        const Result<std::string_view> value = decode(pair.substr(std::min(equals + 1, pair.size())), true, decoded);
        if (!value)
            return std::unexpected(value.error());
        pairs.push_back({*name, *value});
    }
    return {};
}

/// "http://host/path" is "/path": proxies ask so.
std::string_view withoutAuthority(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() < scheme.size() || !isSameName(target.substr(0, scheme.size()), scheme))
            continue;
        const std::size_t path = target.find_first_of("/?", scheme.size());
        return path == target.npos ? "/" : target.substr(path);
    }
    return target;
}

} // namespace

Result<void> splitTarget(std::string_view target, Request &request, const TargetLimits &limits)
{
    request.target = target;
    request.segments.clear();
    request.query.clear();
    request.decoded.clear();
    const bool isPrintable
        = std::ranges::all_of(target, [](char c) { return static_cast<unsigned char>(c - 0x21) < 0x7f - 0x21; });
    if (!isPrintable || target.find('#') != target.npos)
        return badTarget("an address with %-escapes");
    if (target == "*") {
        request.path = target;
        return {};
    }
    const bool isWhole = withoutAuthority(target).data() != target.data();
    target = withoutAuthority(target);
    const std::size_t question = std::min(target.find('?'), target.size());
    const std::string_view path = isWhole && question == 0 ? std::string_view("/") : target.substr(0, question);
    if (!path.starts_with('/'))
        return badTarget("a path that begins with /");
    if (target.find_first_of("%+") != target.npos)
        request.decoded.reserve(target.size());
    if (Result<void> split = splitPath(path, request, limits); !split)
        return split;
    return splitPairs(target.substr(std::min(question + 1, target.size())), limits.parameters, request.decoded,
        request.query);
}

Result<std::vector<NamedValue>> decodeForm(std::string_view text, std::string &decoded, std::size_t most)
{
    decoded.clear();
    decoded.reserve(text.size());
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c - 0x21) >= 0x7f - 0x21; }))
        return badTarget("a form with %-escapes");
    std::vector<NamedValue> pairs;
    if (const Result<void> split = splitPairs(text, most, decoded, pairs); !split)
        return std::unexpected(split.error());
    return pairs;
}

} // namespace toll::http
