// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/segmentrows.h"

#include "core/base/checked.h"
#include "core/usage/columnform.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

std::optional<std::int64_t> amountOf(std::uint64_t kept)
{
    return kept == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(kept - 1));
}

std::unexpected<Error> damaged(std::string_view column)
{
    return fail(ErrorCode::Damaged, std::string(column));
}

/// About what decoded columns take.
std::size_t bytesOfDecoded(const EventColumns &columns)
{
    constexpr std::size_t numbersOfARow = 100;
    std::size_t bytes = columns.rows * numbersOfARow;
    for (std::size_t row = 0; row < columns.rows; ++row)
        bytes += columns.ids.at(row).size();
    return bytes;
}

} // namespace

Result<SegmentRows> SegmentRows::open(Segment segment)
{
    SegmentRows rows;
    if (segment.events < 0 || segment.events > static_cast<std::int64_t>(mostSegmentEvents))
        return damaged("events");
    rows.m_segment = std::move(segment);
    rows.m_rows = static_cast<std::size_t>(rows.m_segment.events);
    const bool isOld = std::ranges::any_of(rows.m_segment.columns, [](const auto &column) {
        return !column.second.empty() && column.second.front() < std::byte{columnFormVersion};
    });
    if (isOld) {
        Result<EventColumns> decoded = decodeColumns(rows.m_segment);
        if (!decoded)
            return std::unexpected(decoded.error());
        rows.m_segment.columns.clear();
        rows.m_decoded = std::make_unique<EventColumns>(std::move(*decoded));
        rows.m_bytes = bytesOfDecoded(*rows.m_decoded);
        return rows;
    }
    for (const auto &[column, name] : columnNames) {
        const auto found = std::ranges::find(
            rows.m_segment.columns, name, [](const auto &entry) -> std::string_view { return entry.first; });
        if (found == rows.m_segment.columns.end())
            return damaged(name);
        Result<ByteReader> reader = ByteReader::open(found->second, columnFormVersion, name);
        if (!reader)
            return std::unexpected(reader.error());
        if (reader->varint() != rows.m_rows)
            return damaged(name);
        rows.readColumn(column, name, *reader);
        if (!reader->finished())
            return damaged(name);
        rows.m_bytes += found->second.size();
    }
    rows.m_bytes += rows.indexBytes();
    return rows;
}

SegmentRows::TextRows *SegmentRows::textsOf(SegmentColumn column)
{
    switch (column) {
    case SegmentColumn::Token:
        return &m_tokens;
    case SegmentColumn::Model:
        return &m_models;
    case SegmentColumn::Endpoint:
        return &m_endpoints;
    case SegmentColumn::Source:
        return &m_sources;
    default:
        return nullptr;
    }
}

void SegmentRows::readColumn(SegmentColumn column, std::string_view name, ByteReader &reader)
{
    if (TextRows *texts = textsOf(column))
        return readTexts(reader, *texts);
    switch (column) {
    case SegmentColumn::Time:
        m_firstTime = reader.zigzag();
        m_times = RunningSums(reader, m_rows == 0 ? 0 : m_rows - 1, RunningSums::Steps::Plain);
        return;
    case SegmentColumn::Id:
        m_ids = TextsView(reader, m_rows);
        return;
    case SegmentColumn::Status:
        return readStatuses(reader);
    case SegmentColumn::Count:
        m_counts = PackedView(reader, m_rows);
        return;
    case SegmentColumn::Response:
        m_responses = PackedView(reader, m_rows);
        return;
    case SegmentColumn::Units:
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
            if (toll::name(static_cast<UnitMeter>(unit)) == name)
                m_units[unit] = PackedView(reader, m_rows);
        }
        return;
    case SegmentColumn::Custom:
        return readCustoms(reader);
    case SegmentColumn::Dimensions:
        return readDimensions(reader);
    default:
        return readHashes(reader);
    }
}

void SegmentRows::readTexts(ByteReader &reader, TextRows &texts)
{
    const std::uint64_t size = reader.varint();
    if (size > m_rows)
        return reader.refuse();
    texts.texts = TextsView(reader, static_cast<std::size_t>(size));
    texts.rows = PackedView(reader, m_rows);
}

