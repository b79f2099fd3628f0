// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/customerbooks.h"

#include "core/billing/lateadjustments.h"
#include "core/calendar/period.h"
#include "core/rating/combine.h"
#include "core/services/exchange.h"
#include "core/services/frozenstatement.h"
#include "core/services/planlookup.h"
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <utility>

namespace toll {

namespace {

/// A statement that is there, without anything on it.
Statement emptyLike(const Statement &other)
{
    Statement empty;
    empty.currency = other.currency;
    empty.timezone = other.timezone;
    empty.period = other.period;
    return empty;
}

/// What discounts by tag look at must be what it was when the period was closed.
void restoreTags(std::vector<RatingSource> &sources, const Statement &asClosed)
{
    for (RatingSource &source : sources)
        for (RatedToken &token : source.rated) {
            const auto known = std::ranges::find(asClosed.tokens, token.id, &Statement::TokenName::id);
            if (known != asClosed.tokens.end())
                token.tags = known->tags;
        }
}

} // namespace

Result<void> CustomerBooks::open()
{
    Result<std::vector<Closing>> closings = m_stores.closings.closedOf(m_customer.id);
    if (!closings)
        return std::unexpected(closings.error());
    Result<std::vector<UsageNotice>> notices = m_stores.notices.list(m_customer.id);
    if (!notices)
        return std::unexpected(notices.error());
    m_closings = std::move(*closings);
    m_notices = std::move(*notices);
    return {};
}

std::optional<Instant> CustomerBooks::closedUntil() const
{
    return m_closings.empty() ? std::nullopt : std::optional(m_closings.back().span.end);
}

Result<Statement> CustomerBooks::statement(const Interval &period, const std::optional<TokenId> &token)
{
    const auto touches = [&](const Closing &closing) { return !intersection(closing.span, period).isEmpty(); };
    const auto first = std::ranges::find_if(m_closings, touches);
    if (first == m_closings.end())
        return openStatement(period, token);
    if (first->span == period)
        return frozenOrRated(*first, token);
    const auto end = std::ranges::find_if_not(first, m_closings.end(), touches);
    if (first->span.begin < period.begin || std::prev(end)->span.end > period.end) {
        Result<Statement> cut = rated(period, token);
        if (cut)
            if (Result<void> finished = finish(*cut, period); !finished)
                return std::unexpected(finished.error());
        return cut;
    }
    std::vector<Result<Statement>> parts;
    if (period.begin < first->span.begin)
        parts.push_back(openStatement({period.begin, first->span.begin}, token));
    for (auto closing = first; closing != end; ++closing)
        parts.push_back(frozenOrRated(*closing, token));
    if (std::prev(end)->span.end < period.end)
        parts.push_back(openStatement({std::prev(end)->span.end, period.end}, token));
    Result<Statement> whole = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size() && whole; ++i) {
        if (!parts[i])
            return parts[i];
        if (Result<void> added = append(*whole, std::move(*parts[i])); !added)
            return std::unexpected(added.error());
    }
    if (!whole)
        return whole;
    whole->closed.reset();
    for (StatementLine &line : whole->lines)
        line.explained.clear();
    whole->converted.reset();
    if (Result<void> converted = convert(m_stores, *whole, m_customer); !converted)
        return std::unexpected(converted.error());
    return whole;
}

Result<Statement> CustomerBooks::openStatement(const Interval &period, const std::optional<TokenId> &token)
{
    Result<Statement> statement = rated(period, token);
    if (!statement)
        return statement;
    if (closedUntil() == period.begin)
        if (Result<void> adjusted = adjust(*statement, token); !adjusted)
            return std::unexpected(adjusted.error());
    if (Result<void> finished = finish(*statement, period); !finished)
        return std::unexpected(finished.error());
    return statement;
}

Result<void> CustomerBooks::finish(Statement &statement, const Interval &period) const
{
    for (const UsageNotice &notice : m_notices)
        if (notice.kind == UsageNotice::Kind::Future && notice.first < period.end && notice.last >= period.begin)
            statement.future.push_back({notice.file, notice.events, notice.first, notice.last, notice.notedAt});
    return convert(m_stores, statement, m_customer);
}

Result<std::vector<RatingSource>> CustomerBooks::load(
    const Interval &period, const std::optional<TokenId> &token, const Statement *asClosed)
{
    SourceQuery query;
    query.customer = m_customer.id;
    query.period = period;
    if (token)
        query.tokens = {*token};
    if (asClosed)
        query.known.emplace();
    for (const Statement::TokenName &known : asClosed ? asClosed->tokens : std::vector<Statement::TokenName>())
        query.known->push_back(known.id);
    Result<std::vector<RatingSource>> sources = loadSources(m_stores, query);
    if (sources && asClosed)
        restoreTags(*sources, *asClosed);
    return sources;
}

