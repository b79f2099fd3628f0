// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/simulation.h"

#include "core/services/ratingsource.h"
#include "core/services/stores.h"
#include "core/services/upstreamsource.h"

#include <algorithm>
#include <set>

namespace toll {

namespace {

BaselineCustomer customerOf(RatingSource source)
{
    BaselineCustomer customer;
    customer.id = source.customer.id;
    customer.name = source.customer.name;
    customer.currency = source.currency;
    customer.zone = std::move(source.zone);
    customer.plan = std::move(source.plan);
    customer.versions = std::move(source.versions);
    customer.tokens = std::move(source.rated);
    for (const Token &token : source.tokens)
        customer.info.push_back({token.tags, token.plan});
    customer.usage = std::move(source.usage);
    customer.grain = source.grain;
    return customer;
}

} // namespace

Result<std::shared_ptr<const Baseline>> SimulationService::baseline(
    const std::optional<Interval> &range, Grain grain, bool keepsKinds) const
{
    auto baseline = std::make_shared<Baseline>();
    const Result<std::optional<Interval>> extent = m_context.stores->usage.extent();
    if (!extent)
        return std::unexpected(extent.error());
    if (range)
        baseline->range = range;
    else if (*extent) // on whole quarters, so that cells can be used
        baseline->range = Interval{
            floorTo((*extent)->begin, msPerQuarter), floorTo((*extent)->end.plus(msPerQuarter - 1), msPerQuarter)};
    else
        return baseline;
    // A scenario may lengthen lifetimes: terms then begin before the range, so all earlier usage is needed.
    SourceQuery query;
    query.period = *baseline->range;
    query.eventsOnly = grain == Grain::Events;
    query.fromFirstUse = true;
    query.keepsKinds = keepsKinds;
    Result<std::vector<RatingSource>> sources = loadSources(*m_context.stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    for (RatingSource &source : *sources)
        baseline->customers.push_back(customerOf(std::move(source)));
    if (Result<void> rated = rateBaseline(*baseline); !rated)
        return std::unexpected(rated.error());
    return baseline;
}

Result<Providers> SimulationService::providers(const std::optional<Interval> &range) const
{
    Stores &stores = *m_context.stores;
    const Result<UpstreamBook> book = UpstreamBook::load(stores);
    const Result<std::vector<ExchangeRate>> stated = stores.exchange.list();
    if (!book || !stated)
        return std::unexpected(!book ? book.error() : stated.error());
    Providers providers;
    providers.runs = book->runs();
    const Instant end = range ? range->end : m_context.clock();
    const std::string date = toIso(Zone().toLocal(end.plus(-1)).date);
    std::set<std::pair<std::string, std::string>> pairs;
    for (const ExchangeRate &rate : *stated)
        pairs.emplace(rate.base, rate.quote);
    for (const auto &[base, quote] : pairs) {
        const auto rate = stores.exchange.at(base, quote, date);
        if (!rate)
            return std::unexpected(rate.error());
        if (*rate)
            providers.rates.push_back({base, quote, (*rate)->rate});
    }
    return providers;
}

Result<std::shared_ptr<const Baseline>> SimulationService::historyFor(
    const std::optional<Interval> &range, const ScenarioSet &set, const StudyQuestions &questions) const
{
    // Charges of another plan, or of a provider, may look at what those of today leave alone.
    const bool hasPlans = questions.providers
        || std::ranges::any_of(set.changes, [](const Scenario &change) { return change.plan.has_value(); });
    Result<std::shared_ptr<const Baseline>> cells = baseline(range, Grain::Cells, hasPlans);
    if (!cells || cellsSuffice(*cells, set, questions))
        return cells;
    return baseline(range, Grain::Events);
}

} // namespace toll
