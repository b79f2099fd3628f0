// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/bootstrap.h"

#include "core/simulation/countdistribution.h"

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr int rootBits = 16; ///< behind the point of a square root
constexpr std::int64_t largestRoot = (std::int64_t{46340} << rootBits) + 62'257; ///< about that of mostInAStep, below it

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
        return fail(ErrorCode::OutOfRange, "alignment", std::to_string(options.alignment), std::to_string(history.season));
    SeasonalBootstrap bootstrap;
    bootstrap.m_amount = *amount;
    bootstrap.m_block = options.block == 0 ? history.season : options.block;
    bootstrap.m_alignment = options.alignment;
    bootstrap.m_nextPlace = history.nextPlace();
    bootstrap.m_isMirrored = amount->wholeSeasons < mirroredBelow;
    if (amount->isEnough()) {
        bootstrap.learn(history);
        bootstrap.findStarts(history);
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
    std::int64_t most = 0;
    for (std::size_t step = 0; step < history.counts.size(); ++step)
        if (history.counts[step] != unknownCount) {
            const std::size_t place = history.placeOf(step);
            m_residuals[step] = (m_residuals[step] - m_means[place]) * seen[place] / (seen[place] - 1);
            most = std::max(most, m_isMirrored ? std::abs(m_residuals[step]) : m_residuals[step]);
        }
    for (std::size_t place = 0; place < m_means.size(); ++place)
        m_largest = std::max<std::int64_t>(m_largest, countOf(place, most));
}

void SeasonalBootstrap::findStarts(const StepHistory &history)
{
    m_starts.resize(m_alignment);
    std::size_t known = 0; // steps without a gap up to here
    for (std::size_t step = 0; step < history.counts.size(); ++step) {
        known = history.counts[step] == unknownCount ? 0 : known + 1;
        if (known < m_block)
            continue;
        const std::size_t start = step + 1 - m_block;
        m_starts[history.placeOf(start) % m_alignment].push_back(static_cast<std::uint32_t>(start));
    }
}

bool SeasonalBootstrap::canDraw() const
{
    return !m_starts.empty() && std::ranges::none_of(m_starts, [](const auto &starts) { return starts.empty(); });
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
        const std::vector<std::uint32_t> &starts = m_starts[firstPlace % m_alignment];
        const std::size_t length = std::min(m_block, steps - begin);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            // The product's high half: no choice is more probable than another by more than their number x 2^-32.
            const std::uint64_t choices = starts.size() * (m_isMirrored ? 2 : 1);
            const std::uint64_t choice = (picks[lane] * choices) >> 32;
            const bool isMirror = choice >= starts.size();
            const std::int64_t *const residuals =
                m_residuals.data() + starts[isMirror ? choice - starts.size() : choice];
            std::size_t place = firstPlace;
            for (std::size_t i = 0; i < length; ++i) {
                to[(begin + i) * lanes + lane] = countOf(place, isMirror ? -residuals[i] : residuals[i]);
                place = place + 1 == m_means.size() ? 0 : place + 1;
            }
        }
    }
}

} // namespace toll
