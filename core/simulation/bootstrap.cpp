// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/bootstrap.h"

#include "core/simulation/countdistribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace toll {

namespace {

constexpr int rootBits = 16; ///< behind the point of a square root
/// Just below that of mostInAStep.
constexpr std::int64_t largestRoot = (std::int64_t{46340} << rootBits) + 62'257;

/// The 90 % quantiles, which bound the 80 % band, of the normal distribution and of Student's for 1, 2, ... degrees of
/// freedom (Abramowitz and Stegun 1964, table 26.10), in 1/10,000.
constexpr std::int64_t normalQuantile = 12'816;
constexpr std::array<std::int64_t, 30> studentQuantiles{30'777, 18'856, 16'377, 15'332, 14'759, 14'398, 14'149, 13'968,
    13'830, 13'722, 13'634, 13'562, 13'502, 13'450, 13'406, 13'368, 13'334, 13'304, 13'277, 13'253, 13'232, 13'212,
    13'195, 13'178, 13'163, 13'150, 13'137, 13'125, 13'114, 13'104};

/// What is known from so many seasons, made as wide as that makes it. Beyond 31 it makes little difference.
std::int64_t stretched(std::int64_t value, std::int64_t seasons)
{
    const auto degrees = static_cast<std::size_t>(seasons - 1);
    return degrees > studentQuantiles.size() ? value : value * studentQuantiles[degrees - 1] / normalQuantile;
}

/// floor(sqrt(count) 2^16). The floating point square root is only a first guess.
std::int64_t rootOf(std::int64_t count)
{
    const auto square = static_cast<std::uint64_t>(count) << (2 * rootBits);
    auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(square)));
    while (root * root > square)
        --root;
    while ((root + 1) * (root + 1) <= square)
        ++root;
    return static_cast<std::int64_t>(root);
}

} // namespace

Result<SeasonalBootstrap> SeasonalBootstrap::from(const StepHistory &history, const BootstrapOptions &options)
{
    const Result<HistoryAmount> amount = amountKnown(history);
    if (!amount)
        return std::unexpected(amount.error());
    if (options.alignment == 0 || history.season % options.alignment != 0)
        return fail(
            ErrorCode::OutOfRange, "alignment", std::to_string(options.alignment), std::to_string(history.season));
    SeasonalBootstrap bootstrap;
    bootstrap.m_amount = *amount;
    bootstrap.m_block = options.block == 0 ? history.season : options.block;
    bootstrap.m_alignment = options.alignment;
    bootstrap.m_nextPlace = history.nextPlace();
    bootstrap.m_isMirrored = amount->wholeSeasons < mirroredBelow;
    if (amount->isEnough()) {
        bootstrap.learn(history);
        bootstrap.findBlocks(history);
    }
    return bootstrap;
}

void SeasonalBootstrap::learn(const StepHistory &history)
{
    m_means.assign(history.season, 0);
    std::vector<std::int64_t> seen(history.season);
    m_residuals.assign(history.counts.size(), 0);
    for (std::size_t step = 0; step < history.counts.size(); ++step)
        if (history.counts[step] != unknownCount) {
            m_residuals[step] = rootOf(history.counts[step]);
            m_means[history.placeOf(step)] += m_residuals[step];
            ++seen[history.placeOf(step)];
        }
    for (std::size_t place = 0; place < m_means.size(); ++place)
        m_means[place] = (m_means[place] + seen[place] / 2) / seen[place];
    for (std::size_t step = 0; step < history.counts.size(); ++step)
        if (history.counts[step] != unknownCount) {
            const std::size_t place = history.placeOf(step);
            m_residuals[step] = (m_residuals[step] - m_means[place]) * seen[place] / (seen[place] - 1);
        }
}

void SeasonalBootstrap::findBlocks(const StepHistory &history)
{
    m_blocks.resize(m_alignment);
    std::size_t known = 0; // steps without a gap up to here
    std::int64_t most = 0;
    for (std::size_t step = 0; step < history.counts.size(); ++step) {
        known = history.counts[step] == unknownCount ? 0 : known + 1;
        if (known < m_block)
            continue;
        const std::size_t start = step + 1 - m_block;
        const std::span<const std::int64_t> residuals = std::span(m_residuals).subspan(start, m_block);
        const auto mean = std::reduce(residuals.begin(), residuals.end()) / static_cast<std::int64_t>(m_block);
        const std::int64_t lift = stretched(mean, m_amount.wholeSeasons) - mean;
        m_blocks[history.placeOf(start) % m_alignment].push_back({static_cast<std::uint32_t>(start), lift});
        const auto [least, largest] = std::ranges::minmax(residuals);
        most = std::max({most, largest + lift, m_isMirrored ? -least - lift : 0});
    }
    for (std::size_t place = 0; place < m_means.size(); ++place)
        m_largest = std::max<std::int64_t>(m_largest, countOf(place, most));
}

bool SeasonalBootstrap::canDraw() const
{
    return !m_blocks.empty() && std::ranges::none_of(m_blocks, [](const auto &blocks) { return blocks.empty(); });
}

std::uint32_t SeasonalBootstrap::countOf(std::size_t place, std::int64_t residual) const
{
    const std::int64_t root = std::clamp<std::int64_t>(m_means[place] + residual, 0, largestRoot);
    const auto square = static_cast<std::uint64_t>(root) * static_cast<std::uint64_t>(root);
    return static_cast<std::uint32_t>((square + (std::uint64_t{1} << (2 * rootBits - 1))) >> (2 * rootBits));
}

void SeasonalBootstrap::draw(RandomStream &blocks, std::size_t steps, std::span<std::uint32_t> to) const
{
    constexpr std::size_t lanes = RandomStream::lanes;
    std::array<std::uint32_t, lanes> picks{};
    for (std::size_t begin = 0; begin < steps; begin += m_block) {
        blocks.fill(picks);
        const std::size_t firstPlace = (m_nextPlace + begin) % m_means.size();
        const std::vector<Block> &choices = m_blocks[firstPlace % m_alignment];
        const std::size_t length = std::min(m_block, steps - begin);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            // The product's high half: no choice is more probable than another by more than their number x 2^-32.
            const std::uint64_t choice = (picks[lane] * std::uint64_t{choices.size()} * (m_isMirrored ? 2 : 1)) >> 32;
            const bool isMirror = choice >= choices.size();
            const Block &block = choices[isMirror ? choice - choices.size() : choice];
            const std::int64_t *const residuals = m_residuals.data() + block.start;
            std::size_t place = firstPlace;
            for (std::size_t i = 0; i < length; ++i) {
                const std::int64_t residual = residuals[i] + block.lift;
                to[(begin + i) * lanes + lane] = countOf(place, isMirror ? -residual : residual);
                place = place + 1 == m_means.size() ? 0 : place + 1;
            }
        }
    }
}

} // namespace toll
