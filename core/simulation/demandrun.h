// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How a QuickReplay works through scenarios that change the use as well. Only quickreplay.cpp uses it.
#pragma once

#include "core/simulation/quickreplay.h"

#include <atomic>

namespace toll {

/// Scenarios sorted by the use they make of the history: those that make the same share its window sums.
class DemandRun {
public:
    DemandRun(const Baseline &baseline, std::span<const Scenario> scenarios, const Pace &pace);
    [[nodiscard]] Result<std::vector<std::vector<CurrencyTotal>>> run();

private:
    /// Scenarios of the same use.
    struct Group {
        Scenario demand;
        std::vector<std::size_t> members;
        Result<std::vector<std::vector<CurrencyTotal>>> totals = fail(ErrorCode::Cancelled);
    };

    void work(std::size_t threads);
    [[nodiscard]] Result<std::vector<std::vector<CurrencyTotal>>> totalsOf(const Group &group, std::size_t threads);
    void report();

    const Baseline &m_baseline;
    std::span<const Scenario> m_scenarios;
    const Pace &m_pace;
    std::vector<Group> m_groups; ///< in the order of their first scenarios
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex;
    std::size_t m_done = 0;
};

} // namespace toll
