// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagetallyparts.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr ColumnSet amountColumns = SegmentColumn::Count | SegmentColumn::Response | SegmentColumn::Units;
constexpr std::size_t mostEnding = 2; ///< settled at once, beside the segments that are summed
constexpr std::size_t mostIdleSummers = 8;

} // namespace

std::size_t Tally::groupCount() const
{
    std::size_t count = 0;
    for (const Piece &piece : pieces)
        count += piece.groups.size();
    return count;
}

UsageTally::UsageTally(TallyQuestion question) : m_question(std::move(question)) { }

UsageTally::~UsageTally() = default;

std::unique_ptr<UsageTally::Scratch> UsageTally::lend()
{
    const std::lock_guard lock(m_mutex);
    if (m_scratch.empty())
        return std::make_unique<Scratch>();
    auto scratch = std::move(m_scratch.back());
    m_scratch.pop_back();
    return scratch;
}

void UsageTally::giveBack(std::unique_ptr<Scratch> scratch)
{
    const std::lock_guard lock(m_mutex);
    m_scratch.push_back(std::move(scratch));
}

GroupSummer UsageTally::lendSummer()
{
    const std::lock_guard lock(m_mutex);
    if (m_summers.empty())
        return {};
    GroupSummer summer = std::move(m_summers.back());
    m_summers.pop_back();
    return summer;
}

void UsageTally::giveBack(GroupSummer summer)
{
    summer.clear();
    const std::lock_guard lock(m_mutex);
    if (m_summers.size() < mostIdleSummers)
        m_summers.push_back(std::move(summer));
}

Result<Tally> UsageTally::run(UsageStore &store)
{
    const ColumnSet wanted =
        (SegmentColumn::Time | SegmentColumn::Status) | amountColumns | m_question.deciding | m_question.ofEachRow;
    const Result<void> done = store.workOnSegments({m_question.tokens, m_question.span}, wanted,
        [this](const Segment &segment, const SegmentPlace &place) { return sum(segment, place); });
    if (!done)
        return std::unexpected(done.error());
    settle(latestInstant.plus(1));
    collectEnded(0);
    m_tally.keys.resize(m_numbers.size());
    for (const auto &[key, number] : m_numbers)
        m_tally.keys[number] = key;
    m_tally.responses = m_responses.counts();
    return std::move(m_tally);
}

Result<UsageStore::SegmentEnd> UsageTally::sum(const Segment &segment, const SegmentPlace &place)
{
    std::unique_ptr<Scratch> scratch = lend();
    const ColumnSet own = (SegmentColumn::Time | SegmentColumn::Status) | m_question.deciding | m_question.ofEachRow;
    const Result<EventColumns> columns = decodeColumns(segment, own);
    Result<void> read = columns ? scratch->counts.decode(segment, "count") : std::unexpected(columns.error());
    if (read)
        read = scratch->responses.decode(segment, "response_ms");
    for (std::size_t unit = 0; unit < unitMeterCount && read; ++unit)
        read = scratch->units[unit].decode(segment, name(static_cast<UnitMeter>(unit)));
    if (!read)
        return std::unexpected(read.error());
    const auto rowAt = [&columns](Instant time) {
        return static_cast<std::size_t>(std::ranges::lower_bound(columns->times, time.ms) - columns->times.begin());
    };
    scratch->begin = rowAt(m_question.span.begin);
    scratch->end = rowAt(m_question.span.end);
    if (Result<void> chosen = choose(*columns, *scratch); !chosen)
        return std::unexpected(chosen.error());
    GroupedRows rows{scratch->groups, columns->statuses, &scratch->counts, &scratch->responses, {}};
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        rows.units[unit] = &scratch->units[unit];
    ValueCounter responses;
    Result<void> counted = responses.add(rows, scratch->begin, scratch->end);
    Result<std::vector<Part>> parts =
        counted ? sumPieces(*scratch, columns->times, rows, place.alone) : std::unexpected(counted.error());
    giveBack(std::move(scratch));
    if (!parts)
        return std::unexpected(parts.error());
    return [this, parts = std::move(*parts), responses = std::move(responses), place]() mutable -> Result<void> {
        Result<void> added = m_responses.add(responses);
        return added ? take(std::move(parts), place.alone.end) : added;
    };
}

