// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/charging.h"
#include "core/rating/statement.h"

#include <vector>

namespace toll {

/// Which charges nearly took what they did not: requests with a billable status that had the charge's meter and fitted all
/// of its patterns but one, and those that another charge of its group took before. One version of a plan; made for
/// explanations, never for money.
class NearMisses {
public:
    static constexpr std::size_t mostTold = 5; ///< rules a line; those with the most requests

    /// `histories` are the charges of all versions with what they took. All must outlive this.
    NearMisses(const Plan &plan, const UsageTable &usage, const std::vector<ChargeHistory> &histories);

    /// Of one charge (an index into the plan's) in a span of time.
    [[nodiscard]] std::vector<NearRule> ofCharge(std::size_t charge, Interval span);
    /// Of the charges of a meter, for requests that none of them took.
    [[nodiscard]] std::vector<NearRule> ofUnpriced(const std::string &meter, Interval span);

private:
    const Plan &m_plan;
    const UsageTable &m_usage;
    const std::vector<ChargeHistory> &m_histories;
};

} // namespace toll
