// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/services/job.h"
#include "core/usage/filter.h"
#include "core/usage/segment.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

class Stores;

/// One event as the table of events shows it.
struct EventRow {
    StoredEvent stored;
    std::string tokenName;
    std::string customerName;
};

/// What events can be ordered by.
enum class EventColumn {
    Time,
    Token,
    Customer,
    Status,
    Model,
    Endpoint,
    Source,
    Id,
    Count,
    Response,
    Input,
    CachedInput,
    CacheWrite,
    Output,
};

/// One column of an order. What is not known, or an empty text, comes last whichever way it is ordered.
struct EventSort {
    EventColumn column = EventColumn::Time;
    bool isDescending = true;

    bool operator==(const EventSort &) const = default;
};

/// Which events a view shows, and in which order.
struct EventQuery {
    std::optional<Interval> range = {}; ///< absent: all there is
    Zone zone = {}; ///< of the filter's days and hours
    std::vector<TokenId> tokens = {}; ///< empty: all
    EventFilter where = {};
    /// First column first; what is equal in all of them comes newest first. Names are ordered as a reader of the
    /// program's language expects, ids byte by byte. Time decides all by itself: ties by id, and what comes after it in
    /// the order is not looked at.
    std::vector<EventSort> order = {};
};

/// Events in an order, any page of which is read at once, however many there are. Without a filter and in order of time
/// it opens from the list of segments alone; else the columns that decide are read once, and four bytes a row are kept.
///
/// A view is a snapshot: usage that comes later is not in it, and names stay those of the day it was opened. Segments
/// it has not read yet may be put together or replaced meanwhile; asking for their rows then fails with WrongState
/// (where isOutdated() says so), never with wrong rows, and a new view is to be opened. One thread's property, like the
/// stores.
class EventView {
public:
    /// How much of the segments it keeps in memory, packed as they are stored.
    static constexpr std::size_t usualMemory = std::size_t{192} << 20;

    /// Cancelled. OutOfRange where there are more events than 32 bits count.
    [[nodiscard]] static Result<std::shared_ptr<EventView>> open(
        Stores &stores, const EventQuery &query, const JobControl &job, std::size_t memory = usualMemory);
    ~EventView();

    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] std::int64_t requests() const { return m_requests; } ///< that its events stand for
    [[nodiscard]] std::int64_t allRequests() const
    {
        return m_allRequests;
    } ///< of range and tokens, whatever the filter
    /// Between which times retention dropped events, which are not among these.
    [[nodiscard]] const std::optional<Interval> &missing() const { return m_missing; }
    [[nodiscard]] const EventQuery &query() const { return m_query; }
    /// Whether it is in order of time, either way.
    [[nodiscard]] bool isByTime() const;

    /// The rows from `first` on, `count` or as many as there are.
    [[nodiscard]] Result<std::vector<EventRow>> rows(Stores &stores, std::int64_t first, std::int64_t count);
    /// Of a view in order of time: the place of the first row that is at the time or behind it; the last where all are
    /// before it. 0 in an empty view.
    [[nodiscard]] Result<std::int64_t> placeOf(Stores &stores, Instant time);
    /// Names of custom meters and dimensions that its segments have, rows that it does not show among them.
    struct Names {
        std::vector<std::string> meters;
        std::vector<std::string> dimensions;
    };
    [[nodiscard]] Result<Names> names(Stores &stores);

private:
    friend class EventViewBuilder;
    struct Content;

    explicit EventView(EventQuery query);

    EventQuery m_query;
    std::int64_t m_size = 0;
    std::int64_t m_requests = 0;
    std::int64_t m_allRequests = 0;
    std::optional<Interval> m_missing;
    std::unique_ptr<Content> m_content;
};

[[nodiscard]] bool isOutdated(const Error &error);

} // namespace toll
