// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/columnform.h"
#include "core/usage/packednumbers.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

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
            if (has(m_wanted, column) && column != SegmentColumn::Hash)
                readColumn(column, name);
        }
        // The identities last: they are made of sources and ids.
        if (has(m_wanted, SegmentColumn::Hash))
            readColumn(SegmentColumn::Hash, "hash");
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

    void readColumn(SegmentColumn column, std::string_view name)
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
        Result<ByteReader> reader = ByteReader::open(bytes, columnFormVersion, name);
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

    void readContent(SegmentColumn column, std::string_view name, ByteReader &reader)
    {
        switch (column) {
        case SegmentColumn::Time:
            return readTimes(reader);
        case SegmentColumn::Token:
            return readTexts(reader, m_events.tokens);
        case SegmentColumn::Id:
            m_events.ids = readTextArena(reader, m_rows);
            return;
        case SegmentColumn::Status:
            return readStatuses(reader);
        case SegmentColumn::Count:
            m_events.counts = readAmounts(reader, 0);
            if (std::ranges::any_of(m_events.counts, [](std::int64_t count) { return count < 1; }))
                reader.refuse();
            return;
        case SegmentColumn::Response:
            m_events.responses = readAmounts(reader, 1);
            return;
        case SegmentColumn::Units:
            unitsNamed(name) = readAmounts(reader, 1);
            return;
        case SegmentColumn::Model:
            return readTexts(reader, m_events.models);
        case SegmentColumn::Endpoint:
            return readTexts(reader, m_events.endpoints);
        case SegmentColumn::Source:
            return readTexts(reader, m_events.sources);
        case SegmentColumn::Custom:
            return readCustoms(reader);
        case SegmentColumn::Dimensions:
            return readDimensions(reader);
        case SegmentColumn::Hash:
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
        m_events.times.assign(m_rows, time);
        bool wraps = false;
        eachPacked(reader, m_rows == 0 ? 0 : m_rows - 1, [&](std::size_t row, std::uint64_t step) {
            wraps |= __builtin_add_overflow(time, step, &time);
            m_events.times[row + 1] = time;
        });
        if (wraps)
            reader.refuse();
    }

    void readTexts(ByteReader &reader, TextColumn &column)
    {
        const std::uint64_t size = reader.varint(); // packed texts can be more than their bytes
        TextArena texts = readTextArena(reader, std::min<std::uint64_t>(size, m_rows));
        // A text that comes twice would give two numbers to one thing.
        if (!column.texts.assign(std::move(texts)))
            reader.refuse();
        column.rows.resize(m_rows);
        if (!readIndexes(reader, column.texts.size(), column.rows) || size > m_rows)
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
        m_events.statuses.resize(m_rows);
        bool fits = true;
        eachPacked(reader, m_rows, [&](std::size_t row, std::uint64_t number) {
            const bool isKnown = number < known.size();
            fits &= isKnown;
            m_events.statuses[row] = isKnown ? known[number] : noStatus;
        });
        if (!fits)
            reader.refuse();
    }

    /// Numbers below `size`; false where one is not.
    bool readIndexes(ByteReader &reader, std::size_t size, std::vector<std::uint32_t> &indexes)
    {
        std::uint64_t most = 0;
        eachPacked(reader, m_rows, [&](std::size_t row, std::uint64_t number) {
            most = std::max(most, number);
            indexes[row] = static_cast<std::uint32_t>(number);
        });
        return m_rows == 0 || most < size;
    }

    /// Numbers that were kept `above` too large, so that absent ones are 0.
    std::vector<std::int64_t> readAmounts(ByteReader &reader, std::uint64_t above)
    {
        std::vector<std::int64_t> amounts(m_rows);
        std::int64_t least = 0;
        eachPacked(reader, m_rows, [&](std::size_t row, std::uint64_t number) {
            amounts[row] = static_cast<std::int64_t>(number - above);
            least = std::min(least, amounts[row]);
        });
        if (least < EventColumns::absent)
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
        m_events.dimensions.resize(m_rows);
        if (!readIndexes(reader, m_events.dimensionSets.size(), m_events.dimensions))
            reader.refuse();
    }

    void readHashes(ByteReader &reader)
    {
        if (m_events.ids.size() != m_rows || m_events.sources.rows.size() != m_rows)
            return reader.refuse();
        const std::uint8_t form = reader.byte();
        const bool someStored = form == static_cast<std::uint8_t>(HashForm::SomeStored);
        const std::uint64_t count = someStored ? reader.varint() : 0;
        if (form > static_cast<std::uint8_t>(HashForm::SomeStored) || count > reader.left() / 16)
            return reader.refuse();
        const auto steps = someStored ? readPacked(reader, count) : std::vector<std::uint64_t>();
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

    void readFirstForm(SegmentColumn column, std::string_view name, std::span<const std::byte> bytes)
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
        case SegmentColumn::Time:
            return firstForm(
                name, bytes, decodeAscending, [&](std::size_t, std::int64_t time) { m_events.times.push_back(time); });
        case SegmentColumn::Token:
            return texts(m_events.tokens);
        case SegmentColumn::Id:
            return firstForm(name, bytes, decodeIds, [&](std::size_t, const std::string &id) { m_events.ids.add(id); });
        case SegmentColumn::Status:
            return firstForm(name, bytes, decodeOptional, [&](std::size_t, const std::optional<std::int64_t> &status) {
                const std::int64_t value = status.value_or(noStatus);
                if (value < 0 || value > std::numeric_limits<std::int16_t>::max())
                    return refuse("status");
                m_events.statuses.push_back(static_cast<std::int16_t>(value));
            });
        case SegmentColumn::Count:
            amounts(m_events.counts, 1);
            if (std::ranges::any_of(m_events.counts, [](std::int64_t count) { return count < 1; }))
                refuse(name);
            return;
        case SegmentColumn::Response:
            return amounts(m_events.responses, EventColumns::absent);
        case SegmentColumn::Units:
            return amounts(unitsNamed(name), EventColumns::absent);
        case SegmentColumn::Model:
            return texts(m_events.models);
        case SegmentColumn::Endpoint:
            return texts(m_events.endpoints);
        case SegmentColumn::Source:
            return texts(m_events.sources);
        case SegmentColumn::Custom:
            return firstForm(name, bytes, decodeNamedNumbers, [&](std::size_t row, const NamedNumbers &customs) {
                if (!customs.empty())
                    m_events.customs.emplace_back(static_cast<std::uint32_t>(row), customs);
            });
        case SegmentColumn::Dimensions:
            return firstForm(name, bytes, decodeNamedTexts,
                [&](std::size_t, const NamedTexts &set) { m_events.dimensions.push_back(m_events.dimensionSet(set)); });
        case SegmentColumn::Hash:
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

} // namespace

Result<EventColumns> decodeColumns(const Segment &segment, ColumnSet wanted)
{
    return ColumnsDecoder(segment, wanted).read();
}

} // namespace toll
