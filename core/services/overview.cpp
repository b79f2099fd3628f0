// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/overview.h"

#include "core/services/services.h"
#include "core/services/zones.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace toll {

namespace {

constexpr std::int64_t chartDays = 30;
constexpr std::int64_t failingDays = 7;
constexpr std::int64_t fewestToJudge = 20; ///< below this many requests an error share says nothing
constexpr std::int64_t unusedAfterDays = 30;

std::vector<Interval> daysOf(Date first, std::int64_t count, const Zone &zone)
{
    std::vector<Interval> days;
    const std::int64_t start = daysSinceEpoch(first);
    for (std::int64_t day = start; day < start + count; ++day)
        days.push_back({zone.startOfDay(dateFromDays(day)), zone.startOfDay(dateFromDays(day + 1))});
    return days;
}

/// The days and months everything is cut by.
struct Spans {
    Interval soFar; ///< from the first of this month to now
    Interval before; ///< as long, from the first of last month
    Interval lastMonth;
    std::vector<Interval> days;
    std::vector<Interval> thisMonthDays;
    std::vector<Interval> lastMonthDays;
    Interval recent; ///< the last days that errors are judged by
};

Spans spansAt(Instant now, const Zone &zone)
{
    using namespace std::chrono;
    const Date today = zone.toLocal(now).date;
    const Date first = today.year() / today.month() / day(1);
    const year_month previous = year_month(today.year(), today.month()) - months(1);
    const Date previousFirst = previous / day(1);
    const std::int64_t number = daysSinceEpoch(today);

    Spans spans;
    const Instant monthStart = zone.startOfDay(first);
    const Instant lastStart = zone.startOfDay(previousFirst);
    // The end of the quarter of an hour that has begun: spans that cut none are priced from cells, not from events.
    const Instant end = floorTo(now, msPerQuarter).plus(msPerQuarter);
    spans.soFar = {monthStart, end};
    spans.lastMonth = {lastStart, monthStart};
    spans.before = intersection(spans.lastMonth, {lastStart, lastStart.plus(spans.soFar.length())});
    spans.days = daysOf(dateFromDays(number - chartDays + 1), chartDays, zone);
    spans.thisMonthDays = daysOf(first, number - daysSinceEpoch(first) + 1, zone);
    spans.lastMonthDays = daysOf(previousFirst, daysSinceEpoch(first) - daysSinceEpoch(previousFirst), zone);
    spans.recent = {zone.startOfDay(dateFromDays(number - failingDays + 1)), end};
    return spans;
}

Result<UsageSummary> summed(Services &services, Interval range, const Zone &zone, std::vector<Grouping> by, bool priced)
{
    SummaryQuery query;
    query.range = range;
    query.zone = zone;
    query.by = std::move(by);
    query.withAmounts = priced;
    return services.usage.summary(query);
}

Decimal amountIn(const UsageSums &sums, const Currency &currency)
{
    const auto found = std::ranges::find(sums.amounts, currency, &Money::currency);
    return found == sums.amounts.end() ? Decimal() : found->amount;
}

/// Which of `days` a row grouped by day belongs to.
std::optional<std::size_t> dayOf(const UsageSums &sums, const std::vector<Interval> &days)
{
    if (!sums.span)
        return {};
    const auto after = std::ranges::upper_bound(days, sums.span->begin, {}, &Interval::begin);
    if (after == days.begin() || !std::prev(after)->contains(sums.span->begin))
        return {};
    return static_cast<std::size_t>(std::prev(after) - days.begin());
}

Result<std::vector<Decimal>> cumulative(
    const UsageSummary &summary, const std::vector<Interval> &days, const Currency &currency)
{
    std::vector<Decimal> amounts(days.size());
    for (const UsageSums &row : summary.rows) {
        if (const std::optional<std::size_t> day = dayOf(row, days))
            amounts[*day] = amountIn(row, currency);
    }
    for (std::size_t i = 1; i < amounts.size(); ++i) {
        const Result<Decimal> sum = amounts[i - 1].plus(amounts[i]);
        if (!sum)
            return std::unexpected(sum.error());
        amounts[i] = *sum;
    }
    return amounts;
}

std::vector<OverviewMoney::TokenDays> dailyOf(
    const UsageSummary &summary, const std::vector<Interval> &days, const Currency &currency)
{
    std::map<std::pair<std::string, TokenId>, std::vector<Decimal>> tokens;
    for (const UsageSums &row : summary.rows) {
        const std::optional<std::size_t> day = dayOf(row, days);
        const Decimal amount = amountIn(row, currency);
        if (!day || amount.isZero())
            continue;
        std::vector<Decimal> &amounts = tokens[{row.keys.at(1), row.token}];
        amounts.resize(days.size());
        amounts[*day] = amount;
    }
    std::vector<OverviewMoney::TokenDays> daily;
    for (auto &[key, amounts] : tokens)
        daily.push_back({key.second, key.first, std::move(amounts)});
    return daily;
}

/// The currencies there is money in, the workspace's first.
std::vector<Currency> currenciesOf(const std::vector<const UsageSummary *> &summaries, const std::string &first)
{
    std::map<std::string, Currency> found;
    for (const UsageSummary *summary : summaries) {
        for (const Money &money : summary->total.amounts)
            found.emplace(money.currency.code, money.currency);
    }
    std::vector<Currency> ordered;
    for (const auto &[code, currency] : found)
        ordered.push_back(currency);
    std::ranges::stable_partition(ordered, [&](const Currency &currency) { return currency.code == first; });
    return ordered;
}

struct Summaries {
    UsageSummary soFar; ///< by day
    UsageSummary before; ///< one total
    UsageSummary lastMonth; ///< by day
    UsageSummary daily; ///< by day and token
    UsageSummary recent; ///< by token, without money
};

Result<Summaries> summariesOf(Services &services, const Spans &spans, const Zone &zone)
{
    const std::pair<Interval, std::vector<Grouping>> wanted[]{{spans.soFar, {GroupBy::Day}}, {spans.before, {}},
        {spans.lastMonth, {GroupBy::Day}},
        {{spans.days.front().begin, spans.soFar.end}, {GroupBy::Day, GroupBy::Token}},
        {spans.recent, {GroupBy::Token}}};
    Summaries summaries;
    UsageSummary *const places[]{
        &summaries.soFar, &summaries.before, &summaries.lastMonth, &summaries.daily, &summaries.recent};
    for (std::size_t i = 0; i < std::size(wanted); ++i) {
        const bool isPriced = places[i] != &summaries.recent;
        Result<UsageSummary> summary = summed(services, wanted[i].first, zone, wanted[i].second, isPriced);
        if (!summary)
            return std::unexpected(summary.error());
        *places[i] = std::move(*summary);
    }
    return summaries;
}

Result<std::vector<OverviewMoney>> moneyOf(
    const Summaries &summaries, const Spans &spans, const std::string &workspaceCurrency)
{
    std::vector<OverviewMoney> money;
    for (const Currency &currency :
        currenciesOf({&summaries.soFar, &summaries.lastMonth, &summaries.daily}, workspaceCurrency)) {
        OverviewMoney one;
        one.currency = currency;
        one.soFar = amountIn(summaries.soFar.total, currency);
        one.before = amountIn(summaries.before.total, currency);
        if (!one.before.isZero()) {
            const Result<Decimal> more = one.soFar.minus(one.before);
            const Result<Decimal> change = more ? more->divided(one.before, 4, Rounding::HalfUp) : more;
            if (!change)
                return std::unexpected(change.error());
            one.change = *change;
        }
        one.daily = dailyOf(summaries.daily, spans.days, currency);
        Result<std::vector<Decimal>> now = cumulative(summaries.soFar, spans.thisMonthDays, currency);
        Result<std::vector<Decimal>> last = cumulative(summaries.lastMonth, spans.lastMonthDays, currency);
        if (!now || !last)
            return std::unexpected(now ? last.error() : now.error());
        one.thisMonth = std::move(*now);
        one.lastMonth = std::move(*last);
        money.push_back(std::move(one));
    }
    return money;
}

void countTokens(Overview &overview, std::vector<TokenRow> rows, const UsageSummary &recent)
{
    std::map<TokenId, const UsageSums *> use;
    for (const UsageSums &sums : recent.rows)
        use.emplace(sums.token, &sums);

    std::vector<Attention> candidates;
    std::set<CustomerId> customers;
    overview.tokens = static_cast<std::int64_t>(rows.size());
    for (TokenRow &row : rows) {
        customers.insert(row.token.customer);
        overview.expiring += row.state == TokenState::Expiring;
        overview.active += row.state == TokenState::Expiring || row.state == TokenState::Active;
        Attention candidate;
        if (const auto found = use.find(row.token.id); found != use.end()) {
            candidate.requests = found->second->requests;
            candidate.errors = found->second->errors;
        }
        candidate.row = std::move(row);
        candidates.push_back(std::move(candidate));
    }
    overview.customers = static_cast<std::int64_t>(customers.size());
    overview.attention = attentionOf(std::move(candidates), overview.now);
}

std::vector<Concern> concernsOf(const Attention &candidate, Instant now)
{
    const TokenRow &row = candidate.row;
    if (row.state == TokenState::Revoked || row.state == TokenState::Expired)
        return {};
    if (row.state == TokenState::Suspended)
        return {Concern::Suspended};

    std::vector<Concern> concerns;
    // Half of the allowance beyond the allowance, written so that it cannot overflow.
    const std::optional<std::int64_t> allowance = row.facts.allowance;
    const bool isFarOver = allowance && row.over > 0 && row.over >= *allowance - *allowance / 2;
    if (isFarOver)
        concerns.push_back(Concern::FarOver);
    else if (row.state == TokenState::Exhausted)
        concerns.push_back(Concern::Exhausted);
    if (candidate.requests >= fewestToJudge && candidate.errors > candidate.requests / 20)
        concerns.push_back(Concern::Failing);
    if (row.state == TokenState::Expiring)
        concerns.push_back(Concern::Expiring);
    if (row.state == TokenState::Unused && row.token.createdAt <= now.plus(-unusedAfterDays * msPerDay))
        concerns.push_back(Concern::Unused);
    return concerns;
}

Instant endOf(const Attention &attention)
{
    return attention.row.facts.currentTerm ? attention.row.facts.currentTerm->span.end : latestInstant;
}

} // namespace