Result<std::vector<UsageTally::Part>> UsageTally::sumPieces(
    Scratch &scratch, const std::vector<std::int64_t> &times, const GroupedRows &rows, Interval alone)
{
    std::vector<Part> parts;
    for (std::size_t begin = scratch.begin, end = begin; begin < scratch.end; begin = end) {
        Part part;
        part.first = {times[begin]};
        part.piece = intersection(m_question.pieceAt(part.first), m_question.span);
        const auto last = times.begin() + static_cast<std::ptrdiff_t>(scratch.end);
        end = static_cast<std::size_t>(
            std::lower_bound(times.begin() + static_cast<std::ptrdiff_t>(begin), last, part.piece.end.ms)
            - times.begin());
        if (Result<void> added = scratch.summer.add(rows, begin, end); !added)
            return std::unexpected(added.error());
        if (scratch.summer.isEmpty())
            continue;
        if (m_question.piecesDiffer && intersection(part.piece, alone) == part.piece) {
            put(part.done, scratch.summer);
        } else {
            part.open = std::move(scratch.summer);
            scratch.summer = lendSummer();
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

/// Ends a piece.
void UsageTally::put(Tally::Piece &piece, GroupSummer &summer) const
{
    piece.groups = m_question.keepsValues ? summer.takeValues(*m_tally.room, piece.values)
                                          : summer.takePercentiles(*m_tally.room);
}

/// Joins a segment's parts to what came before; nothing more will come before `settled`.
Result<void> UsageTally::take(std::vector<Part> parts, Instant settled)
{
    for (Part &part : parts) {
        GroupKey time;
        {
            const std::lock_guard lock(m_mutex);
            Result<GroupKey> key = m_question.timeKeyAt(part.first);
            if (!key)
                return std::unexpected(key.error());
            time = std::move(*key);
        }
        if (!part.open) {
            part.done.time = std::move(time);
            m_tally.pieces.push_back(std::move(part.done));
            continue;
        }
        const auto [open, isNew] = m_open.try_emplace(std::move(time));
        if (isNew) {
            open->second = {part.piece, std::move(*part.open)};
            continue;
        }
        if (Result<void> added = open->second.summer.add(*part.open); !added)
            return added;
        giveBack(std::move(*part.open));
    }
    if (m_question.piecesDiffer)
        settle(settled);
    return {};
}

/// Ends what is over before the time on a thread of its own, because the caller's has the next segments to read.
void UsageTally::settle(Instant before)
{
    std::vector<std::pair<GroupKey, GroupSummer>> over;
    for (auto open = m_open.begin(); open != m_open.end();) {
        if (open->second.piece.end > before) {
            ++open;
            continue;
        }
        over.emplace_back(open->first, std::move(open->second.summer));
        open = m_open.erase(open);
    }
    if (over.empty())
        return;
    collectEnded(mostEnding - 1);
    m_ending.push_back(std::async(std::launch::async, [this, over = std::move(over)]() mutable {
        std::vector<Tally::Piece> pieces;
        for (auto &[time, summer] : over) {
            pieces.push_back({std::move(time), {}, {}});
            put(pieces.back(), summer);
            giveBack(std::move(summer));
        }
        return pieces;
    }));
}

/// Waits until no more than `left` threads are ending pieces.
void UsageTally::collectEnded(std::size_t left)
{
    for (; m_ending.size() > left; m_ending.pop_front())
        for (Tally::Piece &piece : m_ending.front().get())
            m_tally.pieces.push_back(std::move(piece));
}

} // namespace toll
