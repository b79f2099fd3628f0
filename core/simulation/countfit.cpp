// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/countfit.h"

#include "core/money/decimal.h"
#include "core/money/wide.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace toll {

namespace {

constexpr double tiny = 1e-300;
constexpr double precise = 1e-15;
constexpr int mostTerms = 100'000;
constexpr std::int64_t leastExpected = 5; ///< steps in a cell (Cochran 1954)
constexpr std::int64_t mostCells = 20;

/// The lower regularised incomplete gamma function by its series, for x < a + 1.
double gammaSeries(double a, double x)
{
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < mostTerms && term > sum * precise; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum * std::exp(a * std::log(x) - x - std::lgamma(a));
}

/// The upper one by its continued fraction (Lentz's method), for x >= a + 1.
double gammaFraction(double a, double x)
{
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double fraction = d;
    for (int n = 1; n < mostTerms; ++n) {
        const double an = -n * (n - a);
        b += 2;
        d = an * d + b;
        d = 1 / (std::abs(d) < tiny ? tiny : d);
        c = b + an / c;
        c = std::abs(c) < tiny ? tiny : c;
        fraction *= d * c;
        if (std::abs(d * c - 1) < precise)
            break;
    }
    return fraction * std::exp(a * std::log(x) - x - std::lgamma(a));
}

double real(std::int64_t fixed)
{
    return static_cast<double>(fixed) / static_cast<double>(CountDistribution::one);
}

/// The means of the places, in 2^-16, to the nearest.
std::vector<std::int64_t> meansOf(const StepHistory &history)
{
    std::vector<std::int64_t> sums(history.season);
    std::vector<std::int64_t> seen(history.season);
    for (std::size_t step = 0; step < history.counts.size(); ++step)
        if (history.counts[step] != unknownCount) {
            sums[history.placeOf(step)] += history.counts[step];
            ++seen[history.placeOf(step)];
        }
    for (std::size_t place = 0; place < sums.size(); ++place) {
        const Int128 scaled = static_cast<Int128>(sums[place]) << CountDistribution::fractionBits;
        sums[place] = static_cast<std::int64_t>((scaled + seen[place] / 2) / seen[place]);
    }
    return sums;
}

/// r in 2^-16, or 0 for Poisson's.
std::int64_t sizeOf(const StepHistory &history, const std::vector<std::int64_t> &means, std::int64_t steps)
{
    const auto places = static_cast<std::int64_t>(history.season);
    Int128 squares = 0; // of what counts differ from their means; 2^-32
    Int128 sum = 0; // of the means; 2^-16
    Int128 meanSquares = 0; // 2^-32
    for (std::size_t step = 0; step < history.counts.size(); ++step) {
        if (history.counts[step] == unknownCount)
            continue;
        const std::int64_t mean = means[history.placeOf(step)];
        const Int128 apart = static_cast<Int128>((history.counts[step] << CountDistribution::fractionBits) - mean);
        squares += apart * apart;
        sum += mean;
        meanSquares += static_cast<Int128>(mean) * mean;
    }
    const Int128 excess = squares * steps / (steps - places) - (sum << CountDistribution::fractionBits);
    if (excess <= 0 || meanSquares == 0)
        return 0;
    const Int128 size = (meanSquares << CountDistribution::fractionBits) / excess;
    if (size > CountDistribution::mostSize)
        return 0;
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(size));
}

void measureDispersion(const StepHistory &history, CountFit &fit)
{
    double sum = 0;
    std::int64_t degrees = 0;
    for (const CountDistribution &place : fit.places)
        degrees -= place.mean > 0;
    for (std::size_t step = 0; step < history.counts.size(); ++step) {
        const double mean = real(fit.places[history.placeOf(step)].mean);
        if (history.counts[step] == unknownCount || mean == 0)
            continue;
        const double apart = static_cast<double>(history.counts[step]) - mean;
        sum += apart * apart / mean;
        ++degrees;
    }
    if (degrees <= 0)
        return;
    fit.dispersion = ChiSquare{sum, degrees, chiSquareTail(sum, degrees)};
    fit.index = sum / static_cast<double>(degrees);
}

