// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/randomstream.h"
#include "core/simulation/stephistory.h"

#include <cstdint>
#include <span>
#include <vector>

namespace toll {

struct BootstrapOptions {
    std::size_t block = 0; ///< steps that stay together; 0: a season
    /// A block is put only where its first step is a multiple of this many steps away from where it was, within the
    /// season: 1 for days, 24 for hours (which begin blocks at the same hour of the day). Divides the season.
    std::size_t alignment = 1;
};

/// Draws the future from blocks of the past: a seasonal block bootstrap of residuals.
///
/// Counts are looked at as square roots, where they vary about as much when there are many as when there are few
/// (Bartlett 1936). Of each place in the season the mean is taken out; what is left of a count is stretched by
/// k / (k - 1), k being how often the place was seen: that is how far the count is from the mean of the others, which
/// is how wrong the mean would have been about it (Barber et al. 2021, "Predictive inference with the jackknife+",
/// Annals of Statistics 49(1)). The future is the mean of each place and, block by block, what is left of a block of
/// the past (Dudek, Leskow, Paparoditis, Politis 2014, "A generalized block bootstrap for seasonal time series",
/// Journal of Time Series Analysis 35(2)). A block runs within history: it neither wraps at the end nor crosses an
/// unknown step. While there are fewer than 8 seasons, so that blocks are few, each also stands for its mirror image
/// (the block wild bootstrap: Shao 2010, "The dependent wild bootstrap", JASA 105).
///
/// What the steps of a block have in common, its mean, says how far a season was from the usual level; of that there
/// are no more than k values, and so few tell too little of how far it can be. It is stretched by as much as Student's
/// distribution of k - 1 degrees of freedom is wider than the normal one at 80 % (Student 1908, "The probable error of
/// a mean"): 2.4 times for two seasons, 1.2 for five, 1.05 for fourteen.
///
/// In whole numbers of 2^-16 throughout: the same on every machine.
class SeasonalBootstrap {
public:
    static constexpr std::int64_t mirroredBelow = 8; ///< seasons

    /// OutOfRange as amountKnown(), or for an alignment that does not divide the season.
    [[nodiscard]] static Result<SeasonalBootstrap> from(
        const StepHistory &history, const BootstrapOptions &options = {});

    [[nodiscard]] const HistoryAmount &amount() const { return m_amount; }
    /// Whether anything can be drawn: the history is enough, and some block of it is known.
    [[nodiscard]] bool canDraw() const;
    /// No count drawn is larger.
    [[nodiscard]] std::int64_t largest() const { return m_largest; }

    /// The next group of 8 paths of `steps` steps: number step * 8 + lane of `to` is path `lane` at that step.
    void draw(RandomStream &blocks, std::size_t steps, std::span<std::uint32_t> to) const;

private:
    SeasonalBootstrap() = default;
    void learn(const StepHistory &history);
    void findBlocks(const StepHistory &history);
    [[nodiscard]] std::uint32_t countOf(std::size_t place, std::int64_t residual) const;

    HistoryAmount m_amount;
    std::size_t m_block = 0;
    std::size_t m_alignment = 1;
    std::size_t m_nextPlace = 0;
    bool m_isMirrored = false;
    std::int64_t m_largest = 0;
    std::vector<std::int64_t> m_means; ///< by place, of square roots in 2^-16
    std::vector<std::int64_t> m_residuals; ///< by step
    struct Block {
        std::uint32_t start = 0;
        std::int64_t lift = 0; ///< what stretching its mean adds to each of its residuals
    };
    std::vector<std::vector<Block>> m_blocks; ///< by their place modulo the alignment
};

} // namespace toll
