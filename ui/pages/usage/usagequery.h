// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/services.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What the charts count.
enum class Measure { Requests, Cost, InputUnits, OutputUnits, Errors };

/// What the page looks at.
struct UsageFilter {
    std::optional<Interval> range; ///< absent: all usage there is
    CustomerId customer; ///< empty: all
    TokenId token; ///< empty: all
    Measure measure = Measure::Requests;
    GroupBy group = GroupBy::Token;

    bool operator==(const UsageFilter &) const = default;
};

/// A token or a customer the page can be narrowed to.
struct UsageChoice {
    TokenId token; ///< empty where it stands for its customer
    CustomerId customer;
    std::string name;
    std::string customerName;
};

/// The workspace as the filters need it.
struct UsageFrame {
    Instant now;
    Zone zone; ///< the workspace's
    std::optional<Interval> extent; ///< of all usage
    std::vector<UsageChoice> tokens; ///< sorted by name
    std::vector<UsageChoice> customers; ///< likewise, archived ones only where they have tokens
};

/// Everything the charts and the table of sums show.
struct UsageAnswer {
    UsageFilter filter; ///< what was asked
    UsageFrame frame;
    Interval range; ///< what was looked at; empty without usage
    bool isByHour = false;
    std::vector<Interval> buckets; ///< the days or hours of the range
    UsageSummary groups; ///< by bucket and group
    UsageSummary statuses; ///< by bucket and status, without amounts
    UsageSummary times; ///< by bucket, without amounts
};

[[nodiscard]] Result<UsageFrame> usageFrame(Services &services);
[[nodiscard]] Result<UsageAnswer> usageAnswer(Services &services, const UsageFilter &filter);

/// The tokens a filter means; nothing where it means all. A customer without tokens means none: `isNone`.
struct TokenScope {
    std::vector<TokenId> tokens;
    bool isNone = false;
};
[[nodiscard]] TokenScope scopeOf(const UsageFilter &filter, const UsageFrame &frame);

/// The hours or the calendar days that cover a range.
[[nodiscard]] std::vector<Interval> hoursOf(const Interval &range, const Zone &zone);
[[nodiscard]] std::vector<Interval> daysOf(const Interval &range, const Zone &zone);

} // namespace toll
