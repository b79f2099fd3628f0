// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/ratingsource.h"

#include "core/rating/combine.h"
#include "core/services/planlookup.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

namespace toll {

namespace {

using UseSpans = std::unordered_map<TokenId, UseSpan>;

/// The first use that a token's terms begin with: the one a closed statement has, else the first there is.
UseSpans withFixedStarts(UseSpans uses, const std::unordered_map<TokenId, Instant> &starts)
{
    for (const auto &[token, start] : starts)
        if (const auto use = uses.find(token); use != uses.end())
            use->second.first = start;
    return uses;
}

/// The first instant whose usage matters to a period: the start of the earliest term that touches it, or of the last
/// one where all have ended before.
Instant firstNeeded(const RatingSource &source, const Interval &period)
{
    Instant needed = period.begin;
    for (const RatedToken &token : source.rated) {
        if (!token.firstTermStart)
            continue;
        if (source.versions.size() > 1
            || !token.laterPrices.empty()) { // terms may be longer or shorter than the plan of today would have them
            needed = std::min(needed, *token.firstTermStart);
            continue;
        }
        for (const Charge &charge : source.plan.charges) {
            const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
            if (!capped)
                continue;
            const TokenPrice price = capped->resolve(token.price);
            const std::vector<Term> terms =
                termsOf(price, token.changes, *token.firstTermStart, period.end, source.zone);
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

/// What of its cells a plan looks at, in any of its versions.
CellDetail detailOf(const RatingSource &source, bool keepsKinds)
{
    if (keepsKinds)
        return {};
    CellDetail detail{false, false, false};
    const auto look = [&detail](const Plan &plan) {
        for (const Charge &charge : plan.charges)
            for (const auto &[field, pattern] : charge.match) {
                if (field == "model")
                    detail.models = true;
                else if (field == "source")
                    detail.sources = true;
                else if (field.starts_with("dim."))
                    detail.dimensions = true;
            }
    };
    look(source.plan);
    for (const DatedPlan &version : source.versions)
        look(version.plan);
    return detail;
}

/// What all tokens used, for plans that price the load of the whole system.
Result<void> loadTraffic(Stores &stores, RatingSource &source, const Interval &span, bool withoutUsage)
{
    bool &isAsked = source.readsTraffic;
    bool isQuarterly = true;
    for (const DatedPlan &version : source.versions)
        for (const Charge &charge : version.plan.charges)
            if (!charge.load.empty() && version.plan.capacity) {
                const Span window = windowSpan(*version.plan.capacity);
                isAsked = true;
                isQuarterly = isQuarterly && (window.kind != Span::Kind::Exact || window.amount % msPerQuarter == 0);
            }
    if (!isAsked || withoutUsage)
        return {};
    UsageQuery everything;
    everything.span = span;
    std::vector<bool> marked;
    Result<UsageTable> rows = isQuarterly ? stores.usage.cells(everything, {false, false, false}) : eventRows(stores, everything, {}, marked);
    if (!rows)
        return std::unexpected(rows.error());
    source.traffic = std::make_shared<const UsageTable>(std::move(*rows));
    return {};
}

Result<void> loadUsage(Stores &stores, RatingSource &source, const SourceQuery &query)
{
    if (source.tokens.empty())
        return {};
    UsageQuery usage;
    for (const Token &token : source.tokens)
        usage.tokens.push_back(token.id);
    const Instant first =
        query.fromFirstUse ? earliestInstant : floorTo(firstNeeded(source, query.period), msPerQuarter);
    usage.span = {first, query.period.end};
    source.usageFrom = first;
    if (Result<void> loaded = loadTraffic(stores, source, usage.span, query.withoutUsage); !loaded)
        return loaded;
    if (query.withoutUsage) {
        source.grain = cellsSuffice(source.input(query.period)) ? Grain::Cells : Grain::Events;
        return {};
    }
    if (!query.eventsOnly) {
        Result<UsageTable> cells = stores.usage.cells(usage, detailOf(source, query.keepsKinds));
        if (!cells)
            return std::unexpected(cells.error());
        adopt(source, std::move(*cells));
        if (cellsSuffice(source.input(query.period)))
            return {};
    }
    Result<UsageTable> events = eventRows(stores, usage, query.mark, source.marked);
    if (!events)
        return std::unexpected(events.error());
    adopt(source, std::move(*events));
    source.grain = Grain::Events;
    return {};
}

RatedToken rated(const Token &token, const UseSpans &uses)
{
    const auto use = uses.find(token.id);
    RatedToken result{token.id, token.name, token.price, {}, token.changes, {}, token.revokedAt, token.tags};
    for (const TokenVersion &version : token.versions)
        result.laterPrices.push_back({version.from, version.price});
    if (!result.laterPrices.empty()) {
        result.price = result.laterPrices.front().price;
        result.laterPrices.erase(result.laterPrices.begin());
    }
    result.firstTermStart = firstTermStart(token, use == uses.end() ? std::nullopt : std::optional(use->second.first));
    return result;
}

bool isAsked(const SourceQuery &query, const Token &token, const UseSpans &uses)
{
    if (query.known && std::ranges::find(*query.known, token.id) == query.known->end()) {
        const auto use = uses.find(token.id);
        if (use == uses.end() || use->second.first >= query.period.end)
            return false;
    }
    return (!query.customer || *query.customer == token.customer)
        && (query.tokens.empty() || std::ranges::find(query.tokens, token.id) != query.tokens.end());
}

} // namespace

RatingInput RatingSource::input(const std::optional<Interval> &period) const
{
    RatingInput input;
    input.plan = &plan;
    if (versions.size() > 1)
        for (const DatedPlan &version : versions)
            input.versions.push_back({&version.plan, version.from});
    input.currency = currency;
    input.zone = zone;
    input.tokens = rated;
    input.usage = &usage;
    input.traffic = traffic.get();
    input.period = period;
    input.periodAnchor = anchor;
    return input;
}

namespace {

/// The versions around an instant that have the currency of the one in force there.
Result<void> choosePlans(RatingSource &source, std::vector<DatedPlan> history, const Interval &period)
{
    const auto currencyOf = [&](const Plan &plan) {
        return plan.currency.empty() ? source.customer.currency : plan.currency;
    };
    auto current = history.begin();
    while (std::next(current) != history.end() && std::next(current)->from <= period.begin)
        ++current;
    auto first = current;
    while (first != history.begin() && currencyOf(std::prev(first)->plan) == currencyOf(current->plan))
        --first;
    auto last = std::next(current);
    while (last != history.end() && currencyOf(last->plan) == currencyOf(current->plan))
        ++last;
    if (last != history.end() && last->from < period.end)
        return fail(ErrorCode::Conflict, "currency", currencyOf(last->plan), currencyOf(current->plan));
    const Result<Currency> money = currency(currencyOf(current->plan));
    if (!money)
        return std::unexpected(money.error());
    source.currency = *money;
    source.plan = current->plan;
    source.versions.assign(std::make_move_iterator(first), std::make_move_iterator(last));
    return {};
}

/// The history with the trial's versions wherever the plan of its name is in force.
std::vector<DatedPlan> tried(std::vector<DatedPlan> history, const PlanTrial &trial)
{
    std::vector<DatedPlan> result;
    for (auto version = history.begin(); version != history.end();) {
        if (version->plan.name != trial.name) {
            result.push_back(std::move(*version++));
            continue;
        }
        const auto other =
            std::find_if(version, history.end(), [&](const DatedPlan &later) { return later.plan.name != trial.name; });
        const Interval span{version->from, other == history.end() ? latestInstant : other->from};
        for (std::size_t i = 0; i < trial.versions.size(); ++i) {
            const Instant from = i == 0 ? earliestInstant : trial.versions[i].from;
            const Instant until = i + 1 < trial.versions.size() ? trial.versions[i + 1].from : latestInstant;
            if (const Interval part = intersection({from, until}, span); !part.isEmpty())
                result.push_back({trial.versions[i].plan, part.begin});
        }
        version = other;
    }
    return result;
}

/// Which plan a history has in force at an instant.
const std::string &planNameAt(const std::vector<DatedPlan> &history, Instant at)
{
    auto version = history.begin();
    while (std::next(version) != history.end() && std::next(version)->from <= at)
        ++version;
    return version->plan.name;
}

/// The plans of its own that a token has had until an instant, as a text to compare: what it is put on later must not
/// part it from the others on an earlier bill.
std::string ownPlans(const Token &token, Instant until)
{
    std::string plans = token.versions.empty() ? token.plan : token.versions.front().plan;
    std::string last = plans;
    for (const TokenVersion &version : token.versions)
        if (version.plan != last && version.from < until) {
            last = version.plan;
            plans += '\n' + toRfc3339(version.from) + ' ' + last;
        }
    return plans;
}

/// A customer's tokens by their own plans; those without one by the empty name.
std::map<std::string, std::vector<Token>> tokensByPlan(
    const Customer &customer, const std::vector<const Token *> &own, const UseSpans &uses, const SourceQuery &query)
{
    std::map<std::string, std::vector<Token>> byPlan;
    for (const Token *token : own)
        if (isAsked(query, *token, uses))
            byPlan[ownPlans(*token, query.period.end)].push_back(*token);
    if (byPlan.empty() && query.tokens.empty() && (!query.customer || *query.customer == customer.id))
        byPlan.try_emplace(std::string()); // fees and minimums are owed without tokens
    return byPlan;
}

/// The tokens a question is about, with all others of their customers, whose first use counts for them too: of a few
/// tokens not everybody's.
Result<std::vector<Token>> candidates(Stores &stores, const SourceQuery &query)
{
    constexpr std::size_t few = 16;
    if (query.tokens.empty() || query.tokens.size() > few)
        return stores.tokens.list();
    std::set<CustomerId> customers;
    for (const TokenId &id : query.tokens) {
        const Result<std::optional<Token>> token = stores.tokens.byId(id);
        if (!token)
            return std::unexpected(token.error());
        if (*token)
            customers.insert((*token)->customer);
    }
    std::vector<Token> all;
    for (const CustomerId &customer : customers) {
        Result<std::vector<Token>> own = stores.tokens.listOf(customer);
        if (!own)
            return own;
        std::ranges::move(*own, std::back_inserter(all));
    }
    return all;
}

/// Everything loadSources reads once.
struct Shelf {
    Stores &stores;
    PlanLookup plans;
    UseSpans uses;
    std::map<CustomerId, Instant> anchors; ///< the quarters of an hour of the customers' first uses
};

/// One customer's tokens on one plan; nothing where they owe nothing, or are not on the plan that is tried.
Result<std::optional<RatingSource>> sourceOf(
    Shelf &shelf, const Customer &customer, std::vector<Token> tokens, const SourceQuery &query)
{
    Token any;
    any.customer = customer.id;
    Result<std::vector<DatedPlan>> history = shelf.plans.historyFor(tokens.empty() ? any : tokens.front());
    const Result<Zone> zone = zoneNamed(customer.timezone);
    if (!history || !zone)
        return std::unexpected(!history ? history.error() : zone.error());
    if (query.trial) {
        if (planNameAt(*history, query.trial->on) != query.trial->name)
            return std::nullopt;
        *history = tried(std::move(*history), *query.trial);
    }
    history = shelf.plans.agreed(std::move(*history), customer.id);
    if (!history)
        return std::unexpected(history.error());
    RatingSource source;
    source.customer = customer;
    source.zone = *zone;
    if (Result<void> chosen = choosePlans(source, std::move(*history), query.period); !chosen)
        return std::unexpected(chosen.error());
    if (tokens.empty() && source.plan.name == basicPlan().name)
        return std::nullopt;
    if (const auto anchor = shelf.anchors.find(customer.id); anchor != shelf.anchors.end())
        source.anchor = anchor->second;
    source.tokens = std::move(tokens);
    std::ranges::sort(source.tokens, {}, &Token::name);
    for (const Token &token : source.tokens)
        source.rated.push_back(rated(token, shelf.uses));
    if (Result<void> loaded = loadUsage(shelf.stores, source, query); !loaded)
        return std::unexpected(loaded.error());
    return source;
}

} // namespace

Result<std::vector<RatingSource>> loadSources(Stores &stores, const SourceQuery &query)
{
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    const Result<std::vector<Token>> tokens = candidates(stores, query);
    Result<UseSpans> uses = stores.usage.useSpans();
    if (!customers || !tokens || !uses)
        return std::unexpected(!customers ? customers.error() : !tokens ? tokens.error() : uses.error());
    const Result<std::unordered_map<TokenId, Instant>> starts = stores.closings.termStarts();
    if (!starts)
        return std::unexpected(starts.error());
    Shelf shelf{stores, PlanLookup(stores), withFixedStarts(std::move(*uses), *starts), {}};
    for (const Token &token : *tokens)
        if (const auto use = shelf.uses.find(token.id); use != shelf.uses.end()) {
            const Instant quarter = floorTo(use->second.first, msPerQuarter);
            Instant &anchor = shelf.anchors.try_emplace(token.customer, quarter).first->second;
            anchor = std::min(anchor, quarter);
        }
    std::unordered_map<CustomerId, std::vector<const Token *>> ofCustomer;
    for (const Token &token : *tokens)
        ofCustomer[token.customer].push_back(&token);
    std::vector<RatingSource> sources;
    std::int64_t done = 0;
    for (const Customer &customer : *customers) {
        if (query.job && query.job->isCancelled())
            return fail(ErrorCode::Cancelled);
        if (query.job)
            query.job->report(done++, static_cast<std::int64_t>(customers->size()));
        if (!query.customers.empty() && std::ranges::find(query.customers, customer.id) == query.customers.end())
            continue;
        for (auto &[own, planTokens] : tokensByPlan(customer, ofCustomer[customer.id], shelf.uses, query)) {
            Result<std::optional<RatingSource>> source = sourceOf(shelf, customer, std::move(planTokens), query);
            if (!source)
                return std::unexpected(source.error());
            if (*source)
                sources.push_back(std::move(**source));
        }
    }
    return sources;
}

Result<Statement> rateAll(const std::vector<RatingSource> &sources, const Interval &period)
{
    std::vector<Statement> statements;
    for (const RatingSource &source : sources) {
        RatingInput input = source.input(period);
        input.explains = true;
        Result<Statement> statement = rate(input);
        if (!statement)
            return statement;
        statements.push_back(std::move(*statement));
    }
    return combine(std::move(statements));
}

Interval monthOf(Instant now, const Zone &zone)
{
    return BillingPeriods(Span{Span::Kind::Months, 1}, PeriodAlignment::Calendar, now, zone).at(now);
}

} // namespace toll