/// In which of `cells` cells the middle of each value's step of the distribution function lies, as the first cell's
/// number and the masses by cell.
class Cells {
public:
    Cells(const CountMasses &masses, std::int64_t cells)
        : m_first(masses.first), m_masses(static_cast<std::size_t>(cells))
    {
        std::uint64_t below = 0;
        for (const std::uint64_t mass : masses.masses) {
            const std::uint64_t middle = below + mass / 2;
            const auto cell =
                static_cast<std::size_t>((static_cast<UInt128>(middle) * static_cast<std::uint64_t>(cells)) >> 64);
            m_cells.push_back(static_cast<std::uint8_t>(cell));
            m_masses[cell] += std::ldexp(static_cast<double>(mass), -64);
            below += mass;
        }
    }
    [[nodiscard]] std::size_t cellOf(std::int64_t count) const
    {
        const std::int64_t last = static_cast<std::int64_t>(m_cells.size()) - 1;
        return m_cells[static_cast<std::size_t>(std::clamp<std::int64_t>(count - m_first, 0, last))];
    }
    [[nodiscard]] const std::vector<double> &masses() const { return m_masses; }

private:
    std::int64_t m_first;
    std::vector<std::uint8_t> m_cells;
    std::vector<double> m_masses;
};

/// Pearson's statistic over neighbouring cells put together until enough is expected in each.
void compareCells(const std::vector<double> &expected, const std::vector<double> &seen, CountFit &fit)
{
    std::vector<std::pair<double, double>> joined{{0, 0}};
    for (std::size_t cell = 0; cell < expected.size(); ++cell) {
        if (joined.back().first >= leastExpected)
            joined.emplace_back(0, 0);
        joined.back().first += expected[cell];
        joined.back().second += seen[cell];
    }
    if (joined.back().first < leastExpected && joined.size() > 1) {
        const auto rest = joined.back();
        joined.pop_back();
        joined.back().first += rest.first;
        joined.back().second += rest.second;
    }
    ChiSquare result;
    // The means of all places move the same cells, so that they take one degree together, and r takes one.
    const std::int64_t parameters = fit.family == CountFamily::NegativeBinomial ? 2 : 1;
    result.degrees = static_cast<std::int64_t>(joined.size()) - 1 - parameters;
    if (result.degrees < 1)
        return;
    for (const auto &[wanted, found] : joined)
        result.statistic += (found - wanted) * (found - wanted) / wanted;
    result.p = chiSquareTail(result.statistic, result.degrees);
    fit.fit = result;
}

void measureFit(const StepHistory &history, CountFit &fit)
{
    const std::int64_t cells = std::min(mostCells, fit.amount.knownSteps / leastExpected);
    if (cells < 2)
        return;
    std::vector<Cells> places;
    for (const CountDistribution &place : fit.places) {
        const Result<CountMasses> masses = massesOf(place);
        if (!masses)
            return; // too large for single values; the dispersion is known all the same
        places.emplace_back(*masses, cells);
    }
    std::vector<double> expected(static_cast<std::size_t>(cells));
    std::vector<double> seen(expected.size());
    for (std::size_t step = 0; step < history.counts.size(); ++step) {
        const Cells &place = places[history.placeOf(step)];
        if (history.counts[step] == unknownCount || fit.places[history.placeOf(step)].mean == 0)
            continue;
        ++seen[place.cellOf(history.counts[step])];
        for (std::size_t cell = 0; cell < expected.size(); ++cell)
            expected[cell] += place.masses()[cell];
    }
    compareCells(expected, seen, fit);
}

} // namespace

double chiSquareTail(double statistic, std::int64_t degrees)
{
    const double a = static_cast<double>(degrees) / 2;
    const double x = statistic / 2;
    if (x <= 0)
        return 1;
    return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
}

Result<CountFit> fitCounts(const StepHistory &history)
{
    const Result<HistoryAmount> amount = amountKnown(history);
    if (!amount)
        return std::unexpected(amount.error());
    CountFit fit;
    fit.amount = *amount;
    if (!amount->isEnough())
        return fit;
    const std::vector<std::int64_t> means = meansOf(history);
    const std::int64_t size = sizeOf(history, means, amount->knownSteps);
    fit.family = size == 0 ? CountFamily::Poisson : CountFamily::NegativeBinomial;
    for (const std::int64_t mean : means)
        fit.places.push_back({fit.family, mean, size});
    measureDispersion(history, fit);
    measureFit(history, fit);
    return fit;
}

} // namespace toll
