// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagetally.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr ColumnSet amountColumns = SegmentColumn::Count | SegmentColumn::Response | SegmentColumn::Units;
constexpr std::size_t mostChoices = std::size_t{1} << 22; ///< of rows that may be alike, in a segment
constexpr std::uint32_t unseen = ~std::uint32_t{0};
constexpr std::uint32_t notChosen = unseen - 1; ///< which no group is called either
constexpr std::size_t mostEnding = 2; ///< settled at once, beside the segments that are summed
constexpr std::size_t mostIdleSummers = 8;

/// The bits that name the values of a row in the table of choices.
struct Bits {
    unsigned token = 24;
    unsigned model = 12;
    unsigned source = 10;
    unsigned dimensions = 8;
    unsigned status = 10;
};

/// An event as far as its columns are here.
StoredEvent eventAt(const EventColumns &columns, std::size_t row, ColumnSet there)
{
    const auto amount = [row](const std::vector<std::int64_t> &amounts) {
        return amounts[row] == EventColumns::absent ? std::nullopt : std::optional(amounts[row]);
    };
    StoredEvent stored;
    UsageEvent &event = stored.event;
    event.time.ms = columns.times[row];
    if (has(there, SegmentColumn::Token))
        stored.token.text = columns.tokens.at(row);
    if (has(there, SegmentColumn::Status))
        event.status = columns.statuses[row];
    if (has(there, SegmentColumn::Model))
        event.model = columns.models.at(row);
    if (has(there, SegmentColumn::Source))
        event.source = columns.sources.at(row);
    if (has(there, SegmentColumn::Endpoint))
        event.endpoint = columns.endpoints.at(row);
    if (has(there, SegmentColumn::Id))
        event.id = columns.ids.at(row);
    if (has(there, SegmentColumn::Dimensions))
        event.dimensions = columns.dimensionSets[columns.dimensions[row]];
    if (has(there, SegmentColumn::Count))
        event.count = columns.counts[row];
    if (has(there, SegmentColumn::Response))
        event.responseMs = amount(columns.responses);
    for (std::size_t unit = 0; unit < unitMeterCount && has(there, SegmentColumn::Units); ++unit)
        event.units[unit] = amount(columns.units[unit]);
    return stored;
}

} // namespace

std::size_t Tally::groupCount() const
{
    std::size_t count = 0;
    for (const Piece &piece : pieces)
        count += piece.groups.size();
    return count;
}

/// What a thread works with on a segment, kept for the next one.
struct UsageTally::Scratch {
    AmountColumn counts;
    AmountColumn responses;
    std::array<AmountColumn, unitMeterCount> units;
    std::vector<std::uint32_t> groups; ///< by row, in the span
    std::size_t begin = 0; ///< the rows in the span
    std::size_t end = 0;
    GroupSummer summer;
};

/// What a segment has of a piece of time.
struct UsageTally::Part {
    Interval piece;
    Instant first; ///< event
    Tally::Piece done; ///< where no other segment has any of it
    std::optional<GroupSummer> open; ///< where another may
};

/// One of the columns that decide, as numbers below `size`.
struct UsageTally::Deciding {
    std::vector<std::uint32_t> made; ///< where the column has none of its own
    std::span<const std::uint32_t> rows;
    std::size_t size = 0;
    unsigned bits = 0;
    std::function<std::uint32_t(std::uint32_t)> numberOf; ///< that a value has for all segments
    std::vector<std::uint32_t> numbers; ///< by value, as far as they were asked for

    /// Asks for all of them at once.
    void number(const TextPool &texts, TextPool &pool, std::mutex &mutex)
    {
        std::vector<std::string_view> views(texts.size());
        for (std::size_t i = 0; i < views.size(); ++i)
            views[i] = texts.at(i);
        numbers.resize(views.size());
        const std::lock_guard lock(mutex);
        pool.use(views, numbers.data());
    }
};

