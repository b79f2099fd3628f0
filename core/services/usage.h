// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/money/money.h"
#include "core/services/context.h"
#include "core/usage/histogram.h"
#include "core/usage/row.h"
#include "core/usage/segment.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

enum class GroupBy { Token, Customer, Day, Hour, Model, Status };
[[nodiscard]] std::string_view name(GroupBy group); ///< "token", …
[[nodiscard]] Result<GroupBy> parseGroupBy(std::string_view text);

struct SummaryQuery {
    std::optional<Interval> range; ///< absent: all there is
    Zone zone; ///< of days and hours
    std::vector<TokenId> tokens; ///< empty: all
    std::vector<GroupBy> by;
    bool withAmounts = true; ///< price it as the bills would
};

struct UsageSums {
    std::vector<std::string> keys; ///< one a grouping: token name, customer name, "2026-10-05",
                                   ///< "2026-10-05T14:00:00+08:00", model, status ("" unknown)
    TokenId token; ///< where grouped by token
    std::optional<Interval> span; ///< where grouped by day or hour
    std::int64_t requests = 0;
    std::int64_t errors = 0; ///< requests with a status of 400 or more
    std::array<MeterSum, unitMeterCount> units{};
    Histogram response;
    std::vector<Money> amounts; ///< one a currency
};

struct UsageSummary {
    std::vector<GroupBy> by;
    std::vector<UsageSums> rows; ///< sorted by keys
    UsageSums total;
    std::optional<Interval> range; ///< what was looked at; nothing without usage
};

/// One event as the table of events shows it.
struct EventRow {
    StoredEvent stored;
    std::string tokenName;
    std::string customerName;
};

struct EventSearch {
    std::optional<Interval> range;
    std::vector<TokenId> tokens;
    std::string text; ///< in token, model, endpoint, id or status; empty: all
    std::int64_t limit = 5000; ///< newest first
};

struct EventsFound {
    std::vector<EventRow> rows;
    std::int64_t matching = 0; ///< how many there are in all
};

class UsageService {
public:
    explicit UsageService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<UsageSummary> summary(const SummaryQuery &query) const;
    [[nodiscard]] Result<EventsFound> events(const EventSearch &query) const;
    /// First and one past the last instant of all usage; nothing without usage.
    [[nodiscard]] Result<std::optional<Interval>> extent() const;

private:
    ServiceContext &m_context;
};

} // namespace toll
