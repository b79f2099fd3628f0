// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/countdistribution.h"
#include "core/simulation/stephistory.h"

#include <optional>
#include <vector>

namespace toll {

/// A statistic and how often chance alone makes a larger one. For reading only: nothing is drawn from it.
struct ChiSquare {
    double statistic = 0;
    std::int64_t degrees = 0; ///< of freedom
    double p = 1;
};

/// The upper tail of the chi-square distribution: Q(degrees / 2, statistic / 2) (Abramowitz and Stegun 1964, 26.4.19,
/// by the series 6.5.29 and the continued fraction 6.5.31).
[[nodiscard]] double chiSquareTail(double statistic, std::int64_t degrees);

/// A distribution of counts for each place in the season, as history suggests it, and how well it fits.
struct CountFit {
    HistoryAmount amount;
    /// By place; empty where there is too little history.
    std::vector<CountDistribution> places;
    CountFamily family = CountFamily::Poisson;
    /// Fisher's index of dispersion: the sum of (x - m)^2 / m against a chi-square of as many degrees as steps less
    /// places; `index` is their quotient, 1 for a Poisson distribution. Nothing where all is 0.
    std::optional<ChiSquare> dispersion;
    double index = 1;
    /// Pearson's statistic over cells of equal probability (each step's cells are those of its own distribution), of at
    /// least five expected steps each; one degree less for the means, which move the same cells, and one for r. As the
    /// parameters come from the steps themselves and not from the cells, the true p lies between this and that of up to
    /// two degrees more (Chernoff and Lehmann 1954). Nothing where there are too few steps for it.
    std::optional<ChiSquare> fit;
};

/// Fits history. The mean of a place is the mean of its counts, which is the maximum likelihood estimate for both
/// families; 1 / r is the moment estimate common to all places, the sum of (x - m)^2 n / (n - places) - m over that of
/// m^2 (Breslow 1984, Applied Statistics 33; Cameron and Trivedi 2013, "Regression analysis of count data", 3.3), in
/// whole numbers. Where counts vary no more than Poisson's, that is what they are taken for. OutOfRange as
/// amountKnown().
[[nodiscard]] Result<CountFit> fitCounts(const StepHistory &history);

} // namespace toll
