// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/columns.h"

#include "core/usage/bytes.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace toll {

namespace {

constexpr std::uint8_t columnVersion = 1;
constexpr std::size_t maxShared = 64; // bounds how much longer ids can get than their bytes

std::unexpected<Error> damaged(std::string_view column)
{
    return fail(ErrorCode::Damaged, std::string(column));
}

/// Small numbers, as runs of equal ones or one by one, whichever is shorter.
void writeIndexes(ByteWriter &writer, std::span<const std::uint64_t> indexes)
{
    std::vector<std::pair<std::uint64_t, std::uint64_t>> runs;
    for (const std::uint64_t index : indexes) {
        if (!runs.empty() && runs.back().first == index)
            ++runs.back().second;
        else
            runs.emplace_back(index, 1);
    }
    const bool inRuns = runs.size() * 2 < indexes.size();
    writer.byte(inRuns ? 1 : 0);
    if (!inRuns) {
        for (const std::uint64_t index : indexes)
            writer.varint(index);
        return;
    }
    for (const auto &[index, length] : runs) {
        writer.varint(index);
        writer.varint(length);
    }
}

/// Exactly `rows` indexes below `limit`; the reader fails otherwise.
std::vector<std::size_t> readIndexes(ByteReader &reader, std::size_t rows, std::size_t limit)
{
    const std::uint8_t form = reader.byte();
    if (form > 1)
        reader.refuse();
    std::vector<std::size_t> indexes;
    indexes.reserve(rows);
    while (indexes.size() < rows && reader.ok()) {
        const std::uint64_t index = reader.varint();
        const std::uint64_t length = form == 1 ? reader.varint() : 1;
        if (index >= limit || length == 0 || length > rows - indexes.size()) {
            reader.refuse();
            break;
        }
        indexes.insert(indexes.end(), static_cast<std::size_t>(length), static_cast<std::size_t>(index));
    }
    indexes.resize(rows);
    return indexes;
}

/// Gives each text a number, in order of first use.
class TextIndex {
public:
    std::uint64_t use(std::string_view text)
    {
        // Mostly the one before comes again.
        if (m_last < m_texts.size() && m_texts[m_last] == text)
            return m_last;
        const auto [entry, isNew] = m_index.try_emplace(text, m_texts.size());
        if (isNew)
            m_texts.push_back(text);
        m_last = entry->second;
        return m_last;
    }
    void write(ByteWriter &writer) const
    {
        writer.varint(m_texts.size());
        for (const std::string_view text : m_texts)
            writer.text(text);
    }

private:
    std::unordered_map<std::string_view, std::uint64_t> m_index;
    std::vector<std::string_view> m_texts;
    std::uint64_t m_last = 0;
};

std::vector<std::string_view> readTexts(ByteReader &reader)
{
    const std::size_t size = reader.count();
    std::vector<std::string_view> texts;
    texts.reserve(size);
    for (std::size_t i = 0; i < size && reader.ok(); ++i)
        texts.push_back(reader.text());
    texts.resize(size);
    return texts;
}

/// A text by its number; the reader fails where there is none.
std::string_view readText(ByteReader &reader, const std::vector<std::string_view> &texts)
{
    const std::uint64_t index = reader.varint();
    if (index < texts.size())
        return texts[static_cast<std::size_t>(index)];
    reader.refuse();
    return {};
}

} // namespace

ColumnBytes encodeAscending(std::span<const std::int64_t> values)
{
    ByteWriter writer(columnVersion);
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (row == 0)
            writer.zigzag(values[row]);
        else
            writer.varint(static_cast<std::uint64_t>(values[row]) - static_cast<std::uint64_t>(values[row - 1]));
    }
    return std::move(writer).sealed();
}

