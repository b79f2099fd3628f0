// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/agreements.h"

#include "core/calendar/period.h"
#include "core/rating/agreement.h"
#include "core/services/customerbooks.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

std::unexpected<std::vector<Error>> refused(Error error)
{
    return std::unexpected(std::vector{std::move(error)});
}

/// The versions of a plan that are in force at `from` or later.
Result<std::vector<Plan>> versionsFrom(Stores &stores, const std::string &name, Instant from)
{
    const Result<std::vector<StoredPlan>> versions = stores.plans.versions(name);
    if (!versions)
        return std::unexpected(versions.error());
    if (versions->empty())
        return fail(ErrorCode::NotFound, "plan", name);
    std::vector<Plan> plans;
    for (std::size_t i = 0; i < versions->size(); ++i) {
        if (i + 1 < versions->size() && (*versions)[i + 1].from <= from)
            continue;
        Checked<Plan> plan = parsePlan(std::string_view((*versions)[i].document));
        if (!plan)
            return fail(ErrorCode::Damaged, "plan " + name, plan.error().front().where);
        plan->version = (*versions)[i].version;
        plans.push_back(std::move(*plan));
    }
    return plans;
}

Result<AgreementRow> rowOf(const StoredAgreement &stored, const std::vector<Customer> &customers)
{
    Result<Json> terms = parseJson(stored.terms);
    if (!terms)
        return fail(ErrorCode::Damaged, "agreement", stored.plan);
    const auto customer = std::ranges::find(customers, stored.customer, &Customer::id);
    return AgreementRow{stored.customer, customer == customers.end() ? std::string() : customer->name, stored.plan,
        stored.number, stored.from, std::move(*terms)};
}

} // namespace

Result<Plan> underAgreement(const Plan &plan, const StoredAgreement &agreement)
{
    const Result<Json> terms = parseJson(agreement.terms);
    if (!terms)
        return fail(ErrorCode::Damaged, "agreement", agreement.plan);
    if (terms->asObject() && terms->asObject()->empty())
        return plan;
    Checked<Plan> agreed = withAgreement(plan, *terms);
    if (!agreed)
        return std::unexpected(agreed.error().front());
    agreed->agreement = agreement.number;
    return std::move(*agreed);
}

Result<void> agreementsFit(Stores &stores, const Plan &version, Instant from)
{
    const Result<std::vector<StoredAgreement>> agreements = stores.agreements.list();
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!agreements || !customers)
        return std::unexpected(!agreements ? agreements.error() : customers.error());
    for (std::size_t i = 0; i < agreements->size(); ++i) {
        const StoredAgreement &agreement = (*agreements)[i];
        const bool isReplaced = i + 1 < agreements->size() && (*agreements)[i + 1].customer == agreement.customer
            && (*agreements)[i + 1].plan == agreement.plan && (*agreements)[i + 1].from <= from;
        if (agreement.plan != version.name || isReplaced)
            continue;
        if (const Result<Plan> plan = underAgreement(version, agreement); !plan) {
            const auto customer = std::ranges::find(*customers, agreement.customer, &Customer::id);
            const std::string name = customer == customers->end() ? agreement.customer.text : customer->name;
            return fail(ErrorCode::Conflict, "agreement with " + name, plan.error().where, plan.error().expected);
        }
    }
    return {};
}

Checked<AgreementRow> AgreementService::agree(const std::string &plan, const std::string &customer,
    const std::string &terms, const std::optional<std::string> &from)
{
    Stores &stores = *m_context.stores;
    const Result<Customer> known = stores.customers.byIdOrName(customer);
    if (!known)
        return refused(known.error());
    const Result<Zone> zone = zoneNamed(known->timezone);
    if (!zone)
        return refused(zone.error());
    const Instant now = m_context.clock();
    const Result<Instant> begin = from ? parseDateOrTime(*from, *zone) : now;
    if (!begin)
        return refused({begin.error().code, "from", *from, begin.error().expected, 0});
    if (Result<void> open = checkOpen(stores, known->id, *begin); !open)
        return refused(open.error());
    const Result<Json> document = parseJson(terms);
    if (!document)
        return refused(document.error());
    const Result<std::vector<Plan>> versions = versionsFrom(stores, plan, *begin);
    if (!versions)
        return refused(versions.error());
    for (const Plan &version : *versions)
        if (const Checked<Plan> agreed = withAgreement(version, *document); !agreed)
            return std::unexpected(agreed.error());
    const Result<StoredAgreement> added = change(m_context, Topic::Plans | Topic::Tokens, [&] {
        Result<StoredAgreement> written =
            stores.agreements.add({known->id, plan, 1, *begin, document->dumpCanonical(), now});
        if (!written)
            return written;
        Json payload;
        payload.set("customer", known->id.text).set("plan", plan).set("agreement", written->number);
        payload.set("from", toRfc3339(*begin)).set("terms", *document);
        return recorded(m_context, "plan.agreed", payload, *written);
    });
    if (!added)
        return refused(added.error());
    return AgreementRow{known->id, known->name, plan, added->number, added->from, *document};
}

Result<std::vector<AgreementRow>> AgreementService::list(const std::optional<std::string> &customer) const
{
    Stores &stores = *m_context.stores;
    std::optional<CustomerId> only;
    if (customer) {
        const Result<Customer> known = stores.customers.byIdOrName(*customer);
        if (!known)
            return std::unexpected(known.error());
        only = known->id;
    }
    const Result<std::vector<StoredAgreement>> agreements = stores.agreements.list();
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!agreements || !customers)
        return std::unexpected(!agreements ? agreements.error() : customers.error());
    std::vector<AgreementRow> rows;
    for (const StoredAgreement &agreement : *agreements) {
        if (only && agreement.customer != *only)
            continue;
        Result<AgreementRow> row = rowOf(agreement, *customers);
        if (!row)
            return std::unexpected(row.error());
        rows.push_back(std::move(*row));
    }
    std::ranges::stable_sort(rows, {}, &AgreementRow::customerName);
    return rows;
}

} // namespace toll
