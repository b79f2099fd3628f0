// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/rating/taking.h"

#include <optional>
#include <vector>

namespace toll {

/// The billing periods of a rating: those to bill, cut to what was asked for, and the earlier ones that terms and
/// allowances reach back into.
struct RatedPeriods {
    std::vector<Interval> billed;
    std::vector<Interval> whole; ///< the uncut periods of `billed`
    std::vector<Interval> earlier; ///< from the first row to the first billed period

    /// The billed period that holds an instant.
    [[nodiscard]] std::optional<std::size_t> at(Instant t) const;
};
[[nodiscard]] RatedPeriods ratedPeriods(const RatingInput &input);

/// What one charge counted in one period.
struct ChargeCount {
    std::vector<LinePart> parts; ///< one a token that it touched, in order of tokens
    std::vector<RowCharge> rows; ///< billable ones, in order of time for shapes without a cap; only if kept
};

/// Counts the units a charge took, token by token and period by period: status, terms, allowance and cap
/// (billing-rules.md 2, 3, 10, 11). One entry a billed period.
[[nodiscard]] Result<std::vector<ChargeCount>> countCharge(const RatingInput &input, const RatedPeriods &periods,
    const std::vector<std::optional<Instant>> &termStarts, const Charge &charge, const std::vector<Take> &takes,
    bool keepsRows);

} // namespace toll
