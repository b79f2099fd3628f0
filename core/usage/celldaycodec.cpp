// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bytes.h"
#include "core/usage/cell.h"

#include <algorithm>
#include <unordered_map>

namespace toll {

namespace {

constexpr std::uint8_t codecVersion = 1;

// Which parts a cell has: bits 0 to 3 the unit meters, then these.
constexpr unsigned hasResponse = 1U << 4;
constexpr unsigned hasCustoms = 1U << 5;
constexpr unsigned hasDimensions = 1U << 6;
constexpr unsigned allParts = (1U << 7) - 1;

/// The texts of a day, each once, in order of first use.
class TextList {
public:
    void use(const std::string &text)
    {
        if (m_index.try_emplace(text, m_texts.size()).second)
            m_texts.push_back(&m_index.find(text)->first);
    }
    [[nodiscard]] std::uint64_t at(const std::string &text) const { return m_index.at(text); }
    void write(ByteWriter &writer) const
    {
        writer.varint(m_texts.size());
        for (const std::string *text : m_texts)
            writer.text(*text);
    }

private:
    std::unordered_map<std::string, std::uint64_t> m_index;
    std::vector<const std::string *> m_texts;
};

TextList textsOf(const CellDay &day)
{
    TextList texts;
    for (const auto &[key, sums] : day) {
        texts.use(key.model);
        texts.use(key.source);
        for (const auto &[dimension, value] : key.dimensions) {
            texts.use(dimension);
            texts.use(value);
        }
        for (const auto &custom : sums.customs)
            texts.use(custom.first);
    }
    return texts;
}

unsigned partsOf(const CellKey &key, const CellSums &sums)
{
    unsigned parts = 0;
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        if (sums.units[i] != MeterSum{})
            parts |= 1U << i;
    }
    if (sums.responseMs != MeterSum{} || !sums.response.buckets().empty())
        parts |= hasResponse;
    if (!sums.customs.empty())
        parts |= hasCustoms;
    if (!key.dimensions.empty())
        parts |= hasDimensions;
    return parts;
}

/// Mostly every request carries the meter, so the difference to their number is small.
void writeMeter(ByteWriter &writer, const MeterSum &meter, std::int64_t requests)
{
    writer.varint(static_cast<std::uint64_t>(meter.sum));
    writer.zigzag(requests - meter.known);
}

MeterSum readMeter(ByteReader &reader, std::int64_t requests)
{
    MeterSum meter;
    meter.sum = reader.amount();
    if (__builtin_sub_overflow(requests, reader.zigzag(), &meter.known) || meter.known < 0)
        reader.refuse();
    return meter;
}

void writeHistogram(ByteWriter &writer, const Histogram &histogram)
{
    writer.varint(histogram.buckets().size());
    std::int32_t previous = 0;
    for (const auto &[bucket, count] : histogram.buckets()) {
        writer.varint(static_cast<std::uint64_t>(bucket - previous));
        writer.varint(static_cast<std::uint64_t>(count));
        previous = bucket;
    }
}

Histogram readHistogram(ByteReader &reader)
{
    const std::size_t size = reader.count();
    std::vector<std::pair<std::int32_t, std::int64_t>> buckets;
    buckets.reserve(size);
    std::int32_t bucket = 0;
    for (std::size_t i = 0; i < size && reader.ok(); ++i) {
        const std::uint64_t step = reader.varint();
        if (step > 1U << 16 || bucket > 1 << 16)
            reader.refuse();
        else
            bucket += static_cast<std::int32_t>(step);
        buckets.emplace_back(bucket, reader.amount());
    }
    auto histogram = Histogram::fromBuckets(std::move(buckets));
    if (!histogram)
        reader.refuse();
    return histogram.value_or(Histogram());
}

void writeCell(ByteWriter &writer, const CellKey &key, const CellSums &sums, const TextList &texts)
{
    const unsigned parts = partsOf(key, sums);
    writer.byte(static_cast<std::uint8_t>(parts));
    writer.varint(texts.at(key.model));
    writer.varint(static_cast<std::uint64_t>(static_cast<std::uint16_t>(key.status)));
    writer.varint(texts.at(key.source));
    if ((parts & hasDimensions) != 0) {
        writer.varint(key.dimensions.size());
        for (const auto &[dimension, value] : key.dimensions) {
            writer.varint(texts.at(dimension));
            writer.varint(texts.at(value));
        }
    }
    writer.varint(static_cast<std::uint64_t>(sums.requests));
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        if ((parts & 1U << i) != 0)
            writeMeter(writer, sums.units[i], sums.requests);
    }
    if ((parts & hasResponse) != 0) {
        writeMeter(writer, sums.responseMs, sums.requests);
        writeHistogram(writer, sums.response);
    }
    if ((parts & hasCustoms) != 0) {
        writer.varint(sums.customs.size());
        for (const auto &[custom, meter] : sums.customs) {
            writer.varint(texts.at(custom));
            writeMeter(writer, meter, sums.requests);
        }
    }
}

