// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/periods.h"

#include "core/calendar/period.h"
#include "core/services/customerbooks.h"
#include "core/services/periodclosing.h"
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

/// Names and zones of customers, to tell of closings.
class Names {
public:
    static Result<Names> load(Stores &stores)
    {
        Result<std::vector<Customer>> customers = stores.customers.list(true);
        if (!customers)
            return std::unexpected(customers.error());
        Names names;
        for (Customer &customer : *customers) {
            Result<Zone> zone = zoneNamed(customer.timezone);
            if (!zone)
                return std::unexpected(zone.error());
            names.m_known.emplace(customer.id, std::pair(std::move(customer.name), std::move(*zone)));
        }
        return names;
    }

    [[nodiscard]] const std::string &name(const CustomerId &id) const { return m_known.at(id).first; }
    [[nodiscard]] std::string period(const Closing &closing) const
    {
        return periodName(closing.span, m_known.at(closing.customer).second);
    }

private:
    std::map<CustomerId, std::pair<std::string, Zone>> m_known;
};

ClosingRow rowOf(const Closing &closing, const Names &names, const std::vector<UsageNotice> &notices)
{
    ClosingRow row;
    row.id = closing.id;
    row.customer = closing.customer;
    row.customerName = names.name(closing.customer);
    row.span = closing.span;
    row.period = names.period(closing);
    row.closedAt = closing.closedAt;
    row.closedBy = closing.closedBy;
    row.currency = closing.currency;
    const Result<Currency> known = currency(closing.currency);
    row.total = known ? closing.total.toFixed(known->minorDigits) : closing.total.toString();
    for (const UsageNotice &notice : notices)
        if (notice.closing == closing.id && notice.policy != name(LateUsage::Reject))
            row.late += notice.events;
    if (closing.reopened) {
        row.reopenedAt = closing.reopened->at;
        row.reason = closing.reopened->reason;
        for (const UsageNotice &notice : notices)
            if (row.reason.empty() && notice.batch == closing.reopened->batch)
                row.reason = notice.file;
    }
    return row;
}

Result<std::vector<ClosingRow>> rowsOf(Stores &stores, const std::vector<Closing> &closings)
{
    const Result<Names> names = Names::load(stores);
    const Result<std::vector<UsageNotice>> notices = stores.notices.list();
    if (!names || !notices)
        return std::unexpected(!names ? names.error() : notices.error());
    std::vector<ClosingRow> rows;
    for (const Closing &closing : closings)
        rows.push_back(rowOf(closing, *names, *notices));
    return rows;
}

/// Who is meant: one customer, or all that had begun before the period's end and were not archived before it.
Result<std::vector<Customer>> customersFor(
    Stores &stores, const std::optional<std::string> &customer, const std::string &period)
{
    if (customer) {
        const Result<Customer> known = stores.customers.byIdOrName(*customer);
        if (!known)
            return std::unexpected(known.error());
        return std::vector{*known};
    }
    Result<std::vector<Customer>> all = stores.customers.list(true);
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    const auto uses = stores.usage.useSpans();
    if (!all || !tokens || !uses)
        return std::unexpected(!all ? all.error() : !tokens ? tokens.error() : uses.error());
    std::vector<Customer> meant;
    for (Customer &one : *all) {
        const Result<Zone> zone = zoneNamed(one.timezone);
        const Result<Interval> span = zone ? parsePeriod(period, *zone) : std::unexpected(zone.error());
        if (!span)
            return fail(span.error().code, "period", period, span.error().expected);
        bool isUsed = false;
        for (const Token &token : *tokens)
            if (const auto use = uses->find(token.id); token.customer == one.id && use != uses->end())
                isUsed = isUsed || use->second.first < span->end;
        const bool isGone = one.archivedAt && *one.archivedAt < span->begin;
        if (isUsed || (one.createdAt < span->end && !isGone))
            meant.push_back(std::move(one));
    }
    return meant;
}

} // namespace

Result<ClosingReport> PeriodService::close(
    const std::optional<std::string> &customer, const std::string &period, const JobControl &job)
{
    Stores &stores = *m_context.stores;
    const Result<std::vector<Customer>> customers = customersFor(stores, customer, period);
    if (!customers)
        return std::unexpected(customers.error());
    ClosingReport report;
    std::vector<Closing> closed, known;
    std::int64_t done = 0;
    for (const Customer &one : *customers) {
        if (job.isCancelled())
            return fail(ErrorCode::Cancelled);
        job.report(done++, static_cast<std::int64_t>(customers->size()));
        Result<ClosedNow> now = closePeriod(m_context, one, period);
        if (!now) {
            if (exitCode(now.error().code) == 1 || customer)
                return std::unexpected(now.error());
            report.refused.push_back({one.id, one.name, now.error()});
            continue;
        }
        std::ranges::move(now->closed, std::back_inserter(closed));
        std::ranges::move(now->known, std::back_inserter(known));
    }
    Result<std::vector<ClosingRow>> closedRows = rowsOf(stores, closed);
    Result<std::vector<ClosingRow>> knownRows = rowsOf(stores, known);
    if (!closedRows || !knownRows)
        return std::unexpected(!closedRows ? closedRows.error() : knownRows.error());
    report.closed = std::move(*closedRows);
    report.known = std::move(*knownRows);
    return report;
}

