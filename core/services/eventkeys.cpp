// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventkeys.h"

#include "core/services/stores.h"

#include <QCollator>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace toll {

namespace {

constexpr std::size_t bytesAKey = 8; ///< of an id

/// The row numbers after the last of these segments.
std::size_t endOf(std::span<const ViewSegment> segments)
{
    return segments.empty() ? 0 : segments.back().base + static_cast<std::size_t>(segments.back().facts.events);
}

ColumnSet columnOf(EventColumn column)
{
    switch (column) {
    case EventColumn::Token:
    case EventColumn::Customer:
        return static_cast<ColumnSet>(SegmentColumn::Token);
    case EventColumn::Status:
        return static_cast<ColumnSet>(SegmentColumn::Status);
    case EventColumn::Model:
        return static_cast<ColumnSet>(SegmentColumn::Model);
    case EventColumn::Endpoint:
        return static_cast<ColumnSet>(SegmentColumn::Endpoint);
    case EventColumn::Source:
        return static_cast<ColumnSet>(SegmentColumn::Source);
    case EventColumn::Id:
        return static_cast<ColumnSet>(SegmentColumn::Id);
    case EventColumn::Count:
        return static_cast<ColumnSet>(SegmentColumn::Count);
    case EventColumn::Response:
        return static_cast<ColumnSet>(SegmentColumn::Response);
    case EventColumn::Time:
        return static_cast<ColumnSet>(SegmentColumn::Time);
    default:
        return static_cast<ColumnSet>(SegmentColumn::Units);
    }
}

const std::vector<std::int64_t> &amountsOf(const EventColumns &columns, EventColumn column)
{
    switch (column) {
    case EventColumn::Count:
        return columns.counts;
    case EventColumn::Response:
        return columns.responses;
    default:
        return columns.units[static_cast<std::size_t>(column) - static_cast<std::size_t>(EventColumn::Input)];
    }
}

/// The numbers of the column's texts, as texts stand for owners where they are asked for.
const TextColumn &textsOf(const EventColumns &columns, EventColumn column)
{
    switch (column) {
    case EventColumn::Model:
        return columns.models;
    case EventColumn::Endpoint:
        return columns.endpoints;
    case EventColumn::Source:
        return columns.sources;
    default:
        return columns.tokens;
    }
}

/// Eight bytes of an id from a place on, as a number that is ordered as they are.
std::uint64_t keyOf(std::string_view id, std::size_t from, bool isDescending)
{
    if (id.empty() && from == 0)
        return std::numeric_limits<std::uint64_t>::max(); // without an id: last in both orders
    std::uint64_t key = 0;
    if (id.size() >= from + bytesAKey) {
        std::memcpy(&key, id.data() + from, bytesAKey);
        if constexpr (std::endian::native == std::endian::little)
            key = __builtin_bswap64(key);
    } else {
        for (std::size_t i = from; i < from + bytesAKey; ++i)
            key = key << 8 | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
    }
    return isDescending ? ~key : key;
}

/// The place of each text among all as a reader expects them; empty ones last.
std::vector<std::uint32_t> ranksOf(const std::vector<std::string> &texts, bool isDescending)
{
    QCollator collator{QLocale()};
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<QCollatorSortKey> keys;
    keys.reserve(texts.size());
    for (const std::string &text : texts)
        keys.push_back(collator.sortKey(toQString(text)));
    std::vector<std::uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        if (texts[a].empty() || texts[b].empty())
            return !texts[a].empty() && texts[b].empty();
        const int compared = keys[a].compare(keys[b]);
        const bool isBefore = compared != 0 ? compared < 0 : texts[a] < texts[b];
        const bool isBehind = compared != 0 ? compared > 0 : texts[b] < texts[a];
        return isDescending ? isBehind : isBefore;
    });
    std::vector<std::uint32_t> ranks(texts.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks[order[i]] = static_cast<std::uint32_t>(i);
    return ranks;
}

/// Gives each text a number, over all segments.
class TextNumbers {
public:
    std::uint32_t of(std::string_view text)
    {
        const auto [entry, isNew] =
            m_numbers.try_emplace(std::string(text), static_cast<std::uint32_t>(m_texts.size()));
        if (isNew)
            m_texts.emplace_back(text);
        return entry->second;
    }
    [[nodiscard]] const std::vector<std::string> &texts() const { return m_texts; }

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<std::string> m_texts;
};