Result<std::vector<std::int64_t>> decodeAscending(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column)
{
    auto reader = ByteReader::open(bytes, columnVersion, column);
    if (!reader)
        return std::unexpected(reader.error());
    std::vector<std::int64_t> values;
    values.reserve(rows);
    std::int64_t value = 0;
    for (std::size_t i = 0; i < rows && reader->ok(); ++i) {
        if (i == 0)
            value = reader->zigzag();
        else if (__builtin_add_overflow(value, reader->varint(), &value))
            return damaged(column);
        values.push_back(value);
    }
    if (!reader->finished())
        return damaged(column);
    return values;
}

ColumnBytes encodeOptional(std::span<const std::optional<std::int64_t>> values)
{
    ByteWriter writer(columnVersion);
    std::vector<std::uint64_t> present;
    present.reserve(values.size());
    for (const auto &value : values)
        present.push_back(value ? 1 : 0);
    writeIndexes(writer, present);
    std::vector<std::uint64_t> numbers;
    for (const auto &value : values) {
        if (value)
            numbers.push_back(static_cast<std::uint64_t>(*value));
    }
    writeIndexes(writer, numbers);
    return std::move(writer).sealed();
}

Result<std::vector<std::optional<std::int64_t>>> decodeOptional(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column)
{
    auto reader = ByteReader::open(bytes, columnVersion, column);
    if (!reader)
        return std::unexpected(reader.error());
    const auto present = readIndexes(*reader, rows, 2);
    const auto known = static_cast<std::size_t>(std::ranges::count(present, 1U));
    const auto numbers = readIndexes(*reader, known, std::size_t{1} << 63);
    if (!reader->finished())
        return damaged(column);
    std::vector<std::optional<std::int64_t>> values(rows);
    for (std::size_t row = 0, next = 0; row < rows; ++row) {
        if (present[row] == 1)
            values[row] = static_cast<std::int64_t>(numbers[next++]);
    }
    return values;
}

ColumnBytes encodeTexts(std::span<const std::string_view> values)
{
    TextIndex index;
    std::vector<std::uint64_t> indexes;
    indexes.reserve(values.size());
    for (const std::string_view value : values)
        indexes.push_back(index.use(value));
    ByteWriter writer(columnVersion);
    index.write(writer);
    writeIndexes(writer, indexes);
    return std::move(writer).sealed();
}

Result<std::vector<std::string>> decodeTexts(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column)
{
    auto reader = ByteReader::open(bytes, columnVersion, column);
    if (!reader)
        return std::unexpected(reader.error());
    const auto texts = readTexts(*reader);
    const auto indexes = readIndexes(*reader, rows, texts.size());
    if (!reader->finished())
        return damaged(column);
    std::vector<std::string> values;
    values.reserve(rows);
    for (const std::size_t index : indexes)
        values.emplace_back(texts[index]);
    return values;
}

ColumnBytes encodeIds(std::span<const std::string_view> values)
{
    ByteWriter writer(columnVersion);
    const bool none = std::ranges::all_of(values, [](std::string_view value) { return value.empty(); });
    writer.byte(none ? 0 : 1);
    if (none)
        return std::move(writer).sealed();
    std::string_view previous;
    for (const std::string_view value : values) {
        const std::size_t most = std::min({previous.size(), value.size(), maxShared});
        const auto different = std::ranges::mismatch(previous.substr(0, most), value.substr(0, most));
        const auto shared = static_cast<std::size_t>(different.in2 - value.begin());
        writer.varint(shared);
        writer.text(value.substr(shared));
        previous = value;
    }
    return std::move(writer).sealed();
}

Result<std::vector<std::string>> decodeIds(std::span<const std::byte> bytes, std::size_t rows, std::string_view column)
{
    auto reader = ByteReader::open(bytes, columnVersion, column);
    if (!reader)
        return std::unexpected(reader.error());
    const std::uint8_t form = reader->byte();
    std::vector<std::string> values(rows);
    if (form == 1) {
        std::string previous;
        for (std::size_t row = 0; row < rows && reader->ok(); ++row) {
            const std::uint64_t shared = reader->varint();
            if (shared > std::min(maxShared, previous.size()))
                return damaged(column);
            previous.resize(static_cast<std::size_t>(shared));
            previous += reader->text();
            values[row] = previous;
        }
    }
    if (form > 1 || !reader->finished())
        return damaged(column);
    return values;
}

