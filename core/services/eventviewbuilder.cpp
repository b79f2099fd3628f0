// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventviewbuilder.h"

#include "core/base/checked.h"
#include "core/services/eventmatcher.h"
#include "core/services/stores.h"

#include <algorithm>
#include <limits>

namespace toll {

Result<std::shared_ptr<EventView>> EventView::open(
    Stores &stores, const EventQuery &query, const JobControl &job, std::size_t memory)
{
    // One view of the file for all of it, whatever is imported meanwhile.
    return atomically(*stores.connection, [&] { return EventViewBuilder(stores, query, job, memory).build(); });
}

EventViewBuilder::EventViewBuilder(Stores &stores, const EventQuery &query, const JobControl &job, std::size_t memory)
    : m_stores(stores), m_job(job), m_memory(memory), m_view(new EventView(query)), m_content(*m_view->m_content),
      m_range(query.range.value_or(UsageQuery().span))
{
}

bool EventViewBuilder::isFiltered() const
{
    return !m_view->m_query.tokens.empty() || !m_view->m_query.where.isEmpty();
}

/// What stands before the time in the order, which decides what is left.
std::vector<EventSort> EventViewBuilder::keysBeforeTime() const
{
    const std::vector<EventSort> &order = m_view->m_query.order;
    return {order.begin(), std::ranges::find(order, EventColumn::Time, &EventSort::column)};
}

Result<std::shared_ptr<EventView>> EventViewBuilder::build()
{
    m_content.memory = m_memory;
    for (const auto work : {&EventViewBuilder::findOwners, &EventViewBuilder::findSegments,
             &EventViewBuilder::arrangeByTime, &EventViewBuilder::filter, &EventViewBuilder::arrange})
        if (Result<void> done = (this->*work)(); !done)
            return std::unexpected(done.error());
    const Result<std::optional<Interval>> missing = m_stores.usage.droppedIn({m_view->m_query.tokens, m_range});
    if (!missing)
        return std::unexpected(missing.error());
    m_view->m_missing = *missing;
    m_view->m_size = m_content.size;
    m_job.report(1, 1);
    return std::move(m_view);
}

Result<void> EventViewBuilder::findOwners()
{
    const auto tokens = m_stores.tokens.names();
    const Result<std::vector<Customer>> customers = m_stores.customers.list(true);
    if (!tokens || !customers)
        return std::unexpected(tokens ? customers.error() : tokens.error());
    std::unordered_map<CustomerId, std::string> names;
    for (const Customer &customer : *customers)
        names.emplace(customer.id, customer.name);
    m_content.owners.reserve(tokens->size());
    for (const TokenStore::Named &token : *tokens)
        m_content.owners.emplace(token.id, EventOwner{token.name, names[token.customer]});
    return {};
}

Result<void> EventViewBuilder::step()
{
    ++m_done;
    m_job.report(m_done, std::max(m_done, m_total)); // overlaps are not in the total
    return m_job.isCancelled() ? fail(ErrorCode::Cancelled) : Result<void>();
}

Result<void> EventViewBuilder::findSegments()
{
    const auto found = m_stores.usage.segments(m_range, false);
    if (!found)
        return std::unexpected(found.error());
    std::uint64_t base = 0;
    for (const UsageStore::SegmentFacts &facts : *found) {
        if (facts.events <= 0)
            continue;
        ViewSegment segment{facts, static_cast<RowNumber>(base), 0, 0};
        base += static_cast<std::uint64_t>(facts.events);
        if (base >= std::numeric_limits<RowNumber>::max())
            return fail(ErrorCode::OutOfRange, "events");
        m_content.segments.push_back(std::move(segment));
    }
    m_total =
        std::ssize(m_content.segments) * ((isFiltered() ? 1 : 0) + static_cast<std::int64_t>(keysBeforeTime().size()));
    for (ViewSegment &segment : m_content.segments)
        if (Result<void> done = cut(segment); !done)
            return done;
    return {};
}

/// Leaves of a segment what lies in the range.
Result<void> EventViewBuilder::cut(ViewSegment &segment)
{
    segment.begin = segment.base;
    segment.end = segment.base + static_cast<RowNumber>(segment.facts.events);
    const Interval span = segment.facts.span;
    if (m_range.begin <= span.begin && span.end <= m_range.end)
        return {};
    const auto columns = m_stores.usage.readColumns(segment.facts, static_cast<ColumnSet>(SegmentColumn::Time));
    if (!columns)
        return std::unexpected(columns.error());
    const auto rowAt = [&](Instant time) {
        const auto found = std::ranges::lower_bound(columns->times, time.ms);
        return segment.base + static_cast<RowNumber>(found - columns->times.begin());
    };
    segment.begin = rowAt(m_range.begin);
    segment.end = rowAt(m_range.end);
    return {};
}

void EventViewBuilder::addRun(ViewRun run)
{
    if (run.count == 0)
        return;
    run.place = m_content.size;
    m_content.size += run.count;
    m_content.runs.push_back(std::move(run));
}

/// Segment by segment; those that overlap in time are read for it.
Result<void> EventViewBuilder::arrangeByTime()
{
    EventKeys keys(m_stores, m_content.segments, m_content.owners, m_job, [this] { return step(); });
    const std::span<const ViewSegment> all(m_content.segments);
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        Instant last = all[begin].facts.span.end;
        for (end = begin + 1; end < all.size() && all[end].facts.span.begin < last; ++end)
            last = std::max(last, all[end].facts.span.end);
        if (end - begin == 1) {
            addRun({0, all[begin].begin, all[begin].end - all[begin].begin, {}});
            continue;
        }
        const auto overlapping = all.subspan(begin, end - begin);
        ViewRun run;
        for (const ViewSegment &segment : overlapping)
            for (RowNumber row = segment.begin; row < segment.end; ++row)
                run.rows.push_back(row);
        run.count = static_cast<RowNumber>(run.rows.size());
        if (Result<void> sorted = keys.sortByTime(run.rows, overlapping); !sorted)
            return sorted;
        addRun(std::move(run));
    }
    return {};
}

