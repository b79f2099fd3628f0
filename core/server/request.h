// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/server/address.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll::http {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Other };
inline constexpr std::size_t methodCount = 8;

[[nodiscard]] std::string_view nameOf(Method method); ///< "GET"; "" of Other
[[nodiscard]] Method methodOf(std::string_view name); ///< the case counts, as RFC 9110 has it

struct NamedValue {
    std::string_view name;
    std::string_view value;
};

/// A request as a handler sees it. All texts are views into what belongs to its connection: they stand until the answer
/// has been given, and must be copied by whoever keeps them longer.
struct Request {
    Request() = default;
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;

    Method method = Method::Other;
    std::string_view methodName; ///< as it was sent, also of Other
    std::string_view target; ///< as it was sent
    std::string_view path; ///< as it was sent, without the query
    std::vector<std::string_view> segments; ///< of the path, each decoded: "/v1/tokens/a%20b" is v1, tokens, "a b"
    std::vector<NamedValue> query; ///< decoded, in their order; a name may come several times
    std::vector<NamedValue> headers; ///< in their order, values without white space around them
    std::vector<NamedValue> parameters; ///< what the pattern of the route names: {id}
    std::string_view route; ///< that pattern, "/v1/tokens/{id}"; empty before it is known
    std::string_view body; ///< whole; without chunks and without gzip
    std::string_view id; ///< X-Request-Id: the client's own or one that was made
    Address peer;
    bool isTls = false;

    /// The first header of that name, in whatever case; nothing where there is none.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    /// The first query parameter of that name, which counts in case.
    [[nodiscard]] std::optional<std::string_view> queryValue(std::string_view name) const;
    /// What stands in the path for {name}; empty where the route has no such parameter.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;

    void clear(); ///< the room stays

    std::string decoded; ///< what had to be decoded lies here
};

/// How much a target may hold. Its size is bounded where it is read.
struct TargetLimits {
    std::size_t segments = 16;
    std::size_t parameters = 64;
};

/// Sets target, path, segments and query. Taken are a path ("/v1/usage?from=…"), a whole address ("http://host/v1"),
/// and "*". Syntax where escapes, UTF-8 or characters are wrong, OutOfRange where there is too much of it.
[[nodiscard]] Result<void> splitTarget(std::string_view target, Request &request, const TargetLimits &limits = {});

/// The pairs of an application/x-www-form-urlencoded text: views into it or into `decoded`. Fails as splitTarget does.
[[nodiscard]] Result<std::vector<NamedValue>> decodeForm(
    std::string_view text, std::string &decoded, std::size_t most);

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool isSameName(std::string_view a, std::string_view b);

} // namespace toll::http
