// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usagequery.h"

#include "core/services/zones.h"

#include <algorithm>
#include <map>
#include <set>

namespace toll {

namespace {

constexpr std::int64_t longestByHour = 2 * msPerDay + 2 * msPerHour; // two days, the clocks set back between them

Result<void> addTokens(Services &services, UsageFrame &frame)
{
    const Result<std::vector<Customer>> customers = services.customers.list(true);
    const Result<std::vector<TokenRow>> tokens = services.tokens.list();
    if (!customers || !tokens)
        return std::unexpected(!customers ? customers.error() : tokens.error());
    std::set<CustomerId> owners;
    for (const TokenRow &row : *tokens) {
        frame.tokens.push_back({row.token.id, row.token.customer, row.token.name, row.customerName});
        owners.insert(row.token.customer);
    }
    for (const Customer &customer : *customers) {
        if (!customer.archivedAt || owners.contains(customer.id))
            frame.customers.push_back({{}, customer.id, customer.name, customer.name});
    }
    std::ranges::stable_sort(frame.tokens, {}, &UsageChoice::name);
    std::ranges::stable_sort(frame.customers, {}, &UsageChoice::name);
    return {};
}

Interval dayAt(Instant t, const Zone &zone)
{
    const std::int64_t day = daysSinceEpoch(zone.toLocal(t).date);
    return {zone.startOfDay(dateFromDays(day)), zone.startOfDay(dateFromDays(day + 1))};
}

/// Whole days of the zone around all usage.
Interval wholeDays(const Interval &extent, const Zone &zone)
{
    return {dayAt(extent.begin, zone).begin, dayAt(extent.end.plus(-1), zone).end};
}

Result<void> summarise(Services &services, UsageAnswer &answer, const std::vector<TokenId> &tokens)
{
    const Grouping grain = answer.isByHour ? GroupBy::Hour : GroupBy::Day;
    SummaryQuery query;
    query.range = answer.period;
    query.zone = answer.frame.zone;
    query.tokens = tokens;
    query.where = answer.filter.where;
    query.by = {grain};
    if (splitsCharts(answer.filter.group))
        query.by.push_back(answer.filter.group);
    query.withCosts = answer.filter.measure == Measure::Cost;
    query.withAmounts = query.withCosts || answer.filter.measure == Measure::Charge;
    Result<UsageSummary> groups = services.usage.summary(query);
    query.withAmounts = query.withCosts = false;
    query.by = {grain, GroupBy::Status};
    Result<UsageSummary> statuses = services.usage.summary(query);
    query.by = {grain};
    Result<UsageSummary> times = services.usage.summary(query);
    query.by.clear();
    query.where = {};
    const Result<UsageSummary> all = answer.filter.where.isEmpty() ? times : services.usage.summary(query);
    if (!groups || !statuses || !times || !all)
        return std::unexpected(!groups ? groups.error()
                : !statuses            ? statuses.error()
                : !times               ? times.error()
                                       : all.error());
    answer.allRequests = all->total.requests;
    answer.groups = std::move(*groups);
    answer.statuses = std::move(*statuses);
    answer.times = std::move(*times);
    return {};
}

} // namespace

std::vector<Interval> hoursOf(const Interval &range, const Zone &zone)
{
    std::vector<Interval> hours;
    Instant begin = range.begin.plus(-(zone.toLocal(range.begin).msOfDay % msPerHour));
    for (; begin < range.end; begin = begin.plus(msPerHour))
        hours.push_back({begin, begin.plus(msPerHour)});
    return hours;
}

std::vector<Interval> daysOf(const Interval &range, const Zone &zone)
{
    std::vector<Interval> days;
    for (Interval day = dayAt(range.begin, zone); day.begin < range.end; day = dayAt(day.end, zone))
        days.push_back(day);
    return days;
}

TokenScope scopeOf(const UsageFilter &filter, const UsageFrame &frame)
{
    if (!filter.token.isEmpty())
        return {{filter.token}, false};
    if (filter.customer.isEmpty())
        return {};
    TokenScope scope;
    for (const UsageChoice &choice : frame.tokens) {
        if (choice.customer == filter.customer)
            scope.tokens.push_back(choice.token);
    }
    scope.isNone = scope.tokens.empty();
    return scope;
}

bool splitsCharts(const Grouping &group)
{
    switch (group.by) {
    case GroupBy::Day:
    case GroupBy::Hour:
    case GroupBy::Week:
    case GroupBy::Month:
    case GroupBy::HourOfWeek:
    case GroupBy::Minute:
    case GroupBy::Tag:
        return false;
    default:
        return true;
    }
}

std::string tokenTerm(const TokenId &token, const UsageFrame &frame)
{
    const auto found = std::ranges::find(frame.tokens, token, &UsageChoice::token);
    const bool isUnique = found != frame.tokens.end()
        && std::ranges::count(frame.tokens, found->name, &UsageChoice::name) == 1;
    return exactTerm("token", isUnique ? found->name : token.text);
}

Result<UsageSummary> usageSums(
    Services &services, const UsageFilter &filter, const UsageFrame &frame, const Interval &period)
{
    SummaryQuery query;
    query.range = period;
    query.zone = frame.zone;
    query.tokens = scopeOf(filter, frame).tokens;
    query.where = filter.where;
    query.by = {filter.group};
    query.withCosts = true;
    return services.usage.summary(query);
}

Result<UsageFrame> usageFrame(Services &services)
{
    UsageFrame frame;
    frame.now = services.now();
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    const Result<Zone> zone = zoneNamed(info->timezone);
    const Result<std::optional<Interval>> extent = services.usage.extent();
    if (!zone || !extent)
        return std::unexpected(!zone ? zone.error() : extent.error());
    frame.zone = *zone;
    frame.extent = *extent;
    Result<FilterNames> names = services.usage.names();
    Result<std::vector<std::string>> dimensions = services.usage.dimensions();
    if (!names || !dimensions)
        return std::unexpected(!names ? names.error() : dimensions.error());
    frame.names = std::move(*names);
    frame.dimensions = std::move(*dimensions);
    if (const Result<void> added = addTokens(services, frame); !added)
        return std::unexpected(added.error());
    return frame;
}

Result<UsageAnswer> usageAnswer(Services &services, const UsageFilter &filter)
{
    UsageAnswer answer;
    answer.filter = filter;
    Result<UsageFrame> frame = usageFrame(services);
    if (!frame)
        return std::unexpected(frame.error());
    answer.frame = std::move(*frame);
    if (!answer.frame.extent)
        return answer;
    const Zone &zone = answer.frame.zone;
    answer.period = filter.range.value_or(wholeDays(*answer.frame.extent, zone));
    answer.range = intersection(answer.period, filter.where.span());
    answer.isByHour = answer.range.length() <= longestByHour;
    answer.buckets = answer.isByHour ? hoursOf(answer.range, zone) : daysOf(answer.range, zone);
    const TokenScope scope = scopeOf(filter, answer.frame);
    if (scope.isNone)
        return answer;
    if (const Result<void> done = summarise(services, answer, scope.tokens); !done)
        return std::unexpected(done.error());
    return answer;
}

} // namespace toll
