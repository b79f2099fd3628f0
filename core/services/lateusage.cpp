// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/lateusage.h"

#include "core/services/customerbooks.h"
#include "core/services/periodclosing.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <ranges>

namespace toll {

namespace {

constexpr std::int64_t clockTolerance = 5 * msPerMinute; ///< clocks of gateways are not all right

/// The first closed period whose statement usage at an instant would have been on, or would have changed.
std::size_t closingFor(const std::vector<Closing> &closings, Instant at)
{
    return static_cast<std::size_t>(std::ranges::find_if(closings, [at](const Closing &closing) {
        return closing.span.end > at;
    }) - closings.begin());
}

} // namespace

Result<void> LateUsageGuard::begin()
{
    Stores &stores = *m_context.stores;
    const auto policy = SettingsService(m_context).lateUsage();
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    if (!policy || !customers || !tokens)
        return std::unexpected(!policy ? policy.error() : !customers ? customers.error() : tokens.error());
    const Result<std::vector<Closing>> closings = stores.closings.list();
    if (!closings)
        return std::unexpected(closings.error());
    m_policy = policy->policy;
    m_futureFrom = m_context.clock().plus(clockTolerance);
    for (const Customer &customer : *customers) {
        const Result<Zone> zone = zoneNamed(customer.timezone);
        if (!zone)
            return std::unexpected(zone.error());
        m_books[customer.id].zone = *zone;
    }
    for (const Closing &closing : *closings)
        if (!closing.reopened) {
            m_books[closing.customer].closings.push_back(closing);
            m_closedUntil = std::max(m_closedUntil, closing.span.end);
        }
    for (const Token &token : *tokens)
        m_owners.emplace(token.id, token.customer);
    return readLost();
}

Result<void> LateUsageGuard::readLost()
{
    const Result<std::set<ClosingId>> finals = m_context.stores->dropped.finals();
    const auto uses = m_context.stores->dropped.uses();
    if (!finals || !uses)
        return std::unexpected(finals ? uses.error() : finals.error());
    for (const auto &[token, use] : *uses) {
        Books *books = booksOf(token);
        for (std::size_t i = 0; books && i < books->closings.size(); ++i)
            if (!intersection(books->closings[i].span, {use.first, use.last.plus(1)}).isEmpty())
                books->lost = std::max(books->lost, i + 1);
    }
    for (auto &[customer, books] : m_books)
        for (std::size_t i = 0; i < books.closings.size(); ++i)
            if (finals->contains(books.closings[i].id)) {
                books.finals = i + 1;
                m_hasFinals = true;
            }
    return {};
}

/// An adjustment looks at every closed period from the one that changed on, and a reopening opens them all.
LateUsage LateUsageGuard::policyFor(const Books &books, std::size_t closing) const
{
    if (closing < books.finals)
        return LateUsage::Reject;
    return m_policy == LateUsage::Reopen && closing < books.lost ? LateUsage::NextBill : m_policy;
}

const LateUsageGuard::Books *LateUsageGuard::booksOf(const TokenId &token) const
{
    const auto owner = m_owners.find(token);
    if (owner == m_owners.end() && !m_created)
        return nullptr;
    const auto books = m_books.find(owner == m_owners.end() ? *m_created : owner->second);
    return books == m_books.end() ? nullptr : &books->second;
}

bool LateUsageGuard::refuses(const TokenId &token, Instant at) const
{
    if (!mayRefuseAny() || at >= m_closedUntil)
        return false;
    const Books *books = booksOf(token);
    return books && !books->closings.empty() && at < books->closings.back().span.end
        && policyFor(*books, closingFor(books->closings, at)) == LateUsage::Reject;
}

std::optional<Error> LateUsageGuard::refusal(const TokenId &token, Instant at)
{
    if (!refuses(token, at))
        return std::nullopt;
    count(token, at);
    const Books *books = booksOf(token);
    return closedFault(books->closings, books->zone, at, "time");
}

void LateUsageGuard::count(std::span<const StoredEvent> events)
{
    for (const StoredEvent &event : events)
        if (!isOrdinary(event.event.time))
            count(event.token, event.event.time);
}

void LateUsageGuard::count(const EventColumns &events)
{
    for (std::size_t row = 0; row < events.rows; ++row)
        if (!isOrdinary({events.times[row]}))
            count({std::string(events.tokens.at(row))}, {events.times[row]});
}

void LateUsageGuard::count(const TokenId &token, Instant at)
{
    const auto add = [at](Tally &tally) {
        tally.dated.begin = tally.events == 0 ? at : std::min(tally.dated.begin, at);
        tally.dated.end = tally.events == 0 ? at : std::max(tally.dated.end, at);
        ++tally.events;
    };
    Books *books = booksOf(token);
    if (!books)
        return;
    if (at > m_futureFrom) {
        add(books->future);
        ++m_future;
    } else if (!books->closings.empty() && at < books->closings.back().span.end) {
        add(books->late[closingFor(books->closings, at)]);
        ++m_late;
    }
}

Result<void> LateUsageGuard::note(const BatchId &batch)
{
    for (auto &[customer, books] : m_books)
        if (!books.late.empty() || books.future.events > 0)
            if (Result<void> noted = noteBooks(customer, books, batch); !noted)
                return noted;
    return {};
}

Result<void> LateUsageGuard::noteBooks(const CustomerId &customer, Books &books, const BatchId &batch)
{
    const auto write = [&](UsageNotice notice, const Tally &tally, std::string_view kind) -> Result<void> {
        notice.batch = batch;
        notice.customer = customer;
        notice.events = tally.events;
        notice.first = tally.dated.begin;
        notice.last = tally.dated.end;
        notice.notedAt = m_context.clock();
        if (Result<void> added = m_context.stores->notices.add(notice); !added)
            return added;
        Json payload;
        payload.set("customer", customer.text).set("batch", batch.text).set("events", tally.events);
        payload.set("first", toRfc3339(notice.first)).set("last", toRfc3339(notice.last));
        if (notice.closing)
            payload.set("closing", notice.closing->text).set("policy", notice.policy);
        return record(m_context, kind, payload);
    };
    for (const auto &[closing, tally] : books.late) {
        UsageNotice notice;
        notice.kind = UsageNotice::Kind::Late;
        notice.closing = books.closings[closing].id;
        const LateUsage policy = policyFor(books, closing);
        notice.policy = name(policy);
        const char *kind = policy == LateUsage::Reject ? "usage.refused" : "usage.late";
        if (Result<void> written = write(std::move(notice), tally, kind); !written)
            return written;
    }
    if (books.future.events > 0) {
        UsageNotice notice;
        notice.kind = UsageNotice::Kind::Future;
        if (Result<void> written = write(std::move(notice), books.future, "usage.future"); !written)
            return written;
    }
    const auto opening = std::ranges::find_if(
        books.late, [&](const auto &late) { return policyFor(books, late.first) == LateUsage::Reopen; });
    if (opening != books.late.end())
        if (Result<void> reopened = reopen(books, opening->first, batch); !reopened)
            return reopened;
    books.late.clear();
    books.future = {};
    return {};
}

/// The last one first: periods are open from one instant on.
Result<void> LateUsageGuard::reopen(Books &books, std::size_t from, const BatchId &batch)
{
    for (std::size_t i = books.closings.size(); i-- > from;) {
        Closing &closing = books.closings[i];
        if (closing.reopened)
            continue;
        closing.reopened = Reopening{m_context.clock(), m_context.actor, {}, batch};
        if (Result<void> reopened = reopenPeriod(m_context, closing); !reopened)
            return reopened;
    }
    return {};
}

} // namespace toll
