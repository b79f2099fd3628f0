// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens/term.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace toll {

enum class TokenState { Unused, Active, Expiring, Expired, Exhausted, Suspended, Revoked };

/// What the state is derived from, beside the token itself.
struct TokenFacts {
    std::optional<Instant> firstUse;
    std::optional<Term> currentTerm; ///< the term that holds now, or the last one that ended
    std::optional<std::int64_t> allowance; ///< C x T of that term; nothing: unlimited
    std::int64_t usedInTerm = 0; ///< billable units N of that term
    std::optional<Instant> endOfLastTerm; ///< where a renewal has been appended already; absent: the current term's

    bool operator==(const TokenFacts &) const = default;
};

inline constexpr std::int64_t defaultWarningDays = 7;

/// The state now. Expired, exhausted and expiring are derived from facts, never stored. A token is unused until its
/// term has begun. One that renews by itself neither expires nor is expiring; the warning time of others is
/// `warningDays` exact days before the end of the last term. Where several hold, the first of revoked, suspended,
/// unused, expired, exhausted, expiring is the state.
[[nodiscard]] TokenState stateOf(
    const Token &token, const TokenFacts &facts, Instant now, std::int64_t warningDays = defaultWarningDays);

enum class TokenAction { Suspend, Resume, Revoke, Renew, Extend, Rotate };

/// Whether the action is allowed in this state; a WrongState error has the action (`where`), the state (`found`) and
/// the states that would do (`expected`). Renewing and extending need a term that has begun and is not suspended.
[[nodiscard]] Result<void> allowed(TokenAction action, TokenState state);

[[nodiscard]] std::string_view name(TokenState state);
[[nodiscard]] std::string_view name(TokenAction action);

} // namespace toll
