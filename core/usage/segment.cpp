// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/segment.h"

#include "core/usage/bytes.h"
#include "core/usage/columns.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace toll {

namespace {

constexpr std::uint8_t hashVersion = 1;
constexpr std::size_t hashSize = 16;

using Events = std::span<const StoredEvent>;

ColumnBytes encodeHashes(Events events)
{
    ByteWriter writer(hashVersion);
    for (const StoredEvent &stored : events) {
        writer.fixed64(stored.hash.high);
        writer.fixed64(stored.hash.low);
    }
    return std::move(writer).sealed();
}

template<typename Get>
ColumnBytes encodeTextsOf(Events events, Get get)
{
    std::vector<std::string_view> values;
    values.reserve(events.size());
    for (const StoredEvent &stored : events)
        values.emplace_back(get(stored));
    return encodeTexts(values);
}

template<typename Get>
ColumnBytes encodeNumbersOf(Events events, Get get)
{
    std::vector<std::optional<std::int64_t>> values;
    values.reserve(events.size());
    for (const StoredEvent &stored : events)
        values.emplace_back(get(stored.event));
    return encodeOptional(values);
}

ColumnBytes encodeTimes(Events events)
{
    std::vector<std::int64_t> times;
    times.reserve(events.size());
    for (const StoredEvent &stored : events)
        times.push_back(stored.event.time.ms);
    return encodeAscending(times);
}

ColumnBytes encodeIdsOf(Events events)
{
    std::vector<std::string_view> ids;
    ids.reserve(events.size());
    for (const StoredEvent &stored : events)
        ids.emplace_back(stored.event.id);
    return encodeIds(ids);
}

template<typename Named, typename Get>
std::vector<const Named *> namedOf(Events events, Get get)
{
    std::vector<const Named *> values;
    values.reserve(events.size());
    for (const StoredEvent &stored : events)
        values.push_back(&get(stored.event));
    return values;
}

bool isEarlier(const StoredEvent &a, const StoredEvent &b)
{
    return std::tie(a.event.time, a.event.id) < std::tie(b.event.time, b.event.id);
}

/// Sorts places rather than events: those are large.
void sortByTimeAndId(std::vector<StoredEvent> &events)
{
    if (std::ranges::is_sorted(events, isEarlier))
        return;
    std::vector<std::size_t> order(events.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&events](std::size_t a, std::size_t b) { return isEarlier(events[a], events[b]); });
    std::vector<StoredEvent> sorted;
    sorted.reserve(events.size());
    for (const std::size_t place : order)
        sorted.push_back(std::move(events[place]));
    events = std::move(sorted);
}

std::string unitColumn(std::size_t unit)
{
    return std::string(name(static_cast<UnitMeter>(unit)));
}

/// Moves one decoded column after the other into the events.
class SegmentDecoder {
public:
    explicit SegmentDecoder(const Segment &segment, std::vector<EventHash> hashes)
        : m_segment(segment), m_events(hashes.size())
    {
        for (std::size_t row = 0; row < hashes.size(); ++row)
            m_events[row].hash = hashes[row];
    }

    template<typename Decode, typename Set>
    void column(std::string_view name, Decode decode, Set set)
    {
        if (m_error)
            return;
        const auto found = std::ranges::find(
            m_segment.columns, name, [](const auto &entry) -> std::string_view { return entry.first; });
        if (found == m_segment.columns.end()) {
            m_error = Error{ErrorCode::Damaged, std::string(name), {}, {}, 0};
            return;
        }
        auto values = decode(std::span<const std::byte>(found->second), m_events.size(), name);
        if (!values) {
            m_error = values.error();
            return;
        }
        for (std::size_t row = 0; row < m_events.size(); ++row) {
            if (!set(m_events[row], std::move((*values)[row]))) {
                m_error = Error{ErrorCode::Damaged, std::string(name), {}, {}, 0};
                return;
            }
        }
    }

    Result<std::vector<StoredEvent>> take() &&
    {
        if (m_error)
            return std::unexpected(*m_error);
        return std::move(m_events);
    }

private:
    const Segment &m_segment;
    std::vector<StoredEvent> m_events;
    std::optional<Error> m_error;
};

using Number = std::optional<std::int64_t>;

void decodeNumberColumns(SegmentDecoder &decoder)
{
    decoder.column("status", decodeOptional, [](StoredEvent &to, Number status) {
        if (status && (*status < 0 || *status > std::numeric_limits<std::int16_t>::max()))
            return false;
        to.event.status = static_cast<std::int16_t>(status.value_or(noStatus));
        return true;
    });
    decoder.column("count", decodeOptional, [](StoredEvent &to, Number count) {
        to.event.count = count.value_or(1);
        return to.event.count > 0;
    });
    decoder.column("response_ms", decodeOptional, [](StoredEvent &to, Number response) {
        to.event.responseMs = response;
        return true;
    });
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        decoder.column(unitColumn(unit), decodeOptional, [unit](StoredEvent &to, Number value) {
            to.event.units[unit] = value;
            return true;
        });
    }
}

