// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How a QuickReplay works through many scenarios. Only quickreplay.cpp uses it.
#pragma once

#include "core/simulation/quickreplay.h"

#include <atomic>
#include <optional>

namespace toll {

/// Scenarios sorted so that those of one outline, and in it those with the same caps, follow one another: the units are
/// counted once for all rates. Each result goes to its scenario's place, so that no order shows.
class QuickRun {
public:
    QuickRun(const QuickReplay &quick, std::span<const Scenario> scenarios, const Pace &pace);
    [[nodiscard]] Result<std::vector<std::vector<CurrencyTotal>>> run();

private:
    /// Scenarios (places in the order) that the same caps hold for.
    struct Batch {
        std::size_t outline = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    struct Outline {
        Scenario outline;
        std::size_t begin = 0; ///< its batches
        std::size_t end = 0;
        std::once_flag made;
        std::shared_ptr<const UsageMatrix> matrix; ///< nothing where there is an error: replay() tells which
    };

    void sortOut();
    /// Takes what nobody has taken: so many whole outlines at once, or, with 0, a batch.
    void work(std::size_t outlines);
    /// The matrices of some outlines, made together.
    void makeMatrices(std::size_t begin, std::size_t end);
    [[nodiscard]] bool isStopped() const { return m_pace.stop.stop_requested(); }
    void answer(const Batch &batch);
    /// Nothing where replay() has to answer.
    [[nodiscard]] std::optional<std::vector<CurrencyTotal>> totalsOf(const UsageMatrix &matrix,
        const Scenario &scenario, std::span<const TokenPrice> prices, std::span<const std::int64_t> within,
        std::vector<std::int64_t> &amounts) const;
    [[nodiscard]] bool addRefused(
        const UsageMatrix &matrix, const Scenario &scenario, std::vector<CurrencyTotal> &totals) const;
    void finish(std::size_t scenario, Result<std::vector<CurrencyTotal>> totals);

    const QuickReplay &m_quick;
    std::span<const Scenario> m_scenarios;
    const Pace &m_pace;
    std::vector<std::unique_ptr<Outline>> m_outlines;
    std::vector<std::size_t> m_order;
    std::vector<Batch> m_batches;
    std::atomic<std::size_t> m_next{0};
    std::vector<Result<std::vector<CurrencyTotal>>> m_results;
    std::mutex m_mutex;
    std::size_t m_done = 0;
};

} // namespace toll
