// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/problem.h"
#include "core/server/request.h"

#include <expected>
#include <string_view>

/// Whether a list of entity tags (RFC 9110 §13.1) has this one, or is "*". Tags are ours, and strong: those that begin
/// with W/ match in If-None-Match only.
[[nodiscard]] bool isNamedIn(const toll::http::Request &request, std::string_view header, std::string_view etag);
/// 412: it is there already, and If-None-Match says that it must not be.
[[nodiscard]] toll::http::Problem existsAlready(std::string_view etag);
/// What requireMatch says where nothing is there: 428 or 412.
[[nodiscard]] toll::http::Problem nothingToMatch(const toll::http::Request &request);
/// 400: of a request that writes, If-None-Match can be "*" only.
[[nodiscard]] toll::http::Problem onlyStar();
/// That If-Match names what is there: 428 where it is missing, 412 where it does not.
[[nodiscard]] std::expected<void, toll::http::Problem> requireMatch(
    const toll::http::Request &request, std::string_view etag);
