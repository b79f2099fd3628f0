// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Who may pass beside what the price says: enforced by the gate, never billed.
#pragma once

#include "core/base/ipnetwork.h"
#include "core/calendar/ratelimit.h"
#include "core/calendar/window.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What a token may be used for. Empty lists allow everything.
struct TokenAccess {
    std::optional<RateLimit> rate; ///< requests
    std::vector<IpNetwork> networks; ///< that it may be used from
    std::vector<std::string> models; ///< patterns (* any run, ? one character, case-sensitive)
    std::vector<std::string> endpoints; ///< likewise

    [[nodiscard]] bool allowsAddress(const IpAddress &address) const;
    /// A request that names no model or endpoint fits no pattern.
    [[nodiscard]] bool allowsModel(std::string_view model) const;
    [[nodiscard]] bool allowsEndpoint(std::string_view endpoint) const;
    bool operator==(const TokenAccess &) const = default;
};

/// What all tokens of a customer share. They count requests, of any status.
struct PoolLimits {
    std::vector<Cap> caps; ///< windows of the calendar in the customer's zone
    std::optional<RateLimit> rate;

    [[nodiscard]] bool isEmpty() const { return caps.empty() && !rate; }
    bool operator==(const PoolLimits &) const = default;
};

inline constexpr std::size_t mostAccessEntries = 1000; ///< networks, patterns or caps of one list

/// One network a text: the error names the first that is none.
[[nodiscard]] Result<std::vector<IpNetwork>> parseNetworks(const std::vector<std::string> &texts);
/// Patterns must not be empty, longer than an event's text or have control characters: Syntax, OutOfRange.
[[nodiscard]] Result<void> checkPatterns(const std::vector<std::string> &patterns);
/// "10/second" and "20" as one limit; an empty burst is the count.
[[nodiscard]] Result<RateLimit> parseRateLimit(std::string_view rate, std::string_view burst);

} // namespace toll
