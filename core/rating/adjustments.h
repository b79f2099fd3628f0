// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"

#include <vector>

namespace toll {

/// The lines of the whole plan for one billing period: discounts, maximum, minimum and tax, in this order, each on the
/// sum of the amounts shown before it (billing-rules.md 4, 27, 28). `lines` are all of the period's, rounded; `whole`
/// is the uncut period and `plan` the version in force when the period begins. A line of zero is left out. The new lines are rounded and shared among the tokens.
[[nodiscard]] Result<std::vector<StatementLine>> adjustmentLines(
    const RatingInput &input, const Plan &plan, const std::vector<StatementLine> &lines, const Interval &period,
    const Interval &whole);

} // namespace toll
