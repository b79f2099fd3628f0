// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usage.h"

#include "core/services/stores.h"
#include "core/services/usagebatch.h"
#include "core/services/usagesummary.h"

#include <algorithm>
#include <set>

namespace toll {

std::optional<Decimal> UsageSums::errorRate() const
{
    constexpr int places = 6;
    if (requests == 0)
        return std::nullopt;
    const Result<Decimal> rate = Decimal(errors).divided(requests, places, Rounding::HalfUp);
    return rate ? std::optional(*rate) : std::nullopt;
}

std::optional<std::int64_t> UsageSums::responseMean() const
{
    if (responseMs.known == 0)
        return std::nullopt;
    const std::int64_t rest = responseMs.sum % responseMs.known;
    return responseMs.sum / responseMs.known + (rest >= responseMs.known - rest ? 1 : 0);
}

std::optional<std::int64_t> UsageSums::responsePercentile(int percent) const
{
    const auto known = std::ranges::find(summaryPercents, percent);
    return exact && known != summaryPercents.end() ? (*exact)[static_cast<std::size_t>(known - summaryPercents.begin())]
                                                   : response.percentile(percent);
}

Result<std::optional<Interval>> UsageService::extent() const
{
    return m_context.stores->usage.extent();
}

Result<std::vector<std::string>> UsageService::dimensions() const
{
    return declaredDimensions(*m_context.stores);
}

Result<FilterNames> UsageService::names() const
{
    Stores &stores = *m_context.stores;
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    const Result<std::vector<StoredPlan>> plans = stores.plans.list();
    if (!tokens || !customers || !plans)
        return std::unexpected(!tokens ? tokens.error() : !customers ? customers.error() : plans.error());
    FilterNames names;
    std::set<std::string> tags;
    for (const Customer &customer : *customers)
        names.customers.push_back(customer.name);
    for (const Token &token : *tokens) {
        names.tokens.push_back(token.name);
        names.tokenIds.push_back(token.id.text);
        tags.insert(token.tags.begin(), token.tags.end());
    }
    names.plans.push_back(basicPlan().name);
    for (const StoredPlan &plan : *plans)
        names.plans.push_back(plan.name);
    names.tags.assign(tags.begin(), tags.end());
    return names;
}

std::expected<EventFilter, FilterFault> UsageService::filter(const std::string &text, const Zone &zone) const
{
    std::expected<EventFilter, FilterFault> filter = parseFilter(text, zone);
    if (!filter)
        return filter;
    const Result<FilterNames> known = names();
    if (!known)
        return std::unexpected(FilterFault{known.error(), 0, 0, {}, 1});
    if (std::optional<FilterFault> fault = unknownName(*filter, text, *known))
        return std::unexpected(std::move(*fault));
    return filter;
}

namespace {

/// Hands on what answers a question about a range, the one asked for or that of all usage.
template<typename Answer, typename Ask>
Result<Answer> withSummariser(
    Stores &stores, const SummaryQuery &query, const std::optional<Interval> &all, Answer empty, Ask ask)
{
    if (!all)
        return empty;
    // On whole quarters, the grain of the cells.
    const Interval range = query.range.value_or(
        Interval{floorTo(all->begin, msPerQuarter), floorTo(all->end.plus(msPerQuarter - 1), msPerQuarter)});
    Result<UsageScope> scope = UsageScope::load(stores, query.zone);
    Result<UpstreamBook> book = query.withCosts ? UpstreamBook::load(stores) : Result<UpstreamBook>(UpstreamBook());
    Result<std::vector<std::string>> declared = declaredDimensions(stores);
    if (!scope || !book || !declared)
        return std::unexpected(!scope ? scope.error() : !book ? book.error() : declared.error());
    Summariser summariser(stores, query, range, std::move(*scope), std::move(*book), std::move(*declared));
    return ask(summariser);
}

} // namespace

Result<UsageSummary> UsageService::summary(const SummaryQuery &query) const
{
    const Result<std::optional<Interval>> all = extent();
    if (!all)
        return std::unexpected(all.error());
    UsageSummary empty;
    empty.by = query.by;
    return withSummariser(
        *m_context.stores, query, *all, std::move(empty), [](Summariser &summariser) { return summariser.run(); });
}

Result<Tally> UsageService::tally(const SummaryQuery &query) const
{
    const Result<std::optional<Interval>> all = extent();
    if (!all)
        return std::unexpected(all.error());
    return withSummariser(
        *m_context.stores, query, *all, Tally(), [](Summariser &summariser) { return summariser.tally(); });
}

Result<EventsFound> UsageService::events(const EventSearch &search) const
{
    return atomically(*m_context.stores->connection, [&]() -> Result<EventsFound> {
        const auto view = this->view({search.range, search.zone, search.tokens, search.where, {}}, JobControl());
        if (!view)
            return std::unexpected(view.error());
        Result<std::vector<EventRow>> rows = this->rows(**view, 0, search.limit);
        if (!rows)
            return std::unexpected(rows.error());
        return EventsFound{
            std::move(*rows), (*view)->size(), (*view)->requests(), (*view)->allRequests(), (*view)->missing()};
    });
}

Result<std::shared_ptr<EventView>> UsageService::view(const EventQuery &query, const JobControl &job) const
{
    return EventView::open(*m_context.stores, query, job);
}

Result<std::vector<EventRow>> UsageService::rows(EventView &view, std::int64_t first, std::int64_t count) const
{
    return view.rows(*m_context.stores, first, count);
}

Result<std::int64_t> UsageService::placeOf(EventView &view, Instant time) const
{
    return view.placeOf(*m_context.stores, time);
}

Result<std::shared_ptr<EventExport>> UsageService::beginExport(
    std::shared_ptr<EventView> view, const std::string &path, EventFileFormat format, std::int64_t limit) const
{
    return EventExport::begin(*m_context.stores, std::move(view), path, format, limit);
}

Result<void> UsageService::advance(EventExport &exported) const
{
    return exported.advance(*m_context.stores);
}

} // namespace toll
