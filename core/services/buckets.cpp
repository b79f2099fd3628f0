// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/buckets.h"

#include "core/base/checked.h"
#include "core/calendar/period.h"
#include "core/services/bucketfile.h"
#include "core/services/stores.h"
#include "core/services/usagegroups.h"
#include "core/storage/bucketstore.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

std::string nameOf(const UsageBucket &bucket, const Zone &zone)
{
    return periodName(bucket.span, zone);
}

/// The buckets of a source in a range, none of which it may cut.
Result<std::vector<UsageBucket>> wholeBuckets(
    BucketStore &store, const std::string &source, Interval range, const Zone &zone, ErrorCode ifCut)
{
    Result<std::vector<UsageBucket>> found = store.touching(source, range);
    if (!found)
        return found;
    const auto cut = std::ranges::find_if(*found,
        [&](const UsageBucket &bucket) { return bucket.span.begin < range.begin || bucket.span.end > range.end; });
    if (cut != found->end())
        return fail(ifCut, "range", periodName(range, zone), nameOf(*cut, zone));
    return found;
}

/// Replaces what is there by what came, bucket by bucket; counts only where nothing is to be written.
Result<void> replaceIn(BucketStore &store, const BucketRange &wanted, const std::vector<UsageBucket> &there,
    const std::vector<UsageBucket> &came, BucketReport &report)
{
    const auto placeIn = [](const std::vector<UsageBucket> &all, const UsageBucket &bucket) {
        // Both are in order of time, token and model.
        return std::ranges::lower_bound(all, bucket, isBefore);
    };
    const auto write = [&](Result<void> (BucketStore::*act)(const std::string &, const UsageBucket &),
                           const UsageBucket &bucket) {
        return wanted.dryRun ? Result<void>() : (store.*act)(wanted.source, bucket);
    };
    for (const UsageBucket &old : there) {
        const auto now = placeIn(came, old);
        const bool isThere = now != came.end() && now->isSamePlace(old);
        if (isThere && *now == old) {
            ++report.unchanged;
            continue;
        }
        ++(isThere ? report.changed : report.removed);
        if (Result<void> removed = write(&BucketStore::remove, old); !removed)
            return removed;
    }
    for (const UsageBucket &one : came) {
        const auto old = placeIn(there, one);
        const bool isThere = old != there.end() && old->isSamePlace(one);
        if (isThere && *old == one)
            continue;
        report.added += isThere ? 0 : 1;
        if (Result<void> added = write(&BucketStore::add, one); !added)
            return added;
    }
    return {};
}

Result<void> addTo(UsageFigures &figures, std::int64_t requests, const std::array<MeterSum, unitMeterCount> &units)
{
    bool isFit = addChecked(figures.requests, requests);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        isFit = isFit && addChecked(figures.units[unit].sum, units[unit].sum)
            && addChecked(figures.units[unit].known, units[unit].known);
    return isFit ? Result<void>() : fail(ErrorCode::Overflow, "requests");
}

/// Units that are known are known of all of a bucket's requests.
std::array<MeterSum, unitMeterCount> unitsOf(const UsageBucket &bucket)
{
    std::array<MeterSum, unitMeterCount> units{};
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (bucket.units[unit])
            units[unit] = {*bucket.units[unit], bucket.requests};
    return units;
}

/// What buckets know nothing of.
Result<void> checkAsked(const SummaryQuery &query)
{
    if (!query.where.isEmpty())
        return fail(ErrorCode::Unsupported, "where", "--where");
    for (const Grouping &grouping : query.by) {
        using enum GroupBy;
        constexpr std::array known{Token, Customer, Day, Hour, Model, Tag, Week, Month};
        if (std::ranges::find(known, grouping.by) == known.end())
            return fail(
                ErrorCode::Unsupported, "by", name(grouping), "token, customer, model, tag, hour, day, week, month");
    }
    return {};
}

std::vector<Error> faultsOf(const BucketRange &wanted)
{
    std::vector<Error> faults;
    std::vector<std::int64_t> numbers;
    for (const UsageBucket &bucket : wanted.buckets) {
        numbers.push_back(std::ssize(numbers) + 1);
        if (const Result<void> checked = checkBucketSpan(bucket.span, wanted.range, wanted.zone); !checked) {
            faults.push_back(checked.error());
            faults.back().line = numbers.back();
        }
    }
    std::ranges::move(overlapsOf(wanted.buckets, numbers, wanted.zone), std::back_inserter(faults));
    return faults;
}

} // namespace

