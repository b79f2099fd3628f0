// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "core/simulation/aliastable.h"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace toll {

/// What limits a token's requests at one step.
struct StepLimits {
    std::int64_t cap = std::numeric_limits<std::int64_t>::max(); ///< units within it, at most
    std::int64_t allowance = std::numeric_limits<std::int64_t>::max(); ///< C x T of the term that begins here
    bool beginsTerm = false;
    bool isInTerm = true; ///< else nothing is billed or refused

    bool operator==(const StepLimits &) const = default;
};

/// How one token is billed over a horizon, in whole numbers of the simulation's scale.
struct PathTerms {
    std::vector<StepLimits> steps;
    bool hasAllowance = false; ///< some term has one; the first step then begins a term
    std::int64_t rate = 0; ///< of a unit within cap and allowance; 0 or more
    std::int64_t overRate = 0; ///< of the others; 0 unless they are charged
    std::int64_t largest = 0; ///< no count of a step is larger
};

/// What 8 paths of a token come to, side by side.
struct PathTally {
    static constexpr std::size_t lanes = RandomStream::lanes;

    std::array<std::int64_t, lanes> billed{}; ///< units within cap and allowance
    std::array<std::int64_t, lanes> over{}; ///< units that found no room
    std::array<std::uint32_t, lanes> ranOut{}; ///< the first step at which the allowance was too small; steps: none

    bool operator==(const PathTally &) const = default;
};

/// Bills 8 paths of one token, step by step: adds each step's charge to `sums` (as `counts`: step * 8 + lane). The
/// caller knows that sums fit: Int128 is for when 64 bits are too few.
[[nodiscard]] PathTally billPaths(const PathTerms &terms, const std::uint32_t *counts, std::int64_t *sums,
    Instructions instructions = Instructions::Best);
[[nodiscard]] PathTally billPaths(
    const PathTerms &terms, const std::uint32_t *counts, Int128 *sums, Instructions instructions = Instructions::Best);

/// The same for paths that are drawn on the way: drawCounts(), then billPaths(), in one go where the processor can.
/// `room` is for the counts, steps * 8 of them.
[[nodiscard]] PathTally drawAndBill(const PathTerms &terms, const DrawPlan &plan, DrawStreams &streams,
    std::span<std::uint32_t> room, std::int64_t *sums, Instructions instructions = Instructions::Best);

} // namespace toll
