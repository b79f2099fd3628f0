// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/eventcolumns.h"

#include <algorithm>
#include <array>
#include <limits>

// Every column of a segment: the version, how many rows, its content, a checksum. Columns of version 1 are still read.
namespace toll {

namespace {

constexpr std::uint8_t codecVersion = 2;
constexpr std::uint8_t allDerived = 0;
constexpr std::uint8_t someStored = 1;

constexpr std::pair<Column, std::string_view> columnNames[] = {
    {Column::Hash, "hash"},
    {Column::Time, "time"},
    {Column::Token, "token"},
    {Column::Id, "id"},
    {Column::Status, "status"},
    {Column::Count, "count"},
    {Column::Response, "response_ms"},
    {Column::Units, "input_units"},
    {Column::Units, "cached_input_units"},
    {Column::Units, "cache_write_units"},
    {Column::Units, "output_units"},
    {Column::Model, "model"},
    {Column::Endpoint, "endpoint"},
    {Column::Source, "source"},
    {Column::Custom, "custom"},
    {Column::Dimensions, "dimensions"},
};

std::uint64_t unsignedOf(std::int64_t value)
{
    return static_cast<std::uint64_t>(value);
}

ByteWriter beginColumn(const EventColumns &events)
{
    ByteWriter writer(codecVersion);
    writer.varint(events.rows);
    return writer;
}

template<typename Values, typename Get>
void writeValues(ByteWriter &writer, const Values &values, Get get)
{
    std::vector<std::uint64_t> numbers(values.size());
    std::ranges::transform(values, numbers.begin(), get);
    writePacked(writer, numbers);
}

void writeTimes(ByteWriter &writer, const EventColumns &events)
{
    std::vector<std::uint64_t> steps;
    steps.reserve(events.rows);
    for (std::size_t row = 1; row < events.rows; ++row)
        steps.push_back(unsignedOf(events.times[row]) - unsignedOf(events.times[row - 1]));
    writer.zigzag(events.times.empty() ? 0 : events.times.front());
    writePacked(writer, steps);
}

/// Only the texts that are used, in order of first use.
void writeTexts(ByteWriter &writer, const TextColumn &column)
{
    constexpr std::uint64_t unused = ~std::uint64_t{0};
    std::vector<std::uint64_t> places(column.texts.size(), unused);
    std::vector<std::uint64_t> numbers;
    numbers.reserve(column.rows.size());
    TextArena texts;
    for (const std::uint32_t number : column.rows) {
        if (places[number] == unused) {
            places[number] = texts.size();
            texts.add(column.texts.at(number));
        }
        numbers.push_back(places[number]);
    }
    writer.varint(texts.size());
    writeTextArena(writer, texts);
    writePacked(writer, numbers);
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
        const bool isDerived = !id.empty()
            && (events.hashesAreOfIds || events.hashes[row] == hashOfId(events.sources.at(row), id));
        if (!isDerived)
            stored.push_back(row);
    }
    writer.byte(stored.empty() ? allDerived : someStored);
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

/// Reads one column after the other; after the first fault the rest is left alone.
class ColumnsDecoder {
public:
    ColumnsDecoder(const Segment &segment, ColumnSet wanted) : m_segment(segment), m_wanted(wanted) { }

    Result<EventColumns> read()
    {
        if (m_segment.events < 0 || m_segment.events > static_cast<std::int64_t>(mostSegmentEvents))
            return fail(ErrorCode::Damaged, "events");
        m_rows = static_cast<std::size_t>(m_segment.events);
        m_events.rows = m_rows;
        for (const auto &[column, name] : columnNames) {
            if (has(m_wanted, column) && column != Column::Hash)
                readColumn(column, name);
        }
        // The identities last: they are made of sources and ids.
        if (has(m_wanted, Column::Hash))
            readColumn(Column::Hash, "hash");
        if (m_error)
            return std::unexpected(*m_error);
        return std::move(m_events);
    }

private:
    void refuse(std::string_view name)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Damaged, std::string(name), {}, {}, 0};
    }

