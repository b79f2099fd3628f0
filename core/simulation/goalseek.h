// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/quickreplay.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// A number of a scenario that is looked for, among least, least + step, … up to most.
struct SoughtParameter {
    std::string key; ///< "rate", "rate_factor", "overage_rate" or "cap"
    std::string window; ///< of a cap: "day", "15 min"
    Decimal least;
    Decimal most;
    Decimal step; ///< more than 0: the smallest difference that is allowed

    bool operator==(const SoughtParameter &) const = default;
};

/// Which value of one or two parameters makes a total?
struct GoalQuery {
    Scenario base;
    std::vector<SoughtParameter> parameters; ///< one; or two, of which the first takes at most mostFirstValues values
    std::string currency; ///< code; the totals of others are not looked at
    Decimal target;
};
inline constexpr std::int64_t mostFirstValues = 1000;

enum class GoalState {
    Exact, ///< one value gives the target to the digit
    Several, ///< more than one does
    Nearest, ///< none does, but the total passes the target between two neighbours
    OutOfReach, ///< no value comes as high, or as low
};
[[nodiscard]] std::string_view name(GoalState state); ///< "exact", "several", …

/// A value and the total it gives.
struct GoalPoint {
    Decimal value;
    Decimal total;

    bool operator==(const GoalPoint &) const = default;
};

/// Values that follow one another (each a step after the one before) and give the target.
struct GoalRange {
    Decimal first;
    Decimal last;

    bool operator==(const GoalRange &) const = default;
};

struct GoalAnswer {
    GoalState state = GoalState::OutOfReach;
    std::optional<Decimal> first; ///< of two parameters: the value of the first
    std::vector<GoalRange> ranges; ///< Exact, Several: the values that give the target, in order
    GoalPoint best; ///< the first of these; else the one whose total comes closest, the smaller of two
    std::optional<GoalPoint> below; ///< Nearest: the two neighbours, by value, that the target lies between
    std::optional<GoalPoint> above;
    /// The total only rises with the parameter, or only falls, as far as was looked at: then the answer is complete.
    /// Else values between the 64 that were tried first may be missing.
    bool isMonotone = true;
    Scenario scenario; ///< base with the best value

    bool operator==(const GoalAnswer &) const = default;
};

/// One answer; for two parameters one for each value of the first, in order. The best value (of two parameters: of the
/// answer that comes closest) has been checked with replay(). Faults of the query are OutOfRange, Missing or NotFound
/// (a currency nobody is billed in); Cancelled where it was stopped.
[[nodiscard]] Result<std::vector<GoalAnswer>> seekGoal(
    const QuickReplay &quick, const GoalQuery &query, const Pace &pace);

/// The answer whose best total comes closest to a target, the first of several; nothing without any.
[[nodiscard]] const GoalAnswer *closestTo(const Decimal &target, const std::vector<GoalAnswer> &answers);

/// What the customers of a currency are billed: the target of "which rate keeps revenue?". NotFound where there is
/// none.
[[nodiscard]] Result<Decimal> billedIn(const Baseline &baseline, const std::string &currency);

} // namespace toll
