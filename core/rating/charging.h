// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/pieces.h"
#include "core/rating/taking.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// The charges of one id in all versions, and what they took.
struct ChargeHistory {
    std::string id;
    std::vector<const Charge *> byVersion; ///< nothing where a version has no such charge
    std::vector<Take> takes; ///< in order of time
};

/// What one charge counted in one piece.
struct ChargeCount {
    std::vector<LinePart> parts; ///< one a token that it touched, in order of tokens; two where the token's price changed
    std::vector<RowCharge> rows; ///< billable ones, in order of time for shapes without a cap; only if kept
};

/// The units of a divided allowance that each token may use in a period that begins at `begin`: shares by weight, the
/// rest by largest remainder, ties to the earlier token. A token that had been revoked by then has none; where all weights
/// are 0 nobody has any.
[[nodiscard]] Result<std::vector<std::int64_t>> allowanceShares(
    const Charge &charge, const std::vector<RatedToken> &tokens, Instant begin);

/// What the versions of the plan make of a token's own prices, change by change; none where none of them caps the charge.
[[nodiscard]] std::vector<DatedPrice> cappedPrices(
    const RatedPeriods &periods, const ChargeHistory &history, const RatedToken &token);

/// Counts the units a charge took, token by token and piece by piece: status, terms, allowance and cap
/// (billing-rules.md 2, 3, 10, 11). One entry a piece.
[[nodiscard]] Result<std::vector<ChargeCount>> countCharge(const RatingInput &input, const RatedPeriods &periods,
    const std::vector<std::optional<Instant>> &termStarts, const ChargeHistory &charge, bool keepsRows);

} // namespace toll
