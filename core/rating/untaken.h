// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/pieces.h"
#include "core/rating/taking.h"

#include <vector>

namespace toll {

/// A line of a charge in one piece, without counts and amounts.
[[nodiscard]] StatementLine emptyLine(
    const RatedPeriods &periods, const Charge &charge, LineKind kind, std::size_t piece);

/// Lines without a price, by piece.
struct UntakenLines {
    std::vector<std::vector<StatementLine>> unknown; ///< requests that lacked a charge's meter
    std::vector<std::vector<StatementLine>> unpriced; ///< units that no charge took
};

/// Adds what one version of the plan left untaken (billing-rules.md 31, 32). Both lists have one entry a piece.
[[nodiscard]] Result<void> addUntaken(UntakenLines &lines, const UsageTable &usage, const RatedPeriods &periods,
    const Taking &taking, std::size_t version);

} // namespace toll