template<typename Key>
void turn(std::vector<Key> &keys, Key most)
{
    for (Key &key : keys)
        key = most - key;
}

} // namespace

EventKeys::EventKeys(Stores &stores, const std::vector<ViewSegment> &segments, const EventOwners &owners,
    const JobControl &job, Step step)
    : m_stores(stores), m_segments(segments), m_owners(owners), m_job(job), m_step(std::move(step))
{
}

std::function<bool()> EventKeys::cancelled() const
{
    return [this] { return m_job.isCancelled(); };
}

Result<void> EventKeys::read(
    std::span<const ViewSegment> segments, ColumnSet columns, const Reader &reader, Readers readers)
{
    std::vector<UsageStore::SegmentFacts> facts;
    for (const ViewSegment &segment : segments)
        facts.push_back(segment.facts);
    return m_stores.usage.workOnSegments(facts, columns,
        [&](const Segment &stored, const UsageStore::SegmentPlace &place) -> Result<UsageStore::SegmentEnd> {
            Result<EventColumns> decoded = decodeColumns(stored, columns);
            if (!decoded)
                return std::unexpected(decoded.error());
            const ViewSegment &segment = segments[static_cast<std::size_t>(place.done)];
            if (readers == Readers::AtOnce) {
                reader(segment, *decoded);
                return m_step;
            }
            return [this, &segment, &reader, read = std::move(*decoded)]() -> Result<void> {
                reader(segment, read);
                return m_step();
            };
        });
}

Result<void> EventKeys::sort(std::vector<RowNumber> &rows, const EventSort &by)
{
    switch (by.column) {
    case EventColumn::Id:
        return sortIds(rows, {{0, rows.size()}}, m_segments, by.isDescending);
    case EventColumn::Token:
    case EventColumn::Customer:
    case EventColumn::Model:
    case EventColumn::Endpoint:
    case EventColumn::Source:
        return sortTexts(rows, by);
    default:
        return sortNumbers(rows, by);
    }
}

Result<void> EventKeys::sortNumbers(std::vector<RowNumber> &rows, const EventSort &by)
{
    // One more than the number, so that 0 is nothing.
    std::vector<std::uint32_t> keys(endOf(m_segments));
    std::vector<std::uint64_t> wide;
    std::uint64_t most = 0;
    const auto put = [&](std::size_t row, std::uint64_t key) {
        most = std::max(most, key);
        if (wide.empty() && key > std::numeric_limits<std::uint32_t>::max() - 2) {
            wide.assign(keys.begin(), keys.end());
            keys = {};
        }
        wide.empty() ? void(keys[row] = static_cast<std::uint32_t>(key)) : void(wide[row] = key);
    };
    Result<void> read =
        this->read(m_segments, columnOf(by.column), [&](const ViewSegment &segment, const EventColumns &columns) {
            if (by.column == EventColumn::Status) {
                for (std::size_t row = 0; row < columns.rows; ++row)
                    put(segment.base + row,
                        static_cast<std::uint64_t>(columns.statuses[row])
                            + (columns.statuses[row] == noStatus ? 0 : 1));
                return;
            }
            const std::vector<std::int64_t> &amounts = amountsOf(columns, by.column);
            for (std::size_t row = 0; row < columns.rows; ++row)
                put(segment.base + row, static_cast<std::uint64_t>(amounts[row] + 1));
        });
    if (!read)
        return read;
    const auto order = [&](auto &of) {
        using Key = typename std::remove_cvref_t<decltype(of)>::value_type;
        // What is not known becomes the largest.
        if (by.isDescending)
            turn(of, static_cast<Key>(most));
        else
            for (Key &key : of)
                key = key == 0 ? static_cast<Key>(most) : key - 1;
        sortByKeys(rows, of, cancelled());
    };
    wide.empty() ? order(keys) : order(wide);
    return m_job.isCancelled() ? fail(ErrorCode::Cancelled) : Result<void>();
}

/// Of a token its name or its customer's.
std::string_view EventKeys::shownText(std::string_view text, EventColumn column) const
{
    if (column != EventColumn::Token && column != EventColumn::Customer)
        return text;
    const auto owner = m_owners.find({std::string(text)});
    if (owner == m_owners.end())
        return {};
    return column == EventColumn::Token ? owner->second.token : owner->second.customer;
}

