// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/conflictdeciding.h"

#include "core/services/eventjson.h"
#include "core/services/lateusage.h"
#include "core/services/stores.h"
#include "core/services/usagebatch.h"

namespace toll {

namespace {

using Standing = std::unordered_map<EventHash, StoredEvent>;

ConflictDecision decisionOf(Keep keep)
{
    return keep == Keep::First ? ConflictDecision::KeepFirst : ConflictDecision::TakeSecond;
}

/// One decision under way, inside its transaction.
class Deciding {
public:
    Deciding(ServiceContext &context, UsageConflict conflict)
        : m_context(context), m_stores(*context.stores), m_conflict(std::move(conflict))
    {
    }

    Result<void> run(std::optional<Keep> keep)
    {
        const Result<Standing> found = m_stores.usage.byHash(std::span(&m_conflict.hash, 1));
        if (!found)
            return std::unexpected(found.error());
        if (found->empty())
            return std::unexpected(whyAbsent());
        const std::string before = toJson(found->begin()->second).dump();
        std::string after = before;
        if (keep == Keep::Second)
            after = m_conflict.secondBody;
        else if (before == m_conflict.secondBody)
            after = m_conflict.firstBody;
        const std::optional<ConflictDecision> decision = keep ? std::optional(decisionOf(*keep)) : std::nullopt;
        if (before == after && m_conflict.decision == decision)
            return {};
        Result<void> done = m_stores.batches.decide(m_conflict.number, decision);
        if (done && before != after)
            done = settleOthers(after);
        if (done && before != after)
            done = putInPlace(before, after);
        return done ? note(keep, before, after) : done;
    }

private:
    /// Retention dropped the event, or somebody else took it.
    Error whyAbsent()
    {
        const Result<StoredEvent> body = eventOf(m_conflict.firstBody, m_conflict.hash);
        const auto dropped = m_stores.dropped.known(UsageQuery().span, std::span(&m_conflict.hash, 1));
        if (!dropped)
            return dropped.error();
        if (!dropped->empty() && body)
            return {ErrorCode::WrongState, droppedEvents, toRfc3339(body->event.time), {}, 0};
        return {ErrorCode::Damaged, "conflict", std::to_string(m_conflict.number), {}, 0};
    }

    /// Every other conflict of this identity says second exactly where its second is what stands from now on.
    Result<void> settleOthers(const std::string &after)
    {
        const Result<std::vector<UsageConflict>> all = m_stores.batches.conflictsOf(m_conflict.hash);
        if (!all)
            return std::unexpected(all.error());
        for (const UsageConflict &other : *all) {
            if (other.number == m_conflict.number)
                continue;
            const bool stands = other.secondBody == after;
            if (stands == (other.decision == ConflictDecision::TakeSecond))
                continue;
            const auto decision = stands ? ConflictDecision::TakeSecond : ConflictDecision::KeepFirst;
            if (Result<void> decided = m_stores.batches.decide(other.number, decision); !decided)
                return decided;
        }
        return {};
    }

    Result<void> putInPlace(const std::string &before, const std::string &after)
    {
        const Result<StoredEvent> old = eventOf(before, m_conflict.hash);
        const Result<StoredEvent> event = eventOf(after, m_conflict.hash);
        if (!old || !event)
            return std::unexpected(!old ? old.error() : event.error());
        if (Result<void> noted = noteLate(*old, *event); !noted)
            return noted;
        const Result<std::vector<std::string>> dimensions = declaredDimensions(m_stores);
        if (!dimensions)
            return std::unexpected(dimensions.error());
        return m_stores.usage.replaceEvent(*event, *dimensions, m_context.clock());
    }

    /// What changes in a closed period is late usage: refused, or noted for the next bill, as the policy says.
    Result<void> noteLate(const StoredEvent &old, const StoredEvent &event)
    {
        LateUsageGuard guard(m_context, {});
        if (Result<void> begun = guard.begin(); !begun)
            return begun;
        for (const StoredEvent *touched : {&old, &event}) {
            if (std::optional<Error> refused = guard.refusal(*touched))
                return std::unexpected(std::move(*refused));
            if (touched == &event || old.event.time != event.event.time)
                guard.count(std::span(touched, 1));
        }
        return guard.note(m_conflict.batch);
    }

    Result<void> note(std::optional<Keep> keep, const std::string &before, const std::string &after)
    {
        Json payload;
        payload.set("conflict", m_conflict.number).set("keep", keep ? Json(name(*keep)) : Json());
        payload.set("batch", m_conflict.batch.text);
        payload.set("before", before).set("after", after);
        return record(m_context, "usage.conflict_decided", payload);
    }

    ServiceContext &m_context;
    Stores &m_stores;
    UsageConflict m_conflict;
};

} // namespace

Result<void> decideConflict(ServiceContext &context, const ConflictChoice &choice)
{
    Result<UsageConflict> conflict = context.stores->batches.conflict(choice.number);
    if (!conflict)
        return std::unexpected(conflict.error());
    return Deciding(context, std::move(*conflict)).run(choice.keep);
}

} // namespace toll
