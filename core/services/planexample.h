// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What one charge of a plan costs in a billing period of this many units, its allowance included; the plan's other
/// charges, its hours, load, service levels, discounts, limits and tax are left aside. A capped charge is used evenly over
/// its term or the period, whichever is shorter; a price by request size takes one request of this size.
/// Unsupported where the price is left to the token; NotFound where there is no such charge.
[[nodiscard]] Result<Decimal> priceExample(const Plan &plan, const std::string &charge, std::int64_t quantity);

/// One place of a price curve.
struct PricePoint {
    std::int64_t quantity = 0;
    Decimal cost;
    std::optional<Decimal> rate; ///< at which the last unit is charged: per unit, per `per` units or per block
    bool operator==(const PricePoint &) const = default;
};

/// The cost at `count` quantities (at least 2), evenly from 0 to a whole number that shows every tier, or to about twice
/// `quantity` where there are none.
[[nodiscard]] Result<std::vector<PricePoint>> priceCurve(
    const Plan &plan, const std::string &charge, std::int64_t quantity, int count);

} // namespace toll
