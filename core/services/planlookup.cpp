// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planlookup.h"

#include "core/services/agreements.h"
#include "core/services/stores.h"

#include <algorithm>
#include <iterator>

namespace toll {

namespace {

Result<Plan> planOf(const StoredPlan &stored)
{
    Checked<Plan> plan = parsePlan(std::string_view(stored.document));
    if (!plan)
        return fail(ErrorCode::Damaged, "plan " + stored.name, plan.error().front().where);
    plan->version = stored.version;
    return std::move(*plan);
}

} // namespace

Result<PlanLookup::Assignments> PlanLookup::assignmentsOf(const CustomerId &customer)
{
    if (!m_isLoaded) {
        const Result<std::vector<PlanAssignment>> all = m_stores.plans.assignments();
        if (!all)
            return std::unexpected(all.error());
        for (const PlanAssignment &assignment : *all)
            m_assignments[assignment.customer].emplace_back(
                assignment.from, assignment.plan.empty() ? basicPlan().name : assignment.plan);
        m_isLoaded = true;
    }
    Assignments assignments{{earliestInstant, basicPlan().name}};
    if (const auto found = m_assignments.find(customer); found != m_assignments.end())
        for (const auto &assignment : found->second) {
            if (assignment.first <= assignments.back().first)
                assignments.pop_back();
            assignments.push_back(assignment);
        }
    return assignments;
}

Result<std::string> PlanLookup::nameFor(const Token &token, Instant at)
{
    std::string own = token.plan;
    for (const TokenVersion &version : token.versions)
        if (version.from <= at)
            own = version.plan;
    if (!own.empty())
        return own;
    const Result<Assignments> assignments = assignmentsOf(token.customer);
    if (!assignments)
        return std::unexpected(assignments.error());
    std::string name = basicPlan().name;
    for (const auto &[from, plan] : *assignments)
        if (from <= at)
            name = plan;
    return name;
}

Result<Plan> PlanLookup::plan(const std::string &name, Instant at)
{
    Result<std::vector<DatedPlan>> versions = versionsIn(name, {at, at.plus(1)});
    if (!versions)
        return std::unexpected(versions.error());
    return std::move(versions->front().plan);
}

Result<std::vector<DatedPlan>> PlanLookup::versionsIn(const std::string &name, Interval span)
{
    if (name == basicPlan().name)
        return std::vector{DatedPlan{basicPlan(), span.begin}};
    const Result<std::vector<StoredPlan>> stored = m_stores.plans.versions(name);
    if (!stored)
        return std::unexpected(stored.error());
    if (stored->empty())
        return fail(ErrorCode::NotFound, "plan", name);
    std::vector<DatedPlan> versions;
    for (std::size_t i = 0; i < stored->size(); ++i) {
        const Instant from = i == 0 ? earliestInstant : (*stored)[i].from;
        const Instant until = i + 1 < stored->size() ? (*stored)[i + 1].from : latestInstant;
        if (intersection({from, until}, span).isEmpty())
            continue;
        Result<Plan> plan = planOf((*stored)[i]);
        if (!plan)
            return std::unexpected(plan.error());
        versions.push_back({std::move(*plan), std::max(from, span.begin)});
    }
    return versions;
}

Result<std::vector<DatedPlan>> PlanLookup::historyFor(const Token &token)
{
    const Result<Assignments> ofCustomer = assignmentsOf(token.customer);
    if (!ofCustomer)
        return std::unexpected(ofCustomer.error());
    std::vector<TokenVersion> own = token.versions;
    if (own.empty())
        own.push_back({earliestInstant, token.price, token.plan});
    std::vector<DatedPlan> history;
    const auto append = [&](const std::string &name, Interval span) -> Result<void> {
        if (span.isEmpty())
            return {};
        Result<std::vector<DatedPlan>> versions = versionsIn(name, span);
        if (!versions)
            return std::unexpected(versions.error());
        std::ranges::move(*versions, std::back_inserter(history));
        return {};
    };
    for (std::size_t i = 0; i < own.size(); ++i) {
        const Interval span{own[i].from, i + 1 < own.size() ? own[i + 1].from : latestInstant};
        if (!own[i].plan.empty()) {
            if (Result<void> added = append(own[i].plan, span); !added)
                return std::unexpected(added.error());
            continue;
        }
        for (std::size_t j = 0; j < ofCustomer->size(); ++j) {
            const auto &[from, name] = (*ofCustomer)[j];
            const Instant until = j + 1 < ofCustomer->size() ? (*ofCustomer)[j + 1].first : latestInstant;
            if (Result<void> added = append(name, intersection(span, {from, until})); !added)
                return std::unexpected(added.error());
        }
    }
    return history;
}

Result<std::vector<StoredAgreement>> PlanLookup::agreementsIn(
    const CustomerId &customer, const std::string &plan, Interval span)
{
    if (!m_agreements) {
        Result<std::vector<StoredAgreement>> all = m_stores.agreements.list();
        if (!all)
            return std::unexpected(all.error());
        m_agreements = std::move(*all);
    }
    std::vector<StoredAgreement> found;
    for (const StoredAgreement &agreement : *m_agreements) {
        if (agreement.customer != customer || agreement.plan != plan || agreement.from >= span.end)
            continue;
        if (!found.empty() && agreement.from <= span.begin)
            found.clear(); // replaced before the span begins
        found.push_back(agreement);
    }
    return found;
}

Result<std::vector<DatedPlan>> PlanLookup::agreed(std::vector<DatedPlan> history, const CustomerId &customer)
{
    std::vector<DatedPlan> result;
    for (std::size_t i = 0; i < history.size(); ++i) {
        DatedPlan &base = history[i];
        const Interval span{base.from, i + 1 < history.size() ? history[i + 1].from : latestInstant};
        const Result<std::vector<StoredAgreement>> agreements = agreementsIn(customer, base.plan.name, span);
        if (!agreements)
            return std::unexpected(agreements.error());
        if (agreements->empty() || agreements->front().from > span.begin)
            result.push_back(base);
        for (const StoredAgreement &agreement : *agreements) {
            Result<Plan> plan = underAgreement(base.plan, agreement);
            if (!plan)
                return std::unexpected(plan.error());
            result.push_back({std::move(*plan), std::max(agreement.from, span.begin)});
        }
    }
    return result;
}

} // namespace toll
