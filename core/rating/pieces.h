// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"

#include <optional>
#include <vector>

namespace toll {

/// A part of a billing period under one version of the plan.
struct Piece {
    Interval span;
    std::size_t period = 0; ///< index into RatedPeriods::billed
    std::size_t version = 0; ///< index into RatedPeriods::versions
};

/// The billing periods of a rating and the plan's versions in them.
struct RatedPeriods {
    std::vector<Interval> billed; ///< cut to what was asked for
    std::vector<Interval> whole; ///< the uncut periods of `billed`
    std::vector<Interval> earlier; ///< from the first row to the first billed one: terms and allowances reach back
    std::vector<PlanVersion> versions; ///< at least one; the first holds from ever
    std::vector<Piece> pieces; ///< of the billed periods, in order of time; each period has one at least

    /// The piece that holds an instant.
    [[nodiscard]] std::optional<std::size_t> pieceAt(Instant t) const;
    [[nodiscard]] std::size_t versionAt(Instant t) const;
    /// Half-open, from ever or to the end of time at the ends.
    [[nodiscard]] Interval spanOf(std::size_t version) const;
};
[[nodiscard]] RatedPeriods ratedPeriods(const RatingInput &input);

} // namespace toll
