// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/route.h"

#include <expected>
#include <string>

/// "17-9f3a12cd" in its quotes.
[[nodiscard]] std::string etagOf(const toll::Revision &revision);
/// That of a plan, which is also which of its versions is in force: time alone can change it.
[[nodiscard]] std::string etagOf(const toll::Revision &revision, int version);
/// That of a thing now; a problem where the store does not answer.
[[nodiscard]] std::expected<std::string, toll::http::Problem> etagOf(
    Call &call, toll::RevisionKind kind, const std::string &id);
/// The body as JSON; {} where there is none.
[[nodiscard]] std::expected<toll::Json, toll::http::Problem> bodyOrNothing(const toll::http::Request &request);
/// RFC 7396: what becomes of a document under a patch.
[[nodiscard]] toll::Json mergePatched(const toll::Json &document, const toll::Json &patch);
/// 412 where If-Match is there and does not name what is.
[[nodiscard]] std::expected<void, toll::http::Problem> obeyMatch(
    const toll::http::Request &request, std::string_view etag);
