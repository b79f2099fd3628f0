// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/money/money.h"
#include "core/services/context.h"
#include "core/services/eventexport.h"
#include "core/services/eventview.h"
#include "core/services/usagegrouping.h"
#include "core/usage/filter.h"
#include "core/usage/groupsums.h"
#include "core/usage/histogram.h"
#include "core/usage/row.h"
#include "core/usage/segment.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// The one question about usage that charts, tables, reports and the command line ask.
struct SummaryQuery {
    std::optional<Interval> range; ///< absent: all there is
    Zone zone; ///< of days, weeks and hours
    std::vector<TokenId> tokens; ///< empty: all
    std::vector<Grouping> by;
    bool withAmounts = true; ///< price it as the bills would
    bool withCosts = false; ///< and by what upstream providers charge, for the margin; needs withAmounts
    EventFilter where; ///< only what fits; amounts are the shares of the bills that fall on it
    /// Response times' percentiles from the single events, instead of within 1 % from the cells.
    bool exactPercentiles = false;
};

/// Why a margin is not known.
enum class MarginGap {
    None,
    NoPriceList, ///< no upstream price list prices some of the requests
    NoRate, ///< no exchange rate from the price list's currency is stated
};

/// What is left of a charge after the cost, in the currency of the charge.
struct Margin {
    Currency currency;
    std::optional<Decimal> amount; ///< nothing: not known
    MarginGap gap = MarginGap::None;
    std::string costCurrency; ///< of MarginGap::NoRate

    bool operator==(const Margin &) const = default;
};

struct UsageSums {
    std::vector<std::string> keys; ///< one a grouping: token name, customer name, "2026-10-05",
                                   ///< "2026-10-05T14:00:00+08:00", "Mon 14:00", model, status ("" unknown)
    TokenId token; ///< where grouped by token
    std::optional<Interval> span; ///< where grouped by a piece of time, the shortest
    std::optional<int> hourOfWeek; ///< where grouped by it
    std::int64_t requests = 0;
    std::int64_t errors = 0; ///< requests with a status of 400 or more
    std::array<MeterSum, unitMeterCount> units{};
    MeterSum responseMs;
    Histogram response; ///< empty where percentiles are exact
    std::optional<ExactPercentiles> exact; ///< where they were asked for, and a response time is known
    std::vector<Money> amounts; ///< what customers owe, one a currency
    std::vector<Money> costs; ///< what upstream providers charge, one a currency of their price lists
    std::vector<Margin> margins; ///< one a currency of what customers owe
    std::int64_t costUnknown = 0; ///< requests that no upstream price list prices

    /// Errors of requests, to six decimals; nothing without requests.
    [[nodiscard]] std::optional<Decimal> errorRate() const;
    /// The mean response time in whole milliseconds, halves up; nothing where none is known.
    [[nodiscard]] std::optional<std::int64_t> responseMean() const;
    /// 0 < percent <= 100; one of summaryPercents where they are exact. Nothing where no response time is known.
    [[nodiscard]] std::optional<std::int64_t> responsePercentile(int percent) const;
};

struct UsageSummary {
    std::vector<Grouping> by;
    std::vector<UsageSums> rows; ///< sorted by time where grouped by it, then by keys
    UsageSums total; ///< asked of everything at once: rounding and tags that meet in a request do not change it
    std::optional<Interval> range; ///< what was looked at; nothing without usage
    bool isFromEvents = false; ///< single events were read, since cells could not tell
};

struct EventSearch {
    std::optional<Interval> range;
    Zone zone;
    std::vector<TokenId> tokens;
    EventFilter where;
    std::int64_t limit = 5000; ///< newest first, ties by id, likewise
};

struct EventsFound {
    std::vector<EventRow> rows;
    std::int64_t matching = 0; ///< how many there are in all
    std::int64_t requests = 0; ///< that these stand for
    std::int64_t allRequests = 0; ///< of the range and its tokens, whatever the filter
    std::optional<Interval> missing; ///< between which times retention dropped events, which are not counted here
};

struct Tally;

class UsageService {
public:
    explicit UsageService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<UsageSummary> summary(const SummaryQuery &query) const;
    /// What a summary counts of single events (core/services/usagetally.h), before it is given texts and prices: for very
    /// many groups.
    [[nodiscard]] Result<Tally> tally(const SummaryQuery &query) const;
    [[nodiscard]] Result<EventsFound> events(const EventSearch &query) const;
    /// All events that a question is about, to be looked at page by page.
    [[nodiscard]] Result<std::shared_ptr<EventView>> view(const EventQuery &query, const JobControl &job) const;
    [[nodiscard]] Result<std::vector<EventRow>> rows(EventView &view, std::int64_t first, std::int64_t count) const;
    [[nodiscard]] Result<std::int64_t> placeOf(EventView &view, Instant time) const;
    /// A file of the view's rows; `limit`: the first of them only. advance() writes it piece by piece.
    [[nodiscard]] Result<std::shared_ptr<EventExport>> beginExport(std::shared_ptr<EventView> view,
        const std::string &path, EventFileFormat format,
        std::int64_t limit = std::numeric_limits<std::int64_t>::max()) const;
    [[nodiscard]] Result<void> advance(EventExport &exported) const;
    /// First and one past the last instant of all usage; nothing without usage.
    [[nodiscard]] Result<std::optional<Interval>> extent() const;
    /// What filters may name: customers, tokens, plans and tags there are.
    [[nodiscard]] Result<FilterNames> names() const;
    /// The dimensions the workspace sums by.
    [[nodiscard]] Result<std::vector<std::string>> dimensions() const;
    /// A filter whose names are all known; else what is wrong, and where.
    [[nodiscard]] std::expected<EventFilter, FilterFault> filter(const std::string &text, const Zone &zone) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
