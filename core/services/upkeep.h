// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/services/job.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace toll {

/// What the workspace's file holds, bytes.
struct WorkspaceSize {
    std::int64_t file = 0;
    std::int64_t log = 0; ///< the write-ahead log beside it
    std::int64_t segments = 0; ///< all columns
    std::vector<std::pair<std::string, std::int64_t>> columns; ///< each, by name
    std::int64_t cells = 0;
    std::int64_t free = 0; ///< pages that will be used again
    std::int64_t other = 0; ///< the rest: customers, tokens, plans, ledger, indexes
    std::int64_t segmentCount = 0;
    std::int64_t smallSegments = 0; ///< that compaction would put together
    std::int64_t events = 0;
    std::int64_t cellDays = 0;
    std::int64_t dropped = 0; ///< events that retention dropped
    std::int64_t identities = 0; ///< bytes that these keep, part of `other`
};

/// What compaction did, or would do.
struct Compaction {
    std::int64_t segmentsBefore = 0;
    std::int64_t segmentsAfter = 0;
    std::int64_t events = 0; ///< in the segments that were put together
    std::int64_t bytesBefore = 0; ///< of all segments
    std::int64_t bytesAfter = 0; ///< 0 in a trial
};

/// What was summed anew.
struct CellRebuild {
    std::int64_t events = 0;
    std::int64_t cellDays = 0;
    std::int64_t tokens = 0;
    std::int64_t keptDays = 0; ///< UTC days whose cells stayed, for retention dropped events of them
};

/// What keeps a workspace small and right.
class UpkeepService {
public:
    explicit UpkeepService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<WorkspaceSize> size() const;
    /// Puts small segments that follow one another in time together, in one transaction with its ledger entry: the
    /// same events, identities, cells and bills, with digests anew. A segment put together of several imports counts as
    /// the first one's. Each segment is verified as it is read; Damaged where one is not what was written. Cancelled
    /// leaves everything as it was.
    Result<Compaction> compact(const JobControl &job, bool dryRun = false);
    /// Sums cells, first and last uses anew from the events, in one transaction with its ledger entry. Damaged where
    /// a segment cannot be read: then nothing is changed. Days of which retention dropped events keep their cells.
    Result<CellRebuild> rebuildCells(const JobControl &job);

private:
    ServiceContext &m_context;
};

} // namespace toll
