// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of UsageTally that says of each row in which group it is.
#include "core/services/usagetallyparts.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t mostChoices = std::size_t{1} << 22; ///< of rows that may be alike, in a segment
constexpr std::uint32_t unseen = ~std::uint32_t{0};
constexpr std::uint32_t notChosen = unseen - 1; ///< which no group is called either

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