std::vector<Attention> attentionOf(std::vector<Attention> candidates, Instant now)
{
    std::vector<Attention> found;
    for (Attention &candidate : candidates) {
        for (const Concern concern : concernsOf(candidate, now)) {
            candidate.concern = concern;
            found.push_back(candidate);
        }
    }
    std::ranges::stable_sort(found, [](const Attention &a, const Attention &b) {
        if (a.concern != b.concern)
            return a.concern < b.concern;
        if (a.concern == Concern::Expiring && endOf(a) != endOf(b))
            return endOf(a) < endOf(b);
        return a.row.token.name < b.row.token.name;
    });
    return found;
}

Result<Overview> overview(Services &services)
{
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    const Result<Zone> zone = zoneNamed(info->timezone);
    if (!zone)
        return std::unexpected(zone.error());

    Overview overview;
    overview.now = services.now();
    overview.zone = *zone;
    const Spans spans = spansAt(overview.now, *zone);
    overview.days = spans.days;
    overview.thisMonth = spans.thisMonthDays;
    overview.lastMonth = spans.lastMonthDays;

    const Result<std::optional<Interval>> extent = services.usage.extent();
    if (!extent)
        return std::unexpected(extent.error());
    overview.hasUsage = extent->has_value();
    const Result<Summaries> summaries = summariesOf(services, spans, *zone);
    if (!summaries)
        return std::unexpected(summaries.error());
    Result<std::vector<OverviewMoney>> money = moneyOf(*summaries, spans, info->currency);
    if (!money)
        return std::unexpected(money.error());
    overview.money = std::move(*money);
    overview.requests = summaries->soFar.total.requests;
    overview.errors = summaries->soFar.total.errors;
    overview.p95 = summaries->soFar.total.response.percentile(95);

    Result<std::vector<TokenRow>> rows = services.tokens.list();
    if (!rows)
        return std::unexpected(rows.error());
    countTokens(overview, std::move(*rows), summaries->recent);
    return overview;
}

} // namespace toll