void decodeTextColumns(SegmentDecoder &decoder)
{
    const auto text = [&decoder](std::string_view column, auto decode, std::string UsageEvent::*member) {
        decoder.column(column, decode, [member](StoredEvent &to, std::string value) {
            to.event.*member = std::move(value);
            return true;
        });
    };
    decoder.column("token", decodeTexts, [](StoredEvent &to, std::string value) {
        to.token.text = std::move(value);
        return true;
    });
    text("id", decodeIds, &UsageEvent::id);
    text("model", decodeTexts, &UsageEvent::model);
    text("endpoint", decodeTexts, &UsageEvent::endpoint);
    text("source", decodeTexts, &UsageEvent::source);
}

} // namespace

Segment encodeSegment(std::vector<StoredEvent> events)
{
    sortByTimeAndId(events);
    Segment segment;
    segment.events = static_cast<std::int64_t>(events.size());
    if (!events.empty())
        segment.span = {events.front().event.time, events.back().event.time.plus(1)};
    const auto add = [&segment](std::string column, ColumnBytes bytes) {
        segment.columns.emplace_back(std::move(column), std::move(bytes));
    };
    add("hash", encodeHashes(events));
    add("time", encodeTimes(events));
    add("token", encodeTextsOf(events, [](const StoredEvent &s) -> std::string_view { return s.token.text; }));
    add("id", encodeIdsOf(events));
    add("status", encodeNumbersOf(events, [](const UsageEvent &e) {
        return e.status == noStatus ? Number() : Number(e.status);
    }));
    add("count",
        encodeNumbersOf(events, [](const UsageEvent &e) { return e.count == 1 ? Number() : Number(e.count); }));
    add("response_ms", encodeNumbersOf(events, [](const UsageEvent &e) { return e.responseMs; }));
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        add(unitColumn(unit), encodeNumbersOf(events, [unit](const UsageEvent &e) { return e.units[unit]; }));
    add("model", encodeTextsOf(events, [](const StoredEvent &s) -> std::string_view { return s.event.model; }));
    add("endpoint", encodeTextsOf(events, [](const StoredEvent &s) -> std::string_view { return s.event.endpoint; }));
    add("source", encodeTextsOf(events, [](const StoredEvent &s) -> std::string_view { return s.event.source; }));
    add("custom", encodeNamedNumbers(namedOf<NamedNumbers>(events, [](const UsageEvent &e) -> const NamedNumbers & {
        return e.custom;
    })));
    add("dimensions", encodeNamedTexts(namedOf<NamedTexts>(events, [](const UsageEvent &e) -> const NamedTexts & {
        return e.dimensions;
    })));
    return segment;
}

Result<std::vector<EventHash>> decodeHashes(const Segment &segment)
{
    for (const auto &[column, bytes] : segment.columns) {
        if (column != "hash")
            continue;
        auto reader = ByteReader::open(bytes, hashVersion, column);
        if (!reader)
            return std::unexpected(reader.error());
        // Everything else is bounded by this column: it has a fixed size for each event.
        if (segment.events < 0 || reader->left() % hashSize != 0
            || reader->left() / hashSize != static_cast<std::uint64_t>(segment.events))
            return fail(ErrorCode::Damaged, column);
        std::vector<EventHash> hashes(static_cast<std::size_t>(segment.events));
        for (EventHash &hash : hashes) {
            hash.high = reader->fixed64();
            hash.low = reader->fixed64();
        }
        return hashes;
    }
    return fail(ErrorCode::Damaged, "hash");
}

Result<std::vector<StoredEvent>> decodeSegment(const Segment &segment)
{
    auto hashes = decodeHashes(segment);
    if (!hashes)
        return std::unexpected(hashes.error());
    SegmentDecoder decoder(segment, std::move(*hashes));
    decoder.column("time", decodeAscending, [](StoredEvent &to, std::int64_t time) {
        to.event.time.ms = time;
        return true;
    });
    decodeTextColumns(decoder);
    decodeNumberColumns(decoder);
    decoder.column("custom", decodeNamedNumbers, [](StoredEvent &to, NamedNumbers custom) {
        to.event.custom = std::move(custom);
        return true;
    });
    decoder.column("dimensions", decodeNamedTexts, [](StoredEvent &to, NamedTexts dimensions) {
        to.event.dimensions = std::move(dimensions);
        return true;
    });
    return std::move(decoder).take();
}

} // namespace toll
