// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usagerecount.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace toll {

namespace {

using SegmentInfo = UsageStore::SegmentInfo;

std::int64_t dayOf(Instant time)
{
    return floorTo(time, msPerDay).ms / msPerDay;
}

/// The most events in segments that lie over one day; the segments are in order of their first time.
std::int64_t mostOverOneDay(const std::vector<SegmentInfo> &segments)
{
    using Ending = std::pair<std::int64_t, std::int64_t>; // last day, events
    std::priority_queue<Ending, std::vector<Ending>, std::greater<>> open;
    std::int64_t now = 0;
    std::int64_t most = 0;
    for (const SegmentInfo &segment : segments) {
        while (!open.empty() && open.top().first < dayOf(segment.span.begin)) {
            now -= open.top().second;
            open.pop();
        }
        open.emplace(dayOf(segment.span.end.plus(-1)), segment.events);
        now += segment.events;
        most = std::max(most, now);
    }
    return most;
}

} // namespace

Result<void> UsageRecount::run(const OnSegment &onSegment, const OnDay &onDay, const Progress &progress)
{
    auto segments = m_store.segmentList();
    if (!segments)
        return std::unexpected(segments.error());
    std::erase_if(*segments, [this](const SegmentInfo &one) { return intersection(one.span, span).isEmpty(); });
    std::int64_t events = 0;
    for (const SegmentInfo &segment : *segments)
        events += segment.events;
    Pass pass;
    pass.count = static_cast<std::size_t>(mostOverOneDay(*segments) / mostAtOnce) + 1;
    const std::int64_t total = events * static_cast<std::int64_t>(pass.count);
    std::int64_t done = 0;
    for (; pass.number < pass.count; ++pass.number) {
        Days days;
        for (const SegmentInfo &segment : *segments) {
            if (!progress(done, total))
                return fail(ErrorCode::Cancelled);
            if (auto flushed = flush(days, dayOf(segment.span.begin), onDay); !flushed)
                return flushed;
            const auto read = m_store.segmentEvents(segment);
            if (pass.number == 0) {
                if (auto visited = onSegment(segment, read); !visited)
                    return visited;
            }
            if (read) {
                if (auto added = add(*read, pass, days); !added)
                    return added;
            }
            done += segment.events;
        }
        if (auto flushed = flush(days, std::numeric_limits<std::int64_t>::max(), onDay); !flushed)
            return flushed;
    }
    progress(total, total);
    return {};
}

Result<void> UsageRecount::add(const std::vector<StoredEvent> &events, Pass pass, Days &days)
{
    for (const StoredEvent &stored : events) {
        if (pass.count > 1 && std::hash<TokenId>()(stored.token) % pass.count != pass.number)
            continue;
        const Instant time = stored.event.time;
        if (!span.contains(time))
            continue;
        UseSpan &use = m_uses.try_emplace(stored.token, UseSpan{time, time}).first->second;
        use = {std::min(use.first, time), std::max(use.last, time)};
        CellSums &cell = days[dayOf(time)][stored.token][cellKeyOf(stored.event, m_dimensions)];
        if (auto added = cell.add(stored.event); !added)
            return added;
    }
    return {};
}

Result<void> UsageRecount::flush(Days &days, std::int64_t before, const OnDay &onDay)
{
    while (!days.empty() && days.begin()->first < before) {
        for (const auto &[token, cells] : days.begin()->second) {
            if (auto visited = onDay(token, days.begin()->first, cells); !visited)
                return visited;
        }
        days.erase(days.begin());
    }
    return {};
}

} // namespace toll
