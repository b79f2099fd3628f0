// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventviewcontent.h"
#include "core/services/job.h"

#include <functional>
#include <span>
#include <vector>

namespace toll {

/// Reads the columns that decide an order, segment by segment, and sorts row numbers by them.
class EventKeys {
public:
    /// Told after each segment that was read; a failure (Cancelled) ends the work.
    using Step = std::function<Result<void>()>;

    EventKeys(Stores &stores, const std::vector<ViewSegment> &segments, const EventOwners &owners,
        const JobControl &job, Step step);

    /// Puts the rows in the column's order; what is equal keeps its order. Not for times.
    [[nodiscard]] Result<void> sort(std::vector<RowNumber> &rows, const EventSort &by);
    /// Puts rows of several segments in order of time, ties by id.
    [[nodiscard]] Result<void> sortByTime(std::vector<RowNumber> &rows, std::span<const ViewSegment> overlapping);

private:
    using Reader = std::function<void(const ViewSegment &, const EventColumns &)>;

    /// How a reader is called: for one segment after the other, or on several threads at once.
    enum class Readers { InTurn, AtOnce };
    [[nodiscard]] Result<void> read(std::span<const ViewSegment> segments, ColumnSet columns, const Reader &reader,
        Readers readers = Readers::InTurn);
    [[nodiscard]] Result<void> sortNumbers(std::vector<RowNumber> &rows, const EventSort &by);
    [[nodiscard]] Result<void> sortTexts(std::vector<RowNumber> &rows, const EventSort &by);
    /// By the ids byte by byte, within each of the spans.
    [[nodiscard]] Result<void> sortIds(std::vector<RowNumber> &rows, std::vector<RankSpan> spans,
        std::span<const ViewSegment> segments, bool isDescending);
    [[nodiscard]] std::string_view shownText(std::string_view text, EventColumn column) const;
    [[nodiscard]] std::function<bool()> cancelled() const;

    Stores &m_stores;
    const std::vector<ViewSegment> &m_segments;
    const EventOwners &m_owners;
    const JobControl &m_job;
    Step m_step;
};

} // namespace toll