    void readColumn(Column column, std::string_view name)
    {
        if (m_error)
            return;
        const auto found = std::ranges::find(
            m_segment.columns, name, [](const auto &entry) -> std::string_view { return entry.first; });
        if (found == m_segment.columns.end() || found->second.empty())
            return refuse(name);
        const std::span<const std::byte> bytes(found->second);
        if (bytes.front() == std::byte{1})
            return readFirstForm(column, name, bytes);
        Result<ByteReader> reader = ByteReader::open(bytes, codecVersion, name);
        if (!reader) {
            m_error = reader.error();
            return;
        }
        if (reader->varint() != m_rows || !reader->ok())
            return refuse(name);
        readContent(column, name, *reader);
        if (!reader->finished())
            refuse(name);
    }

    void readContent(Column column, std::string_view name, ByteReader &reader)
    {
        switch (column) {
        case Column::Time:
            return readTimes(reader);
        case Column::Token:
            return readTexts(reader, m_events.tokens);
        case Column::Id:
            m_events.ids = readTextArena(reader, m_rows);
            return;
        case Column::Status:
            return readStatuses(reader);
        case Column::Count:
            m_events.counts = readAmounts(reader, 0);
            if (std::ranges::any_of(m_events.counts, [](std::int64_t count) { return count < 1; }))
                reader.refuse();
            return;
        case Column::Response:
            m_events.responses = readAmounts(reader, 1);
            return;
        case Column::Units:
            unitsNamed(name) = readAmounts(reader, 1);
            return;
        case Column::Model:
            return readTexts(reader, m_events.models);
        case Column::Endpoint:
            return readTexts(reader, m_events.endpoints);
        case Column::Source:
            return readTexts(reader, m_events.sources);
        case Column::Custom:
            return readCustoms(reader);
        case Column::Dimensions:
            return readDimensions(reader);
        case Column::Hash:
            return readHashes(reader);
        }
    }

    std::vector<std::int64_t> &unitsNamed(std::string_view column)
    {
        std::size_t unit = 0;
        while (unit + 1 < unitMeterCount && toll::name(static_cast<UnitMeter>(unit)) != column)
            ++unit;
        return m_events.units[unit];
    }

    void readTimes(ByteReader &reader)
    {
        std::int64_t time = reader.zigzag();
        const auto steps = readPacked(reader, m_rows == 0 ? 0 : m_rows - 1);
        m_events.times.reserve(m_rows);
        for (std::size_t row = 0; row < m_rows; ++row) {
            if (row > 0 && __builtin_add_overflow(time, steps[row - 1], &time))
                reader.refuse();
            m_events.times.push_back(time);
        }
    }

