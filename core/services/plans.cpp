// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plans.h"
#include "core/services/agreements.h"

#include "core/services/customerbooks.h"
#include "core/services/planlookup.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <charconv>

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

std::unexpected<std::vector<Error>> refuse(Error error)
{
    return std::unexpected(std::vector{std::move(error)});
}

Result<Plan> planOf(const StoredPlan &stored)
{
    Checked<Plan> plan = parsePlan(std::string_view(stored.document));
    if (!plan)
        return fail(ErrorCode::Damaged, "plan " + stored.name, plan.error().front().where);
    plan->version = stored.version;
    return std::move(*plan);
}

/// The number after the last "@"; nothing where there is none.
std::optional<int> versionIn(const std::string &reference)
{
    const std::size_t at = reference.rfind('@');
    int number = 0;
    if (at == std::string::npos)
        return std::nullopt;
    const char *end = reference.data() + reference.size();
    const auto [last, fault] = std::from_chars(reference.data() + at + 1, end, number);
    return fault == std::errc() && last == end ? std::optional(number) : std::nullopt;
}

} // namespace

Checked<std::pair<Plan, Zone>> PlanService::checked(const std::string &document)
{
    Checked<Plan> plan = parsePlan(std::string_view(document));
    if (!plan)
        return std::unexpected(plan.error());
    if (plan->name == basicPlan().name)
        return refuse({ErrorCode::AlreadyExists, "/name", plan->name, "", 0});
    Result<Zone> zone = zoneNamed(plan->timezone);
    if (!zone)
        return refuse({zone.error().code, "/timezone", plan->timezone, zone.error().expected, 0});
    return std::pair(std::move(*plan), std::move(*zone));
}

Checked<Plan> PlanService::import(const std::string &document, const std::optional<std::string> &from)
{
    Checked<std::pair<Plan, Zone>> read = checked(document);
    if (!read)
        return std::unexpected(read.error());
    Plan *plan = &read->first;
    const Instant now = m_context.clock();
    const Result<Instant> begin = from ? parseDateOrTime(*from, read->second) : now;
    if (!begin)
        return refuse({begin.error().code, "from", *from, begin.error().expected, 0});
    PlanStore &plans = m_context.stores->plans;
    const Result<std::optional<StoredPlan>> known = plans.byName(plan->name);
    if (!known)
        return refuse(known.error());
    const std::string text = toJson(*plan).dump();
    if (*known && (*known)->document == text) {
        plan->version = (*known)->version;
        return *plan;
    }
    const Instant start = *known ? *begin : earliestInstant;
    if (Result<void> fits = agreementsFit(*m_context.stores, *plan, start); !fits)
        return refuse(fits.error());
    if (Result<void> open = checkOpenFor(*m_context.stores, plan->name, start); *known && !open)
        return refuse(open.error());
    const Result<int> version = change(m_context, Topic::Plans, [&]() -> Result<int> {
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
    return *plan;
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
        Result<Plan> plan = planOf(version);
        if (!plan)
            return std::unexpected(plan.error());
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

Result<Plan> PlanService::resolve(const std::string &reference) const
{
    Result<Plan> plan = find(reference); // a plan may have an @ in its name
    const std::optional<int> number = versionIn(reference);
    if (plan || plan.error().code != ErrorCode::NotFound || !number)
        return plan;
    const Result<std::vector<PlanVersionRow>> known = versions(reference.substr(0, reference.rfind('@')));
    if (!known)
        return std::unexpected(known.error());
    const auto found = std::ranges::find(*known, *number, [](const PlanVersionRow &row) { return row.plan.version; });
    if (found == known->end())
        return fail(ErrorCode::NotFound, "plan", reference, "1…" + std::to_string(known->back().plan.version));
    return found->plan;
}

Result<std::vector<PlanVersionRow>> PlanService::versions(const std::string &name) const
{
    if (name == basicPlan().name)
        return std::vector{PlanVersionRow{basicPlan(), earliestInstant, true, basicPlan(), {}}};
    const Result<std::vector<StoredPlan>> stored = m_context.stores->plans.versions(name);
    if (!stored)
        return std::unexpected(stored.error());
    if (stored->empty())
        return fail(ErrorCode::NotFound, "plan", name);
    std::vector<PlanVersionRow> rows;
    std::size_t inForce = 0;
    for (const StoredPlan &version : *stored) {
        Result<Plan> plan = planOf(version);
        if (!plan)
            return std::unexpected(plan.error());
        const Plan previous = rows.empty() ? *plan : rows.back().plan;
        std::vector<PlanChange> changes = diff(previous, *plan);
        if (version.from <= m_context.clock())
            inForce = rows.size();
        rows.push_back({std::move(*plan), version.from, false, previous, std::move(changes)});
    }
    rows[inForce].isInForce = true;
    return rows;
}

Result<std::string> PlanService::exportPlan(const std::string &reference) const
{
    const Result<Plan> plan = resolve(reference);
    if (!plan)
        return std::unexpected(plan.error());
    return toJson(*plan).dumpPretty();
}

Checked<PlanImpact> PlanService::previewChange(
    const std::string &document, const std::optional<std::string> &from, const JobControl &job) const
{
    const Checked<std::pair<Plan, Zone>> proposed = checked(document);
    if (!proposed)
        return std::unexpected(proposed.error());
    std::optional<Instant> start;
    if (from) {
        const Result<Instant> begin = parseDateOrTime(*from, proposed->second);
        if (!begin)
            return refuse({begin.error().code, "from", *from, begin.error().expected, 0});
        start = *begin;
    }
    const Plan &plan = proposed->first;
    const Result<Plan> current = find(plan.name);
    if (!current && current.error().code != ErrorCode::NotFound)
        return refuse(current.error());
    // Nobody is on a plan that is not there yet: against itself it has the same, empty answer.
    Result<PlanImpact> impact =
        impactOf(*m_context.stores, current ? *current : plan, plan, start, m_context.clock(), job);
    if (!impact)
        return refuse(impact.error());
    return std::move(*impact);
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
    const Result<std::vector<Closing>> closed = m_context.stores->closings.closedOf(customer);
    if (!closed)
        return std::unexpected(closed.error());
    const Instant start = from.value_or(earlier->empty() && closed->empty() ? earliestInstant : now);
    if (Result<void> open = checkOpen(*m_context.stores, customer, start); !open)
        return open;
    return change(m_context, Topic::Plans | Topic::Tokens, [&]() -> Result<void> {
        if (Result<void> assigned = plans.assign({customer, name, start}, now); !assigned)
            return assigned;
        Json payload;
        payload.set("plan", name).set("customer", customer.text).set("from", toRfc3339(start));
        return record(m_context, "plan.assigned", payload);
    });
}

} // namespace toll
