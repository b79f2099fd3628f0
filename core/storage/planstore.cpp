// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/planstore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

StoredPlan planOf(const Row &row)
{
    return {{row.text(0)}, row.text(1), static_cast<int>(row.integer(2)), row.instant(3), row.text(4), row.instant(5)};
}

PlanAssignment assignmentOf(const Row &row)
{
    return {{row.text(0)}, row.text(1), row.instant(2)};
}

QString selection(const QString &rest)
{
    return u"SELECT p.id, p.name, v.version, v.from_ms, v.document, v.created_at FROM plan p"
           " JOIN plan_version v ON v.plan_id = p.id "_s
        + rest;
}

QString assignments(const QString &rest)
{
    return u"SELECT a.customer_id, coalesce(p.name, ''), a.from_ms FROM plan_assignment a LEFT JOIN plan p ON p.id = a.plan_id "_s
        + rest;
}

const QString newest = u"v.version = (SELECT max(version) FROM plan_version WHERE plan_id = p.id)"_s;

} // namespace

Result<StoredPlan> PlanStore::add(StoredPlan plan)
{
    Q_ASSERT(m_connection.isInTransaction());
    auto last = byName(plan.name);
    if (!last)
        return std::unexpected(std::move(last.error()));
    plan.version = 1;
    if (*last) {
        if (plan.from <= (*last)->from)
            return fail(ErrorCode::Conflict, "from", toRfc3339(plan.from), toRfc3339((*last)->from));
        plan.id = (*last)->id;
        plan.version = (*last)->version + 1;
    } else if (auto made = m_connection.run(
                   u"INSERT INTO plan (id, name, created_at) VALUES (?, ?, ?)"_s, plan.id, plan.name, plan.createdAt);
               !made) {
        return std::unexpected(std::move(made.error()));
    }
    auto written = m_connection.run(
        u"INSERT INTO plan_version (plan_id, version, from_ms, document, created_at) VALUES (?, ?, ?, ?, ?)"_s, plan.id,
        plan.version, plan.from, plan.document, plan.createdAt);
    if (!written)
        return std::unexpected(std::move(written.error()));
    return plan;
}

Result<void> PlanStore::assign(const PlanAssignment &assignment, Instant now)
{
    std::optional<PlanId> id;
    if (!assignment.plan.empty()) {
        auto plan = byName(assignment.plan);
        if (!plan)
            return std::unexpected(std::move(plan.error()));
        if (!*plan)
            return fail(ErrorCode::NotFound, "plan", assignment.plan);
        id = (*plan)->id;
    }
    return m_connection.run(
        u"INSERT INTO plan_assignment (customer_id, from_ms, plan_id, created_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (customer_id, from_ms) DO UPDATE SET plan_id = excluded.plan_id, created_at = excluded.created_at"_s,
        assignment.customer, assignment.from, id, now);
}

Result<std::vector<StoredPlan>> PlanStore::list()
{
    return m_connection.rows(selection(u"WHERE "_s + newest + u" ORDER BY p.name"_s), planOf);
}

Result<std::optional<StoredPlan>> PlanStore::byName(std::string_view name)
{
    return m_connection.first(selection(u"WHERE p.name = ? AND "_s + newest), planOf, name);
}

Result<std::vector<StoredPlan>> PlanStore::versions(std::string_view name)
{
    return m_connection.rows(selection(u"WHERE p.name = ? ORDER BY v.version"_s), planOf, name);
}

Result<std::vector<PlanAssignment>> PlanStore::assignmentsOf(const CustomerId &customer)
{
    return m_connection.rows(
        toll::assignments(u"WHERE a.customer_id = ? ORDER BY a.from_ms"_s), assignmentOf, customer);
}

Result<std::vector<PlanAssignment>> PlanStore::assignments()
{
    return m_connection.rows(toll::assignments(u"ORDER BY a.customer_id, a.from_ms"_s), assignmentOf);
}

} // namespace toll