Result<std::vector<ClosingRow>> PeriodService::list(const std::optional<std::string> &customer) const
{
    Stores &stores = *m_context.stores;
    std::optional<CustomerId> only;
    if (customer) {
        const Result<Customer> known = stores.customers.byIdOrName(*customer);
        if (!known)
            return std::unexpected(known.error());
        only = known->id;
    }
    Result<std::vector<Closing>> closings = stores.closings.list();
    if (!closings)
        return std::unexpected(closings.error());
    if (only)
        std::erase_if(*closings, [&](const Closing &closing) { return closing.customer != *only; });
    Result<std::vector<ClosingRow>> rows = rowsOf(stores, *closings);
    if (rows)
        std::ranges::stable_sort(*rows, {}, &ClosingRow::customerName);
    return rows;
}

Result<ClosingRow> PeriodService::reopen(
    const std::string &customer, const std::string &period, const std::string &reason)
{
    Stores &stores = *m_context.stores;
    const Result<Customer> known = stores.customers.byIdOrName(customer);
    if (!known)
        return std::unexpected(known.error());
    const Result<Zone> zone = zoneNamed(known->timezone);
    const Result<Interval> span = zone ? parsePeriod(period, *zone) : std::unexpected(zone.error());
    if (!span)
        return fail(span.error().code, "period", period, span.error().expected);
    if (reason.empty())
        return fail(ErrorCode::Missing, "reason");
    const Result<std::vector<Closing>> closings = stores.closings.closedOf(known->id);
    if (!closings)
        return std::unexpected(closings.error());
    const auto closing = std::ranges::find(*closings, *span, &Closing::span);
    if (closing == closings->end())
        return fail(ErrorCode::NotFound, "period", period,
            closings->empty() ? std::string() : periodName(closings->back().span, *zone));
    if (std::next(closing) != closings->end())
        return fail(ErrorCode::Conflict, "period", period, periodName(closings->back().span, *zone));
    Closing undone = *closing;
    undone.reopened = Reopening{m_context.clock(), m_context.actor, reason, {}};
    const Result<void> reopened = change(
        m_context, Topic::Usage | Topic::Tokens, [&]() -> Result<void> { return reopenPeriod(m_context, undone); });
    if (!reopened)
        return std::unexpected(reopened.error());
    Result<std::vector<ClosingRow>> rows = rowsOf(stores, {undone});
    if (!rows)
        return std::unexpected(rows.error());
    return std::move(rows->front());
}

Result<std::vector<NoticeRow>> PeriodService::notices() const
{
    Stores &stores = *m_context.stores;
    const Result<Names> names = Names::load(stores);
    const Result<std::vector<UsageNotice>> notices = stores.notices.list();
    const Result<std::vector<Closing>> closings = stores.closings.list();
    if (!names || !notices || !closings)
        return std::unexpected(!names ? names.error() : !notices ? notices.error() : closings.error());
    std::vector<NoticeRow> rows;
    std::map<std::pair<BatchId, std::string>, std::size_t> places;
    for (const UsageNotice &notice : *notices) {
        const std::string subject =
            notice.closing ? notice.closing->text + notice.policy : "future of " + notice.customer.text;
        const auto [place, isNew] = places.try_emplace({notice.batch, subject}, rows.size());
        if (!isNew) { // of an import in several pieces
            NoticeRow &row = rows[place->second];
            row.events += notice.events;
            row.first = std::min(row.first, notice.first);
            row.last = std::max(row.last, notice.last);
            continue;
        }
        NoticeRow row;
        row.kind = notice.closing ? NoticeRow::Kind::Late : NoticeRow::Kind::Future;
        row.customer = notice.customer;
        row.customerName = names->name(notice.customer);
        if (notice.closing)
            if (const auto closing = std::ranges::find(*closings, *notice.closing, &Closing::id);
                closing != closings->end())
                row.period = names->period(*closing);
        row.policy = notice.policy;
        row.batch = notice.batch;
        row.file = notice.file;
        row.events = notice.events;
        row.first = notice.first;
        row.last = notice.last;
        row.notedAt = notice.notedAt;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace toll
