// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/estimates.h"

#include "core/services/plans.h"
#include "core/services/plantokenvalues.h"
#include "core/services/ratingsource.h"
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

Result<void> check(const EstimateRequest &request)
{
    if (request.calls < 0 || request.calls > EstimateRequest::mostCalls)
        return fail(ErrorCode::OutOfRange, "/calls", std::to_string(request.calls),
            "0…" + std::to_string(EstimateRequest::mostCalls));
    const Interval &span = request.span;
    if (span.isEmpty() || span.begin < earliestInstant || span.end > latestInstant)
        return fail(ErrorCode::OutOfRange, "/to", toRfc3339(span.end), "> " + toRfc3339(span.begin));
    if (span.length() > EstimateRequest::mostDays * msPerDay)
        return fail(ErrorCode::OutOfRange, "/to", toRfc3339(span.end),
            "<= " + toRfc3339(span.begin.plus(EstimateRequest::mostDays * msPerDay)));
    return {};
}

/// The part of a span that the terms of a token cover, from the first to the last.
Interval coveredBy(const RatedToken &token, Interval span, const Zone &zone)
{
    std::vector<DatedPrice> prices{{earliestInstant, token.price}};
    prices.insert(prices.end(), token.laterPrices.begin(), token.laterPrices.end());
    const Instant start = token.firstTermStart.value_or(floorTo(span.begin, msPerQuarter));
    Interval covered{span.end, span.begin};
    for (const Term &term : termsOf(prices, token.changes, start, span.end, zone)) {
        const Interval part = intersection(term.span, span);
        if (part.isEmpty())
            continue;
        covered.begin = std::min(covered.begin, part.begin);
        covered.end = std::max(covered.end, part.end);
    }
    return covered.isEmpty() ? span : covered;
}

/// The first ones have one call more, where they do not come out even.
UsageTable spread(const TokenId &token, std::int64_t calls, Interval span)
{
    __extension__ typedef __int128 Wide;
    UsageTable usage;
    usage.tokens.push_back(token);
    const std::int64_t moments = std::min(calls, EstimateService::mostMoments);
    for (std::int64_t i = 0; i < moments; ++i) {
        UsageEvent event;
        event.time = span.begin.plus(static_cast<std::int64_t>(Wide(i) * span.length() / moments));
        event.count = calls / moments + (i < calls % moments ? 1 : 0);
        usage.rows.push_back(usage.rowOf(event, 0));
    }
    return usage;
}

Result<Statement> ofToken(Stores &stores, const EstimateRequest &request)
{
    const Result<Token> token = stores.tokens.byIdOrName(request.token->text);
    if (!token)
        return std::unexpected(token.error());
    SourceQuery query;
    query.customer = token->customer;
    query.tokens = {token->id};
    query.period = request.span;
    query.withoutUsage = true;
    Result<std::vector<RatingSource>> sources = loadSources(stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    if (sources->size() != 1)
        return fail(ErrorCode::Internal, "token", token->id.text);
    RatingSource &source = sources->front();
    source.usage = spread(token->id, request.calls, coveredBy(source.rated.front(), request.span, source.zone));
    return rateAll(*sources, request.span);
}

Result<Statement> ofPlan(ServiceContext &context, const EstimateRequest &request)
{
    const Result<Plan> plan = PlanService(context).resolve(request.plan);
    if (!plan)
        return std::unexpected(plan.error());
    if (const std::vector<Error> values = tokenValuesOf(*plan); !values.empty())
        return fail(ErrorCode::Unsupported, "/plan", request.plan, values.front().where);
    const Result<WorkspaceInfo> info = SettingsService(context).info();
    const Result<Zone> zone = zoneNamed(plan->timezone);
    if (!info || !zone)
        return std::unexpected(!info ? info.error() : zone.error());
    const Result<Currency> money = currency(plan->currency.empty() ? info->currency : plan->currency);
    if (!money)
        return std::unexpected(money.error());
    std::vector<RatingSource> sources(1);
    RatingSource &source = sources.front();
    source.zone = *zone;
    source.customer.timezone = zone->id();
    source.customer.currency = money->code;
    source.currency = *money;
    source.plan = *plan;
    RatedToken token;
    token.id = TokenId{"estimate"};
    source.usage = spread(token.id, request.calls, request.span);
    source.rated.push_back(std::move(token));
    return rateAll(sources, request.span);
}

} // namespace

Result<Statement> EstimateService::estimate(const EstimateRequest &request) const
{
    if (Result<void> checked = check(request); !checked)
        return std::unexpected(checked.error());
    return request.token ? ofToken(*m_context.stores, request) : ofPlan(m_context, request);
}

} // namespace toll
