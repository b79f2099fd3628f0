// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/span.h"
#include "core/services/job.h"
#include "core/services/usage.h"
#include "core/usage/bucket.h"
#include "core/usage/layout.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// A file of summed usage, and the range of its source that it is all of.
struct BucketImport {
    Layout layout; ///< `time` is where a bucket begins, `count` its requests
    std::string endColumn; ///< where it ends; empty: after `grain`
    std::optional<Span> grain; ///< "PT1H", "P1D" in the zone
    Zone zone; ///< of local times
    std::string source;
    Interval range;
    std::optional<TokenId> token; ///< all rows belong to it; else the `token` field names theirs, or nobody
    std::optional<CustomerId> customer; ///< tokens are looked up among this customer's
    bool dryRun = false;
};

/// Buckets that are at hand, and the range of their source that they are all of.
struct BucketRange {
    std::string source;
    Interval range;
    Zone zone; ///< that faults tell times in
    std::vector<UsageBucket> buckets;
    std::string from; ///< where they came from: the ledger keeps it
    bool dryRun = false;
};

struct BucketReport {
    std::int64_t read = 0; ///< rows
    std::int64_t added = 0; ///< buckets that were not there
    std::int64_t changed = 0; ///< that said something else
    std::int64_t unchanged = 0;
    std::int64_t removed = 0; ///< that were in the range and are not in the file
    std::vector<Error> faults; ///< of rows, by line or, where there is no file, number from 1; where there are any, nothing was replaced
};

/// What there is of a source.
struct BucketSource {
    std::string source;
    std::int64_t buckets = 0;
    Interval span; ///< from the first to the last
};

/// Requests and units, added up.
struct UsageFigures {
    std::int64_t requests = 0;
    std::array<MeterSum, unitMeterCount> units{};

    bool operator==(const UsageFigures &) const = default;
};

/// A token's days as its events and as a source's buckets count them. Where a bucket lies over several days these are
/// one row.
struct ReconcileRow {
    Interval span;
    std::string period; ///< "2026-10-05", "2026-10-05/2026-10-12" in the zone
    std::optional<TokenId> token; ///< nothing: buckets of no token, beside the events of all
    std::string tokenName;
    std::string customerName;
    UsageFigures events;
    UsageFigures buckets;
};

struct ReconcileQuery {
    std::string source;
    std::optional<Interval> range; ///< absent: all of the source
    Zone zone; ///< of days
    std::vector<TokenId> tokens; ///< empty: all that the source names
};

/// Usage in buckets. Nothing is billed from it: it is what events are held against.
class BucketService {
public:
    explicit BucketService(ServiceContext &context) : m_context(context) { }

    /// The layout with what a file of buckets calls its columns, where nothing was mapped: "start" and the like are
    /// `time`, "requests" and the like `count`. Gives the column of the end, if there is one.
    static std::string recogniseColumns(Layout &layout);

    /// Makes the range of the source what the file says: rows that vanished are removed. One transaction with its
    /// ledger entry; the same again changes nothing. Whatever is wrong with a row is among the faults, and then nothing
    /// is replaced: OutOfRange where it is not within the range, AlreadyExists where it is there twice, Conflict where
    /// it overlaps another of its token and model. Conflict at "range" where the range cuts a bucket that is there.
    [[nodiscard]] Result<BucketReport> import(
        const std::string &path, const BucketImport &wanted, const JobControl &job);

    /// The same of buckets that are at hand.
    [[nodiscard]] Result<BucketReport> replace(BucketRange wanted);

    [[nodiscard]] Result<std::vector<BucketSource>> sources() const;
    /// What a source has that touches a range, in order of time, token and model.
    [[nodiscard]] Result<std::vector<UsageBucket>> list(const std::string &source, Interval range) const;
    /// Sums of a source's buckets, which must lie in the range as wholes. Unsupported (`found` the bucket) where a
    /// bucket is longer than a group, and at "by" or "where" for what buckets do not know. Nothing is priced.
    [[nodiscard]] Result<UsageSummary> summary(const SummaryQuery &query, const std::string &source) const;
    /// By token, then time; only days with buckets.
    [[nodiscard]] Result<std::vector<ReconcileRow>> reconcile(const ReconcileQuery &query) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
