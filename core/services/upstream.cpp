// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/upstream.h"

#include "core/calendar/period.h"
#include "core/services/planlookup.h"
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

bool takesFromTokens(const Plan &plan)
{
    return std::ranges::any_of(plan.charges, [](const Charge &charge) {
        const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
        return capped && capped->takesFromToken();
    });
}

} // namespace

Result<Instant> UpstreamService::start(const std::optional<std::string> &from, Instant otherwise) const
{
    if (!from)
        return otherwise;
    const Result<WorkspaceInfo> info = SettingsService(m_context).info();
    if (!info)
        return std::unexpected(info.error());
    const Result<Zone> zone = zoneNamed(info->timezone);
    if (!zone)
        return std::unexpected(zone.error());
    const Result<Instant> instant = parseDateOrTime(*from, *zone);
    if (!instant)
        return fail(instant.error().code, "from", *from, instant.error().expected);
    return instant;
}

Result<UpstreamRow> UpstreamService::assign(
    const std::string &name, const std::string &pattern, const std::optional<std::string> &from)
{
    Stores &stores = *m_context.stores;
    if (pattern.empty())
        return fail(ErrorCode::Missing, "source", {}, "*");
    const Instant now = m_context.clock();
    const Result<Plan> plan = PlanLookup(stores).plan(name, now);
    if (!plan)
        return std::unexpected(plan.error());
    if (takesFromTokens(*plan))
        return fail(ErrorCode::Unsupported, "plan", name, "rate, cap, lifetime: not \"token\"");
    const Result<std::vector<UpstreamAssignment>> known = stores.upstream.list();
    if (!known)
        return std::unexpected(known.error());
    const bool isFirst = std::ranges::find(*known, pattern, &UpstreamAssignment::pattern) == known->end();
    const Result<Instant> begin = start(from, isFirst ? earliestInstant : now);
    if (!begin)
        return std::unexpected(begin.error());
    const UpstreamRow row{pattern, name, plan->currency, *begin, {}};
    return change(m_context, Topic::Plans, [&]() -> Result<UpstreamRow> {
        if (Result<void> written = stores.upstream.assign({pattern, name, *begin}, now); !written)
            return std::unexpected(written.error());
        Json payload;
        payload.set("plan", name).set("source", pattern).set("from", toRfc3339(*begin));
        return recorded(m_context, "upstream.assigned", payload, row);
    });
}

Result<UpstreamRow> UpstreamService::end(const std::string &pattern, const std::optional<std::string> &from)
{
    Stores &stores = *m_context.stores;
    const Instant now = m_context.clock();
    const Result<Instant> until = start(from, now);
    const Result<std::vector<UpstreamRow>> rows = list();
    if (!until || !rows)
        return std::unexpected(!until ? until.error() : rows.error());
    const auto row = std::ranges::find_if(*rows, [&](const UpstreamRow &known) {
        return known.pattern == pattern && known.from <= *until && (!known.until || *until < *known.until);
    });
    if (row == rows->end())
        return fail(ErrorCode::NotFound, "source", pattern);
    UpstreamRow ended = *row;
    ended.until = *until;
    return change(m_context, Topic::Plans, [&]() -> Result<UpstreamRow> {
        if (Result<void> written = stores.upstream.assign({pattern, {}, *until}, now); !written)
            return std::unexpected(written.error());
        Json payload;
        payload.set("plan", ended.plan).set("source", pattern).set("until", toRfc3339(*until));
        return recorded(m_context, "upstream.ended", payload, ended);
    });
}

Result<std::vector<UpstreamRow>> UpstreamService::list() const
{
    Stores &stores = *m_context.stores;
    const Result<std::vector<UpstreamAssignment>> assignments = stores.upstream.list();
    if (!assignments)
        return std::unexpected(assignments.error());
    PlanLookup lookup(stores);
    std::vector<UpstreamRow> rows;
    for (std::size_t i = 0; i < assignments->size(); ++i) {
        const UpstreamAssignment &assignment = (*assignments)[i];
        if (assignment.plan.empty())
            continue;
        const Result<Plan> plan = lookup.plan(assignment.plan, std::max(assignment.from, m_context.clock()));
        if (!plan)
            return std::unexpected(plan.error());
        UpstreamRow row{assignment.pattern, assignment.plan, plan->currency, assignment.from, {}};
        if (i + 1 < assignments->size() && (*assignments)[i + 1].pattern == assignment.pattern)
            row.until = (*assignments)[i + 1].from;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<UpstreamEntry>> UpstreamService::entries(const std::string &pattern) const
{
    const Result<std::vector<UpstreamAssignment>> assignments = m_context.stores->upstream.list();
    if (!assignments)
        return std::unexpected(assignments.error());
    std::vector<UpstreamEntry> entries;
    for (const UpstreamAssignment &assignment : *assignments)
        if (assignment.pattern == pattern)
            entries.push_back({assignment.plan, assignment.from});
    return entries;
}

Result<void> UpstreamService::restore(const std::string &pattern, const std::vector<UpstreamEntry> &wanted)
{
    Stores &stores = *m_context.stores;
    return change(m_context, Topic::Plans, [&]() -> Result<void> {
        const Result<std::vector<UpstreamEntry>> before = entries(pattern);
        if (!before)
            return std::unexpected(before.error());
        if (*before == wanted)
            return {};
        for (const UpstreamEntry &entry : *before)
            if (Result<void> removed = stores.upstream.remove(pattern, entry.from); !removed)
                return removed;
        Json::Array kept;
        for (const UpstreamEntry &entry : wanted) {
            if (Result<void> put = stores.upstream.assign({pattern, entry.plan, entry.from}, m_context.clock()); !put)
                return put;
            kept.push_back(Json().set("plan", entry.plan.empty() ? Json() : Json(entry.plan))
                               .set("from", toRfc3339(entry.from)));
        }
        Json payload;
        payload.set("source", pattern).set("entries", std::move(kept));
        return record(m_context, "upstream.restored", payload);
    });
}

} // namespace toll
