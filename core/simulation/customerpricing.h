// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/simulation/grouppricing.h"
#include "core/simulation/outlookdays.h"

#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace toll {

/// Prices paths of one customer with the function that bills. A day's requests count as made at its noon (what is known of
/// the history: at the last use of the day). What the billing period under way comes to until the horizon begins is not
/// charged again; the last period is rated as if it ended with the horizon. What a period comes to is shared out over its
/// days by their requests; without any, its last day has it.
///
/// Where a period's amount depends on nothing but how many requests it has (isByQuantity()), each number is rated once
/// and kept: that gives the digits that rating the whole path gives.
class CustomerPricing : public GroupPricing {
public:
    /// `history`: billable use before the horizon, in order of time. `drawn`: which tokens the counts of a path are of.
    CustomerPricing(const BaselineCustomer &customer, UsageTable history, std::vector<RatedToken> tokens,
        std::vector<std::uint32_t> drawn, const OutlookDays &days, Instant periodAnchor);

    /// What the period under way comes to so far; first of all. The errors of rate().
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] int scale() const override { return m_currency.minorDigits; }
    [[nodiscard]] Result<PathCharge> price(std::span<const std::vector<std::uint32_t>> counts) const override;
    /// How many rows a path has to be rated, about.
    [[nodiscard]] std::int64_t effort() const;
    [[nodiscard]] bool isByQuantity() const { return m_isByQuantity; }

private:
    struct Period {
        Interval span;
        std::vector<std::size_t> steps;
    };
    struct Rated {
        std::vector<std::int64_t> byPeriod;
        std::int64_t refused = 0;
    };

    [[nodiscard]] Result<Rated> rated(const UsageTable &usage, const Interval &span) const;
    [[nodiscard]] Result<Rated> ratedPath(std::span<const std::vector<std::uint32_t>> counts) const;
    [[nodiscard]] Result<std::int64_t> ratedQuantity(std::size_t period, std::int64_t quantity) const;
    void findPeriods(const OutlookDays &days);

    Plan m_plan;
    Currency m_currency;
    Zone m_zone;
    UsageTable m_history;
    std::vector<RatedToken> m_tokens;
    std::vector<std::uint32_t> m_drawn;
    Instant m_periodAnchor;
    Interval m_horizon;
    std::vector<Instant> m_noons; ///< by step
    std::vector<Period> m_periods; ///< from that which is under way when the horizon begins
    Rated m_before; ///< of the period under way
    bool m_isByQuantity = false;
    mutable std::mutex m_mutex;
    mutable std::map<std::pair<std::size_t, std::int64_t>, std::int64_t> m_known;
};

} // namespace toll
