// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/ratingsource.h"

#include "core/services/planlookup.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

using UseSpans = std::unordered_map<TokenId, UseSpan>;

/// The first instant whose usage matters to a period: the start of the earliest term that touches it, or of the last
/// one where all have ended before.
Instant firstNeeded(const RatingSource &source, const Interval &period)
{
    Instant needed = period.begin;
    for (const RatedToken &token : source.rated) {
        if (!token.firstTermStart)
            continue;
        for (const Charge &charge : source.plan.charges) {
            const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
            if (!capped)
                continue;
            const TokenPrice price = capped->resolve(token.price);
            const std::vector<Term> terms = termsOf(price, token.changes, *token.firstTermStart, period.end, source.zone);
            auto first = std::ranges::find_if(terms, [&](const Term &term) { return term.span.end > period.begin; });
            if (first == terms.end() && !terms.empty())
                --first;
            if (first != terms.end())
                needed = std::min(needed, first->span.begin);
        }
    }
    return needed;
}

/// Puts the loaded rows under the source's own token order.
void adopt(RatingSource &source, UsageTable loaded)
{
    std::map<TokenId, std::uint32_t> index;
    for (std::uint32_t i = 0; i < source.tokens.size(); ++i)
        index[source.tokens[i].id] = i;
    std::vector<std::uint32_t> translation;
    for (const TokenId &id : loaded.tokens)
        translation.push_back(index.at(id));
    for (UsageRow &row : loaded.rows)
        row.token = translation[row.token];
    loaded.tokens.clear();
    for (const Token &token : source.tokens)
        loaded.tokens.push_back(token.id);
    source.usage = std::move(loaded);
}

Result<UsageTable> eventRows(Stores &stores, const UsageQuery &query)
{
    const Result<std::vector<StoredEvent>> events = stores.usage.events(query);
    if (!events)
        return std::unexpected(events.error());
    UsageTable table;
    std::map<TokenId, std::uint32_t> index;
    for (const StoredEvent &stored : *events) {
        const auto [token, isNew] = index.try_emplace(stored.token, static_cast<std::uint32_t>(table.tokens.size()));
        if (isNew)
            table.tokens.push_back(stored.token);
        table.rows.push_back(table.rowOf(stored.event, token->second));
    }
    return table;
}

Result<void> loadUsage(Stores &stores, RatingSource &source, const SourceQuery &query)
{
    UsageQuery usage;
    for (const Token &token : source.tokens)
        usage.tokens.push_back(token.id);
    const Instant first =
        query.fromFirstUse ? earliestInstant : floorTo(firstNeeded(source, query.period), msPerQuarter);
    usage.span = {first, query.period.end};
    if (!query.eventsOnly) {
        Result<UsageTable> cells = stores.usage.cells(usage);
        if (!cells)
            return std::unexpected(cells.error());
        adopt(source, std::move(*cells));
        if (cellsSuffice(source.input(query.period)))
            return {};
    }
    Result<UsageTable> events = eventRows(stores, usage);
    if (!events)
        return std::unexpected(events.error());
    adopt(source, std::move(*events));
    source.grain = Grain::Events;
    return {};
}

RatedToken rated(const Token &token, const UseSpans &uses)
{
    const auto use = uses.find(token.id);
    RatedToken result{token.id, token.name, token.price, {}, token.changes, {}, token.revokedAt};
    result.firstTermStart = firstTermStart(token, use == uses.end() ? std::nullopt : std::optional(use->second.first));
    return result;
}

bool isAsked(const SourceQuery &query, const Token &token)
{
    return (!query.customer || *query.customer == token.customer)
        && (query.tokens.empty() || std::ranges::find(query.tokens, token.id) != query.tokens.end());
}

} // namespace

RatingInput RatingSource::input(const std::optional<Interval> &period) const
{
    RatingInput input;
    input.plan = &plan;
    input.currency = currency;
    input.zone = zone;
    input.tokens = rated;
    input.usage = &usage;
    input.period = period;
    return input;
}

Result<std::vector<RatingSource>> loadSources(Stores &stores, const SourceQuery &query)
{
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    const Result<UseSpans> uses = stores.usage.useSpans();
    if (!customers || !tokens || !uses)
        return std::unexpected(!customers ? customers.error() : !tokens ? tokens.error() : uses.error());
    PlanLookup plans(stores);
    std::vector<RatingSource> sources;
    for (const Customer &customer : *customers) {
        std::map<std::string, std::vector<Token>> byPlan;
        for (const Token &token : *tokens)
            if (token.customer == customer.id && isAsked(query, token)) {
                const Result<std::string> plan = plans.nameFor(token, query.period.begin);
                if (!plan)
                    return std::unexpected(plan.error());
                byPlan[*plan].push_back(token);
            }
        for (auto &[planName, planTokens] : byPlan) {
            Result<Plan> plan = plans.plan(planName, query.period.begin);
            const Result<Zone> zone = zoneNamed(customer.timezone);
            const Result<Currency> money =
                plan && !plan->currency.empty() ? currency(plan->currency) : currency(customer.currency);
            if (!plan || !zone || !money)
                return std::unexpected(!plan ? plan.error() : !zone ? zone.error() : money.error());
            RatingSource source{customer, *zone, *money, std::move(*plan), std::move(planTokens), {}, {}, {}};
            std::ranges::sort(source.tokens, {}, &Token::name);
            for (const Token &token : source.tokens)
                source.rated.push_back(rated(token, *uses));
            if (Result<void> loaded = loadUsage(stores, source, query); !loaded)
                return std::unexpected(loaded.error());
            sources.push_back(std::move(source));
        }
    }
    return sources;
}

Interval monthOf(Instant now, const Zone &zone)
{
    return BillingPeriods(Span{Span::Kind::Months, 1}, PeriodAlignment::Calendar, now, zone).at(now);
}

} // namespace toll
