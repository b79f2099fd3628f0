// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planimpact.h"

#include "core/base/checked.h"
#include "core/services/ratingsource.h"
#include "core/services/zones.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

constexpr std::int64_t days = 30;

/// The bill of each customer over the span, under the versions tried; a customer's tokens on plans of their own stand
/// in the same sum.
struct Bills {
    std::map<CustomerId, std::pair<std::string, Decimal>> totals; ///< name and amount
    std::int64_t requests = 0;
};

Result<void> add(Bills &bills, const RatingSource &source, const Interval &span)
{
    const Result<Statement> statement = rate(source.input(span));
    if (!statement)
        return std::unexpected(statement.error());
    auto &[name, total] = bills.totals[source.customer.id];
    name = source.customer.name;
    const Result<Decimal> sum = total.plus(statement->total);
    if (!sum)
        return std::unexpected(sum.error());
    total = *sum;
    for (const UsageRow &row : source.usage.rows)
        if (span.contains(row.time) && !addChecked(bills.requests, row.requests))
            return fail(ErrorCode::Overflow, "requests");
    return {};
}

Result<Bills> billsUnder(Stores &stores, const PlanTrial &trial, const Interval &span, const JobControl &job)
{
    SourceQuery query;
    query.period = span;
    query.fromFirstUse = true; // a proposed lifetime may be longer: terms then begin before the span
    query.trial = &trial;
    query.job = &job;
    const Result<std::vector<RatingSource>> sources = loadSources(stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    Bills bills;
    for (const RatingSource &source : *sources) {
        if (job.isCancelled())
            return fail(ErrorCode::Cancelled);
        if (Result<void> added = add(bills, source, span); !added)
            return std::unexpected(added.error());
    }
    return bills;
}

/// Half of a job's progress: the first or the second.
JobControl halfOf(const JobControl &job, bool isSecond)
{
    return job.withProgress([job, isSecond](std::int64_t done, std::int64_t total) {
        job.report(done + (isSecond ? total : 0), 2 * total);
    });
}

Result<PlanImpact> compared(PlanImpact impact, const Bills &baseline, const Bills &proposed)
{
    impact.requests = baseline.requests;
    const auto accumulate = [](Decimal &sum, const Decimal &more) {
        const Result<Decimal> total = sum.plus(more);
        sum = total.value_or(sum);
        return total.has_value();
    };
    for (const auto &[id, bill] : baseline.totals) {
        const auto &[name, before] = bill;
        const Decimal after = proposed.totals.at(id).second;
        const Result<Decimal> delta = after.minus(before);
        if (!delta || !accumulate(impact.baseline, before) || !accumulate(impact.proposed, after)
            || !accumulate(impact.delta, *delta))
            return fail(ErrorCode::Overflow, name);
        impact.customers.push_back({id, name, before, after, *delta});
    }
    std::ranges::sort(impact.customers, {}, &PlanImpactRow::name);
    return impact;
}

} // namespace

Interval lastThirtyDays(Instant now, const Zone &zone)
{
    const Date today = zone.toLocal(now).date;
    return {zone.startOfDay(dateFromDays(daysSinceEpoch(today) - days)), zone.startOfDay(today)};
}

Result<PlanImpact> impactOf(Stores &stores, const Plan &current, const Plan &proposed, std::optional<Instant> from,
    Instant now, const JobControl &job)
{
    if (current.currency != proposed.currency)
        return fail(ErrorCode::Conflict, "/currency", proposed.currency, current.currency);
    Result<Zone> zone = zoneNamed(proposed.timezone);
    if (!zone)
        return fail(zone.error().code, "/timezone", proposed.timezone, zone.error().expected);
    const Result<Currency> money = currency(proposed.currency);
    if (!money)
        return std::unexpected(money.error());
    PlanImpact impact;
    impact.span = lastThirtyDays(now, *zone);
    impact.zone = std::move(*zone);
    impact.currency = *money;
    PlanTrial trial{proposed.name, {{current, earliestInstant}}, now};
    const Result<Bills> before = billsUnder(stores, trial, impact.span, halfOf(job, false));
    if (!before)
        return std::unexpected(before.error());
    if (!from)
        trial.versions.clear();
    trial.versions.push_back({proposed, from.value_or(earliestInstant)});
    trial.versions.back().plan.version = current.version + 1;
    const Result<Bills> after = billsUnder(stores, trial, impact.span, halfOf(job, true));
    if (!after)
        return std::unexpected(after.error());
    return compared(std::move(impact), *before, *after);
}

} // namespace toll
