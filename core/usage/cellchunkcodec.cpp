// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cellchunk.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::uint8_t codecVersion = 1;
constexpr std::uint32_t quartersPerDay = 96;
constexpr std::uint64_t mostCells = std::uint64_t{1} << 24;

// How the sums of a meter are kept.
constexpr std::uint8_t noneKnown = 0;
constexpr std::uint8_t allKnown = 1;
constexpr std::uint8_t someKnown = 2;

using Cells = std::span<const TokenCell>;

template<typename Get>
void writeEach(ByteWriter &writer, Cells cells, Get get)
{
    writePacked(writer, cells.size(), [&](std::size_t i) { return static_cast<std::uint64_t>(get(cells[i])); });
}

void writeKinds(ByteWriter &writer, const CellChunk &chunk, Cells cells)
{
    std::vector<std::uint64_t> places(chunk.kinds.size(), 0);
    for (const TokenCell &cell : cells)
        places[cell.kind] = 1;
    writer.varint(static_cast<std::uint64_t>(std::ranges::count(places, 1U)));
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] == 0)
            continue;
        places[i] = next++;
        const CellKind &kind = chunk.kinds[i];
        writer.text(kind.model);
        writer.varint(static_cast<std::uint16_t>(kind.status));
        writer.text(kind.source);
        writer.varint(kind.dimensions.size());
        for (const auto &[name, text] : kind.dimensions) {
            writer.text(name);
            writer.text(text);
        }
    }
    writeEach(writer, cells, [&](const TokenCell &cell) { return places[cell.kind]; });
}

/// The number of each token and of its cells, then the quarters as steps within a token.
void writePlaces(ByteWriter &writer, Cells cells)
{
    std::vector<std::uint64_t> steps, sizes, quarters;
    TokenNumber last = 0;
    std::uint32_t quarter = 0;
    for (const TokenCell &cell : cells) {
        if (steps.empty() || cell.token != last) {
            steps.push_back(cell.token - last);
            sizes.push_back(0);
            quarter = 0;
        }
        ++sizes.back();
        quarters.push_back(cell.quarter - quarter);
        quarter = cell.quarter;
        last = cell.token;
    }
    writer.varint(steps.size());
    for (const auto *numbers : {&steps, &sizes, &quarters})
        writePacked(writer, *numbers);
}

template<typename Get>
void writeMeter(ByteWriter &writer, Cells cells, Get get)
{
    const bool none = std::ranges::all_of(cells, [&](const TokenCell &cell) { return get(cell) == MeterSum(); });
    const bool all =
        std::ranges::all_of(cells, [&](const TokenCell &cell) { return get(cell).known == cell.requests; });
    writer.byte(none ? noneKnown : all ? allKnown : someKnown);
    if (none)
        return;
    writeEach(writer, cells, [&](const TokenCell &cell) { return get(cell).sum; });
    if (!all)
        writeEach(writer, cells, [&](const TokenCell &cell) { return cell.requests - get(cell).known; });
}

/// A single response time is its own histogram.
bool hasBuckets(const TokenCell &cell)
{
    return cell.responseMs.known > 1;
}

void writeBuckets(ByteWriter &writer, const CellChunk &chunk, Cells cells)
{
    std::vector<std::uint64_t> sizes, steps, counts;
    for (const TokenCell &cell : cells) {
        if (!hasBuckets(cell))
            continue;
        sizes.push_back(cell.bucketsEnd - cell.bucketsBegin);
        std::int32_t previous = 0;
        for (std::uint32_t i = cell.bucketsBegin; i < cell.bucketsEnd; ++i) {
            const auto &[bucket, count] = chunk.buckets[i];
            steps.push_back(static_cast<std::uint64_t>(bucket - previous));
            counts.push_back(static_cast<std::uint64_t>(count));
            previous = bucket;
        }
    }
    writer.varint(steps.size());
    for (const auto *numbers : {&sizes, &steps, &counts})
        writePacked(writer, *numbers);
}

