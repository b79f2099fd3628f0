// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/upstreamsource.h"

#include "core/base/pattern.h"
#include "core/services/ratingsource.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

std::size_t exactness(const std::string &pattern)
{
    return static_cast<std::size_t>(std::ranges::count_if(pattern, [](char c) { return c != '*' && c != '?'; }));
}

/// The versions of a plan in force somewhere in a span, the first from its begin.
Result<std::vector<DatedPlan>> versionsIn(Stores &stores, const std::string &name, Interval span)
{
    const Result<std::vector<StoredPlan>> stored = stores.plans.versions(name);
    if (!stored)
        return std::unexpected(stored.error());
    std::vector<DatedPlan> versions;
    for (std::size_t i = 0; i < stored->size(); ++i) {
        const Instant from = i == 0 ? earliestInstant : (*stored)[i].from;
        const Instant until = i + 1 < stored->size() ? (*stored)[i + 1].from : latestInstant;
        if (intersection({from, until}, span).isEmpty())
            continue;
        Checked<Plan> plan = parsePlan(std::string_view((*stored)[i].document));
        if (!plan)
            return fail(ErrorCode::Damaged, "plan " + name, plan.error().front().where);
        plan->version = (*stored)[i].version;
        versions.push_back({std::move(*plan), std::max(from, span.begin)});
    }
    return versions;
}

/// Adds the runs of one assignment: one, or several where a version counts in another currency.
Result<void> addRuns(
    Stores &stores, std::vector<UpstreamBook::Run> &runs, const UpstreamAssignment &assignment, Instant until)
{
    Result<std::vector<DatedPlan>> versions = versionsIn(stores, assignment.plan, {assignment.from, until});
    if (!versions)
        return std::unexpected(versions.error());
    const std::size_t first = runs.size();
    for (DatedPlan &version : *versions) {
        const Result<Currency> money = currency(version.plan.currency);
        const Result<Zone> zone = zoneNamed(version.plan.timezone);
        if (!money || !zone)
            return std::unexpected(!money ? money.error() : zone.error());
        if (runs.size() == first || runs.back().currency != *money) {
            if (runs.size() > first)
                runs.back().span.end = version.from;
            runs.push_back({assignment.pattern, {version.from, until}, {}, *money, *zone});
        }
        runs.back().versions.push_back(std::move(version));
    }
    return {};
}

bool hasTerms(const UpstreamBook::Run &run)
{
    return std::ranges::any_of(run.versions, [](const DatedPlan &version) {
        return std::ranges::any_of(version.plan.charges,
            [](const Charge &charge) { return std::holds_alternative<FlatCapped>(charge.shape); });
    });
}

/// Deals the rows of all usage out to the sources that price them.
void deal(UsageTable all, const std::vector<bool> &marked, UpstreamBook &book, std::vector<UpstreamSource> &sources,
    const std::vector<bool> &isWanted)
{
    const std::vector<UsageRow> rows = std::move(all.rows);
    all.rows.clear();
    const std::vector<TokenId> tokens = std::move(all.tokens);
    all.tokens = {TokenId{"upstream"}};
    std::map<const UpstreamBook::Run *, std::size_t> sourceOf;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!isWanted[i])
            continue;
        sourceOf[sources[i].run] = i;
        sources[i].usage = all;
        sources[i].tokens = tokens;
        sources[i].tokenOfRow.clear();
        sources[i].marked.clear();
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::optional<std::size_t> run = book.runFor(all.text(rows[i].source), rows[i].time);
        const auto found = run ? sourceOf.find(&book.runs()[*run]) : sourceOf.end();
        if (found == sourceOf.end())
            continue;
        UpstreamSource &source = sources[found->second];
        source.tokenOfRow.push_back(rows[i].token);
        source.usage.rows.push_back(rows[i]);
        source.usage.rows.back().token = 0;
        if (!marked.empty())
            source.marked.push_back(marked[i]);
    }
}

} // namespace

Result<UpstreamBook> UpstreamBook::load(Stores &stores)
{
    const Result<std::vector<UpstreamAssignment>> assignments = stores.upstream.list();
    if (!assignments)
        return std::unexpected(assignments.error());
    UpstreamBook book;
    for (std::size_t i = 0; i < assignments->size(); ++i) {
        const UpstreamAssignment &assignment = (*assignments)[i];
        if (assignment.plan.empty())
            continue;
        // The same plan again goes on with the same run.
        std::size_t next = i + 1;
        while (next < assignments->size() && (*assignments)[next].pattern == assignment.pattern
            && (*assignments)[next].plan == assignment.plan)
            ++next;
        const bool isReplaced = next < assignments->size() && (*assignments)[next].pattern == assignment.pattern;
        const Instant until = isReplaced ? (*assignments)[next].from : latestInstant;
        if (Result<void> added = addRuns(stores, book.m_runs, assignment, until); !added)
            return std::unexpected(added.error());
        i = next - 1;
    }
    std::ranges::stable_sort(book.m_runs, [](const Run &a, const Run &b) {
        return std::pair(exactness(b.pattern), a.pattern) < std::pair(exactness(a.pattern), b.pattern);
    });
    return book;
}

std::optional<std::size_t> UpstreamBook::runFor(const std::string &source, Instant time)
{
    const auto [known, isNew] = m_memory.try_emplace(source);
    if (isNew)
        known->second = runsFor(source, m_runs);
    for (const std::size_t run : known->second)
        if (m_runs[run].span.contains(time))
            return run;
    return std::nullopt;
}

bool UpstreamBook::cutsQuarters(Interval span) const
{
    const auto cuts = [span](Instant edge) {
        return span.contains(edge) && floorTo(edge, msPerQuarter) != edge;
    };
    return std::ranges::any_of(m_runs, [&](const Run &run) { return cuts(run.span.begin) || cuts(run.span.end); });
}

RatingInput UpstreamSource::input() const
{
    return providerInput(*run, period, usage);
}

Result<std::vector<UpstreamSource>> loadUpstream(Stores &stores, UpstreamBook &book, Interval period,
    const std::function<Result<bool>(const StoredEvent &)> &mark)
{
    std::vector<UpstreamSource> sources;
    UsageQuery query;
    query.span = period;
    for (const UpstreamBook::Run &run : book.runs()) {
        const Interval part = intersection(run.span, period);
        if (part.isEmpty())
            continue;
        UpstreamSource &source = sources.emplace_back();
        source.run = &run;
        source.period = part;
        if (hasTerms(run)) // what a term has used up began before the period
            query.span.begin = std::min(query.span.begin, floorTo(run.span.begin, msPerQuarter));
    }
    if (sources.empty())
        return sources;
    std::vector<bool> isWanted(sources.size(), true);
    if (!mark) {
        Result<UsageTable> cells = stores.usage.cells(query);
        if (!cells)
            return std::unexpected(cells.error());
        deal(std::move(*cells), {}, book, sources, isWanted);
        for (std::size_t i = 0; i < sources.size(); ++i)
            isWanted[i] = !cellsSuffice(sources[i].input());
        if (std::ranges::find(isWanted, true) == isWanted.end())
            return sources;
    }
    std::vector<bool> marked;
    Result<UsageTable> events = eventRows(stores, query, mark, marked);
    if (!events)
        return std::unexpected(events.error());
    deal(std::move(*events), marked, book, sources, isWanted);
    return sources;
}

} // namespace toll
