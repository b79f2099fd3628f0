// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/upkeep.h"

#include "core/services/stores.h"
#include "core/services/usagebatch.h"
#include "core/storage/integritystore.h"
#include "core/storage/usagerecount.h"

#include <QFileInfo>

#include <algorithm>
#include <span>

namespace toll {

namespace {

using SegmentInfo = UsageStore::SegmentInfo;

constexpr std::int64_t smallSegment = 16'384; ///< events: fewer make a segment small
constexpr std::int64_t fullSegment = 32'768; ///< events: as many are enough for one

using Group = std::vector<SegmentInfo>;

/// Small segments that are to be one each; groups of one are left out.
std::vector<Group> groupsOf(const std::vector<SegmentInfo> &segments)
{
    std::vector<Group> groups;
    Group group;
    std::int64_t events = 0;
    const auto close = [&] {
        if (group.size() > 1)
            groups.push_back(std::move(group));
        group.clear();
        events = 0;
    };
    for (const SegmentInfo &segment : segments) {
        if (segment.events >= smallSegment)
            continue;
        group.push_back(segment);
        events += segment.events;
        if (events >= fullSegment)
            close();
    }
    close();
    return groups;
}

std::int64_t bytesOf(const std::vector<SegmentInfo> &segments)
{
    std::int64_t bytes = 0;
    for (const SegmentInfo &segment : segments)
        bytes += segment.bytes;
    return bytes;
}

Compaction planned(const std::vector<SegmentInfo> &segments, const std::vector<Group> &groups)
{
    Compaction compaction;
    compaction.segmentsBefore = compaction.segmentsAfter = std::ssize(segments);
    compaction.bytesBefore = bytesOf(segments);
    for (const Group &group : groups) {
        compaction.segmentsAfter -= std::ssize(group) - 1;
        for (const SegmentInfo &segment : group)
            compaction.events += segment.events;
    }
    return compaction;
}

Result<void> putTogether(UsageStore &usage, const Group &group, Instant now)
{
    std::vector<StoredEvent> events;
    for (const SegmentInfo &segment : group) {
        Result<std::vector<StoredEvent>> some = usage.segmentEvents(segment);
        if (!some)
            return std::unexpected(some.error());
        std::ranges::move(*some, std::back_inserter(events));
    }
    return usage.replaceSegments(group, std::move(events), group.front().batch, now);
}

} // namespace

Result<WorkspaceSize> UpkeepService::size() const
{
    Stores &stores = *m_context.stores;
    const Result<FileUse> use = IntegrityStore(*stores.connection).use();
    const Result<std::vector<SegmentInfo>> segments = stores.usage.segmentList();
    if (!use || !segments)
        return std::unexpected(use ? segments.error() : use.error());
    WorkspaceSize size;
    size.file = use->file;
    size.log = QFileInfo(stores.connection->path() + QStringLiteral("-wal")).size();
    size.columns = use->columns;
    for (const auto &[column, bytes] : size.columns)
        size.segments += bytes;
    size.cells = use->cells;
    size.free = use->free;
    size.other = size.file - size.segments - size.cells - size.free;
    size.segmentCount = use->segmentCount;
    for (const Group &group : groupsOf(*segments))
        size.smallSegments += std::ssize(group);
    size.events = use->events;
    size.cellDays = use->cellDays;
    size.dropped = use->dropped;
    size.identities = use->identities;
    return size;
}

Result<Compaction> UpkeepService::compact(const JobControl &job, bool dryRun)
{
    Stores &stores = *m_context.stores;
    const Result<std::vector<SegmentInfo>> segments = stores.usage.segmentList();
    if (!segments)
        return std::unexpected(segments.error());
    const std::vector<Group> groups = groupsOf(*segments);
    Compaction compaction = planned(*segments, groups);
    if (dryRun || groups.empty()) {
        compaction.bytesAfter = groups.empty() ? compaction.bytesBefore : 0;
        return compaction;
    }
    return change(m_context, Topic::Usage, [&]() -> Result<Compaction> {
        std::int64_t done = 0;
        for (const Group &group : groups) {
            if (job.isCancelled())
                return fail(ErrorCode::Cancelled);
            job.report(done++, std::ssize(groups));
            if (Result<void> together = putTogether(stores.usage, group, m_context.clock()); !together)
                return std::unexpected(together.error());
        }
        job.report(done, done);
        const Result<std::vector<SegmentInfo>> after = stores.usage.segmentList();
        if (!after)
            return std::unexpected(after.error());
        compaction.bytesAfter = bytesOf(*after);
        Json payload;
        payload.set("segments_before", compaction.segmentsBefore).set("segments_after", compaction.segmentsAfter);
        payload.set("events", compaction.events);
        return recorded(m_context, "usage.compacted", payload, compaction);
    });
}

Result<CellRebuild> UpkeepService::rebuildCells(const JobControl &job)
{
    Stores &stores = *m_context.stores;
    return change(m_context, Topic::Usage, [&]() -> Result<CellRebuild> {
        const Result<std::vector<std::string>> dimensions = declaredDimensions(stores);
        if (!dimensions)
            return std::unexpected(dimensions.error());
        const Result<std::map<std::int64_t, QByteArray>> kept = stores.dropped.days();
        const Result<std::unordered_map<TokenId, DroppedUse>> dropped = stores.dropped.uses();
        if (!kept || !dropped)
            return std::unexpected(kept ? dropped.error() : kept.error());
        CellRebuild rebuild;
        rebuild.keptDays = std::ssize(*kept);
        UsageRecount recount(stores.usage, *dimensions);
        Result<void> done = stores.usage.clearCellsAndUses();
        if (done)
            done = recount.run(
                [&](const SegmentInfo &, const Result<std::vector<StoredEvent>> &events) -> Result<void> {
                    if (!events)
                        return std::unexpected(events.error());
                    rebuild.events += std::ssize(*events);
                    return {};
                },
                [&](const TokenId &token, std::int64_t day, const CellDay &cells) {
                    if (kept->contains(day))
                        return Result<void>();
                    ++rebuild.cellDays;
                    return stores.usage.putCells(token, day, cells);
                },
                [&](std::int64_t read, std::int64_t total) {
                    job.report(read, total);
                    return !job.isCancelled();
                });
        std::unordered_map<TokenId, UseSpan> uses = recount.uses();
        for (const auto &[token, use] : *dropped) {
            UseSpan &whole = uses.try_emplace(token, UseSpan{use.first, use.last}).first->second;
            whole = {std::min(whole.first, use.first), std::max(whole.last, use.last)};
        }
        for (const auto &[token, use] : uses) {
            if (done)
                done = stores.usage.putUse(token, use);
            ++rebuild.tokens;
        }
        if (!done)
            return std::unexpected(done.error());
        Json payload;
        payload.set("events", rebuild.events).set("days", rebuild.cellDays).set("tokens", rebuild.tokens);
        if (rebuild.keptDays > 0)
            payload.set("kept_days", rebuild.keptDays);
        return recorded(m_context, "usage.cells_rebuilt", payload, rebuild);
    });
}

} // namespace toll
