// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/server/problem.h"
#include "core/server/request.h"

#include <expected>
#include <initializer_list>

namespace toll::http {

/// Content-Type: "application/json; charset=utf-8".
struct MediaType {
    std::string type; ///< lower case, without parameters: "application/json"
    std::string charset; ///< lower case; empty where none is named
};

/// Nothing where the text is no media type (RFC 9110 §8.3.1).
[[nodiscard]] std::optional<MediaType> parseMediaType(std::string_view text);

/// That the body is of one of these types and in UTF-8, else 415 with those that are taken (`Accept`, or `Accept-Patch`
/// to a PATCH). Gives which it is.
[[nodiscard]] std::expected<std::string_view, Problem> requireMediaType(
    const Request &request, std::initializer_list<std::string_view> types);

/// The body as JSON that keeps the text of its numbers: 415 for another media type, 400 where it does not parse, a key
/// is doubled or it is deeper than 64. Its size has been bounded by the route.
[[nodiscard]] std::expected<Json, Problem> readJson(
    const Request &request, std::initializer_list<std::string_view> types = {"application/json"});

/// The parameters of an application/x-www-form-urlencoded body, decoded; views into the request or `decoded`. 415 for
/// another type, 400 where escapes are wrong or there are too many.
[[nodiscard]] std::expected<std::vector<NamedValue>, Problem> readForm(const Request &request, std::string &decoded);

} // namespace toll::http
