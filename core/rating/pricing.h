// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"
#include "core/usage/row.h"

#include <span>
#include <vector>

namespace toll {

/// R x billable + overage rate x over, divided by `per`: the one place where units become money.
[[nodiscard]] Result<Decimal> amountOf(const TokenPrice &price, int perPlaces, const ScopeResult &units);

/// Where a line stands in its billing period: versions of a charge share its tiers and blocks.
struct LinePosition {
    std::int64_t before = 0; ///< units of earlier versions in the period
    std::int64_t all = 0; ///< units of all versions in the period
};

/// Prices what a charge counted in one piece of a period: the exact amounts of the line and its parts, the steps that made them.
/// With `rowAmounts` also the amount of each of the line's rows: what the result grows by when it is added in order of
/// time (billing-rules.md 24). Shapes that are not a rate times the units need the line's rows.
[[nodiscard]] Result<void> priceShape(
    StatementLine &line, const Charge &charge, const UsageTable &usage, LinePosition position,
    std::vector<Decimal> *rowAmounts);

/// The local dates an interval touches.
[[nodiscard]] std::int64_t datesIn(const Interval &span, const Zone &zone);

/// The fee of one period times line.days, the dates it is owed for, over line.daysOfPeriod (billing-rules.md 8). Equal
/// shares for each part the line has.
[[nodiscard]] Result<void> priceFixed(
    StatementLine &line, const Fixed &fee, const Currency &currency, Rounding rounding);

/// Rounds a priced line once, and gives each part its largest-remainder share of the amount.
[[nodiscard]] Result<void> roundLine(StatementLine &line, const Currency &currency, Rounding rounding);

/// Largest-remainder shares of an amount of either sign. Weights are signed too; where they do not all point the same
/// way each is rounded down by itself and the rest is dealt out by the largest remainders.
[[nodiscard]] Result<std::vector<Decimal>> sharesOf(
    const Decimal &amount, std::span<const Decimal> weights, int minorDigits);

} // namespace toll
