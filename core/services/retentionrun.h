// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/retentionplan.h"
#include "core/storage/usagerecount.h"

#include <functional>
#include <set>
#include <vector>

namespace toll {

/// One retention under way, inside its transaction. Before an event goes, the cells are shown to be the sums of all
/// events; afterwards, what they hold beside those that are left is sealed day by day.
class RetentionRun {
public:
    RetentionRun(ServiceContext &context, const RetentionPlan &plan, Retention &report, const JobControl &job)
        : m_context(context), m_stores(*context.stores), m_plan(plan), m_report(report), m_job(job),
          m_events(plan.books.size())
    {
    }

    [[nodiscard]] Result<void> count();
    [[nodiscard]] Result<void> drop();
    /// How many events went, by the plan's books.
    [[nodiscard]] const std::vector<std::int64_t> &eventsOfBooks() const { return m_events; }

private:
    using SegmentInfo = UsageStore::SegmentInfo;
    /// What a day's cells hold beside the sums of the events there are.
    using OnRest = std::function<Result<void>(const TokenId &, std::int64_t day, const CellDay &rest)>;

    [[nodiscard]] Result<std::vector<SegmentInfo>> touched();
    [[nodiscard]] Result<void> countIn(const SegmentInfo &segment);
    [[nodiscard]] Result<void> dropFrom(const SegmentInfo &segment);
    void note(std::size_t books, const TokenId &token, Instant time);
    [[nodiscard]] Result<void> compareWithCells();
    [[nodiscard]] Result<void> sealDays();
    [[nodiscard]] Result<void> visitRests(Interval days, const OnRest &onRest);
    [[nodiscard]] Result<void> report(std::int64_t done, std::int64_t total, int step);
    [[nodiscard]] Interval days() const; ///< on UTC midnights, all that may go

    ServiceContext &m_context;
    Stores &m_stores;
    const RetentionPlan &m_plan;
    Retention &m_report;
    const JobControl &m_job;
    std::vector<std::int64_t> m_events;
    std::unordered_map<TokenId, DroppedUse> m_uses; ///< of what went
    std::set<std::int64_t> m_days; ///< of which something went
};

} // namespace toll