UsageTally::Deciding UsageTally::statusesOf(const EventColumns &columns)
{
    Deciding statuses;
    std::vector<std::int16_t> known;
    std::vector<std::uint32_t> numberOf(std::size_t{1} << 15, unseen);
    for (const std::int16_t status : columns.statuses) {
        std::uint32_t &number = numberOf[static_cast<std::size_t>(status)];
        if (number == unseen) {
            number = static_cast<std::uint32_t>(known.size());
            known.push_back(status);
        }
        statuses.made.push_back(number);
    }
    statuses.size = known.size();
    statuses.bits = Bits().status;
    statuses.numberOf = [known = std::move(known)](
                          std::uint32_t value) { return static_cast<std::uint32_t>(known[value]); };
    return statuses;
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
    piece.groups = m_question.keepsValues ? summer.takeValues(piece.values) : summer.takePercentiles();
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

/// How many combinations of the deciding columns there can be, and which one each row has, where there are several
/// columns.
std::size_t UsageTally::numberChoices(const std::vector<Deciding> &deciding, Scratch &scratch)
{
    std::size_t choices = 1;
    for (const Deciding &one : deciding) {
        if (one.size > mostChoices / choices)
            return mostChoices + 1;
        choices *= std::max<std::size_t>(one.size, 1);
    }
    if (deciding.size() == 1)
        return choices;
    std::ranges::fill(scratch.groups, 0);
    for (const Deciding &one : deciding)
        for (std::size_t row = scratch.begin; row < scratch.end; ++row)
            scratch.groups[row] = scratch.groups[row] * static_cast<std::uint32_t>(one.size) + one.rows[row];
    return choices;
}

std::vector<UsageTally::Deciding> UsageTally::decidingOf(const EventColumns &columns)
{
    std::vector<Deciding> deciding;
    const auto texts = [&](SegmentColumn column, const TextColumn &values, TextPool &pool, unsigned bits) {
        if (!has(m_question.deciding, column))
            return;
        deciding.push_back({{}, values.rows, values.texts.size(), bits, {}, {}});
        deciding.back().number(values.texts, pool, m_mutex);
    };
    texts(SegmentColumn::Token, columns.tokens, m_tokens, Bits().token);
    texts(SegmentColumn::Model, columns.models, m_models, Bits().model);
    texts(SegmentColumn::Source, columns.sources, m_sources, Bits().source);
    if (has(m_question.deciding, SegmentColumn::Dimensions))
        deciding.push_back({{}, columns.dimensions, columns.dimensionSets.size(), Bits().dimensions,
            [&](std::uint32_t value) {
                return m_dimensionSets
                    .try_emplace(columns.dimensionSets[value], static_cast<std::uint32_t>(m_dimensionSets.size()))
                    .first->second;
            },
            {}});
    if (has(m_question.deciding, SegmentColumn::Status))
        deciding.push_back(statusesOf(columns));
    for (Deciding &one : deciding) {
        if (!one.made.empty())
            one.rows = one.made;
        one.numbers.resize(one.size, unseen);
    }
    return deciding;
}

/// Gives every row in the span its group.
Result<void> UsageTally::choose(const EventColumns &columns, Scratch &scratch)
{
    scratch.groups.resize(columns.rows);
    if (m_question.ofEachRow != 0)
        return chooseEach(columns, scratch);
    std::vector<Deciding> deciding = decidingOf(columns);
    const std::size_t choices = numberChoices(deciding, scratch);
    if (choices > mostChoices)
        return chooseEach(columns, scratch);
    const std::span<const std::uint32_t> choiceOf = deciding.size() == 1 ? deciding.front().rows : scratch.groups;

    // The first row of each choice stands for those that are like it.
    std::vector<std::uint32_t> groupOfChoice(choices, unseen);
    std::vector<std::uint32_t> firstRows;
    for (std::size_t row = scratch.begin; row < scratch.end; ++row) {
        std::uint32_t &group = groupOfChoice[choiceOf[row]];
        if (group == unseen) {
            group = 0;
            firstRows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    std::unique_lock lock(m_mutex);
    for (const std::uint32_t row : firstRows) {
        const Result<std::uint32_t> group = deciding.size() == 1 ? groupLikeByOne(columns, row, deciding.front())
                                                                 : groupLike(columns, row, deciding);
        if (!group)
            return std::unexpected(group.error());
        groupOfChoice[choiceOf[row]] = *group;
    }
    lock.unlock();
    for (std::size_t row = scratch.begin; row < scratch.end; ++row)
        scratch.groups[row] = groupOfChoice[choiceOf[row]];
    return {};
}

/// The group of a row, as that of the first one that was like it in any segment.
Result<std::uint32_t> UsageTally::groupLike(
    const EventColumns &columns, std::size_t row, std::vector<Deciding> &deciding)
{
    std::uint64_t name = 0;
    bool isNamed = true;
    for (Deciding &one : deciding) {
        std::uint32_t &number = one.numbers[one.rows[row]];
        if (number == unseen)
            number = one.numberOf(one.rows[row]);
        isNamed = isNamed && number >> one.bits == 0;
        name = name << one.bits | number;
    }
    if (!isNamed)
        return groupOf(columns, row);
    if (const auto known = m_chosen.find(name); known != m_chosen.end())
        return known->second;
    const Result<std::uint32_t> group = groupOf(columns, row);
    if (group)
        m_chosen.emplace(name, *group);
    return group;
}

Result<std::uint32_t> UsageTally::groupLikeByOne(const EventColumns &columns, std::size_t row, Deciding &one)
{
    std::uint32_t &number = one.numbers[one.rows[row]];
    if (number == unseen)
        number = one.numberOf(one.rows[row]);
    if (number >= m_chosenByOne.size())
        m_chosenByOne.resize(std::max<std::size_t>(number + std::size_t{1}, 2 * m_chosenByOne.size()), notChosen);
    if (m_chosenByOne[number] == notChosen) {
        const Result<std::uint32_t> group = groupOf(columns, row);
        if (!group)
            return group;
        m_chosenByOne[number] = *group;
    }
    return m_chosenByOne[number];
}

Result<void> UsageTally::chooseEach(const EventColumns &columns, Scratch &scratch)
{
    const std::lock_guard lock(m_mutex);
    for (std::size_t row = scratch.begin; row < scratch.end; ++row) {
        const Result<std::uint32_t> group = groupOf(columns, row);
        if (!group)
            return std::unexpected(group.error());
        scratch.groups[row] = *group;
    }
    return {};
}

Result<std::uint32_t> UsageTally::groupOf(const EventColumns &columns, std::size_t row)
{
    Result<std::optional<GroupKey>> key =
        m_question.keyOf(eventAt(columns, row, m_question.deciding | m_question.ofEachRow | SegmentColumn::Status));
    if (!key)
        return std::unexpected(key.error());
    if (!*key)
        return GroupedRows::none;
    return m_numbers.try_emplace(std::move(**key), static_cast<std::uint32_t>(m_numbers.size())).first->second;
}

} // namespace toll
