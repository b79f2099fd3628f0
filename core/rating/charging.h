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

/// Counts the units a charge took, token by token and piece by piece: status, terms, allowance and cap
/// (billing-rules.md 2, 3, 10, 11). One entry a piece.
[[nodiscard]] Result<std::vector<ChargeCount>> countCharge(const RatingInput &input, const RatedPeriods &periods,
    const std::vector<std::optional<Instant>> &termStarts, const ChargeHistory &charge, bool keepsRows);

} // namespace toll
