// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/scaledprice.h"
#include "core/simulation/matrixfit.h"

#include <compare>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace toll {

/// What a scenario changes, without the numbers that it changes it to: scenarios of one outline have the same terms and
/// windows, and one matrix answers them all. Rates and counts are zero where they are set, the factor is left out.
[[nodiscard]] Scenario outlineOf(const Scenario &scenario);

/// Sums of billable units over windows (or terms, where only C x T limits) of many tokens, of the customers whose bills
/// such sums give to the digit (matrixFault()). Counts are 32 bits wide; those that are larger stand apart in 64 bits.
/// A line of a bill is one customer's period; its cells are the classes of tokens that one price holds for.
class UsageMatrix {
public:
    /// A piece of a cap: what the caps of a price come to for a window or for a term.
    using CapRule = std::variant<WindowPart, std::vector<GridShape>>;

    struct Line {
        std::uint32_t customer = 0; ///< index into Baseline::customers
        int perPlaces = 0;
        int minorDigits = 2;
        Rounding rounding = Rounding::HalfUp;
        std::uint32_t firstCell = 0;
        std::uint32_t cells = 0;

        /// Whether both are rounded to the same digit alike.
        [[nodiscard]] bool isRoundedAs(const Line &other) const
        {
            return perPlaces == other.perPlaces && minorDigits == other.minorDigits && rounding == other.rounding;
        }
    };
    /// Lines that follow one another and are rounded alike, of one currency.
    struct Run {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    struct PriceClass {
        TokenPrice price; ///< under the outline
        bool isSelected = false; ///< the scenario's numbers replace it
        bool isFlat = false; ///< only the rate counts

        [[nodiscard]] std::string key() const; ///< equal texts, equal classes
    };
    struct Cell {
        std::uint32_t line = 0;
        std::uint32_t priceClass = 0;
        std::int64_t units = 0; ///< billable units inside a term
        std::int64_t uncapped = 0; ///< of these: limited by nothing
    };
    struct Slot {
        std::uint32_t priceClass = 0;
        CapRule rule;
        auto operator<=>(const Slot &) const = default;
    };
    /// Counts of a cell under the same cap. What a window had used before its period is taken off again.
    struct Pool {
        std::uint32_t cell = 0;
        std::uint32_t slot = 0;
        bool isTakenOff = false;
        std::size_t begin = 0; ///< in the counts
        std::size_t end = 0;
    };
    struct LargeCount {
        std::uint32_t pool = 0;
        std::int64_t count = 0;
    };

    /// One an outline. Customer by customer: what one has used is read once for all of them.
    [[nodiscard]] static std::vector<std::shared_ptr<const UsageMatrix>> build(
        const Baseline &baseline, const BilledUse &use, std::span<const Scenario> outlines);

    [[nodiscard]] std::span<const Line> lines() const { return m_lines; }
    [[nodiscard]] std::span<const Run> runs() const { return m_runs; }
    [[nodiscard]] const std::vector<MatrixRefusal> &refusals() const { return m_refusals; }
    [[nodiscard]] std::span<const std::uint32_t> refused() const { return m_refused; } ///< customers, by index

    /// The price of each class under a scenario of the matrix's outline.
    [[nodiscard]] Result<std::vector<TokenPrice>> prices(const Scenario &scenario) const;
    /// The caps of each slot under these prices; Overflow where C x T is too large to count.
    [[nodiscard]] Result<std::vector<std::int64_t>> caps(std::span<const TokenPrice> prices) const;
    /// The units within these caps, cell by cell. With `byCurve` from sorted counts: the first call sorts, later ones
    /// take a search a pool.
    [[nodiscard]] std::vector<std::int64_t> unitsWithin(std::span<const std::int64_t> caps, bool byCurve) const;
    /// Each line's amount in minor units: exact sums, rounded once. False where 64 bits might not hold them.
    [[nodiscard]] bool amounts(std::span<const TokenPrice> prices, std::span<const std::int64_t> within,
        std::span<std::int64_t> amounts) const;
    /// The same where it does not fit, by the function that prices bills.
    [[nodiscard]] Result<Decimal> amount(
        const Line &line, std::span<const TokenPrice> prices, std::span<const std::int64_t> within) const;
    /// What a line's cells refuse.
    [[nodiscard]] std::int64_t refusedUnits(
        const Line &line, std::span<const TokenPrice> prices, std::span<const std::int64_t> within) const;

private:
    friend class MatrixBuilder;
    struct Curves {
        std::vector<std::uint32_t> counts;
        std::vector<std::uint64_t> sums; ///< of pool p from its begin + p on
    };
    const Curves &curves() const;
    /// Exact amounts of so many decimals, each line to its minor digits. False where that drops too many.
    [[nodiscard]] bool roundAmounts(std::span<std::int64_t> amounts, int scale) const;

    std::vector<Line> m_lines;
    std::vector<Run> m_runs; ///< all lines
    std::vector<PriceClass> m_classes;
    std::vector<Cell> m_cells; ///< by line
    std::vector<Slot> m_slots;
    std::vector<Pool> m_pools; ///< by cell
    std::vector<std::uint32_t> m_counts; ///< by pool
    std::vector<LargeCount> m_large; ///< what 32 bits cannot hold
    std::vector<MatrixRefusal> m_refusals;
    std::vector<std::uint32_t> m_refused;
    std::int64_t m_allUnits = 0;
    mutable std::once_flag m_sorted;
    mutable Curves m_curves;
};

} // namespace toll
