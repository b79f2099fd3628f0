// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/usagematrix.h"

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

namespace toll {

/// An Outcome without its customers.
struct CurrencyTotal {
    Currency currency;
    Decimal baseline;
    Decimal scenario;
    Decimal delta;
    std::int64_t refused = 0;

    bool operator==(const CurrencyTotal &) const = default;
};
/// In the order of the outcomes.
[[nodiscard]] std::vector<CurrencyTotal> totalsOf(const std::vector<Outcome> &outcomes);

/// How scenarios are worked through.
struct Pace {
    std::size_t threads = 1; ///< at most; results do not depend on it
    std::stop_token stop{}; ///< leads to a Cancelled error
    std::function<void(std::size_t done, std::size_t all)> progress{}; ///< called by one thread at a time, rising
};

/// replay(), answered from window sums where these give the same digits, customer by customer, and by rate() where they
/// do not. The first scenario of an outline (other terms or windows) lays the usage into them; another rate or cap then
/// takes a fraction of a millisecond. A scenario that changes the use (demand.h) has a history of its own made, once for all
/// scenarios of that use. May be asked by several threads.
class QuickReplay {
public:
    /// The baseline must outlive it, unchanged.
    explicit QuickReplay(const Baseline &baseline);

    /// What replay() answers, errors included.
    [[nodiscard]] Result<std::vector<Outcome>> outcomes(const Scenario &scenario) const;
    [[nodiscard]] Result<std::vector<CurrencyTotal>> totals(const Scenario &scenario) const;
    /// The totals of many, each as if asked alone. Scenarios that differ in money only share the counting.
    [[nodiscard]] Result<std::vector<std::vector<CurrencyTotal>>> totals(
        std::span<const Scenario> scenarios, const Pace &pace) const;

    /// The customers that are rated row by row, with the reasons.
    [[nodiscard]] std::vector<MatrixRefusal> refusals(const Scenario &scenario) const;
    [[nodiscard]] const Baseline &baseline() const { return m_baseline; }

private:
    friend class QuickRun;
    struct Kept {
        Scenario outline;
        std::shared_ptr<const UsageMatrix> matrix;
    };

    [[nodiscard]] std::shared_ptr<const UsageMatrix> matrixFor(const Scenario &outline) const;
    /// Those that are not kept yet are made together.
    [[nodiscard]] std::vector<std::shared_ptr<const UsageMatrix>> matricesFor(
        const std::vector<Scenario> &outlines) const;
    [[nodiscard]] Result<std::vector<Replayed>> replayed(const Scenario &scenario) const;

    const Baseline &m_baseline;
    BilledUse m_use;
    std::vector<CurrencyTotal> m_before; ///< of the bills, by currency
    std::vector<std::size_t> m_currencyOf; ///< by customer, index into m_before
    mutable std::mutex m_mutex;
    mutable std::vector<Kept> m_kept; ///< the latest asked for last
};

/// Whether window sums answer a scenario for all customers; else who they do not suffice for, and why. Goes through all
/// rows: who asks often keeps a QuickReplay.
[[nodiscard]] std::vector<MatrixRefusal> matrixRefusals(const Baseline &baseline, const Scenario &scenario);
[[nodiscard]] bool matrixSuffices(const Baseline &baseline, const Scenario &scenario);

} // namespace toll
