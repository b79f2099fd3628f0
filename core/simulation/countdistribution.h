// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <vector>

namespace toll {

/// The most a count of one step (a day, an hour) may be in a simulation.
inline constexpr std::int64_t mostInAStep = (std::int64_t{1} << 31) - 1;

enum class CountFamily { Poisson, NegativeBinomial };

/// How counts of one step are distributed. Parameters are whole numbers of 2^-16, so that they are the same on every
/// machine.
struct CountDistribution {
    static constexpr int fractionBits = 16;
    static constexpr std::int64_t one = std::int64_t{1} << fractionBits;

    /// A negative binomial of a larger r is a Poisson distribution as far as 64 bits and a history can tell.
    static constexpr std::int64_t mostSize = one << 20;

    CountFamily family = CountFamily::Poisson;
    std::int64_t mean = 0; ///< m, in 2^-16; 0 or more
    /// r of the negative binomial, in 2^-16, at least 1: the variance is m + m^2 / r.
    std::int64_t size = 0;

    bool operator==(const CountDistribution &) const = default;
};

/// The probabilities of first, first + 1, ... in units of 2^-64, which sum to 2^64 (a lone value has 2^64 - 1).
struct CountMasses {
    std::int64_t first = 0;
    std::vector<std::uint64_t> masses;

    [[nodiscard]] std::int64_t last() const { return first + static_cast<std::int64_t>(masses.size()) - 1; }
};

/// The distribution, right to 64 bits: each probability is within 2^-63 of the exact one, but for the mode, which also
/// has what the others lost; values whose probability is below 2^-64 are not there. By the recurrences
/// p(x+1) = p(x) m / (x+1) and p(x+1) = p(x) (x+r) / (x+1) m / (m+r) (Johnson, Kemp, Kotz 2005, "Univariate discrete
/// distributions", 4.2 and 5.1) from the mode outwards, in whole numbers. OutOfRange where more than 2^20 values have
/// such a probability: counts of that size are not worth single values.
[[nodiscard]] Result<CountMasses> massesOf(const CountDistribution &distribution);

} // namespace toll