Result<void> EventViewBuilder::filter()
{
    if (!isFiltered())
        return countRequests();
    const EventQuery &query = m_view->m_query;
    Result<UsageScope> scope = UsageScope::load(m_stores, query.zone);
    if (!scope)
        return std::unexpected(scope.error());
    EventMatcher matcher(*scope, query.tokens, query.where);
    std::vector<std::uint8_t> fitting; // by row number
    const Interval within = query.where.span();
    for (const ViewSegment &segment : m_content.segments) {
        // Those that no time of the filter touches are only counted.
        const bool canFit = !intersection(segment.facts.span, within).isEmpty();
        const ColumnSet wanted = canFit ? matcher.columns()
            : query.tokens.empty()      ? 0
                                        : static_cast<ColumnSet>(SegmentColumn::Token);
        const auto columns = m_stores.usage.readColumns(segment.facts, wanted | SegmentColumn::Count);
        if (!columns)
            return std::unexpected(columns.error());
        std::vector<std::uint8_t> ofTokens(columns->rows);
        std::fill(
            ofTokens.begin() + (segment.begin - segment.base), ofTokens.begin() + (segment.end - segment.base), 1);
        std::vector<std::uint8_t> fits = canFit ? ofTokens : std::vector<std::uint8_t>();
        if (Result<void> matched = matcher.match(*columns, ofTokens, fits); !matched)
            return matched;
        fits.resize(columns->rows);
        for (std::size_t row = 0; row < columns->rows; ++row) {
            if (ofTokens[row] && !addChecked(m_view->m_allRequests, columns->counts[row]))
                return fail(ErrorCode::Overflow, "requests");
            m_view->m_requests += fits[row] ? columns->counts[row] : 0; // no more than all
        }
        fitting.insert(fitting.end(), fits.begin(), fits.end());
        if (Result<void> done = step(); !done)
            return done;
    }
    ViewRun left;
    for (const RowNumber row : rowsInOrder())
        if (fitting[row])
            left.rows.push_back(row);
    left.rows.shrink_to_fit();
    left.count = static_cast<RowNumber>(left.rows.size());
    m_content.runs.clear();
    m_content.size = 0;
    addRun(std::move(left));
    return {};
}

Result<void> EventViewBuilder::countRequests()
{
    for (const ViewSegment &segment : m_content.segments) {
        const auto stored = m_stores.usage.readSegment(segment.facts, static_cast<ColumnSet>(SegmentColumn::Count));
        if (!stored)
            return std::unexpected(stored.error());
        const Result<std::int64_t> sum = sumOfCounts(*stored, segment.begin - segment.base, segment.end - segment.base);
        if (!sum)
            return std::unexpected(sum.error());
        if (!addChecked(m_view->m_allRequests, *sum))
            return fail(ErrorCode::Overflow, "requests");
    }
    m_view->m_requests = m_view->m_allRequests;
    return {};
}

std::vector<RowNumber> EventViewBuilder::rowsInOrder() const
{
    std::vector<RowNumber> rows;
    rows.reserve(static_cast<std::size_t>(m_content.size));
    for (const ViewRun &run : m_content.runs) {
        rows.insert(rows.end(), run.rows.begin(), run.rows.end());
        for (RowNumber i = 0; run.rows.empty() && i < run.count; ++i)
            rows.push_back(run.begin + i);
    }
    return rows;
}

Result<void> EventViewBuilder::arrange()
{
    const std::vector<EventSort> &order = m_view->m_query.order;
    const std::vector<EventSort> first = keysBeforeTime();
    const bool isLatestFirst = first.size() == order.size() || order[first.size()].isDescending;
    if (first.empty()) {
        m_content.isReversed = isLatestFirst;
        return {};
    }
    ViewRun sorted;
    sorted.rows = rowsInOrder();
    m_content.runs.clear();
    m_content.size = 0;
    if (isLatestFirst)
        std::ranges::reverse(sorted.rows);
    EventKeys keys(m_stores, m_content.segments, m_content.owners, m_job, [this] { return step(); });
    for (auto by = first.rbegin(); by != first.rend(); ++by)
        if (Result<void> done = keys.sort(sorted.rows, *by); !done)
            return done;
    sorted.count = static_cast<RowNumber>(sorted.rows.size());
    addRun(std::move(sorted));
    return {};
}

} // namespace toll