Result<BucketReport> BucketService::import(const std::string &path, const BucketImport &wanted, const JobControl &job)
{
    if (wanted.source.empty())
        return fail(ErrorCode::Missing, "source");
    BucketFile file(m_context, wanted);
    if (Result<void> read = file.read(path, job); !read)
        return std::unexpected(read.error());
    if (file.faults().empty())
        return replace({wanted.source, wanted.range, wanted.zone, file.buckets(), file.name(), wanted.dryRun});
    BucketReport report;
    report.read = file.rows();
    report.faults = file.faults();
    return report;
}

Result<BucketReport> BucketService::replace(BucketRange wanted)
{
    if (wanted.source.empty())
        return fail(ErrorCode::Missing, "source");
    BucketReport report;
    report.read = std::ssize(wanted.buckets);
    report.faults = faultsOf(wanted);
    if (!report.faults.empty())
        return report;
    std::ranges::sort(wanted.buckets, isBefore);
    BucketStore store(*m_context.stores->connection);
    const auto work = [&]() -> Result<void> {
        const auto there = wholeBuckets(store, wanted.source, wanted.range, wanted.zone, ErrorCode::Conflict);
        if (!there)
            return std::unexpected(there.error());
        if (Result<void> replaced = replaceIn(store, wanted, *there, wanted.buckets, report); !replaced)
            return replaced;
        if (wanted.dryRun || report.added + report.changed + report.removed == 0)
            return {};
        Json payload;
        payload.set("source", wanted.source).set("start", toRfc3339(wanted.range.begin));
        payload.set("end", toRfc3339(wanted.range.end)).set("file", wanted.from);
        payload.set("added", report.added).set("changed", report.changed).set("removed", report.removed);
        return record(m_context, "usage.buckets_replaced", payload);
    };
    const Result<void> done =
        wanted.dryRun ? atomically(*m_context.stores->connection, work) : change(m_context, Topic::Usage, work);
    if (!done)
        return std::unexpected(done.error());
    return report;
}

Result<std::vector<UsageBucket>> BucketService::list(const std::string &source, Interval range) const
{
    return BucketStore(*m_context.stores->connection).touching(source, range);
}

Result<std::vector<BucketSource>> BucketService::sources() const
{
    const auto stored = BucketStore(*m_context.stores->connection).sources();
    if (!stored)
        return std::unexpected(stored.error());
    std::vector<BucketSource> sources;
    for (const BucketStore::Source &one : *stored)
        sources.push_back({one.name, one.buckets, one.span});
    return sources;
}

Result<UsageSummary> BucketService::summary(const SummaryQuery &query, const std::string &source) const
{
    Stores &stores = *m_context.stores;
    BucketStore store(*stores.connection);
    if (Result<void> known = checkAsked(query); !known)
        return std::unexpected(known.error());
    const Interval range = query.range.value_or(UsageQuery().span);
    const auto buckets = wholeBuckets(store, source, range, query.zone, ErrorCode::Unsupported);
    Result<UsageScope> scope = UsageScope::load(stores, query.zone);
    if (!buckets || !scope)
        return std::unexpected(!buckets ? buckets.error() : scope.error());
    UsageGrouping grouping(query, *scope);
    std::map<std::vector<std::string>, UsageSums> rows;
    UsageSummary summary;
    summary.by = query.by;
    for (const UsageBucket &bucket : *buckets) {
        const TokenId token = bucket.token.value_or(TokenId());
        if (!query.tokens.empty() && std::ranges::find(query.tokens, token) == query.tokens.end())
            continue;
        const auto key =
            grouping.keyOf({scope->numberOf(token), bucket.span.begin, noStatus, &bucket.model, &source, nullptr});
        if (!key)
            return std::unexpected(key.error());
        std::vector<UsageSums> groups = grouping.describe(**key);
        if (groups.front().span && bucket.span.end > groups.front().span->end)
            return fail(ErrorCode::Unsupported, "by", groups.front().keys.front(), nameOf(bucket, query.zone));
        summary.range =
            summary.range ? Interval{summary.range->begin, std::max(summary.range->end, bucket.span.end)} : bucket.span;
        std::vector<UsageSums *> sums{&summary.total};
        for (UsageSums &group : groups) {
            std::vector<std::string> identity = group.keys;
            identity.push_back(group.token.text);
            sums.push_back(&rows.try_emplace(std::move(identity), std::move(group)).first->second);
        }
        for (UsageSums *one : sums) {
            UsageFigures figures{one->requests, one->units};
            if (Result<void> added = addTo(figures, bucket.requests, unitsOf(bucket)); !added)
                return std::unexpected(added.error());
            one->requests = figures.requests;
            one->units = figures.units;
        }
    }
    for (auto &[identity, sums] : rows)
        summary.rows.push_back(std::move(sums));
    return summary;
}

namespace {

/// Pieces of time that hold whole days and whole buckets, and nothing finer.
class Pieces {
public:
    explicit Pieces(const Zone &zone) : m_zone(zone) { }

