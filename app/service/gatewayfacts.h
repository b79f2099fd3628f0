// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a gateway says of the request that it asks about. A client can send any header, and most gateways pass headers on:
// so a header is believed only where the gateway's own settings name it as one that it sets itself, in the address that
// it asks at (`?sets=id,address,endpoint`), and only of a gateway whose address is trusted.
#pragma once

#include "core/server/problem.h"
#include "core/server/request.h"
#include "core/services/gate.h"

#include <expected>
#include <span>

/// Which facts come in headers.
enum class Fact : unsigned {
    Id = 1U << 0, ///< X-Request-Id: of this request and no other
    Address = 1U << 1, ///< the last of X-Forwarded-For: the client's
    Endpoint = 1U << 2, ///< X-Forwarded-Uri: path and query as they were sent
    Model = 1U << 3, ///< X-TK-Model
    Requests = 1U << 4, ///< X-TK-Requests: as how many it counts
    Units = 1U << 5, ///< X-TK-Input-Units, -Cached-Input-, -Cache-Write- and -Output-Units
    Reserve = 1U << 6, ///< X-TK-Reserve: for how many seconds at most its units are kept
    /// X-TK-Address: the client's, of Envoy, which ends X-Forwarded-For with its own when it asks. Has no name in `sets`.
    EnvoyAddress = 1U << 7,
};
using Facts = unsigned; ///< bits

/// "id,address": OutOfRange-free, a 400 that names what nobody knows.
[[nodiscard]] std::expected<Facts, toll::http::Problem> parseFacts(std::string_view names);

/// The request that is asked about. Texts are views into the HTTP request or into `endpoint`.
struct AskedRequest {
    toll::GateRequest gate; ///< without key; the id is empty where the gateway gave none
    std::string endpoint;
    std::string_view secret; ///< of Authorization: Bearer; empty: none
    toll::http::Address client; ///< whom wrong keys are counted against
};

/// Longest reservation, seconds.
inline constexpr std::int64_t longestReservation = 24 * 60 * 60;

/// Reads the headers; facts that are not believed are not looked at. 400 for a fact that is there and cannot be.
[[nodiscard]] std::expected<void, toll::http::Problem> readAsked(const toll::http::Request &request, Facts believed,
    bool isTrusted, toll::Instant now, AskedRequest &asked);

/// The path of a URI as one endpoint has it, however it was written: without the query, with escapes undone, dots and
/// doubled slashes resolved. Empty for what is no path, or no text: it fits no scope.
[[nodiscard]] std::string endpointOf(std::string_view uri);

/// Whether a peer is a gateway of ours: loopback, or in one of the networks.
[[nodiscard]] bool isTrustedPeer(const toll::http::Address &peer, std::span<const toll::IpNetwork> networks);