Result<CustomerBooks::Loaded *> CustomerBooks::loadedFor(const Interval &period, const Statement *asClosed)
{
    const auto known = m_loaded.find(period);
    if (known != m_loaded.end())
        return &known->second;
    Result<std::vector<RatingSource>> sources = load(period, {}, asClosed);
    if (!sources)
        return std::unexpected(sources.error());
    return &m_loaded.emplace(period, Loaded{std::move(*sources), {}, false}).first->second;
}

Result<Statement> CustomerBooks::ratedAlone(Loaded &loaded, const Interval &period, const TokenId &token)
{
    if (!loaded.isSplit)
        for (const RatingSource &source : loaded.sources)
            for (UsageRow row : source.usage.rows) {
                const std::uint32_t index = std::exchange(row.token, 0);
                loaded.rows[source.tokens[index].id].push_back(row);
            }
    loaded.isSplit = true;
    for (RatingSource &source : loaded.sources) {
        const auto at = std::ranges::find(source.rated, token, &RatedToken::id);
        if (at == source.rated.end())
            continue;
        std::vector<UsageRow> rows = std::exchange(source.usage.rows, std::move(loaded.rows[token]));
        std::vector<TokenId> tokens = std::exchange(source.usage.tokens, {token});
        RatingInput input = source.input(period);
        input.tokens = {*at};
        input.explains = true;
        Result<Statement> statement = rate(input);
        loaded.rows[token] = std::exchange(source.usage.rows, std::move(rows));
        source.usage.tokens = std::move(tokens);
        return statement;
    }
    return Statement(); // made since, and not used in this period
}

Result<Statement> CustomerBooks::rated(
    const Interval &period, const std::optional<TokenId> &token, const Statement *asClosed)
{
    Result<Statement> statement;
    if (m_keepsAll) {
        const Result<Loaded *> loaded = loadedFor(period, asClosed);
        if (!loaded)
            return std::unexpected(loaded.error());
        statement = token ? ratedAlone(**loaded, period, *token) : rateAll((*loaded)->sources, period);
    } else {
        const Result<std::vector<RatingSource>> sources = load(period, token, asClosed);
        if (!sources)
            return std::unexpected(sources.error());
        statement = rateAll(*sources, period);
    }
    if (statement && statement->timezone.empty()) { // a customer without tokens owes nothing, in its own currency
        statement->timezone = m_customer.timezone;
        statement->currency = currency(m_customer.currency).value_or(Currency{m_customer.currency, 2});
        statement->period = period;
    }
    return statement;
}

Result<std::optional<Statement>> CustomerBooks::frozen(const Closing &closing, const std::optional<TokenId> &token)
{
    const Result<std::optional<std::string>> text = m_stores.closings.statement(closing.id, token.value_or(TokenId()));
    if (!text)
        return std::unexpected(text.error());
    if (!*text)
        return std::nullopt;
    Result<Statement> statement = thaw(**text);
    if (!statement)
        return std::unexpected(statement.error());
    return std::move(*statement);
}

/// A token that was made since has no statement in the closing.
Result<Statement> CustomerBooks::frozenOrRated(const Closing &closing, const std::optional<TokenId> &token)
{
    Result<std::optional<Statement>> known = frozen(closing, token);
    if (!known)
        return std::unexpected(known.error());
    if (*known)
        return std::move(**known);
    Result<Statement> now = rated(closing.span, token);
    if (!now)
        return now;
    Statement empty = emptyLike(*now);
    empty.plan = now->plan;
    empty.rounding = now->rounding;
    empty.closed = Closure{closing.closedAt, closing.closedBy, {}};
    return empty;
}

/// The first closed period that late usage came for since the last closing settled what had come by then.
std::size_t CustomerBooks::firstUnsettled() const
{
    const std::int64_t settled = m_closings.back().settled;
    for (std::size_t i = 0; i < m_closings.size(); ++i)
        for (const UsageNotice &notice : m_notices)
            if (notice.number > settled && notice.closing == m_closings[i].id
                && notice.policy != name(LateUsage::Reject))
                return i;
    return m_closings.size();
}