void SegmentRows::readStatuses(ByteReader &reader)
{
    m_statuses.resize(reader.count());
    for (std::int16_t &status : m_statuses) {
        const std::uint64_t value = reader.varint();
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int16_t>::max()))
            reader.refuse();
        status = static_cast<std::int16_t>(value);
    }
    m_statusRows = PackedView(reader, m_rows);
}

void SegmentRows::readCustoms(ByteReader &reader)
{
    m_customs.names.resize(reader.count());
    for (std::string &name : m_customs.names)
        name = reader.text();
    const std::uint64_t entries = reader.varint();
    const std::uint64_t values = reader.varint();
    // An entry has few meters: as many as there are names at most.
    if (entries > m_rows || (entries > 0 && values / entries > m_customs.names.size()) || (entries == 0 && values > 0))
        return reader.refuse();
    const auto steps = readPacked(reader, entries);
    const auto sizes = readPacked(reader, entries);
    m_customs.used = PackedView(reader, values);
    m_customs.amounts = PackedView(reader, values);
    std::uint64_t row = 0;
    std::uint64_t begin = 0;
    for (std::size_t i = 0; i < entries && reader.ok(); ++i) {
        row += steps[i];
        if (row >= m_rows || (i > 0 && steps[i] == 0) || sizes[i] > values - begin)
            return reader.refuse();
        m_customs.rows.push_back(static_cast<std::uint32_t>(row));
        m_customs.begins.push_back(static_cast<std::uint32_t>(begin));
        begin += sizes[i];
    }
    m_customs.begins.push_back(static_cast<std::uint32_t>(begin));
    if (begin != values)
        reader.refuse();
}

void SegmentRows::readDimensions(ByteReader &reader)
{
    m_dimensionSets.assign(reader.count(), {});
    for (NamedTexts &set : m_dimensionSets) {
        const std::size_t size = reader.count();
        for (std::size_t i = 0; i < size && reader.ok(); ++i) {
            std::string name(reader.text());
            set.emplace_back(std::move(name), reader.text());
        }
    }
    m_dimensions = PackedView(reader, m_rows);
}

void SegmentRows::readHashes(ByteReader &reader)
{
    const auto form = static_cast<HashForm>(reader.byte());
    if (form == HashForm::AllDerived)
        return;
    constexpr std::size_t hashSize = 16;
    const std::uint64_t count = reader.varint();
    if (form != HashForm::SomeStored || count > std::min<std::uint64_t>(reader.left() / hashSize, m_rows))
        return reader.refuse();
    std::uint64_t next = 0;
    for (const std::uint64_t step : readPacked(reader, count)) {
        next += step;
        if (next >= m_rows || (!m_hashes.rows.empty() && next <= m_hashes.rows.back()))
            return reader.refuse();
        m_hashes.rows.push_back(static_cast<std::uint32_t>(next));
    }
    m_hashes.hashes = reader.bytes(m_hashes.rows.size() * hashSize);
}

Instant SegmentRows::timeAt(std::size_t row) const
{
    if (m_decoded)
        return {m_decoded->times[row]};
    return {static_cast<std::int64_t>(static_cast<std::uint64_t>(m_firstTime) + m_times.of(row))};
}

NamedNumbers SegmentRows::customsAt(std::size_t row) const
{
    const auto found = std::ranges::lower_bound(m_customs.rows, row);
    if (found == m_customs.rows.end() || *found != row)
        return {};
    NamedNumbers customs;
    const auto entry = static_cast<std::size_t>(found - m_customs.rows.begin());
    for (std::size_t value = m_customs.begins[entry]; value < m_customs.begins[entry + 1]; ++value) {
        const std::uint64_t name = m_customs.used.at(value);
        if (name < m_customs.names.size())
            customs.emplace_back(m_customs.names[name], static_cast<std::int64_t>(m_customs.amounts.at(value)));
    }
    return customs;
}

EventHash SegmentRows::hashAt(std::size_t row, const UsageEvent &event) const
{
    const auto found = std::ranges::lower_bound(m_hashes.rows, row);
    if (found == m_hashes.rows.end() || *found != row)
        return hashOfId(event.source, event.id);
    const std::byte *at = m_hashes.hashes.data() + (found - m_hashes.rows.begin()) * 16;
    const auto number = [&at] {
        std::uint64_t value = 0;
        for (std::size_t i = 8; i-- > 0;)
            value = value << 8 | std::to_integer<std::uint64_t>(at[i]);
        at += 8;
        return value;
    };
    const std::uint64_t high = number();
    return {high, number()};
}

