// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What an outlook goes on from.
#pragma once

#include "core/simulation/outlook.h"

#include <vector>

namespace toll {

/// What was billed for tokens of an outlook on each day of its history, as it really was: the bills of `baseline`, cut
/// by the local days of each customer so that the days sum to the bill. `isWanted` says of each of the outlook's tokens
/// whether it counts; one that the baseline does not have adds nothing. The errors of rate().
[[nodiscard]] Result<std::vector<Decimal>> billedByDay(
    const Baseline &baseline, const Outlook &outlook, const std::vector<bool> &isWanted);

} // namespace toll
