// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"

#include <string>
#include <utility>
#include <vector>

namespace toll {

/// What one meter contributed to a change.
struct MeterChange {
    std::string meter; ///< empty: fees, discounts and tax, which are of no meter
    std::int64_t before = 0; ///< status-billable units in the earlier period; 0 without a meter
    std::int64_t after = 0;
    Decimal volume;
    Decimal mix;

    bool operator==(const MeterChange &) const = default;
};

/// Why the bill of one period is not that of another. All amounts are in the currency's minor unit, and
/// price + volume + mix + limits + late = after - before, exactly.
///
/// Both periods are rated four ways by rate(): as they are, without limits (gross), and without limits at the prices that
/// were in force when the earlier period ended (constant).
///   limits = (after - gross after) - (before - gross before)
///   price  = (gross after - constant after) - (gross before - constant before)
///   volume = constant before x (units after / units before - 1), meter by meter, rounded half up
///   mix    = (constant after - constant before) - volume
/// Limits are caps, lifetimes, allowances, minimum and maximum. What belongs to no meter is volume and mix in the
/// proportion of the rest (fixed fees: volume).
struct BillChange {
    Currency currency;
    Interval earlier;
    Interval later;
    Decimal before; ///< total of the earlier period
    Decimal after; ///< total of the later one
    Decimal price;
    Decimal volume;
    Decimal mix;
    Decimal limits;
    /// Of what was billed: adjustments of closed periods, and what came too late for one that is closed. explainChange()
    /// knows of neither.
    Decimal late;
    std::vector<MeterChange> meters; ///< by meter, that without one last
    /// In force at the ends of the earlier and the later period, where these differ.
    std::vector<std::pair<Plan, Plan>> plans;

    [[nodiscard]] Result<Decimal> difference() const { return after.minus(before); }
    bool operator==(const BillChange &) const = default;
};

/// `input` holds the usage of both periods (its own period is not looked at). Overflow is an error.
[[nodiscard]] Result<BillChange> explainChange(
    const RatingInput &input, const Interval &earlier, const Interval &later);

/// The sum of several: those of a customer whose tokens are on different plans. Not empty; one currency, the same periods.
[[nodiscard]] Result<BillChange> combine(const std::vector<BillChange> &changes);

} // namespace toll