Result<StoredEvent> SegmentRows::at(std::size_t row) const
{
    if (m_decoded)
        return m_decoded->at(row);
    const std::uint64_t token = m_tokens.rows.at(row);
    const std::uint64_t model = m_models.rows.at(row);
    const std::uint64_t endpoint = m_endpoints.rows.at(row);
    const std::uint64_t source = m_sources.rows.at(row);
    const std::uint64_t status = m_statusRows.at(row);
    const std::uint64_t dimensions = m_dimensions.at(row);
    if (token >= m_tokens.texts.size())
        return damaged("token");
    if (model >= m_models.texts.size())
        return damaged("model");
    if (endpoint >= m_endpoints.texts.size())
        return damaged("endpoint");
    if (source >= m_sources.texts.size())
        return damaged("source");
    if (status >= m_statuses.size())
        return damaged("status");
    if (dimensions >= m_dimensionSets.size())
        return damaged("dimensions");
    StoredEvent stored;
    stored.token.text = m_tokens.texts.at(token);
    UsageEvent &event = stored.event;
    event.id = m_ids.at(row);
    event.source = m_sources.texts.at(source);
    event.time = timeAt(row);
    event.status = m_statuses[status];
    event.count = static_cast<std::int64_t>(m_counts.at(row));
    event.responseMs = amountOf(m_responses.at(row));
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        event.units[unit] = amountOf(m_units[unit].at(row));
    event.model = m_models.texts.at(model);
    event.endpoint = m_endpoints.texts.at(endpoint);
    event.custom = customsAt(row);
    event.dimensions = m_dimensionSets[dimensions];
    stored.hash = hashAt(row, event);
    return stored;
}

std::size_t SegmentRows::indexBytes() const
{
    std::size_t bytes = m_times.indexBytes() + m_ids.indexBytes() + m_statusRows.indexBytes() + m_counts.indexBytes()
        + m_responses.indexBytes() + m_dimensions.indexBytes() + m_customs.used.indexBytes()
        + m_customs.amounts.indexBytes();
    for (const PackedView &unit : m_units)
        bytes += unit.indexBytes();
    for (const TextRows *texts : {&m_tokens, &m_models, &m_endpoints, &m_sources})
        bytes += texts->texts.indexBytes() + texts->rows.indexBytes();
    bytes += (m_hashes.rows.size() + m_customs.rows.size() + m_customs.begins.size()) * sizeof(std::uint32_t);
    return bytes;
}

Result<std::int64_t> sumOfCounts(const Segment &segment, std::size_t begin, std::size_t end)
{
    const auto column =
        std::ranges::find(segment.columns, "count", [](const auto &entry) -> std::string_view { return entry.first; });
    if (column != segment.columns.end() && !column->second.empty()
        && column->second.front() == std::byte{columnFormVersion}) {
        // Mostly all are 1, which takes a few bytes.
        Result<ByteReader> reader = ByteReader::open(column->second, columnFormVersion, "count");
        if (!reader)
            return std::unexpected(reader.error());
        const std::uint64_t rows = reader->varint();
        const PackedView counts(*reader, static_cast<std::size_t>(std::min<std::uint64_t>(rows, mostSegmentEvents)));
        std::int64_t sum = 0;
        if (reader->finished() && counts.isConstant() && end > begin) {
            if (__builtin_mul_overflow(counts.at(0), end - begin, &sum))
                return fail(ErrorCode::Overflow, "count");
            return sum;
        }
    }
    const Result<EventColumns> columns = decodeColumns(segment, static_cast<ColumnSet>(SegmentColumn::Count));
    if (!columns)
        return std::unexpected(columns.error());
    std::int64_t sum = 0;
    for (std::size_t row = begin; row < end; ++row)
        if (!addChecked(sum, columns->counts[row]))
            return fail(ErrorCode::Overflow, "count");
    return sum;
}

} // namespace toll