ColumnBytes encodeNamedNumbers(std::span<const NamedNumbers *const> values)
{
    TextIndex names;
    for (const NamedNumbers *numbers : values) {
        for (const auto &entry : *numbers)
            names.use(entry.first);
    }
    ByteWriter writer(columnVersion);
    names.write(writer);
    std::vector<std::uint64_t> sizes;
    sizes.reserve(values.size());
    for (const NamedNumbers *numbers : values)
        sizes.push_back(numbers->size());
    writeIndexes(writer, sizes);
    for (const NamedNumbers *numbers : values) {
        for (const auto &[name, number] : *numbers) {
            writer.varint(names.use(name));
            writer.varint(static_cast<std::uint64_t>(number));
        }
    }
    return std::move(writer).sealed();
}

Result<std::vector<NamedNumbers>> decodeNamedNumbers(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column)
{
    auto reader = ByteReader::open(bytes, columnVersion, column);
    if (!reader)
        return std::unexpected(reader.error());
    const auto names = readTexts(*reader);
    const auto sizes = readIndexes(*reader, rows, names.size() + 1);
    std::vector<NamedNumbers> values(rows);
    for (std::size_t row = 0; row < rows && reader->ok(); ++row) {
        for (std::size_t i = 0; i < sizes[row] && reader->ok(); ++i) {
            const std::string_view name = readText(*reader, names);
            values[row].emplace_back(name, reader->amount());
        }
    }
    if (!reader->finished())
        return damaged(column);
    return values;
}

ColumnBytes encodeNamedTexts(std::span<const NamedTexts *const> values)
{
    TextIndex texts;
    std::map<NamedTexts, std::uint64_t> sets;
    std::vector<const NamedTexts *> order;
    std::vector<std::uint64_t> indexes;
    indexes.reserve(values.size());
    for (const NamedTexts *value : values) {
        if (!indexes.empty() && *order[indexes.back()] == *value) {
            indexes.push_back(indexes.back());
            continue;
        }
        const auto [entry, isNew] = sets.try_emplace(*value, order.size());
        indexes.push_back(entry->second);
        if (!isNew)
            continue;
        order.push_back(value);
        for (const auto &[name, text] : *value) {
            texts.use(name);
            texts.use(text);
        }
    }
    ByteWriter writer(columnVersion);
    texts.write(writer);
    writer.varint(order.size());
    for (const NamedTexts *set : order) {
        writer.varint(set->size());
        for (const auto &[name, text] : *set) {
            writer.varint(texts.use(name));
            writer.varint(texts.use(text));
        }
    }
    writeIndexes(writer, indexes);
    return std::move(writer).sealed();
}

Result<std::vector<NamedTexts>> decodeNamedTexts(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column)
{
    auto reader = ByteReader::open(bytes, columnVersion, column);
    if (!reader)
        return std::unexpected(reader.error());
    const auto texts = readTexts(*reader);
    std::vector<NamedTexts> sets(reader->count());
    for (NamedTexts &set : sets) {
        const std::size_t size = reader->count();
        for (std::size_t i = 0; i < size && reader->ok(); ++i) {
            const std::string_view name = readText(*reader, texts);
            set.emplace_back(name, readText(*reader, texts));
        }
    }
    const auto indexes = readIndexes(*reader, rows, sets.size());
    if (!reader->finished())
        return damaged(column);
    std::vector<NamedTexts> values;
    values.reserve(rows);
    for (const std::size_t index : indexes)
        values.push_back(sets[index]);
    return values;
}

} // namespace toll
