// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/quickreplay.h"

#include <string>
#include <vector>

namespace toll {

/// A parameter and the values it goes through, both as applySetting() reads them: "cap" with "100/day", "200/day".
struct SweepAxis {
    std::string key;
    std::vector<std::string> values;

    bool operator==(const SweepAxis &) const = default;
};

/// Every combination of the axes' values, on top of a scenario.
struct SweepGrid {
    Scenario base;
    std::vector<SweepAxis> axes; ///< one to three
};

inline constexpr std::size_t mostSweepPoints = 100'000;

/// Decimals from `from` to `to` in equal steps, both ends included where a step falls on them, as text. A step of zero
/// or less, or more values than mostSweepPoints, is OutOfRange.
[[nodiscard]] Result<std::vector<std::string>> valuesBetween(
    const Decimal &from, const Decimal &to, const Decimal &step);

/// The scenarios of a grid, the last axis moving quickest. An axis without values is Missing; too many points, or not
/// one to three axes, is OutOfRange; the same parameter twice a Conflict; else the errors of applySetting().
[[nodiscard]] Result<std::vector<Scenario>> scenariosOf(const SweepGrid &grid);

/// What a grid gives: points[i] is what replay() of scenarios[i] sums up to, by currency.
struct SweepTable {
    std::vector<SweepAxis> axes;
    std::vector<Scenario> scenarios;
    std::vector<std::vector<CurrencyTotal>> points;

    /// The place of a combination: one index an axis.
    [[nodiscard]] std::size_t at(std::initializer_list<std::size_t> indices) const;
};

/// Equal to single runs, whatever the order and the threads: where demand is elastic it follows each point's own rate. A
/// Cancelled error where it was stopped.
[[nodiscard]] Result<SweepTable> sweep(const QuickReplay &quick, const SweepGrid &grid, const Pace &pace);

} // namespace toll
