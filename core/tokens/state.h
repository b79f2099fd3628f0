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

    bool operator==(const TokenFacts &) const = default;
};

inline constexpr std::int64_t defaultWarningDays = 7;

/// The state now. Expired, exhausted and expiring are derived from facts, never stored. A token that renews by
/// itself never expires; its warning time is `warningDays` exact days before the end of the last term.
[[nodiscard]] TokenState stateOf(
    const Token &token, const TokenFacts &facts, Instant now, std::int64_t warningDays = defaultWarningDays);

enum class TokenAction { Suspend, Resume, Revoke, Renew, Extend, Rotate };

/// Whether the action is allowed in this state; a WrongState error names both.
[[nodiscard]] Result<void> allowed(TokenAction action, TokenState state);

[[nodiscard]] std::string_view name(TokenState state);
[[nodiscard]] std::string_view name(TokenAction action);

} // namespace toll
