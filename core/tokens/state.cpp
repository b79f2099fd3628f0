// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/state.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array allStates{
    TokenState::Unused,
    TokenState::Active,
    TokenState::Expiring,
    TokenState::Expired,
    TokenState::Exhausted,
    TokenState::Suspended,
    TokenState::Revoked,
};

bool isAllowed(TokenAction action, TokenState state)
{
    switch (action) {
    case TokenAction::Suspend:
        return state != TokenState::Suspended && state != TokenState::Revoked;
    case TokenAction::Resume:
        return state == TokenState::Suspended;
    case TokenAction::Revoke:
    case TokenAction::Rotate:
        return state != TokenState::Revoked;
    case TokenAction::Renew:
    case TokenAction::Extend:
        return state != TokenState::Unused && state != TokenState::Suspended && state != TokenState::Revoked;
    }
    return false;
}

bool hasCome(const std::optional<Instant> &time, Instant now)
{
    return time && *time <= now;
}

} // namespace

TokenState stateOf(const Token &token, const TokenFacts &facts, Instant now, std::int64_t warningDays)
{
    if (hasCome(token.revokedAt, now))
        return TokenState::Revoked;
    if (hasCome(token.suspendedAt, now))
        return TokenState::Suspended;
    if (!facts.currentTerm || now < facts.currentTerm->span.begin)
        return TokenState::Unused;
    const Instant termEnd = facts.currentTerm->span.end;
    const Instant lastEnd = std::max(termEnd, facts.endOfLastTerm.value_or(termEnd));
    const bool ends = token.price.renewal == Renewal::None && lastEnd < latestInstant;
    if (ends && lastEnd <= now)
        return TokenState::Expired;
    if (facts.allowance && facts.usedInTerm >= *facts.allowance)
        return TokenState::Exhausted;
    if (ends && lastEnd.plus(-warningDays * msPerDay) <= now)
        return TokenState::Expiring;
    return TokenState::Active;
}

Result<void> allowed(TokenAction action, TokenState state)
{
    if (isAllowed(action, state))
        return {};
    std::string fitting;
    for (const TokenState each : allStates) {
        if (isAllowed(action, each))
            fitting.append(fitting.empty() ? "" : ", ").append(name(each));
    }
    return fail(ErrorCode::WrongState, std::string(name(action)), std::string(name(state)), std::move(fitting));
}

std::string_view name(TokenState state)
{
    switch (state) {
    case TokenState::Unused:
        return "unused";
    case TokenState::Active:
        return "active";
    case TokenState::Expiring:
        return "expiring";
    case TokenState::Expired:
        return "expired";
    case TokenState::Exhausted:
        return "exhausted";
    case TokenState::Suspended:
        return "suspended";
    case TokenState::Revoked:
        return "revoked";
    }
    return {};
}

std::string_view name(TokenAction action)
{
    switch (action) {
    case TokenAction::Suspend:
        return "suspend";
    case TokenAction::Resume:
        return "resume";
    case TokenAction::Revoke:
        return "revoke";
    case TokenAction::Renew:
        return "renew";
    case TokenAction::Extend:
        return "extend";
    case TokenAction::Rotate:
        return "rotate";
    }
    return {};
}

} // namespace toll
