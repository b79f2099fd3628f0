// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/columns.h"

#include "core/usage/bytes.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::uint8_t columnVersion = 1;
constexpr std::size_t maxShared = 64; // bounds how much longer ids can get than their bytes

std::unexpected<Error> damaged(std::string_view column)
{
    return fail(ErrorCode::Damaged, std::string(column));
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
