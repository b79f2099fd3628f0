// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"

#include <vector>

namespace toll {

/// How busy the whole system was: requests of any status in the calendar windows of the plan's capacity
/// (billing-rules.md 26).
class Load {
public:
    Load(const Cap &capacity, const UsageTable &traffic, const Zone &zone);

    /// Whether the load in the window of `t` is strictly above a share of the capacity. `t` must not be earlier than
    /// the first row of the traffic.
    [[nodiscard]] bool isAbove(Instant t, const Decimal &share);

private:
    [[nodiscard]] std::int64_t requestsAt(Instant t);
    /// Windows below a day count from the midnight of each day, which cuts the last of the day before.
    [[nodiscard]] Interval windowAt(Instant t) const;

    Cap m_capacity;
    const UsageTable &m_traffic;
    Zone m_zone;
    WindowGrid m_grid; ///< of windows of days and more
    Interval m_window;
    std::int64_t m_requests = 0; ///< in m_window
    bool m_isStarted = false;
};

/// What the modifiers of a charge made.
struct Modified {
    std::vector<StatementLine> lines;
    std::vector<IdleRule> idle; ///< rules that nothing fell under
};

/// The lines that the modifiers of a charge add to its shape's line: slices, load, service level, each with the
/// difference it makes (billing-rules.md 4, 5). `amounts` are those of the shape's rows; `load` is needed where the
/// charge has load bands. A line whose difference is zero is left out. The lines are priced, not rounded; their parts
/// and rows are those of the shape.
[[nodiscard]] Result<Modified> modifierLines(const RatingInput &input, const Charge &charge,
    const StatementLine &shape, std::vector<Decimal> amounts, Load *load);

} // namespace toll
