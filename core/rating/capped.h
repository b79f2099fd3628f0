// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/rating/taking.h"

#include <span>
#include <vector>

namespace toll {

/// A token's part of a line in one period, and what its rows gave.
struct PeriodPart {
    LinePart part;
    std::vector<RowCharge> rows;
    bool isTouched = false; ///< the charge took units of the token in the period
};

/// What one flat-capped charge makes of one token's units.
struct CappedInput {
    const RatingInput *rating = nullptr;
    const RatedToken *token = nullptr;
    TokenPrice price; ///< resolved
    Instant firstTermStart;
    std::span<const Take> takes; ///< of this token, in order of time
    std::span<const Interval> periods; ///< to bill, in order, half-open
};

/// Where each token's terms begin: as given, or the UTC quarter of an hour of its first row of any status
/// (billing-rules.md 7); nothing for a token without either.
[[nodiscard]] std::vector<std::optional<Instant>> termStarts(const RatingInput &input);

/// Counts the units of each term and window in order of time, under both cap scopes at once; one result a period.
/// Money comes later: these are counts only.
[[nodiscard]] Result<std::vector<PeriodPart>> countCapped(const CappedInput &input);

} // namespace toll
