// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/server/problem.h"
#include "core/server/request.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

/// A whole number of the query, `usual` where it is absent; 400 where it is none or not from `least` to `most`.
[[nodiscard]] std::expected<std::int64_t, toll::http::Problem> numberInQuery(const toll::http::Request &request,
    std::string_view name, std::int64_t usual, std::int64_t least, std::int64_t most);
/// Where a page begins, behind the key that stands in the cursor; empty without one. 400 where it is no cursor of ours.
[[nodiscard]] std::expected<std::string, toll::http::Problem> cursorInQuery(const toll::http::Request &request);
/// The target of the page behind this one: the same question with another cursor.
[[nodiscard]] std::string nextTarget(const toll::http::Request &request, std::string_view lastKey);
/// 400 for a parameter that nobody knows: a filter that is misspelt must not show everything.
[[nodiscard]] std::expected<void, toll::http::Problem> requireKnown(
    const toll::http::Request &request, std::initializer_list<std::string_view> names);
