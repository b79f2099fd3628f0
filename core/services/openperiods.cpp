// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Periods that are not closed: which there are, and what closing them would freeze.
#include "core/calendar/period.h"
#include "core/services/conflictbody.h"
#include "core/services/customerbooks.h"
#include "core/services/periods.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <unordered_map>

namespace toll {

namespace {

constexpr std::size_t mostListed = 24;

/// Where a customer's open periods begin, and whether there is anything to bill at all.
struct Beginning {
    Instant at;
    bool hasTokens = false;
};

Result<std::unordered_map<CustomerId, Beginning>> beginnings(Stores &stores, const std::vector<Customer> &customers)
{
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    const auto uses = stores.usage.useSpans();
    const auto closed = stores.closings.closedUntil();
    if (!tokens || !uses || !closed)
        return std::unexpected(!tokens ? tokens.error() : !uses ? uses.error() : closed.error());
    std::unordered_map<CustomerId, Beginning> all;
    for (const Customer &customer : customers)
        all[customer.id].at = customer.createdAt;
    for (const Token &token : *tokens) {
        Beginning &beginning = all[token.customer];
        beginning.hasTokens = true;
        if (const auto use = uses->find(token.id); use != uses->end())
            beginning.at = std::min(beginning.at, use->second.first);
    }
    for (const auto &[customer, until] : *closed)
        all[customer].at = until;
    return all;
}

/// The periods from an instant to now.
std::vector<OpenPeriod> periodsFrom(Stores &stores, const Customer &customer, Instant at, Instant now)
{
    std::vector<OpenPeriod> periods;
    const Result<Zone> zone = zoneNamed(customer.timezone);
    while (zone && at <= now && periods.size() <= mostListed) {
        if (periods.size() == mostListed)
            at = now; // the one under way is always told
        const Result<Interval> span = billingPeriodAt(stores, customer, at);
        if (!span) {
            periods.push_back({customer.id, customer.name, {}, {}, false, span.error()});
            break;
        }
        periods.push_back(
            {customer.id, customer.name, *span, periodName(*span, *zone), span->end <= now, std::nullopt});
        at = span->end;
    }
    return periods;
}

/// Instants and customers of what waits for a decision.
class Waiting {
public:
    static Result<Waiting> load(Stores &stores)
    {
        const Result<std::vector<UsageConflict>> conflicts = stores.batches.conflicts(false);
        const Result<std::vector<Token>> tokens = stores.tokens.list();
        if (!conflicts || !tokens)
            return std::unexpected(!conflicts ? conflicts.error() : tokens.error());
        std::unordered_map<TokenId, CustomerId> owners;
        for (const Token &token : *tokens)
            owners.emplace(token.id, token.customer);
        Waiting waiting;
        for (const UsageConflict &conflict : *conflicts)
            if (const Result<StoredEvent> event = eventOf(conflict.firstBody, conflict.hash))
                if (const auto owner = owners.find(event->token); owner != owners.end())
                    waiting.m_times[owner->second].push_back(event->event.time);
        return waiting;
    }

