// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/precondition.h"

using namespace toll;

bool isNamedIn(const http::Request &request, std::string_view header, std::string_view etag)
{
    const bool isWeakly = http::isSameName(header, "If-None-Match");
    for (const http::NamedValue &line : request.headers) {
        if (!http::isSameName(line.name, header))
            continue;
        std::string_view rest = line.value;
        while (!rest.empty()) {
            const std::size_t begin = rest.find_first_not_of(" \t,");
            if (begin == rest.npos)
                break;
            rest.remove_prefix(begin);
            if (rest.front() == '*')
                return true;
            const bool isWeak = rest.starts_with("W/");
            if (isWeak)
                rest.remove_prefix(2);
            if (!rest.starts_with('"'))
                break; // no entity tag: nothing behind it can be told
            const std::size_t end = rest.find('"', 1);
            if (end == rest.npos)
                break;
            if (rest.substr(0, end + 1) == etag && (isWeakly || !isWeak))
                return true;
            rest.remove_prefix(end + 1);
        }
    }
    return false;
}

std::expected<void, http::Problem> requireMatch(const http::Request &request, std::string_view etag)
{
    if (!request.header("If-Match"))
        return std::unexpected(nothingToMatch(request));
    if (isNamedIn(request, "If-Match", etag))
        return {};
    http::Problem problem{.status = 412, .type = "urn:problem-type:tollkeeper:stale"};
    problem.detail = "It was changed since then; nothing was done now. Read it anew.";
    return std::unexpected(std::move(problem).with("ETag", std::string(etag)));
}

http::Problem existsAlready(std::string_view etag)
{
    http::Problem problem{.status = 412, .type = "urn:problem-type:tollkeeper:exists"};
    problem.detail = "It is there already, and not as it is asked for now. Nothing was done. If-Match replaces it.";
    return std::move(problem).with("ETag", std::string(etag));
}

http::Problem onlyStar()
{
    return {.status = 400, .detail = "If-None-Match can only be “*” here: make it where it is not there."};
}

http::Problem nothingToMatch(const http::Request &request)
{
    if (request.header("If-Match"))
        return {.status = 412,
            .type = "urn:problem-type:tollkeeper:stale",
            .detail = "It is not there. Nothing was done. If-None-Match: * makes it."};
    return {.status = 428,
        .detail = "Send the ETag of what you have seen as If-Match, so that nobody's change is lost unseen; or "
                  "If-None-Match: * to make what is not there."};
}
