// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/bytes.h"
#include "core/usage/packedform.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// Whole numbers in blocks of 128: each block's smallest number, then what the others have above it in as many bits as
/// the largest of these takes. Numbers that are all equal take a few bytes, however many there are.
void writePacked(ByteWriter &writer, std::span<const std::uint64_t> values);
/// The same of get(0), get(1)… without a copy of all.
template<typename Get>
void writePacked(ByteWriter &writer, std::size_t rows, Get get);
/// Exactly `rows` numbers; zeros and a failed reader where they are not there. The caller bounds `rows`.
[[nodiscard]] std::vector<std::uint64_t> readPacked(ByteReader &reader, std::size_t rows);

namespace packed {

/// At most blockSize numbers.
void writeBlock(ByteWriter &writer, std::span<const std::uint64_t> values);

} // namespace packed

template<typename Get>
void writePacked(ByteWriter &writer, std::size_t rows, Get get)
{
    std::size_t same = 0;
    const std::uint64_t first = rows == 0 ? 0 : get(0);
    while (same < rows && get(same) == first)
        ++same;
    if (same == rows) {
        writer.byte(packed::allEqual);
        writer.varint(first);
        return;
    }
    writer.byte(packed::inBlocks);
    std::array<std::uint64_t, packed::blockSize> block;
    for (std::size_t at = 0; at < rows; at += packed::blockSize) {
        const std::size_t size = std::min(packed::blockSize, rows - at);
        for (std::size_t i = 0; i < size; ++i)
            block[i] = get(at + i);
        packed::writeBlock(writer, std::span(block).first(size));
    }
}

/// Texts one behind the other.
class TextArena {
public:
    void add(std::string_view text)
    {
        m_bytes += text;
        m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    }
    void add(std::span<const std::string_view> texts);
    [[nodiscard]] std::string_view at(std::size_t row) const
    {
        const std::uint32_t begin = row == 0 ? 0 : m_ends[row - 1];
        return {m_bytes.data() + begin, m_ends[row] - begin};
    }
    /// All texts, one behind the other.
    [[nodiscard]] std::string_view all() const { return m_bytes; }
    /// Puts the texts from `begin` on, as many as there are places in `order`, into that order.
    void reorder(std::size_t begin, std::span<const std::uint32_t> order);
    [[nodiscard]] std::size_t bytesBefore(std::size_t row) const { return row == 0 ? 0 : m_ends[row - 1]; }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] bool isAllEmpty() const { return m_bytes.empty(); }
    void clear()
    {
        m_bytes.clear();
        m_ends.clear();
    }
    void reserve(std::size_t rows) { m_ends.reserve(rows); }

    bool operator==(const TextArena &) const = default;

private:
    std::string m_bytes;
    std::vector<std::uint32_t> m_ends;
};

/// Texts that mostly differ. Those that count on (a common beginning and a number) are kept as differences, those that
/// are alike but for hexadecimal digits (UUIDs) as half a byte a digit, all others by what they share with the one
/// before.
void writeTextArena(ByteWriter &writer, const TextArena &texts);
[[nodiscard]] TextArena readTextArena(ByteReader &reader, std::size_t rows);

} // namespace toll
