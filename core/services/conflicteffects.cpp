// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions tried out, to tell what they would do to bills.
#include "core/calendar/period.h"
#include "core/services/conflictdeciding.h"
#include "core/services/customerbooks.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

/// One customer's bills that decisions may change.
struct Touched {
    Customer customer;
    Zone zone;
    std::map<Interval, ConflictEffect> bills;
};

/// Bills before and after.
class Comparing {
public:
    explicit Comparing(ServiceContext &context) : m_stores(*context.stores)
    {
        if (const auto policy = SettingsService(context).lateUsage())
            m_policy = policy->policy;
    }

    Result<void> touch(const UsageConflict &conflict)
    {
        for (const std::string &body : {conflict.firstBody, conflict.secondBody}) {
            const Result<StoredEvent> event = eventOf(body, conflict.hash);
            if (!event)
                return std::unexpected(event.error());
            const Result<std::optional<Token>> token = m_stores.tokens.byId(event->token);
            if (!token)
                return std::unexpected(token.error());
            if (!*token)
                continue;
            if (Result<void> touched = touch((*token)->customer, event->event.time); !touched)
                return touched;
        }
        return {};
    }

    Result<void> bill(Decimal ConflictEffect::*total)
    {
        for (auto &[id, touched] : m_touched) {
            CustomerBooks books(m_stores, touched.customer);
            if (Result<void> opened = books.open(); !opened)
                return opened;
            for (auto &[span, effect] : touched.bills) {
                const Result<Statement> statement = books.statement(span);
                if (!statement)
                    return std::unexpected(statement.error());
                effect.currency = statement->currency;
                effect.*total = statement->total;
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<ConflictEffect> effects() const
    {
        std::vector<ConflictEffect> all;
        for (const auto &[id, touched] : m_touched)
            for (const auto &[span, effect] : touched.bills)
                all.push_back(effect);
        std::ranges::stable_sort(all, {}, &ConflictEffect::customerName);
        return all;
    }

private:
    Result<void> touch(const CustomerId &id, Instant time)
    {
        auto known = m_touched.find(id);
        if (known == m_touched.end()) {
            const Result<Customer> customer = m_stores.customers.byIdOrName(id.text);
            if (!customer)
                return std::unexpected(customer.error());
            Result<Zone> zone = zoneNamed(customer->timezone);
            if (!zone)
                return std::unexpected(zone.error());
            known = m_touched.emplace(id, Touched{*customer, std::move(*zone), {}}).first;
        }
        Touched &touched = known->second;
        CustomerBooks books(m_stores, touched.customer);
        if (Result<void> opened = books.open(); !opened)
            return opened;
        for (const Closing &closing : books.closings())
            if (closing.span.contains(time)) {
                add(touched, closing.span).closed = m_policy;
                time = books.closings().back().span.end; // what it owes is settled there
                break;
            }
        const Result<Interval> span = billingPeriodAt(m_stores, touched.customer, time);
        if (!span)
            return std::unexpected(span.error());
        add(touched, *span);
        return {};
    }

    static ConflictEffect &add(Touched &touched, const Interval &span)
    {
        const auto [bill, isNew] = touched.bills.try_emplace(span);
        if (isNew) {
            bill->second.customer = touched.customer.id;
            bill->second.customerName = touched.customer.name;
            bill->second.period = periodName(span, touched.zone);
        }
        return bill->second;
    }

    Stores &m_stores;
    LateUsage m_policy = LateUsage::NextBill;
    std::map<CustomerId, Touched> m_touched;
};

} // namespace

Result<std::vector<ConflictEffect>> ConflictService::effects(const std::vector<ConflictChoice> &choices)
{
    Stores &stores = *m_context.stores;
    Comparing comparing(m_context);
    for (const ConflictChoice &choice : choices) {
        const Result<UsageConflict> conflict = stores.batches.conflict(choice.number);
        if (!conflict)
            return std::unexpected(conflict.error());
        if (Result<void> touched = comparing.touch(*conflict); !touched)
            return std::unexpected(touched.error());
    }
    if (Result<void> billed = comparing.bill(&ConflictEffect::before); !billed)
        return std::unexpected(billed.error());
    Transaction trial(*stores.connection); // never committed
    if (Result<void> begun = trial.begin(); !begun)
        return std::unexpected(begun.error());
    for (const ConflictChoice &choice : choices)
        if (Result<void> decided = decideConflict(m_context, choice); !decided)
            return std::unexpected(decided.error());
    if (Result<void> billed = comparing.bill(&ConflictEffect::after); !billed)
        return std::unexpected(billed.error());
    return comparing.effects();
}

} // namespace toll
