// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <vector>

namespace toll {

/// A period that was closed, and what came of it since.
struct ClosedPeriod {
    Interval period;
    Instant closedAt;
    Statement frozen; ///< as it was closed; its own adjustments (of periods before it) are not looked at
    Statement now; ///< the same period rated from all usage known now, without adjustments
    std::vector<Statement> after; ///< the closed statements that follow: what they adjusted of this one counts
    std::int64_t events = 0; ///< usage records that came since it was closed
    Instant firstArrival; ///< of these
    Instant lastArrival;
};

/// The adjustments that a closed period still needs, at the end of the next open statement: a line for each charge, and
/// for each kind of line of the whole plan, whose amount or units are not what was closed and adjusted already. So
/// frozen + adjusted + these lines = now, charge by charge, token by token and in all. Lines keep the closed period's
/// amounts with its own discounts, limits and tax; those of the open period do not act on them. Conflict where the
/// currencies differ; overflow is an error.
[[nodiscard]] Result<void> addAdjustments(Statement &open, const ClosedPeriod &closed);

/// Puts a statement of the same customer behind another: lines, tokens and total; the period covers both. Conflict
/// where the currencies differ.
[[nodiscard]] Result<void> append(Statement &whole, Statement next);

} // namespace toll