    void readTexts(ByteReader &reader, TextColumn &column)
    {
        const std::uint64_t size = reader.varint(); // packed texts can be more than their bytes
        const TextArena texts = readTextArena(reader, std::min<std::uint64_t>(size, m_rows));
        // A text that comes twice would give two numbers to one thing.
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (column.texts.use(texts.at(i)) != i)
                reader.refuse();
        }
        const auto numbers = readPacked(reader, m_rows);
        column.rows.resize(m_rows);
        bool fits = size <= m_rows;
        for (std::size_t row = 0; row < m_rows; ++row) {
            fits = fits && numbers[row] < texts.size();
            column.rows[row] = static_cast<std::uint32_t>(numbers[row]);
        }
        if (!fits)
            reader.refuse();
    }

    void readStatuses(ByteReader &reader)
    {
        std::vector<std::int16_t> known(reader.count());
        for (std::int16_t &status : known) {
            const std::uint64_t value = reader.varint();
            if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int16_t>::max()))
                reader.refuse();
            status = static_cast<std::int16_t>(value);
        }
        const auto numbers = readPacked(reader, m_rows);
        m_events.statuses.resize(m_rows);
        for (std::size_t row = 0; row < m_rows; ++row) {
            if (numbers[row] >= known.size())
                return reader.refuse();
            m_events.statuses[row] = known[numbers[row]];
        }
    }

    /// Numbers that were kept `above` too large, so that absent ones are 0.
    std::vector<std::int64_t> readAmounts(ByteReader &reader, std::uint64_t above)
    {
        const auto numbers = readPacked(reader, m_rows);
        std::vector<std::int64_t> amounts(m_rows);
        bool fits = true;
        for (std::size_t row = 0; row < m_rows; ++row) {
            amounts[row] = static_cast<std::int64_t>(numbers[row] - above);
            fits = fits && amounts[row] >= EventColumns::absent;
        }
        if (!fits)
            reader.refuse();
        return amounts;
    }

    void readCustoms(ByteReader &reader)
    {
        std::vector<std::string> names(reader.count());
        for (std::string &name : names)
            name = reader.text();
        const std::uint64_t entries = reader.varint();
        const std::uint64_t values = reader.varint();
        // An entry has few meters: as many as there are names at most.
        if (entries > m_rows || (entries > 0 && values / entries > names.size()) || (entries == 0 && values > 0))
            return reader.refuse();
        const auto steps = readPacked(reader, entries);
        const auto sizes = readPacked(reader, entries);
        const auto used = readPacked(reader, values);
        const auto amounts = readPacked(reader, values);
        std::uint64_t row = 0;
        std::size_t next = 0;
        for (std::size_t i = 0; i < entries && reader.ok(); ++i) {
            row += steps[i];
            if (row >= m_rows || (i > 0 && steps[i] == 0) || sizes[i] == 0 || sizes[i] > values - next)
                return reader.refuse();
            auto &customs = m_events.customs.emplace_back(static_cast<std::uint32_t>(row), NamedNumbers()).second;
            for (const std::size_t end = next + sizes[i]; next < end; ++next) {
                if (used[next] >= names.size() || static_cast<std::int64_t>(amounts[next]) < 0)
                    return reader.refuse();
                customs.emplace_back(names[used[next]], static_cast<std::int64_t>(amounts[next]));
            }
        }
        if (next != values)
            reader.refuse();
    }

    void readDimensions(ByteReader &reader)
    {
        m_events.dimensionSets.assign(reader.count(), {});
        for (NamedTexts &set : m_events.dimensionSets) {
            const std::size_t size = reader.count();
            for (std::size_t i = 0; i < size && reader.ok(); ++i) {
                std::string name(reader.text());
                set.emplace_back(std::move(name), reader.text());
            }
        }
        if (m_events.dimensionSets.empty() || !m_events.dimensionSets.front().empty())
            reader.refuse();
        const auto numbers = readPacked(reader, m_rows);
        m_events.dimensions.resize(m_rows);
        for (std::size_t row = 0; row < m_rows; ++row) {
            if (numbers[row] >= m_events.dimensionSets.size())
                return reader.refuse();
            m_events.dimensions[row] = static_cast<std::uint32_t>(numbers[row]);
        }
    }

    void readHashes(ByteReader &reader)
    {
        if (m_events.ids.size() != m_rows || m_events.sources.rows.size() != m_rows)
            return reader.refuse();
        const std::uint8_t form = reader.byte();
        const std::uint64_t count = form == someStored ? reader.varint() : 0;
        if (form > someStored || count > reader.left() / 16)
            return reader.refuse();
        const auto steps = form == someStored ? readPacked(reader, count) : std::vector<std::uint64_t>();
        m_events.hashes.resize(m_rows);
        std::uint64_t row = 0;
        std::uint64_t next = 0;
        for (std::size_t i = 0; i < count && reader.ok(); ++i) {
            next += steps[i];
            if (next >= m_rows || next < row)
                return reader.refuse();
            deriveHashes(row, next);
            m_events.hashes[next].high = reader.fixed64();
            m_events.hashes[next].low = reader.fixed64();
            row = next + 1;
        }
        deriveHashes(row, m_rows);
    }

    void deriveHashes(std::size_t begin, std::size_t end)
    {
        for (std::size_t row = begin; row < end; ++row)
            m_events.hashes[row] = hashOfId(m_events.sources.at(row), m_events.ids.at(row));
    }

    /// What `decode` gives of a column of version 1, value by value.
    template<typename Decode, typename Set>
    void firstForm(std::string_view name, std::span<const std::byte> bytes, Decode decode, Set set)
    {
        // A value takes a byte there, or stands in a run; more rows than that were never written.
        if (m_rows > (std::size_t{1} << 20))
            return refuse(name);
        auto values = decode(bytes, m_rows, name);
        if (!values) {
            m_error = values.error();
            return;
        }
        for (std::size_t row = 0; row < m_rows; ++row)
            set(row, (*values)[row]);
    }

    void readFirstForm(Column column, std::string_view name, std::span<const std::byte> bytes)
    {
        const auto amounts = [&](std::vector<std::int64_t> &to, std::int64_t missing) {
            firstForm(name, bytes, decodeOptional, [&, missing](std::size_t, const std::optional<std::int64_t> &value) {
                to.push_back(value.value_or(missing));
            });
        };
        const auto texts = [&](TextColumn &to) {
            firstForm(name, bytes, decodeTexts,
                [&](std::size_t, const std::string &text) { to.rows.push_back(to.texts.use(text)); });
        };
        switch (column) {
        case Column::Time:
            return firstForm(
                name, bytes, decodeAscending, [&](std::size_t, std::int64_t time) { m_events.times.push_back(time); });
        case Column::Token:
            return texts(m_events.tokens);
        case Column::Id:
            return firstForm(
                name, bytes, decodeIds, [&](std::size_t, const std::string &id) { m_events.ids.add(id); });
        case Column::Status:
            return firstForm(
                name, bytes, decodeOptional, [&](std::size_t, const std::optional<std::int64_t> &status) {
                    const std::int64_t value = status.value_or(noStatus);
                    if (value < 0 || value > std::numeric_limits<std::int16_t>::max())
                        return refuse("status");
                    m_events.statuses.push_back(static_cast<std::int16_t>(value));
                });
        case Column::Count:
            amounts(m_events.counts, 1);
            if (std::ranges::any_of(m_events.counts, [](std::int64_t count) { return count < 1; }))
                refuse(name);
            return;
        case Column::Response:
            return amounts(m_events.responses, EventColumns::absent);
        case Column::Units:
            return amounts(unitsNamed(name), EventColumns::absent);
        case Column::Model:
            return texts(m_events.models);
        case Column::Endpoint:
            return texts(m_events.endpoints);
        case Column::Source:
            return texts(m_events.sources);
        case Column::Custom:
            return firstForm(name, bytes, decodeNamedNumbers, [&](std::size_t row, const NamedNumbers &customs) {
                if (!customs.empty())
                    m_events.customs.emplace_back(static_cast<std::uint32_t>(row), customs);
            });
        case Column::Dimensions:
            return firstForm(name, bytes, decodeNamedTexts, [&](std::size_t, const NamedTexts &set) {
                m_events.dimensions.push_back(m_events.dimensionSet(set));
            });
        case Column::Hash:
            return readFirstHashes(bytes);
        }
    }

    void readFirstHashes(std::span<const std::byte> bytes)
    {
        Result<ByteReader> reader = ByteReader::open(bytes, 1, "hash");
        if (!reader) {
            m_error = reader.error();
            return;
        }
        if (reader->left() != m_rows * 2 * sizeof(std::uint64_t))
            return refuse("hash");
        m_events.hashes.resize(m_rows);
        for (EventHash &hash : m_events.hashes) {
            hash.high = reader->fixed64();
            hash.low = reader->fixed64();
        }
    }

    const Segment &m_segment;
    ColumnSet m_wanted;
    std::size_t m_rows = 0;
    EventColumns m_events;
    std::optional<Error> m_error;
};

