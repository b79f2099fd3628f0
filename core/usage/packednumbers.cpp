// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/packednumbers.h"

#include "core/usage/packed.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace toll {

namespace {

constexpr std::uint8_t allEqual = 0;
constexpr std::uint8_t inBlocks = 1;
constexpr std::size_t blockSize = PackedNumbers::blockSize;
constexpr std::size_t groupSize = 8; ///< so many numbers begin and end at whole bytes, whatever their width
constexpr unsigned widestInWord = 57; ///< that lies within eight bytes, wherever in a byte it begins
constexpr std::size_t paddedBlock = (blockSize + 1) * sizeof(std::uint64_t); ///< reads of eight bytes stay inside

std::uint64_t wordAt(const std::byte *bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);
    return word;
}

constexpr std::uint64_t maskOf(unsigned width)
{
    return width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

/// One width, known to the compiler: shifts and masks are constants, and nothing is asked of a number.
template<unsigned width>
void unpackGroups(const std::byte *bytes, std::uint64_t least, std::uint64_t *values)
{
    for (std::size_t group = 0; group < blockSize / groupSize; ++group, bytes += width, values += groupSize) {
        [&]<std::size_t... i>(std::index_sequence<i...>) {
            ((values[i] = least + (wordAt(bytes + i * width / 8) >> i * width % 8 & maskOf(width))), ...);
        }(std::make_index_sequence<groupSize>());
    }
}

using Unpack = void (*)(const std::byte *, std::uint64_t, std::uint64_t *);

constexpr std::array<Unpack, widestInWord + 1> unpackers = []<std::size_t... width>(std::index_sequence<width...>) {
    return std::array<Unpack, widestInWord + 1>{&unpackGroups<static_cast<unsigned>(width)>...};
}(std::make_index_sequence<widestInWord + 1>());

/// Any width; numbers may lie across two words.
void unpackWide(const std::byte *bytes, unsigned width, std::uint64_t least, std::span<std::uint64_t> values)
{
    std::size_t bit = 0;
    for (std::uint64_t &value : values) {
        const std::byte *const word = bytes + bit / 64 * sizeof(std::uint64_t);
        const std::size_t shift = bit % 64;
        const std::uint64_t high = shift == 0 ? 0 : wordAt(word + sizeof(std::uint64_t)) << (64 - shift);
        value = least + ((wordAt(word) >> shift | high) & maskOf(width));
        bit += width;
    }
}

} // namespace

PackedNumbers::PackedNumbers(ByteReader &reader, std::size_t rows) : m_reader(reader), m_left(rows)
{
    const std::uint8_t form = reader.byte();
    if (form > inBlocks)
        reader.refuse();
    if (form == allEqual)
        m_constant = reader.varint();
}

std::span<const std::uint64_t> PackedNumbers::next()
{
    const auto values = std::span(m_block).first(std::min(blockSize, m_left));
    m_left -= values.size();
    readBlock(values);
    if (!m_reader.ok())
        std::ranges::fill(values, 0);
    return values;
}

void PackedNumbers::readBlock(std::span<std::uint64_t> values)
{
    if (values.empty())
        return;
    const unsigned width = m_reader.byte();
    const std::uint64_t least = m_reader.varint();
    if (width > 64) {
        m_reader.refuse();
        return;
    }
    const auto bytes = m_reader.bytes((values.size() * width + 7) / 8);
    if (!m_reader.ok())
        return;
    std::array<std::byte, paddedBlock> padded; // what lies behind the block is masked off, and its values are not used
    std::memcpy(padded.data(), bytes.data(), bytes.size());
    if (width <= widestInWord && values.size() == blockSize) {
        std::memset(padded.data() + bytes.size(), 0, sizeof(std::uint64_t));
        unpackers[width](padded.data(), least, values.data());
        return;
    }
    std::memset(padded.data() + bytes.size(), 0, padded.size() - bytes.size());
    unpackWide(padded.data(), width, least, values);
}

std::vector<std::uint64_t> readPacked(ByteReader &reader, std::size_t rows)
{
    std::vector<std::uint64_t> values(rows);
    eachPacked(reader, rows, [&](std::size_t row, std::uint64_t value) { values[row] = value; });
    return values;
}

} // namespace toll