void writeCustoms(ByteWriter &writer, const CellChunk &chunk, Cells cells)
{
    const auto count = std::ranges::count_if(cells, [](const TokenCell &cell) { return cell.customs != 0; });
    writer.varint(static_cast<std::uint64_t>(count));
    std::uint64_t previous = 0;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const TokenCell &cell = cells[row];
        if (cell.customs == 0)
            continue;
        writer.varint(row - previous);
        previous = row;
        const UsageTable::Customs &customs = chunk.customs[cell.customs];
        writer.varint(customs.size());
        for (const auto &[name, meter] : customs) {
            writer.text(name);
            writer.varint(static_cast<std::uint64_t>(meter.sum));
            writer.zigzag(cell.requests - meter.known);
        }
    }
}

class ChunkReader {
public:
    explicit ChunkReader(ByteReader reader) : m_reader(reader) { }

    Result<CellChunk> read()
    {
        const std::uint64_t size = m_reader.varint();
        // Many cells are those of one token, each of which takes a bit at the least.
        const bool isPossible = size <= 2 * chunkCells || size <= 16 * std::uint64_t{m_reader.left()};
        if (size > mostCells || !isPossible || !m_reader.ok())
            return fail(ErrorCode::Damaged, "cells");
        m_chunk.cells.resize(size);
        readKinds();
        readPlaces();
        readEach([](TokenCell &cell, std::int64_t requests) { cell.requests = requests; });
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            readMeter([unit](TokenCell &cell) -> MeterSum & { return cell.units[unit]; });
        readMeter([](TokenCell &cell) -> MeterSum & { return cell.responseMs; });
        readBuckets();
        readCustoms();
        if (!m_reader.finished())
            return fail(ErrorCode::Damaged, "cells");
        return std::move(m_chunk);
    }

private:
    std::vector<std::uint64_t> numbers(std::size_t count) { return readPacked(m_reader, m_reader.ok() ? count : 0); }