    [[nodiscard]] std::int64_t in(const CustomerId &customer, const Interval &span) const
    {
        const auto times = m_times.find(customer);
        if (times == m_times.end())
            return 0;
        return std::ranges::count_if(times->second, [&](Instant at) { return span.contains(at); });
    }

private:
    std::unordered_map<CustomerId, std::vector<Instant>> m_times;
};

Result<ClosingPreview> previewOf(Stores &stores, const OpenPeriod &period, const Waiting &waiting)
{
    const Result<Customer> customer = stores.customers.byIdOrName(period.customer.text);
    const Result<std::vector<Token>> tokens = stores.tokens.listOf(period.customer);
    if (!customer || !tokens)
        return std::unexpected(!customer ? customer.error() : tokens.error());
    CustomerBooks books(stores, *customer);
    if (Result<void> opened = books.open(); !opened)
        return std::unexpected(opened.error());
    const Result<Statement> statement = books.statement(period.span);
    if (!statement)
        return std::unexpected(statement.error());
    ClosingPreview preview;
    preview.customer = period.customer;
    preview.customerName = period.customerName;
    preview.span = period.span;
    preview.period = period.period;
    preview.currency = statement->currency.code;
    preview.total = statement->total.toFixed(statement->currency.minorDigits);
    preview.lines = std::ssize(statement->lines);
    preview.adjustments =
        std::ranges::count_if(statement->lines, [](const StatementLine &line) { return line.late.has_value(); });
    preview.tokens = std::ssize(*tokens);
    preview.waiting = waiting.in(period.customer, period.span);
    return preview;
}

/// What stands in the way of closing a period, given until when those before it are closed, if any are.
std::optional<Error> obstacle(const OpenPeriod &period, const std::optional<Instant> &closedUntil, Instant now)
{
    if (closedUntil && *closedUntil != period.span.begin)
        return Error{ErrorCode::Conflict, "period", period.period, ">= " + toRfc3339(*closedUntil), 0};
    if (period.span.end > now)
        return Error{ErrorCode::PeriodOpen, "period", period.period, ">= " + toRfc3339(period.span.end), 0};
    return std::nullopt;
}

} // namespace

Result<std::vector<OpenPeriod>> PeriodService::open() const
{
    Stores &stores = *m_context.stores;
    Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!customers)
        return std::unexpected(customers.error());
    const auto from = beginnings(stores, *customers);
    if (!from)
        return std::unexpected(from.error());
    std::ranges::stable_sort(*customers, {}, &Customer::name);
    const Instant now = m_context.clock();
    std::vector<OpenPeriod> all;
    for (const Customer &customer : *customers)
        if (const Beginning &beginning = from->at(customer.id); beginning.hasTokens)
            std::ranges::move(
                periodsFrom(stores, customer, beginning.at, std::min(now, customer.archivedAt.value_or(now))),
                std::back_inserter(all));
    return all;
}

Result<std::vector<ClosingPreview>> PeriodService::preview(
    const std::vector<OpenPeriod> &periods, const JobControl &job) const
{
    Stores &stores = *m_context.stores;
    const Result<Waiting> waiting = Waiting::load(stores);
    auto closed = stores.closings.closedUntil();
    if (!waiting || !closed)
        return std::unexpected(!waiting ? waiting.error() : closed.error());
    std::vector<ClosingPreview> previews;
    for (const OpenPeriod &period : periods) {
        if (job.isCancelled())
            return fail(ErrorCode::Cancelled);
        job.report(std::ssize(previews), std::ssize(periods));
        Result<ClosingPreview> preview = previewOf(stores, period, *waiting);
        if (!preview)
            return std::unexpected(preview.error());
        const auto until = closed->find(period.customer);
        preview->refusal = obstacle(
            period, until == closed->end() ? std::nullopt : std::optional(until->second), m_context.clock());
        if (!preview->refusal)
            (*closed)[period.customer] = period.span.end;
        previews.push_back(std::move(*preview));
    }
    job.report(std::ssize(periods), std::ssize(periods));
    return previews;
}

Result<ClosingReport> PeriodService::close(const std::vector<OpenPeriod> &periods, const JobControl &job)
{
    ClosingReport all;
    std::int64_t done = 0;
    for (const OpenPeriod &period : periods) {
        if (job.isCancelled())
            break;
        job.report(done++, std::ssize(periods));
        Result<ClosingReport> one = close(period.customer.text, period.period);
        if (one) {
            std::ranges::move(one->closed, std::back_inserter(all.closed));
            std::ranges::move(one->known, std::back_inserter(all.known));
        } else if (exitCode(one.error().code) == 1) {
            return std::unexpected(one.error());
        } else {
            all.refused.push_back({period.customer, period.customerName, one.error()});
        }
    }
    job.report(done, std::ssize(periods));
    return all;
}

} // namespace toll
