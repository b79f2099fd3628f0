// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a decision of the gate says over HTTP: headers of limits as the IETF's draft has them (RateLimit-Policy and
// RateLimit, structured lists), and refusals as problems.
#pragma once

#include "core/server/problem.h"
#include "core/server/response.h"
#include "core/services/gate.h"

/// The status a refusal is meant with: 401 for a key nobody has, 429 where a limit is used up, else 403.
[[nodiscard]] int statusOf(toll::Denial denial);

/// What a limit is called: "minute", "15-minute", "life" (C x T of the term), "rate"; "pool-" before those the
/// customer's tokens share, and "-2" behind those of the second charge that the request met. Several windows of the same
/// length share their name's meaning, never the name: the later ones have their number behind it ("day.2").
void appendLimitName(const toll::GateAnswer &answer, std::size_t headroom, std::string &text);

/// RateLimit-Policy and RateLimit with the limits that refuse; nothing where there are none. `hasOldHeaders`: also
/// X-RateLimit-Limit, -Remaining and -Reset (seconds), of the limit that is nearest to its end.
void addLimitHeaders(const toll::GateAnswer &answer, bool hasOldHeaders, toll::http::Response &response);

/// Whole seconds from now on until there may be room, at least 1; nothing where that is not known.
[[nodiscard]] std::optional<std::int64_t> retryAfter(const toll::GateDenial &denial, toll::Instant now);

/// The refusal with every reason, the true one first.
[[nodiscard]] toll::http::Problem problemOf(const toll::GateAnswer &answer, toll::Instant now);
/// What keeps a request out, in words: "The cap 200/day of charge calls is used up."
[[nodiscard]] std::string detailOf(const toll::GateDenial &denial);
