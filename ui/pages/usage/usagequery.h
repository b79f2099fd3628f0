// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/services.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What the charts count. The order is kept in saved states.
enum class Measure { Requests, Charge, InputUnits, OutputUnits, Errors, Cost, CachedInput, CacheWrites };

/// What the page looks at.
struct UsageFilter {
    std::optional<Interval> range; ///< absent: all usage there is
    CustomerId customer; ///< empty: all
    TokenId token; ///< empty: all
    Measure measure = Measure::Requests;
    Grouping group = GroupBy::Token;
    EventFilter where;

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
    FilterNames names; ///< what a filter may name
    std::vector<std::string> dimensions; ///< what can be grouped by beside the usual
};

/// Everything the charts and the table of sums show.
struct UsageAnswer {
    UsageFilter filter; ///< what was asked
    UsageFrame frame;
    Interval period; ///< what was priced; empty without usage
    Interval range; ///< what of it the filter's times leave: the charts' span
    std::int64_t allRequests = 0; ///< of the period, whatever the filter
    bool isByHour = false;
    std::vector<Interval> buckets; ///< the days or hours of the range
    UsageSummary groups; ///< by bucket and group
    UsageSummary statuses; ///< by bucket and status, without amounts
    UsageSummary times; ///< by bucket, without amounts
};

[[nodiscard]] Result<UsageFrame> usageFrame(Services &services);
[[nodiscard]] Result<UsageAnswer> usageAnswer(Services &services, const UsageFilter &filter);
/// Every measure of each group, for the table of sums; `period` is that of the answer shown.
[[nodiscard]] Result<UsageSummary> usageSums(
    Services &services, const UsageFilter &filter, const UsageFrame &frame, const Interval &period);

/// Whether charts over time are split by it: not by other pieces of time, nor by tags, which overlap.
[[nodiscard]] bool splitsCharts(const Grouping &group);
/// A filter's term for a token: by name, or by id where several have that name.
[[nodiscard]] std::string tokenTerm(const TokenId &token, const UsageFrame &frame);

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