Result<void> EventKeys::sortTexts(std::vector<RowNumber> &rows, const EventSort &by)
{
    std::vector<std::uint32_t> keys(endOf(m_segments));
    TextNumbers numbers;
    Result<void> read =
        this->read(m_segments, columnOf(by.column), [&](const ViewSegment &segment, const EventColumns &columns) {
            const TextColumn &texts = textsOf(columns, by.column);
            std::vector<std::uint32_t> known;
            for (std::size_t i = 0; i < texts.texts.size(); ++i)
                known.push_back(numbers.of(shownText(texts.texts.at(i), by.column)));
            for (std::size_t row = 0; row < columns.rows; ++row)
                keys[segment.base + row] = known[texts.rows[row]];
        });
    if (!read)
        return read;
    const std::vector<std::uint32_t> ranks = ranksOf(numbers.texts(), by.isDescending);
    for (std::uint32_t &key : keys)
        key = key < ranks.size() ? ranks[key] : 0;
    sortByKeys(rows, keys, cancelled());
    return m_job.isCancelled() ? fail(ErrorCode::Cancelled) : Result<void>();
}

Result<void> EventKeys::sortByTime(std::vector<RowNumber> &rows, std::span<const ViewSegment> overlapping)
{
    // Numbered from 0 meanwhile, so that keys are kept for these segments alone.
    const RowNumber first = overlapping.front().base;
    std::vector<ViewSegment> segments(overlapping.begin(), overlapping.end());
    Instant earliest = segments.front().facts.span.begin;
    for (ViewSegment &segment : segments) {
        segment.base -= first;
        earliest = std::min(earliest, segment.facts.span.begin);
    }
    for (RowNumber &row : rows)
        row -= first;
    std::vector<std::uint64_t> keys(endOf(segments));
    Result<void> done =
        read(segments, columnOf(EventColumn::Time), [&](const ViewSegment &segment, const EventColumns &columns) {
            for (std::size_t row = 0; row < columns.rows; ++row)
                keys[segment.base + row] = static_cast<std::uint64_t>(columns.times[row] - earliest.ms);
        });
    if (!done)
        return done;
    sortByKeys(rows, keys, cancelled());
    if (m_job.isCancelled())
        return fail(ErrorCode::Cancelled);
    std::vector<RankSpan> ties = equalSpans(rows, keys);
    keys = {};
    // Those of one segment are in order of their ids already.
    std::erase_if(ties, [&](const RankSpan &tie) {
        const auto segment = std::prev(std::ranges::upper_bound(segments, rows[tie.begin], {}, &ViewSegment::base));
        return rows[tie.end - 1] - segment->base < static_cast<std::uint64_t>(segment->facts.events);
    });
    done = sortIds(rows, std::move(ties), segments, false);
    for (RowNumber &row : rows)
        row += first;
    return done;
}

Result<void> EventKeys::sortIds(
    std::vector<RowNumber> &rows, std::vector<RankSpan> spans, std::span<const ViewSegment> segments, bool isDescending)
{
    std::atomic<std::size_t> longest = 1;
    std::vector<std::uint64_t> keys;
    for (std::size_t from = 0; from < longest && !spans.empty(); from += bytesAKey) {
        keys.resize(endOf(segments));
        const auto take = [&](const ViewSegment &segment, const EventColumns &columns) {
            std::size_t most = 1;
            for (std::size_t row = 0; row < columns.rows; ++row) {
                const std::string_view id = columns.ids.at(row);
                most = std::max(most, id.size());
                keys[segment.base + row] = keyOf(id, from, isDescending);
            }
            for (std::size_t known = longest; known < most && !longest.compare_exchange_weak(known, most);) { }
        };
        Result<void> read = this->read(segments, static_cast<ColumnSet>(SegmentColumn::Id), take, Readers::AtOnce);
        if (!read)
            return read;
        if (spans.size() == 1 && spans.front().begin == 0 && spans.front().end == rows.size())
            spans = sortAll(rows, keys, cancelled());
        else
            spans = sortSpans(rows, spans, keys);
        if (m_job.isCancelled())
            return fail(ErrorCode::Cancelled);
    }
    return {};
}

} // namespace toll
