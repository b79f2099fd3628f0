// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"

#include <optional>
#include <span>
#include <vector>

namespace toll {

/// A customer whose total a scenario changes.
struct Mover {
    OutcomeRow row;
    std::optional<Decimal> percent; ///< of the baseline, to one decimal half up; nothing where that is zero

    bool operator==(const Mover &) const = default;
};

/// How many customers move by strictly more than a percentage of their baseline; those without one are in neither.
struct MoversPast {
    Decimal percent;
    std::size_t payMore = 0;
    std::size_t payLess = 0;

    bool operator==(const MoversPast &) const = default;
};

/// Who gains and who loses, for the customers of one currency.
struct Winners {
    Currency currency;
    std::vector<Mover> payMore; ///< by amount, the largest first; ties by name
    std::vector<Mover> payLess; ///< the same
    std::size_t unchanged = 0;
    std::size_t fromNothing = 0; ///< of payMore: who paid nothing before
    std::vector<MoversPast> past; ///< in the order of the thresholds
};

/// `thresholds` are percentages of 0 or more: 20 counts who pays over 20 % more, or less. Compared exactly.
[[nodiscard]] Result<Winners> winnersOf(const Outcome &outcome, std::span<const Decimal> thresholds);

} // namespace toll