ColumnBytes columnOf(Column column, std::string_view name, const EventColumns &events)
{
    ByteWriter writer = beginColumn(events);
    const auto amounts = [&](const std::vector<std::int64_t> &values, std::uint64_t above) {
        writeValues(writer, values, [above](std::int64_t value) { return unsignedOf(value) + above; });
    };
    switch (column) {
    case Column::Hash:
        writeHashes(writer, events);
        break;
    case Column::Time:
        writeTimes(writer, events);
        break;
    case Column::Token:
        writeTexts(writer, events.tokens);
        break;
    case Column::Id:
        writeTextArena(writer, events.ids);
        break;
    case Column::Status:
        writeStatuses(writer, events.statuses);
        break;
    case Column::Count:
        amounts(events.counts, 0);
        break;
    case Column::Response:
        amounts(events.responses, 1);
        break;
    case Column::Units:
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
            if (toll::name(static_cast<UnitMeter>(unit)) == name)
                amounts(events.units[unit], 1);
        }
        break;
    case Column::Model:
        writeTexts(writer, events.models);
        break;
    case Column::Endpoint:
        writeTexts(writer, events.endpoints);
        break;
    case Column::Source:
        writeTexts(writer, events.sources);
        break;
    case Column::Custom:
        writeCustoms(writer, events);
        break;
    case Column::Dimensions:
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

Result<EventColumns> decodeColumns(const Segment &segment, ColumnSet wanted)
{
    return ColumnsDecoder(segment, wanted).read();
}

} // namespace toll
