// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What an open view answers; how one is made is in eventviewbuilder.cpp.
#include "core/services/eventviewcontent.h"
#include "core/services/stores.h"

#include <algorithm>
#include <numeric>

namespace toll {

namespace {

constexpr std::string_view outdated = "events";
constexpr std::size_t openedAtOnce = 8; ///< segments, where rows lie in many

} // namespace

bool isOutdated(const Error &error)
{
    return error.code == ErrorCode::WrongState && error.where == outdated;
}

EventView::EventView(EventQuery query) : m_query(std::move(query)), m_content(std::make_unique<Content>()) { }

EventView::~EventView() = default;

bool EventView::isByTime() const
{
    return m_query.order.empty() || m_query.order.front().column == EventColumn::Time;
}

RowNumber EventView::Content::rowAt(std::int64_t place) const
{
    if (isReversed)
        place = size - 1 - place;
    const auto run = std::prev(std::ranges::upper_bound(runs, place, {}, &ViewRun::place));
    const auto at = static_cast<std::size_t>(place - run->place);
    return run->rows.empty() ? run->begin + static_cast<RowNumber>(at) : run->rows[at];
}

std::size_t EventView::Content::segmentOf(RowNumber row) const
{
    const auto found = std::prev(std::ranges::upper_bound(segments, row, {}, &ViewSegment::base));
    return static_cast<std::size_t>(found - segments.begin());
}

Result<const SegmentRows *> EventView::Content::open(Stores &stores, std::size_t segment)
{
    const auto known = std::ranges::find(opened, segment, &Opened::segment);
    if (known != opened.end()) {
        opened.splice(opened.begin(), opened, known);
        return &opened.front().rows;
    }
    const UsageStore::SegmentFacts &facts = segments[segment].facts;
    Result<Segment> stored = stores.usage.readSegment(facts, allColumns);
    if (!stored) {
        const Result<bool> isThere = stores.usage.isStored(facts);
        if (isThere && !*isThere)
            return fail(ErrorCode::WrongState, std::string(outdated));
        return std::unexpected(stored.error());
    }
    Result<SegmentRows> rows = SegmentRows::open(std::move(*stored));
    if (!rows)
        return fail(rows.error().code, "segment " + std::to_string(facts.number), rows.error().where);
    keep(segment, std::move(*rows));
    return &opened.front().rows;
}

void EventView::Content::keep(std::size_t segment, SegmentRows rows)
{
    openedBytes += rows.bytes();
    opened.push_front({segment, std::move(rows)});
    while (openedBytes > memory && opened.size() > 1) {
        openedBytes -= opened.back().rows.bytes();
        opened.pop_back();
    }
}

void EventView::Content::openTogether(Stores &stores, std::span<const std::size_t> wanted)
{
    std::vector<std::size_t> missing;
    std::vector<UsageStore::SegmentFacts> facts;
    for (const std::size_t segment : wanted)
        if (std::ranges::find(opened, segment, &Opened::segment) == opened.end()) {
            missing.push_back(segment);
            facts.push_back(segments[segment].facts);
        }
    if (missing.size() < 2)
        return;
    static_cast<void>(stores.usage.workOnSegments(facts, allColumns,
        [&](const Segment &stored, const UsageStore::SegmentPlace &place) -> Result<UsageStore::SegmentEnd> {
            Result<SegmentRows> rows = SegmentRows::open(stored);
            if (!rows)
                return std::unexpected(rows.error());
            const std::size_t segment = missing[static_cast<std::size_t>(place.done)];
            return [this, segment, rows = std::move(*rows)]() mutable -> Result<void> {
                keep(segment, std::move(rows));
                return {};
            };
        }));
}

Result<std::vector<EventRow>> EventView::rows(Stores &stores, std::int64_t first, std::int64_t count)
{
    first = std::clamp<std::int64_t>(first, 0, m_size);
    count = std::clamp<std::int64_t>(count, 0, m_size - first);
    // Segment by segment, so that each is opened once.
    std::vector<RowNumber> numbers(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = m_content->rowAt(first + static_cast<std::int64_t>(i));
    std::vector<std::size_t> places(numbers.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::sort(places, {}, [&numbers](std::size_t place) { return numbers[place]; });
    std::vector<std::size_t> segments; // that hold them, in order
    for (const std::size_t place : places)
        if (segments.empty() || numbers[place] - m_content->segments[segments.back()].base
                >= static_cast<std::uint64_t>(m_content->segments[segments.back()].facts.events))
            segments.push_back(m_content->segmentOf(numbers[place]));
    std::size_t next = 0; // of them
    std::vector<EventRow> rows(numbers.size());
    const ViewSegment *held = nullptr;
    const SegmentRows *opened = nullptr;
    for (const std::size_t place : places) {
        const RowNumber number = numbers[place];
        if (!held || number - held->base >= static_cast<std::uint64_t>(held->facts.events)) {
            if (next % openedAtOnce == 0)
                m_content->openTogether(
                    stores, std::span(segments).subspan(next, std::min(openedAtOnce, segments.size() - next)));
            const std::size_t segment = segments[next++];
            const Result<const SegmentRows *> found = m_content->open(stores, segment);
            if (!found)
                return std::unexpected(found.error());
            held = &m_content->segments[segment];
            opened = *found;
        }
        Result<StoredEvent> stored = opened->at(number - held->base);
        if (!stored)
            return fail(stored.error().code, "segment " + std::to_string(held->facts.number), stored.error().where);
        rows[place].stored = std::move(*stored);
        if (const auto owner = m_content->owners.find(rows[place].stored.token); owner != m_content->owners.end()) {
            rows[place].tokenName = owner->second.token;
            rows[place].customerName = owner->second.customer;
        }
    }
    return rows;
}

Result<std::int64_t> EventView::placeOf(Stores &stores, Instant time)
{
    if (!isByTime())
        return fail(ErrorCode::Unsupported, "order");
    const bool isDescending = m_content->isReversed;
    std::int64_t begin = 0;
    std::int64_t end = std::max<std::int64_t>(m_size - 1, 0);
    while (begin < end) {
        const std::int64_t middle = begin + (end - begin) / 2;
        const RowNumber row = m_content->rowAt(middle);
        const std::size_t segment = m_content->segmentOf(row);
        const Interval span = m_content->segments[segment].facts.span;
        Instant at = span.begin;
        // Mostly the whole segment is on one side; only where it is not, its times are looked at.
        if (span.contains(time)) {
            const Result<const SegmentRows *> opened = m_content->open(stores, segment);
            if (!opened)
                return std::unexpected(opened.error());
            at = (*opened)->timeAt(row - m_content->segments[segment].base);
        }
        const bool isReached = isDescending ? at <= time : at >= time;
        isReached ? void(end = middle) : void(begin = middle + 1);
    }
    return begin;
}

Result<EventView::Names> EventView::names(Stores &stores)
{
    UsageStore::Names found;
    for (const ViewSegment &segment : m_content->segments) {
        const Result<EventColumns> columns =
            stores.usage.readColumns(segment.facts, SegmentColumn::Custom | SegmentColumn::Dimensions);
        if (!columns) {
            const Result<bool> isThere = stores.usage.isStored(segment.facts);
            return isThere && !*isThere ? fail(ErrorCode::WrongState, std::string(outdated))
                                        : std::unexpected(columns.error());
        }
        for (const auto &[row, customs] : columns->customs)
            for (const auto &[name, value] : customs)
                found.meters.insert(name);
        for (const NamedTexts &set : columns->dimensionSets)
            for (const auto &[name, value] : set)
                found.dimensions.insert(name);
    }
    return Names{{found.meters.begin(), found.meters.end()}, {found.dimensions.begin(), found.dimensions.end()}};
}

} // namespace toll
