// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventkeys.h"
#include "core/services/eventviewcontent.h"

namespace toll {

/// Makes a view: what is in its range, what of that fits, and in which order.
class EventViewBuilder {
public:
    EventViewBuilder(Stores &stores, const EventQuery &query, const JobControl &job, std::size_t memory);

    [[nodiscard]] Result<std::shared_ptr<EventView>> build();

private:
    [[nodiscard]] Result<void> findOwners();
    [[nodiscard]] Result<void> findSegments();
    [[nodiscard]] Result<void> cut(ViewSegment &segment);
    [[nodiscard]] Result<void> arrangeByTime();
    [[nodiscard]] Result<void> filter();
    [[nodiscard]] Result<void> countRequests();
    [[nodiscard]] Result<void> arrange();
    void addRun(ViewRun run);
    [[nodiscard]] std::vector<RowNumber> rowsInOrder() const;
    [[nodiscard]] Result<void> step();
    [[nodiscard]] bool isFiltered() const;
    [[nodiscard]] std::vector<EventSort> keysBeforeTime() const;

    Stores &m_stores;
    const JobControl &m_job;
    std::size_t m_memory;
    std::shared_ptr<EventView> m_view;
    EventView::Content &m_content;
    Interval m_range;
    std::int64_t m_done = 0; ///< segments read, of
    std::int64_t m_total = 0;
};

} // namespace toll
