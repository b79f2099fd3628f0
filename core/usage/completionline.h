// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How requests ended, as gateways log it: a JSON object a line. resources/gateway has the settings that make nginx, Caddy
// and Envoy write such lines.
#pragma once

#include "core/usage/event.h"

namespace toll {

/// How one request ended. What the line does not say is absent or empty.
struct CompletionLine {
    std::string id; ///< of the request; empty: nobody was asked for it, and nothing else is read
    std::string token; ///< id of the token that was let through; empty: none was, or it is not said
    std::optional<Instant> time; ///< when the request began
    std::int16_t status = noStatus;
    std::optional<std::int64_t> requests;
    std::optional<std::int64_t> responseMs; ///< rounded half up
    std::array<std::optional<std::int64_t>, unitMeterCount> units{}; ///< by UnitMeter
    std::string model;
    std::string endpoint;

    bool operator==(const CompletionLine &) const = default;
};

/// Longest line, bytes.
inline constexpr std::size_t mostCompletionLine = 64 * 1024;
/// The status of a request whose client went away before there was one: nginx's own, for Caddy and Envoy, which say 0.
inline constexpr std::int16_t clientGone = 499;

/// Reads a line. Two forms are known: Caddy's own, and one of our naming, for gateways whose fields are chosen:
///   id, token, began and ended (RFC 3339, or seconds since 1970), status, seconds or ms (how long it took), requests,
///   input_units, cached_input_units, cache_write_units, output_units, model, endpoint
/// of which numbers may be written as text, and "", "-" and null are absent. Other fields mean nothing. The error names
/// the field; what the line says is not repeated in it but for numbers.
[[nodiscard]] Result<CompletionLine> parseCompletionLine(std::string_view line);

} // namespace toll
