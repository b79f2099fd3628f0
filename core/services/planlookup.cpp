// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planlookup.h"

#include "core/services/stores.h"

namespace toll {

Result<std::string> PlanLookup::nameFor(const Token &token, Instant at)
{
    if (!token.plan.empty())
        return token.plan;
    if (!m_isLoaded) {
        const Result<std::vector<PlanAssignment>> all = m_stores.plans.assignments();
        if (!all)
            return std::unexpected(all.error());
        for (const PlanAssignment &assignment : *all)
            m_assignments[assignment.customer].emplace_back(assignment.from, assignment.plan);
        m_isLoaded = true;
    }
    std::string name = basicPlan().name;
    if (const auto found = m_assignments.find(token.customer); found != m_assignments.end())
        for (const auto &[from, plan] : found->second)
            if (from <= at)
                name = plan;
    return name;
}

Result<Plan> PlanLookup::plan(const std::string &name, Instant at)
{
    if (name == basicPlan().name)
        return basicPlan();
    const Result<std::vector<StoredPlan>> versions = m_stores.plans.versions(name);
    if (!versions)
        return std::unexpected(versions.error());
    if (versions->empty())
        return fail(ErrorCode::NotFound, "plan", name);
    const StoredPlan *chosen = &versions->front();
    for (const StoredPlan &version : *versions)
        if (version.from <= at)
            chosen = &version;
    Checked<Plan> plan = parsePlan(std::string_view(chosen->document));
    if (!plan)
        return fail(ErrorCode::Damaged, "plan " + name, plan.error().front().where);
    plan->version = chosen->version;
    return *plan;
}

} // namespace toll
