// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/usage/row.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace toll {

/// Units of one usage row that a charge took.
struct Take {
    std::uint32_t row = 0; ///< index into UsageTable::rows
    std::int64_t quantity = 0;
};

/// Which rows each charge of a plan takes.
struct Taking {
    struct Unpriced {
        std::uint32_t row = 0;
        std::string meter;
        std::int64_t quantity = 0;
    };
    std::vector<std::vector<Take>> takes; ///< by charge, in order of rows
    std::vector<std::vector<Take>> unknown; ///< by charge: requests that fit it but lack its meter
    std::vector<Unpriced> unpriced; ///< billable units that no charge took
};

/// Of a plan's charges that take one event, in their order (billing-rules.md 30).
class TakenGroups {
public:
    /// Whether a charge may take the event, if its patterns fit and the event has its meter.
    [[nodiscard]] bool mayTake(const Charge &charge) const
    {
        if (std::holds_alternative<Fixed>(charge.shape))
            return false; // owed without use
        return charge.group.empty() || std::ranges::find(m_closed, charge.group) == m_closed.end();
    }
    void take(const Charge &charge)
    {
        if (!charge.group.empty())
            m_closed.push_back(charge.group);
    }
    void clear() { m_closed.clear(); }

private:
    std::vector<std::string_view> m_closed; ///< groups whose event is taken
};

/// Distributes the rows of a span of time over the charges (billing-rules.md 30 to 32).
[[nodiscard]] Taking distribute(const Plan &plan, const UsageTable &usage, Interval span);

/// The takes of one charge, token by token, each in order of rows.
[[nodiscard]] std::vector<std::vector<Take>> takesByToken(
    const std::vector<Take> &takes, const UsageTable &usage, std::size_t tokens);

/// The sum of a meter in a row, and how many of its requests carried it (billing-rules.md 45).
[[nodiscard]] MeterSum meterOf(const UsageTable &usage, const UsageRow &row, const std::string &meter);

} // namespace toll
