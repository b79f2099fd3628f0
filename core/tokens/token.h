// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/calendar/window.h"
#include "core/money/decimal.h"
#include "core/tokens/access.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// How a term's cap limits what is billed: min(N, C x T) over the whole term ("lifetime" in text), or window by
/// window ("window").
enum class CapScope { WholeTerm, EachWindow };
/// What happens to requests over the cap: served free, charged at the overage rate, refused, or served slower (billed
/// as free).
enum class OverCap { Free, Charge, Reject, Throttle };
enum class Renewal { None, Auto };
/// When the first term begins: at the quarter of an hour of the first use, or when the token was made.
enum class Starts { FirstUse, Creation };

/// What a flat-capped price consists of: R, C and T with their fine print.
struct TokenPrice {
    Decimal rate; ///< R per unit, 0 or more, at most 12 decimals
    std::vector<Cap> caps; ///< C; none: unlimited
    Lifetime lifetime; ///< T; none: one term without end
    CapScope capScope = CapScope::WholeTerm;
    OverCap overCap = OverCap::Free;
    std::optional<Decimal> overageRate; ///< for OverCap::Charge; absent: the rate itself
    std::optional<Cap> throttleTo; ///< for OverCap::Throttle, where a plan states it; billing does not look at it
    Alignment align = Alignment::Term;
    Renewal renewal = Renewal::None;

    bool operator==(const TokenPrice &) const = default;
};

/// A price from an instant on, until the next one's.
struct DatedPrice {
    Instant from;
    TokenPrice price;

    bool operator==(const DatedPrice &) const = default;
};

/// A change to the run of terms that an operator made.
struct TermChange {
    enum class Kind { Renew, Extend };
    Kind kind = Kind::Renew;
    Instant at; ///< when it was made
    std::optional<Span> by; ///< Extend: how much longer the last term lasts

    bool operator==(const TermChange &) const = default;
};

/// A price and a plan from an instant on.
struct TokenVersion {
    Instant from;
    TokenPrice price;
    std::string plan; ///< as Token::plan

    bool operator==(const TokenVersion &) const = default;
};

/// An API credential. The secret itself is never here: only its hash, prefix and last four characters.
struct Token {
    TokenId id;
    CustomerId customer;
    std::string name; ///< unique within the customer
    std::string prefix; ///< such as "tk_live_"
    std::string lastFour;
    std::string secretHash; ///< SHA-256 of the whole secret, 64 lower-case hex digits
    TokenPrice price; ///< the newest
    Starts starts = Starts::FirstUse;
    std::string plan; ///< name of its own plan, the newest; empty: the customer's, else Basic
    std::vector<std::string> tags; ///< sorted, unique
    std::string note;
    Instant createdAt;
    std::optional<Instant> suspendedAt;
    std::optional<Instant> revokedAt; ///< final
    std::vector<TermChange> changes; ///< in order of time
    /// Where price or plan have changed since the first use: all of them in order of time, the first from ever, the last
    /// being `price` and `plan`. Else empty.
    std::vector<TokenVersion> versions{};
    TokenAccess access{};

    bool operator==(const Token &) const = default;
};

[[nodiscard]] Result<CapScope> parseCapScope(std::string_view text);
[[nodiscard]] Result<OverCap> parseOverCap(std::string_view text);
[[nodiscard]] Result<Renewal> parseRenewal(std::string_view text);
[[nodiscard]] Result<Starts> parseStarts(std::string_view text);
[[nodiscard]] Result<Alignment> parseAlignment(std::string_view text);
[[nodiscard]] std::string_view name(CapScope scope);
[[nodiscard]] std::string_view name(OverCap policy);
[[nodiscard]] std::string_view name(Renewal renewal);
[[nodiscard]] std::string_view name(Starts starts);
[[nodiscard]] std::string_view name(Alignment alignment);

} // namespace toll