    void add(Interval span)
    {
        const Date first = m_zone.toLocal(span.begin).date;
        const Date last = m_zone.toLocal(span.end.plus(-1)).date;
        m_days.push_back({m_zone.startOfDay(first), m_zone.startOfDay(dateFromDays(daysSinceEpoch(last) + 1))});
    }
    void join()
    {
        std::ranges::sort(m_days);
        std::vector<Interval> joined;
        for (const Interval &span : m_days) {
            if (!joined.empty() && span.begin < joined.back().end)
                joined.back().end = std::max(joined.back().end, span.end);
            else
                joined.push_back(span);
        }
        m_days = std::move(joined);
    }
    [[nodiscard]] const std::vector<Interval> &all() const { return m_days; }
    /// Which of them holds an instant that was added.
    [[nodiscard]] std::size_t indexOf(Instant at) const
    {
        return static_cast<std::size_t>(std::ranges::upper_bound(m_days, at, {}, &Interval::begin) - m_days.begin())
            - 1;
    }

private:
    const Zone &m_zone;
    std::vector<Interval> m_days;
};

/// One token's rows, or those of buckets without one beside all events.
Result<std::vector<ReconcileRow>> reconciled(Stores &stores, const Zone &zone, Interval range,
    const std::optional<TokenId> &token, const std::vector<UsageBucket> &buckets)
{
    UsageQuery query;
    query.span = {floorTo(range.begin, msPerQuarter), range.end};
    if (token)
        query.tokens = {*token};
    const Result<UsageTable> cells = stores.usage.cells(query);
    if (!cells)
        return std::unexpected(cells.error());
    Pieces pieces(zone);
    for (const UsageBucket &bucket : buckets)
        pieces.add(bucket.span);
    for (const UsageRow &row : cells->rows)
        pieces.add({row.time, row.time.plus(1)});
    pieces.join();
    std::vector<ReconcileRow> rows;
    for (const Interval &span : pieces.all()) {
        // A quarter of an hour would count for the day it begins in.
        if (floorTo(span.begin, msPerQuarter) != span.begin || floorTo(span.end, msPerQuarter) != span.end)
            return fail(ErrorCode::Unsupported, "timezone", zone.id());
        ReconcileRow &row = rows.emplace_back();
        row.span = span;
        row.period = periodName(span, zone);
        row.token = token;
    }
    for (const UsageBucket &bucket : buckets)
        if (Result<void> added =
                addTo(rows[pieces.indexOf(bucket.span.begin)].buckets, bucket.requests, unitsOf(bucket));
            !added)
            return std::unexpected(added.error());
    for (const UsageRow &cell : cells->rows)
        if (Result<void> added = addTo(rows[pieces.indexOf(cell.time)].events, cell.requests, cell.units); !added)
            return std::unexpected(added.error());
    return rows;
}

/// On whole days, as the rows will be.
Interval wholeDays(Interval range, const Zone &zone)
{
    const Date last = zone.toLocal(range.end.plus(-1)).date;
    return {zone.startOfDay(zone.toLocal(range.begin).date), zone.startOfDay(dateFromDays(daysSinceEpoch(last) + 1))};
}

} // namespace

Result<std::vector<ReconcileRow>> BucketService::reconcile(const ReconcileQuery &query) const
{
    Stores &stores = *m_context.stores;
    BucketStore store(*stores.connection);
    const auto buckets =
        wholeBuckets(store, query.source, query.range.value_or(UsageQuery().span), query.zone, ErrorCode::Unsupported);
    const Result<UsageScope> scope = UsageScope::load(stores, query.zone);
    if (!buckets || !scope)
        return std::unexpected(!buckets ? buckets.error() : scope.error());
    std::map<std::optional<TokenId>, std::vector<UsageBucket>> byToken;
    std::optional<Interval> extent;
    for (const UsageBucket &bucket : *buckets) {
        if (!query.tokens.empty()
            && (!bucket.token || std::ranges::find(query.tokens, *bucket.token) == query.tokens.end()))
            continue;
        byToken[bucket.token].push_back(bucket);
        extent = extent ? Interval{extent->begin, std::max(extent->end, bucket.span.end)} : bucket.span;
    }
    std::vector<ReconcileRow> rows;
    for (const auto &[token, own] : byToken) {
        auto some = reconciled(stores, query.zone, query.range.value_or(wholeDays(*extent, query.zone)), token, own);
        if (!some)
            return some;
        const std::uint32_t number = scope->numberOf(token.value_or(TokenId()));
        for (ReconcileRow &row : *some) {
            row.tokenName = token ? scope->tokenName(number) : std::string();
            row.customerName = token ? scope->customerOf(number) : std::string();
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

} // namespace toll
