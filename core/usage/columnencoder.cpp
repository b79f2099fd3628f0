// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/columnform.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

std::uint64_t unsignedOf(std::int64_t value)
{
    return static_cast<std::uint64_t>(value);
}

ByteWriter beginColumn(const EventColumns &events)
{
    ByteWriter writer(columnFormVersion);
    writer.varint(events.rows);
    return writer;
}

template<typename Values, typename Get>
void writeValues(ByteWriter &writer, const Values &values, Get get)
{
    writePacked(writer, values.size(), [&](std::size_t row) { return std::uint64_t{get(values[row])}; });
}

void writeTimes(ByteWriter &writer, const EventColumns &events)
{
    writer.zigzag(events.times.empty() ? 0 : events.times.front());
    writePacked(writer, events.rows == 0 ? 0 : events.rows - 1,
        [&times = events.times](std::size_t row) { return unsignedOf(times[row + 1]) - unsignedOf(times[row]); });
}

/// Only the texts that are used, in order of first use.
void writeTexts(ByteWriter &writer, const TextColumn &column)
{
    constexpr std::uint64_t unused = ~std::uint64_t{0};
    std::vector<std::uint64_t> places(column.texts.size(), unused);
    TextArena texts;
    for (const std::uint32_t number : column.rows) {
        if (places[number] == unused) {
            places[number] = texts.size();
            texts.add(column.texts.at(number));
        }
    }
    writer.varint(texts.size());
    writeTextArena(writer, texts);
    writeValues(writer, column.rows, [&places](std::uint32_t number) { return places[number]; });
}

/// The few statuses there are, the most frequent first.
void writeStatuses(ByteWriter &writer, const std::vector<std::int16_t> &statuses)
{
    std::vector<std::uint32_t> uses(std::numeric_limits<std::uint16_t>::max() + 1);
    for (const std::int16_t status : statuses)
        ++uses[static_cast<std::uint16_t>(status)];
    std::vector<std::uint16_t> known;
    for (std::size_t status = 0; status < uses.size(); ++status) {
        if (uses[status] > 0)
            known.push_back(static_cast<std::uint16_t>(status));
    }
    std::ranges::stable_sort(known, [&](std::uint16_t a, std::uint16_t b) { return uses[a] > uses[b]; });
    writer.varint(known.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
        writer.varint(known[i]);
        uses[known[i]] = static_cast<std::uint32_t>(i);
    }
    writeValues(writer, statuses, [&](std::int16_t status) { return uses[static_cast<std::uint16_t>(status)]; });
}

void writeCustoms(ByteWriter &writer, const EventColumns &events)
{
    TextPool names;
    std::vector<std::uint64_t> steps, sizes, used, values;
    std::uint32_t previous = 0;
    for (const auto &[row, customs] : events.customs) {
        steps.push_back(row - previous);
        previous = row;
        sizes.push_back(customs.size());
        for (const auto &[name, value] : customs) {
            used.push_back(names.use(name));
            values.push_back(unsignedOf(value));
        }
    }
    writer.varint(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        writer.text(names.at(i));
    writer.varint(steps.size());
    writer.varint(values.size());
    for (const auto *numbers : {&steps, &sizes, &used, &values})
        writePacked(writer, *numbers);
}

void writeDimensions(ByteWriter &writer, const EventColumns &events)
{
    writer.varint(events.dimensionSets.size());
    for (const NamedTexts &set : events.dimensionSets) {
        writer.varint(set.size());
        for (const auto &[name, text] : set) {
            writer.text(name);
            writer.text(text);
        }
    }
    writeValues(writer, events.dimensions, [](std::uint32_t set) { return set; });
}

/// An identity made of source and id is made again on reading.
void writeHashes(ByteWriter &writer, const EventColumns &events)
{
    std::vector<std::uint64_t> stored;
    for (std::size_t row = 0; row < events.rows; ++row) {
        const std::string_view id = events.ids.at(row);
        const bool isDerived =
            !id.empty() && (events.hashesAreOfIds || events.hashes[row] == hashOfId(events.sources.at(row), id));
        if (!isDerived)
            stored.push_back(row);
    }
    writer.byte(static_cast<std::uint8_t>(stored.empty() ? HashForm::AllDerived : HashForm::SomeStored));
    if (stored.empty())
        return;
    writer.varint(stored.size());
    std::vector<std::uint64_t> steps = stored;
    for (std::size_t i = steps.size(); i-- > 1;)
        steps[i] -= steps[i - 1];
    writePacked(writer, steps);
    for (const std::uint64_t row : stored) {
        writer.fixed64(events.hashes[row].high);
        writer.fixed64(events.hashes[row].low);
    }
}

ColumnBytes columnOf(SegmentColumn column, std::string_view name, const EventColumns &events)
{
    ByteWriter writer = beginColumn(events);
    const auto amounts = [&](const std::vector<std::int64_t> &values, std::uint64_t above) {
        writeValues(writer, values, [above](std::int64_t value) { return unsignedOf(value) + above; });
    };
    switch (column) {
    case SegmentColumn::Hash:
        writeHashes(writer, events);
        break;
    case SegmentColumn::Time:
        writeTimes(writer, events);
        break;
    case SegmentColumn::Token:
        writeTexts(writer, events.tokens);
        break;
    case SegmentColumn::Id:
        writeTextArena(writer, events.ids);
        break;
    case SegmentColumn::Status:
        writeStatuses(writer, events.statuses);
        break;
    case SegmentColumn::Count:
        amounts(events.counts, 0);
        break;
    case SegmentColumn::Response:
        amounts(events.responses, 1);
        break;
    case SegmentColumn::Units:
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
            if (toll::name(static_cast<UnitMeter>(unit)) == name)
                amounts(events.units[unit], 1);
        }
        break;
    case SegmentColumn::Model:
        writeTexts(writer, events.models);
        break;
    case SegmentColumn::Endpoint:
        writeTexts(writer, events.endpoints);
        break;
    case SegmentColumn::Source:
        writeTexts(writer, events.sources);
        break;
    case SegmentColumn::Custom:
        writeCustoms(writer, events);
        break;
    case SegmentColumn::Dimensions:
        writeDimensions(writer, events);
        break;
    }
    return std::move(writer).sealed();
}

} // namespace

std::vector<std::string_view> namesOf(ColumnSet columns)
{
    std::vector<std::string_view> names;
    for (const auto &[column, name] : columnNames) {
        if (has(columns, column))
            names.push_back(name);
    }
    return names;
}

Segment encodeColumns(const EventColumns &events)
{
    Segment segment;
    segment.events = static_cast<std::int64_t>(events.rows);
    if (!events.isEmpty())
        segment.span = {{events.times.front()}, {events.times.back() + 1}};
    for (const auto &[column, name] : columnNames)
        segment.columns.emplace_back(name, columnOf(column, name, events));
    return segment;
}

} // namespace toll
