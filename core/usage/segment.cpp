// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/segment.h"

#include "core/usage/eventcolumns.h"

namespace toll {

Segment encodeSegment(const std::vector<StoredEvent> &events)
{
    EventColumns columns;
    columns.reserve(events.size());
    for (const StoredEvent &event : events)
        columns.add(event);
    columns.sortByTime();
    return encodeColumns(columns);
}

Result<std::vector<StoredEvent>> decodeSegment(const Segment &segment)
{
    const Result<EventColumns> columns = decodeColumns(segment);
    if (!columns)
        return std::unexpected(columns.error());
    std::vector<StoredEvent> events;
    events.reserve(columns->rows);
    for (std::size_t row = 0; row < columns->rows; ++row)
        events.push_back(columns->at(row));
    return events;
}

Result<std::vector<EventHash>> decodeHashes(const Segment &segment)
{
    Result<EventColumns> columns = decodeColumns(segment, SegmentColumn::Id | SegmentColumn::Source | SegmentColumn::Hash);
    if (!columns)
        return std::unexpected(columns.error());
    return std::move(columns->hashes);
}

} // namespace toll