Result<void> CustomerBooks::adjust(Statement &statement, const std::optional<TokenId> &token)
{
    std::vector<Statement> closed; ///< of the periods from the first unsettled one on
    const std::size_t first = firstUnsettled();
    for (std::size_t i = first; i < m_closings.size(); ++i) {
        Result<Statement> known = frozenOrRated(m_closings[i], token);
        if (!known)
            return std::unexpected(known.error());
        closed.push_back(std::move(*known));
    }
    for (std::size_t i = first; i < m_closings.size(); ++i) {
        const Closing &closing = m_closings[i];
        Result<Statement> now = rated(closing.span, token, &closed[i - first]);
        if (!now)
            return std::unexpected(now.error());
        ClosedPeriod period{closing.span, closing.closedAt, closed[i - first], std::move(*now),
            {closed.begin() + static_cast<std::ptrdiff_t>(i - first) + 1, closed.end()}, 0, {}, {}};
        for (const UsageNotice &notice : m_notices)
            if (notice.closing == closing.id && notice.policy != name(LateUsage::Reject)) {
                period.firstArrival = period.events == 0 ? notice.notedAt : period.firstArrival;
                period.lastArrival = notice.notedAt;
                period.events += notice.events;
            }
        if (Result<void> added = addAdjustments(statement, period); !added)
            return added;
    }
    return {};
}

Result<Interval> billingPeriodAt(Stores &stores, const Customer &customer, Instant at)
{
    constexpr int mostSteps = 64;
    SourceQuery query;
    query.customer = customer.id;
    query.period = {at, at.plus(1)};
    const Result<std::vector<RatingSource>> sources = loadSources(stores, query);
    const Result<Zone> zone = zoneNamed(customer.timezone);
    if (!sources || !zone)
        return std::unexpected(!sources ? sources.error() : zone.error());
    std::vector<BillingPeriods> rows;
    for (const RatingSource &source : *sources)
        rows.emplace_back(source.plan.period, source.plan.periodAlign, source.anchor.value_or(at), *zone);
    if (rows.empty())
        return monthOf(at, *zone);
    Interval span = rows.front().at(at);
    for (int step = 0; step < mostSteps; ++step) {
        const Interval before = span;
        for (const BillingPeriods &periods : rows)
            span = {std::min(span.begin, periods.at(span.begin).begin),
                std::max(span.end, periods.at(span.end.plus(-1)).end)};
        if (span == before)
            return span;
    }
    return fail(ErrorCode::Unsupported, "period", periodName(span, *zone));
}

Error closedFault(const std::vector<Closing> &closings, const Zone &zone, Instant at, const char *where)
{
    const auto closing = std::ranges::find_if(closings, [at](const Closing &closed) { return closed.span.end > at; });
    return {ErrorCode::PeriodClosed, where, periodName(closing->span, zone),
        ">= " + toRfc3339(closings.back().span.end), 0};
}

Result<void> checkOpen(Stores &stores, const CustomerId &customer, Instant from, const char *where)
{
    const Result<std::vector<Closing>> closings = stores.closings.closedOf(customer);
    if (!closings)
        return std::unexpected(closings.error());
    if (closings->empty() || from >= closings->back().span.end)
        return {};
    const Result<Customer> known = stores.customers.byIdOrName(customer.text);
    if (!known)
        return std::unexpected(known.error());
    const Result<Zone> zone = zoneNamed(known->timezone);
    if (!zone)
        return std::unexpected(zone.error());
    return std::unexpected(closedFault(*closings, *zone, from, where));
}

Result<void> checkOpenFor(Stores &stores, const std::string &plan, Instant from)
{
    const auto closed = stores.closings.closedUntil();
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    if (!closed || !tokens)
        return std::unexpected(!closed ? closed.error() : tokens.error());
    PlanLookup plans(stores);
    const auto isOn = [&](const Token &token, Instant until) -> Result<bool> {
        const Result<std::vector<DatedPlan>> history = plans.historyFor(token);
        if (!history)
            return std::unexpected(history.error());
        for (std::size_t i = 0; i < history->size(); ++i) {
            const Instant end = i + 1 < history->size() ? (*history)[i + 1].from : latestInstant;
            if ((*history)[i].plan.name == plan && !intersection({(*history)[i].from, end}, {from, until}).isEmpty())
                return true;
        }
        return false;
    };
    for (const auto &[customer, until] : *closed) {
        if (from >= until)
            continue;
        std::vector<Token> theirs{Token()}; // any one that has no plan of its own
        theirs.front().customer = customer;
        for (const Token &token : *tokens)
            if (token.customer == customer && (!token.plan.empty() || !token.versions.empty()))
                theirs.push_back(token);
        for (const Token &token : theirs) {
            const Result<bool> on = isOn(token, until);
            if (!on)
                return std::unexpected(on.error());
            if (!*on)
                continue;
            Result<void> open = checkOpen(stores, customer, from);
            if (const Result<Customer> known = stores.customers.byIdOrName(customer.text); known && !open)
                open.error().where += " (" + known->name + ')';
            return open;
        }
    }
    return {};
}

} // namespace toll
