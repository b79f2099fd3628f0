// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/periodclosing.h"

#include "core/calendar/period.h"
#include "core/services/customerbooks.h"
#include "core/services/frozenstatement.h"
#include "core/services/stores.h"
#include "core/services/wording.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

/// Closes one customer's periods.
class PeriodClosing {
public:
    PeriodClosing(ServiceContext &context, const Customer &customer, Zone zone)
        : m_context(context), m_customer(customer), m_zone(std::move(zone))
    {
    }

    Result<ClosedNow> run(const std::string &text, const Interval &range)
    {
        Result<std::vector<Closing>> known = m_context.stores->closings.closedOf(m_customer.id);
        if (!known)
            return std::unexpected(known.error());
        m_known = std::move(*known);
        ClosedNow now;
        Instant from = range.begin;
        for (const Closing &closing : m_known)
            if (closing.span.begin == from && closing.span.end <= range.end) {
                now.known.push_back(closing);
                from = closing.span.end;
            }
        if (from == range.end)
            return now;
        const Result<std::vector<Interval>> spans = spansOf(text, {from, range.end});
        if (!spans)
            return std::unexpected(spans.error());
        const Result<void> done = change(m_context, Topic::Usage | Topic::Tokens, [&]() -> Result<void> {
            for (const Interval &span : *spans) {
                Result<Closing> closed = close(span);
                if (!closed)
                    return std::unexpected(closed.error());
                now.closed.push_back(std::move(*closed));
            }
            return {};
        });
        if (!done)
            return std::unexpected(done.error());
        return now;
    }

private:
    /// The billing periods that make up a range, all of them over and next in order.
    Result<std::vector<Interval>> spansOf(const std::string &text, const Interval &range) const
    {
        std::vector<Interval> spans;
        for (Instant at = range.begin; at < range.end; at = spans.back().end) {
            const Result<Interval> span = billingPeriodAt(*m_context.stores, m_customer, at);
            if (!span)
                return std::unexpected(span.error());
            if (span->begin != at || span->end > range.end) {
                std::string expected = spans.empty() ? "" : periodName({range.begin, at}, m_zone) + ", ";
                return fail(ErrorCode::OutOfRange, "period", text, expected + periodName(*span, m_zone));
            }
            spans.push_back(*span);
        }
        if (!m_known.empty() && range.begin != m_known.back().span.end) {
            const Result<Interval> next = billingPeriodAt(*m_context.stores, m_customer, m_known.back().span.end);
            return fail(ErrorCode::Conflict, "period", text,
                next ? periodName({m_known.back().span.end, next->end}, m_zone) : std::string());
        }
        for (const Interval &span : spans)
            if (span.end > m_context.clock())
                return fail(ErrorCode::PeriodOpen, "period", periodName(span, m_zone), ">= " + toRfc3339(span.end));
        return spans;
    }

    Result<Closing> close(const Interval &span)
    {
        Stores &stores = *m_context.stores;
        CustomerBooks books(stores, m_customer);
        books.keepAll();
        if (Result<void> opened = books.open(); !opened)
            return std::unexpected(opened.error());
        Result<Statement> whole = books.statement(span);
        const Result<std::vector<Token>> tokens = stores.tokens.listOf(m_customer.id);
        const Result<std::int64_t> newest = stores.notices.newest();
        if (!whole || !tokens || !newest)
            return std::unexpected(!whole ? whole.error() : !tokens ? tokens.error() : newest.error());
        Closing closing{ClosingId::make(m_context.clock(), m_context.entropy), m_customer.id, span, m_context.clock(),
            m_context.actor, whole->currency.code, whole->total, *newest, {}};
        std::vector<FrozenText> texts{{{}, frozenText(std::move(*whole))}};
        for (const Token &token : *tokens) {
            Result<Statement> alone = books.statement(span, token.id);
            if (!alone)
                return std::unexpected(alone.error());
            texts.push_back({token.id, frozenText(std::move(*alone))});
        }
        const Result<std::vector<FrozenTerm>> terms = termsTo(span.end, *tokens);
        if (!terms)
            return std::unexpected(terms.error());
        if (Result<void> added = stores.closings.add(closing, texts, *terms); !added)
            return std::unexpected(added.error());
        Json payload;
        payload.set("customer", m_customer.id.text).set("closing", closing.id.text);
        payload.set("start", toRfc3339(span.begin)).set("end", toRfc3339(span.end));
        payload.set("currency", closing.currency).set("total", closing.total.toString());
        payload.set("statement_sha256", digestOf(texts.front().document));
        return recorded(m_context, "period.closed", payload, closing);
    }

    std::string frozenText(Statement statement) const
    {
        for (StatementLine &line : statement.lines)
            for (const QString &sentence : explanation(line, statement, m_zone))
                line.explained.push_back(sentence.toStdString());
        statement.closed = Closure{m_context.clock(), m_context.actor, textLanguage()};
        return freeze(statement);
    }

    /// The first uses that no earlier closing has fixed.
    Result<std::vector<FrozenTerm>> termsTo(Instant end, const std::vector<Token> &tokens) const
    {
        const auto uses = m_context.stores->usage.useSpans();
        const Result<std::unordered_map<TokenId, Instant>> fixed = m_context.stores->closings.termStarts();
        if (!uses || !fixed)
            return std::unexpected(!uses ? uses.error() : fixed.error());
        std::vector<FrozenTerm> terms;
        for (const Token &token : tokens)
            if (const auto use = uses->find(token.id);
                use != uses->end() && use->second.first < end && !fixed->contains(token.id))
                terms.push_back({token.id, use->second.first});
        return terms;
    }

    ServiceContext &m_context;
    const Customer &m_customer;
    Zone m_zone;
    std::vector<Closing> m_known; ///< closed before, in order of time
};

} // namespace

Result<ClosedNow> closePeriod(ServiceContext &context, const Customer &customer, const std::string &period)
{
    const Result<Zone> zone = zoneNamed(customer.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    const Result<Interval> range = parsePeriod(period, *zone);
    if (!range)
        return fail(range.error().code, "period", period, range.error().expected);
    return PeriodClosing(context, customer, *zone).run(period, *range);
}

Result<bool> lostEvents(Stores &stores, const Closing &closing)
{
    const Result<std::vector<Token>> tokens = stores.tokens.listOf(closing.customer);
    if (!tokens)
        return std::unexpected(tokens.error());
    if (tokens->empty())
        return false;
    UsageQuery query{{}, closing.span};
    for (const Token &token : *tokens)
        query.tokens.push_back(token.id);
    const Result<std::optional<Interval>> dropped = stores.usage.droppedIn(query);
    if (!dropped)
        return std::unexpected(dropped.error());
    return dropped->has_value();
}

Result<void> reopenPeriod(ServiceContext &context, const Closing &closing)
{
    const Result<bool> isLost = lostEvents(*context.stores, closing);
    if (!isLost)
        return std::unexpected(isLost.error());
    if (*isLost)
        return fail(
            ErrorCode::WrongState, droppedEvents, toRfc3339(closing.span.begin) + '/' + toRfc3339(closing.span.end));
    const Reopening &reopening = *closing.reopened;
    if (Result<void> reopened = context.stores->closings.reopen(closing.id, reopening); !reopened)
        return reopened;
    Json payload;
    payload.set("customer", closing.customer.text).set("closing", closing.id.text);
    payload.set("start", toRfc3339(closing.span.begin)).set("end", toRfc3339(closing.span.end));
    if (reopening.batch)
        payload.set("batch", reopening.batch->text);
    else
        payload.set("reason", reopening.reason);
    return record(context, "period.reopened", payload);
}

} // namespace toll
