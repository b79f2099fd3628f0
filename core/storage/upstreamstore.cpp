// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/upstreamstore.h"

namespace toll {

using namespace Qt::StringLiterals;

Result<void> UpstreamStore::assign(const UpstreamAssignment &assignment, Instant now)
{
    std::optional<std::string> plan;
    if (!assignment.plan.empty()) {
        auto known = m_connection.first(
            u"SELECT id FROM plan WHERE name = ?"_s, [](const Row &row) { return row.text(0); }, assignment.plan);
        if (!known)
            return std::unexpected(std::move(known.error()));
        if (!*known)
            return fail(ErrorCode::NotFound, "plan", assignment.plan);
        plan = **known;
    }
    return m_connection.run(
        u"INSERT INTO upstream_assignment (pattern, from_ms, plan_id, created_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (pattern, from_ms) DO UPDATE SET plan_id = excluded.plan_id, created_at = excluded.created_at"_s,
        assignment.pattern, assignment.from, plan, now);
}

Result<void> UpstreamStore::remove(const std::string &pattern, Instant from)
{
    return m_connection.run(
        u"DELETE FROM upstream_assignment WHERE pattern = ? AND from_ms = ?"_s, pattern, from);
}

Result<std::vector<UpstreamAssignment>> UpstreamStore::list()
{
    return m_connection.rows(
        u"SELECT a.pattern, coalesce(p.name, ''), a.from_ms FROM upstream_assignment a LEFT JOIN plan p ON p.id = a.plan_id"
        " ORDER BY a.pattern, a.from_ms"_s,
        [](const Row &row) {
            return UpstreamAssignment{row.text(0), row.text(1), row.instant(2)};
        });
}

} // namespace toll
