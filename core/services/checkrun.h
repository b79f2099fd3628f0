// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/check.h"
#include "core/services/stores.h"
#include "core/storage/usagerecount.h"

#include <map>
#include <vector>

namespace toll {

/// One check under way, step by step. A step that cannot be done is a finding, and the next one is tried.
class CheckRun {
public:
    CheckRun(Stores &stores, const JobControl &job) : m_stores(stores), m_job(job) { }

    [[nodiscard]] Result<void> check();
    [[nodiscard]] CheckReport report() &&;

private:
    using SegmentInfo = UsageStore::SegmentInfo;

    void add(FindingKind kind, std::string where, std::string found = {}, std::string expected = {});
    /// Keeps what a step could not read as a finding, but ends at Cancelled.
    [[nodiscard]] Result<void> noted(Result<void> step);

    [[nodiscard]] Result<void> checkSchema();
    [[nodiscard]] Result<void> checkDatabase();
    [[nodiscard]] Result<void> checkRecords();
    [[nodiscard]] Result<void> checkUsage();
    void checkSegment(const SegmentInfo &segment, const std::vector<StoredEvent> &events);
    [[nodiscard]] Result<void> checkRepeats();
    [[nodiscard]] Result<void> checkCount();
    [[nodiscard]] Result<void> loadDay(std::int64_t day);
    [[nodiscard]] Result<void> compareDay(const TokenId &token, std::int64_t day, const CellDay &cells);
    [[nodiscard]] Result<void> checkLeftDays();
    [[nodiscard]] Result<void> readDropped();
    [[nodiscard]] Result<void> keepRest(const TokenId &token, std::int64_t day, const CellDay &cells);
    void checkDroppedDays();
    [[nodiscard]] Result<void> checkUses(const UsageRecount &recount);
    [[nodiscard]] Result<void> checkBuckets();
    [[nodiscard]] Result<void> checkConflicts();
    [[nodiscard]] Result<void> checkLedger();
    /// Whether events of this day may be among those that could not be read.
    [[nodiscard]] bool isUncertain(std::int64_t day) const;

    Stores &m_stores;
    const JobControl &m_job;
    CheckReport m_report;
    std::map<FindingKind, std::int64_t> m_counts;
    std::vector<EventHash> m_hashes;
    std::vector<Interval> m_unread; ///< spans of damaged segments
    std::unordered_map<TokenId, DroppedUse> m_droppedUses;
    std::map<std::int64_t, QByteArray> m_droppedDays;
    DroppedSums m_droppedSums; ///< as the cells have them now
    std::map<TokenId, std::vector<std::int64_t>> m_days; ///< that have cells and were not compared yet
    /// The stored cells of the day that is being compared, of all tokens; of none where some are damaged.
    struct StoredDay {
        std::int64_t day = 0;
        std::map<TokenId, CellDay> cells;
        bool isDamaged = false;
    };
    std::optional<StoredDay> m_storedDay;
};

} // namespace toll
