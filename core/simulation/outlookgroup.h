// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/matrixfit.h"
#include "core/simulation/outlook.h"
#include "core/simulation/outlookdays.h"

namespace toll {

/// A customer whose tokens are priced together.
struct OutlookGroup {
    SimulatedGroup group;
    std::vector<OutlookToken> tokens; ///< as in the group
    std::vector<OutlookGap> gaps;
    std::int64_t effort = 0; ///< of a path, in rows
};

/// Whether rates and days alone do not say what a customer pays.
[[nodiscard]] bool needsRating(const BaselineCustomer &customer, const CustomerUse &use);

/// The customer with his tokens' daily requests, priced by rate(). What stays a gap: charges on other meters than requests
/// or on some requests only, percentages, slices, load bands, service levels and tiers by request (Plan); windows of less
/// than a day that limit one by one (Windows).
[[nodiscard]] Result<OutlookGroup> outlookGroupOf(
    const BaselineCustomer &customer, const Interval &range, const OutlookDays &days);

} // namespace toll