    void readKinds()
    {
        m_chunk.kinds.resize(m_reader.count());
        for (CellKind &kind : m_chunk.kinds) {
            kind.model = m_reader.text();
            const std::uint64_t status = m_reader.varint();
            if (status > UINT16_MAX)
                m_reader.refuse();
            kind.status = static_cast<std::int16_t>(status);
            kind.source = m_reader.text();
            const std::size_t size = m_reader.count();
            for (std::size_t i = 0; i < size && m_reader.ok(); ++i) {
                std::string name(m_reader.text());
                kind.dimensions.emplace_back(std::move(name), m_reader.text());
            }
        }
        if (!std::ranges::is_sorted(m_chunk.kinds, std::less_equal<>()))
            m_reader.refuse();
        const auto kinds = numbers(m_chunk.cells.size());
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            if (kinds[i] >= m_chunk.kinds.size())
                return m_reader.refuse();
            m_chunk.cells[i].kind = static_cast<std::uint32_t>(kinds[i]);
        }
    }

    void readPlaces()
    {
        const std::uint64_t tokens = m_reader.varint();
        if (tokens > m_chunk.cells.size())
            return m_reader.refuse();
        const auto steps = numbers(tokens);
        const auto sizes = numbers(tokens);
        const auto quarters = numbers(m_chunk.cells.size());
        std::size_t at = 0;
        std::uint64_t token = 0;
        for (std::size_t i = 0; i < tokens && m_reader.ok(); ++i) {
            token += steps[i];
            if (steps[i] == 0 || token > UINT32_MAX || sizes[i] == 0 || sizes[i] > m_chunk.cells.size() - at)
                return m_reader.refuse();
            std::uint64_t quarter = 0;
            for (const std::size_t end = at + sizes[i]; at < end; ++at) {
                quarter += quarters[at];
                if (quarters[at] >= quartersPerDay || quarter >= quartersPerDay)
                    return m_reader.refuse();
                m_chunk.cells[at].token = static_cast<TokenNumber>(token);
                m_chunk.cells[at].quarter = static_cast<std::uint32_t>(quarter);
            }
        }
        if (at != m_chunk.cells.size())
            m_reader.refuse();
    }

    template<typename Set>
    void readEach(Set set)
    {
        const auto values = numbers(m_chunk.cells.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto value = static_cast<std::int64_t>(values[i]);
            if (value < 0)
                return m_reader.refuse();
            set(m_chunk.cells[i], value);
        }
    }

    template<typename Get>
    void readMeter(Get get)
    {
        const std::uint8_t form = m_reader.byte();
        if (form > someKnown)
            m_reader.refuse();
        if (form == noneKnown || !m_reader.ok())
            return;
        readEach([&](TokenCell &cell, std::int64_t sum) { get(cell) = {sum, cell.requests}; });
        if (form == allKnown)
            return;
        readEach([&](TokenCell &cell, std::int64_t unknown) {
            if (unknown > cell.requests)
                m_reader.refuse();
            get(cell).known -= unknown;
        });
    }

    void readBuckets()
    {
        const std::uint64_t total = m_reader.varint();
        const auto explicitCells = static_cast<std::size_t>(std::ranges::count_if(m_chunk.cells, hasBuckets));
        if (total > 64 * std::uint64_t{m_reader.left()} + 64 || (explicitCells == 0 && total > 0))
            return m_reader.refuse();
        const auto sizes = numbers(explicitCells);
        const auto steps = numbers(total);
        const auto counts = numbers(total);
        std::size_t cellAt = 0;
        std::size_t at = 0;
        for (TokenCell &cell : m_chunk.cells) {
            if (!m_reader.ok())
                return;
            cell.bucketsBegin = static_cast<std::uint32_t>(m_chunk.buckets.size());
            if (!hasBuckets(cell)) {
                if (cell.responseMs.known == 1)
                    m_chunk.buckets.emplace_back(Histogram::bucketOf(cell.responseMs.sum), 1);
            } else if (sizes[cellAt] > total - at) {
                return m_reader.refuse();
            } else {
                std::int64_t bucket = 0;
                for (const std::size_t end = at + sizes[cellAt++]; at < end; ++at) {
                    const bool isOrdered = bucket == 0 || steps[at] > 0;
                    bucket += static_cast<std::int64_t>(steps[at]);
                    if (steps[at] > UINT16_MAX || bucket > UINT16_MAX || !isOrdered
                        || static_cast<std::int64_t>(counts[at]) < 1)
                        return m_reader.refuse();
                    m_chunk.buckets.emplace_back(
                        static_cast<std::int32_t>(bucket), static_cast<std::int64_t>(counts[at]));
                }
            }
            cell.bucketsEnd = static_cast<std::uint32_t>(m_chunk.buckets.size());
        }
        if (at != total)
            m_reader.refuse();
    }

    void readCustoms()
    {
        const std::size_t size = m_reader.count();
        std::uint64_t row = 0;
        for (std::size_t i = 0; i < size && m_reader.ok(); ++i) {
            row += m_reader.varint();
            if (row >= m_chunk.cells.size())
                return m_reader.refuse();
            TokenCell &cell = m_chunk.cells[row];
            const std::size_t meters = m_reader.count();
            UsageTable::Customs customs;
            for (std::size_t k = 0; k < meters && m_reader.ok(); ++k) {
                std::string name(m_reader.text());
                MeterSum meter;
                meter.sum = m_reader.amount();
                if (__builtin_sub_overflow(cell.requests, m_reader.zigzag(), &meter.known) || meter.known < 0)
                    m_reader.refuse();
                customs.emplace_back(std::move(name), meter);
            }
            cell.customs = static_cast<std::uint32_t>(m_chunk.customs.size());
            m_chunk.customs.push_back(std::move(customs));
        }
    }

    ByteReader m_reader;
    CellChunk m_chunk;
};

} // namespace

std::vector<std::byte> encodeChunk(const CellChunk &chunk, std::span<const TokenCell> cells)
{
    ByteWriter writer(codecVersion);
    writer.varint(cells.size());
    writeKinds(writer, chunk, cells);
    writePlaces(writer, cells);
    writeEach(writer, cells, [](const TokenCell &cell) { return cell.requests; });
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        writeMeter(writer, cells, [unit](const TokenCell &cell) { return cell.units[unit]; });
    writeMeter(writer, cells, [](const TokenCell &cell) { return cell.responseMs; });
    writeBuckets(writer, chunk, cells);
    writeCustoms(writer, chunk, cells);
    return std::move(writer).sealed();
}

Result<CellChunk> decodeChunk(std::span<const std::byte> bytes)
{
    Result<ByteReader> reader = ByteReader::open(bytes, codecVersion, "cells");
    if (!reader)
        return std::unexpected(reader.error());
    return ChunkReader(*reader).read();
}

} // namespace toll