/// Reads the cells of a day behind their texts.
class CellDayReader {
public:
    explicit CellDayReader(ByteReader reader) : m_reader(reader) { }

    Result<CellDay> read()
    {
        const std::size_t texts = m_reader.count();
        for (std::size_t i = 0; i < texts && m_reader.ok(); ++i)
            m_texts.emplace_back(m_reader.text());
        const std::size_t cells = m_reader.count();
        CellDay day;
        for (std::size_t i = 0; i < cells && m_reader.ok(); ++i) {
            CellKey key;
            CellSums sums;
            readCell(key, sums);
            if (!day.empty() && key <= day.rbegin()->first)
                m_reader.refuse();
            day.emplace_hint(day.end(), std::move(key), std::move(sums));
        }
        if (!m_reader.finished())
            return fail(ErrorCode::Damaged, "cells");
        return day;
    }

private:
    std::string text()
    {
        const std::uint64_t index = m_reader.varint();
        if (index < m_texts.size())
            return m_texts[index];
        m_reader.refuse();
        return {};
    }

    void readCell(CellKey &key, CellSums &sums)
    {
        if (__builtin_add_overflow(m_quarter, m_reader.zigzag(), &m_quarter))
            m_reader.refuse();
        key.quarter.ms = m_quarter;
        const unsigned parts = m_reader.byte();
        key.model = text();
        const std::uint64_t status = m_reader.varint();
        if (parts > allParts || status > UINT16_MAX)
            m_reader.refuse();
        key.status = static_cast<std::int16_t>(status);
        key.source = text();
        if ((parts & hasDimensions) != 0)
            readDimensions(key);
        sums.requests = m_reader.amount();
        for (std::size_t i = 0; i < unitMeterCount; ++i) {
            if ((parts & 1U << i) != 0)
                sums.units[i] = readMeter(m_reader, sums.requests);
        }
        if ((parts & hasResponse) != 0) {
            sums.responseMs = readMeter(m_reader, sums.requests);
            sums.response = readHistogram(m_reader);
        }
        if ((parts & hasCustoms) != 0)
            readCustoms(sums);
    }

    void readDimensions(CellKey &key)
    {
        const std::size_t size = m_reader.count();
        for (std::size_t i = 0; i < size && m_reader.ok(); ++i) {
            std::string dimension = text();
            key.dimensions.emplace_back(std::move(dimension), text());
        }
    }

    void readCustoms(CellSums &sums)
    {
        const std::size_t size = m_reader.count();
        for (std::size_t i = 0; i < size && m_reader.ok(); ++i) {
            std::string custom = text();
            sums.customs.emplace_back(std::move(custom), readMeter(m_reader, sums.requests));
        }
        if (!std::ranges::is_sorted(
                sums.customs, {}, [](const auto &entry) -> const std::string & { return entry.first; }))
            m_reader.refuse();
    }

    ByteReader m_reader;
    std::vector<std::string> m_texts;
    std::int64_t m_quarter = 0;
};

} // namespace

std::vector<std::byte> encodeCellDay(const CellDay &day)
{
    ByteWriter writer(codecVersion);
    const TextList texts = textsOf(day);
    texts.write(writer);
    writer.varint(day.size());
    std::int64_t quarter = 0;
    for (const auto &[key, sums] : day) {
        writer.zigzag(key.quarter.ms - quarter);
        quarter = key.quarter.ms;
        writeCell(writer, key, sums, texts);
    }
    return std::move(writer).sealed();
}

Result<CellDay> decodeCellDay(std::span<const std::byte> bytes)
{
    auto reader = ByteReader::open(bytes, codecVersion, "cells");
    if (!reader)
        return std::unexpected(reader.error());
    return CellDayReader(*reader).read();
}

} // namespace toll
