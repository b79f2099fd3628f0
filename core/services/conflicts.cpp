// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/conflicts.h"

#include "core/services/conflictdeciding.h"
#include "core/services/eventjson.h"
#include "core/services/stores.h"

#include <map>
#include <unordered_map>

namespace toll {

namespace {

using Standing = std::unordered_map<EventHash, StoredEvent>;

Keep keepOf(ConflictDecision decision)
{
    return decision == ConflictDecision::KeepFirst ? Keep::First : Keep::Second;
}

Result<std::vector<ConflictRow>> rowsOf(Stores &stores, const std::vector<UsageConflict> &conflicts)
{
    std::vector<EventHash> hashes;
    for (const UsageConflict &conflict : conflicts)
        hashes.push_back(conflict.hash);
    const Result<Standing> standing = stores.usage.byHash(hashes);
    const Result<std::vector<ImportBatch>> batches = stores.batches.list();
    if (!standing || !batches)
        return std::unexpected(standing ? batches.error() : standing.error());
    std::map<BatchId, std::string> files;
    for (const ImportBatch &batch : *batches)
        files.emplace(batch.id, batch.fileName);
    std::vector<ConflictRow> rows;
    for (const UsageConflict &conflict : conflicts) {
        auto differences = differencesOf(conflict.firstBody, conflict.secondBody);
        if (!differences)
            return std::unexpected(differences.error());
        ConflictRow row{conflict.number, conflict.foundAt, files[conflict.batch], conflict.firstBody,
            conflict.secondBody, std::move(*differences), {}, {}};
        if (conflict.decision)
            row.decision = keepOf(*conflict.decision);
        if (const auto event = standing->find(conflict.hash); event != standing->end()) {
            const std::string body = toJson(event->second).dump();
            if (body == conflict.firstBody || body == conflict.secondBody)
                row.stands = body == conflict.firstBody ? Keep::First : Keep::Second;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::string_view name(Keep keep)
{
    return keep == Keep::First ? "first" : "second";
}

Result<Keep> parseKeep(std::string_view text)
{
    for (const Keep keep : {Keep::First, Keep::Second})
        if (text == name(keep))
            return keep;
    return fail(ErrorCode::Syntax, "keep", std::string(text), "first, second");
}

Result<std::vector<ConflictRow>> ConflictService::list(bool includeDecided) const
{
    const Result<std::vector<UsageConflict>> conflicts = m_context.stores->batches.conflicts(includeDecided);
    if (!conflicts)
        return std::unexpected(conflicts.error());
    return rowsOf(*m_context.stores, *conflicts);
}

Result<ConflictRow> ConflictService::find(std::int64_t number) const
{
    Result<UsageConflict> conflict = m_context.stores->batches.conflict(number);
    if (!conflict)
        return std::unexpected(conflict.error());
    Result<std::vector<ConflictRow>> rows = rowsOf(*m_context.stores, {std::move(*conflict)});
    if (!rows)
        return std::unexpected(rows.error());
    return std::move(rows->front());
}

Result<std::int64_t> ConflictService::waiting() const
{
    const Result<std::vector<UsageConflict>> conflicts = m_context.stores->batches.conflicts(false);
    if (!conflicts)
        return std::unexpected(conflicts.error());
    return std::ssize(*conflicts);
}

Result<ConflictRow> ConflictService::decide(std::int64_t number, Keep keep)
{
    return change(m_context, Topic::Usage, [&]() -> Result<ConflictRow> {
        if (Result<void> decided = decideConflict(m_context, {number, keep}); !decided)
            return std::unexpected(decided.error());
        return find(number);
    });
}

Result<void> ConflictService::decide(const std::vector<ConflictChoice> &choices, const JobControl &job)
{
    return change(m_context, Topic::Usage, [&]() -> Result<void> {
        std::int64_t done = 0;
        for (const ConflictChoice &choice : choices) {
            if (job.isCancelled())
                return fail(ErrorCode::Cancelled);
            job.report(done++, std::ssize(choices));
            if (Result<void> decided = decideConflict(m_context, choice); !decided)
                return decided;
        }
        job.report(done, done);
        return {};
    });
}

} // namespace toll
