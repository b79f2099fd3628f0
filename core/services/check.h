// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/instant.h"
#include "core/services/job.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What can be wrong with a workspace.
enum class FindingKind {
    Header, ///< the file does not say that it is a workspace
    Version, ///< no known schema version
    Schema, ///< a table, index or trigger is missing or is another (where: its name)
    Database, ///< SQLite's own check, in its words (found)
    Reference, ///< a row names another that is not there (where: its table, found: the other's)
    Record, ///< something stored cannot be read (where: what, found: which)
    Segment, ///< not what was written (where: "segment 3", found: the column)
    SegmentFacts, ///< its events are not as many, not at the times or not in the order it says
    Identity, ///< an event is not what its hash says (where: the segment, found: its id)
    Repeated, ///< an identity is there twice (where: the segments, found: the event's id)
    Lost, ///< as many events as the imports added (expected) are not there (found)
    Cells, ///< sums are not those of the events (where: the token, found: the UTC day)
    Dropped, ///< identities of dropped events are not what was written (where: "dropped 3")
    KeptCells, ///< sums are not those of the events and of the dropped ones (where: the UTC day)
    Uses, ///< first or last use is not that of the events (where: the token)
    Bucket, ///< buckets of one token and model lie over one another (where: the source, found: when)
    Conflict, ///< a body of a conflict cannot be read (where: its number)
    Ledger, ///< an entry is missing or cannot be read (where: its sequence)
};
[[nodiscard]] std::string_view name(FindingKind kind); ///< "header", "segment_facts", …

/// What to do about it.
enum class Remedy {
    Restore, ///< take a backup
    RebuildCells, ///< the events are whole: sum them anew
    NewerProgram, ///< or a backup
};
[[nodiscard]] std::string_view name(Remedy remedy); ///< "restore", "rebuild_cells", "newer_program"

struct Finding {
    FindingKind kind = FindingKind::Database;
    std::string where;
    std::string found;
    std::string expected;

    bool operator==(const Finding &) const = default;
};
[[nodiscard]] Remedy remedyFor(const Finding &finding);

struct CheckReport {
    std::vector<Finding> findings; ///< the first 100 of a kind
    std::int64_t notShown = 0;
    std::int64_t segments = 0; ///< that were read
    std::int64_t events = 0;
    std::int64_t cellDays = 0; ///< tokens' days that were compared
    std::int64_t buckets = 0; ///< of usage that came already summed
    std::int64_t dropped = 0; ///< events of which retention left the identities, which were read
    std::int64_t droppedDays = 0; ///< UTC days that can no longer be summed anew from events
    std::optional<Interval> droppedSpan; ///< the first and the last of these, with the days between
    std::int64_t ledgerEntries = 0;
};

/// Looks through a whole workspace, or a copy of one, and writes nothing: header, schema, pages, references, every
/// column of every segment, identities, cells and uses against the events, conflicts, ledger. FileNotFound, Io,
/// Cancelled; whatever else is wrong is a finding. It is done within one view of the file, beside a program that
/// writes.
[[nodiscard]] Result<CheckReport> checkWorkspace(const std::string &path, const JobControl &job);

/// The first finding as an error for who needs a sound file: Damaged, or nothing where all is well.
[[nodiscard]] Result<void> soundness(const std::string &path, const CheckReport &report);

/// What is wrong, and what to do about it; a sentence each.
[[nodiscard]] QString sentence(const Finding &finding);
[[nodiscard]] QString sentence(Remedy remedy);

} // namespace toll
