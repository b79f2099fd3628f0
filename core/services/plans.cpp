// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plans.h"

#include "core/services/planlookup.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

PlanRow builtInRow()
{
    PlanRow row;
    row.plan = basicPlan();
    row.from = earliestInstant;
    row.isBuiltIn = true;
    return row;
}

} // namespace

Checked<Plan> PlanService::import(const std::string &document, const std::optional<std::string> &from)
{
    Checked<Plan> plan = parsePlan(std::string_view(document));
    if (!plan)
        return plan;
    const auto refuse = [](Error error) { return std::unexpected(std::vector{std::move(error)}); };
    if (plan->name == basicPlan().name)
        return refuse({ErrorCode::AlreadyExists, "/name", plan->name, "", 0});
    const Result<Zone> zone = zoneNamed(plan->timezone);
    if (!zone)
        return refuse({zone.error().code, "/timezone", plan->timezone, zone.error().expected, 0});
    const Instant now = m_context.clock();
    const Result<Instant> begin = from ? parseDateOrTime(*from, *zone) : now;
    if (!begin)
        return refuse({begin.error().code, "from", *from, begin.error().expected, 0});
    PlanStore &plans = m_context.stores->plans;
    const Result<std::optional<StoredPlan>> known = plans.byName(plan->name);
    if (!known)
        return refuse(known.error());
    const std::string text = toJson(*plan).dump();
    if (*known && (*known)->document == text) {
        plan->version = (*known)->version;
        return plan;
    }
    const Result<int> version = change(m_context, Topic::Plans, [&]() -> Result<int> {
        const Instant start = *known ? *begin : earliestInstant;
        const Result<StoredPlan> added =
            plans.add({PlanId::make(now, m_context.entropy), plan->name, 1, start, text, now});
        if (!added)
            return std::unexpected(added.error());
        Json payload;
        payload.set("plan", plan->name).set("version", added->version).set("from", toRfc3339(start));
        payload.set("document", toJson(*plan));
        return recorded(m_context, "plan.imported", payload, added->version);
    });
    if (!version)
        return refuse(version.error());
    plan->version = *version;
    return plan;
}

Result<std::vector<PlanRow>> PlanService::list() const
{
    PlanStore &plans = m_context.stores->plans;
    const Result<std::vector<StoredPlan>> stored = plans.list();
    const Result<std::vector<Customer>> customers = m_context.stores->customers.list(false);
    if (!stored || !customers)
        return std::unexpected(!stored ? stored.error() : customers.error());
    std::vector<PlanRow> rows{builtInRow()};
    for (const StoredPlan &version : *stored) {
        Checked<Plan> plan = parsePlan(std::string_view(version.document));
        if (!plan)
            return fail(ErrorCode::Damaged, "plan " + version.name, plan.error().front().where);
        plan->version = version.version;
        rows.push_back({std::move(*plan), version.version, version.from, {}, false});
    }
    PlanLookup lookup(*m_context.stores);
    for (const Customer &customer : *customers) {
        Token any;
        any.customer = customer.id;
        const Result<std::string> name = lookup.nameFor(any, m_context.clock());
        if (!name)
            return std::unexpected(name.error());
        const auto row = std::ranges::find(rows, *name, [](const PlanRow &r) { return r.plan.name; });
        if (row != rows.end())
            row->customers.push_back(customer.name);
    }
    return rows;
}

Result<Plan> PlanService::find(const std::string &name) const
{
    return PlanLookup(*m_context.stores).plan(name, m_context.clock());
}

Result<void> PlanService::assign(const std::string &name, const CustomerId &customer, std::optional<Instant> from)
{
    if (const Result<Plan> plan = find(name); !plan)
        return std::unexpected(plan.error());
    if (name == basicPlan().name)
        return fail(ErrorCode::Unsupported, "plan", name, "");
    PlanStore &plans = m_context.stores->plans;
    const Result<std::vector<PlanAssignment>> earlier = plans.assignmentsOf(customer);
    if (!earlier)
        return std::unexpected(earlier.error());
    const Instant now = m_context.clock();
    const Instant start = from.value_or(earlier->empty() ? earliestInstant : now);
    return change(m_context, Topic::Plans | Topic::Tokens, [&]() -> Result<void> {
        if (Result<void> assigned = plans.assign({customer, name, start}, now); !assigned)
            return assigned;
        Json payload;
        payload.set("plan", name).set("customer", customer.text).set("from", toRfc3339(start));
        return record(m_context, "plan.assigned", payload);
    });
}

} // namespace toll
