// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/packedview.h"

#include "core/usage/packedform.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace toll {

using namespace packed;

namespace {

constexpr std::size_t rowsAMark = 64; ///< of texts that are read one after the other
constexpr unsigned widestInWord = 57; ///< that lies within eight bytes, wherever in a byte it begins

/// What stands before a block's numbers.
struct BlockHead {
    const std::byte *bits = nullptr;
    unsigned width = 0;
    std::uint64_t least = 0;
};

/// The block was found sound when its column was opened.
BlockHead headOf(const std::byte *block)
{
    BlockHead head;
    head.width = std::to_integer<unsigned>(*block++);
    for (unsigned shift = 0;; shift += 7) {
        const auto group = std::to_integer<std::uint64_t>(*block++);
        head.least |= (group & 0x7f) << shift;
        if (group < 0x80)
            break;
    }
    head.bits = block;
    return head;
}

std::uint64_t maskOf(unsigned width)
{
    return width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

/// Of a number that may lie across two words, or ends where the bytes do.
std::uint64_t bitsAnywhere(const BlockHead &head, std::size_t bit)
{
    const std::size_t shift = bit % 8;
    std::array<std::uint64_t, 2> words{};
    std::memcpy(words.data(), head.bits + bit / 8, (shift + head.width + 7) / 8);
    if constexpr (std::endian::native == std::endian::big) {
        for (std::uint64_t &word : words)
            word = __builtin_bswap64(word);
    }
    const std::uint64_t high = shift == 0 ? 0 : words[1] << (64 - shift);
    return ((words[0] >> shift) | high) & maskOf(head.width);
}

std::uint64_t bitsAt(const BlockHead &head, std::size_t place, const std::byte *end)
{
    const std::size_t bit = place * head.width;
    const std::byte *const from = head.bits + bit / 8;
    if (head.width > widestInWord || end - from < static_cast<std::ptrdiff_t>(sizeof(std::uint64_t)))
        return bitsAnywhere(head, bit);
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);
    return word >> bit % 8 & maskOf(head.width);
}

std::uint64_t unzigzag(std::uint64_t value)
{
    return (value >> 1) ^ (value & 1 ? ~std::uint64_t{0} : 0);
}

} // namespace

PackedView::PackedView(ByteReader &reader, std::size_t rows)
{
    const std::uint8_t form = reader.byte();
    if (form > inBlocks)
        reader.refuse();
    if (form == allEqual || rows == 0) {
        m_value = form == allEqual ? reader.varint() : 0;
        return;
    }
    m_bytes = reader.bytes(0).data();
    const std::size_t whole = reader.left();
    m_end = m_bytes + whole;
    m_blocks.reserve((rows + blockSize - 1) / blockSize);
    for (std::size_t at = 0; at < rows && reader.ok(); at += blockSize) {
        m_blocks.push_back(static_cast<std::uint32_t>(whole - reader.left()));
        const unsigned width = reader.byte();
        static_cast<void>(reader.varint());
        if (width > 64)
            reader.refuse();
        static_cast<void>(reader.bytes((std::min(blockSize, rows - at) * width + 7) / 8));
    }
}

std::uint64_t PackedView::at(std::size_t row) const
{
    if (m_blocks.empty())
        return m_value;
    const BlockHead head = headOf(m_bytes + m_blocks[row / blockSize]);
    return head.width == 0 ? head.least : head.least + bitsAt(head, row % blockSize, m_end);
}

std::size_t PackedView::before(std::size_t row, std::span<std::uint64_t> to) const
{
    const std::size_t count = row % blockSize;
    if (m_blocks.empty() || count == 0) {
        std::fill_n(to.begin(), count, m_value);
        return count;
    }
    const BlockHead head = headOf(m_bytes + m_blocks[row / blockSize]);
    for (std::size_t place = 0; place < count; ++place)
        to[place] = head.width == 0 ? head.least : head.least + bitsAt(head, place, m_end);
    return count;
}

RunningSums::RunningSums(ByteReader &reader, std::size_t rows, Steps steps) : m_steps(reader, rows), m_kind(steps)
{
    std::uint64_t sum = 0;
    m_marks.push_back(0);
    for (std::size_t end = blockSize; end <= rows && reader.ok(); end += blockSize) {
        // All of a block but its last number, then that.
        sum += sumBefore(end - 1);
        const std::uint64_t last = m_steps.at(end - 1);
        sum += m_kind == Steps::Zigzag ? unzigzag(last) : last;
        m_marks.push_back(sum);
    }
}

std::uint64_t RunningSums::sumBefore(std::size_t row) const
{
    std::array<std::uint64_t, blockSize> values;
    const std::size_t count = m_steps.before(row, values);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += m_kind == Steps::Zigzag ? unzigzag(values[i]) : values[i];
    return sum;
}

std::uint64_t RunningSums::of(std::size_t count) const
{
    return m_marks[count / blockSize] + sumBefore(count);
}

TextsView::TextsView(ByteReader &reader, std::size_t rows) : m_rows(rows), m_form(reader.byte())
{
    switch (m_form) {
    case allEmpty:
        return;
    case shared:
        readShared(reader);
        return;
    case numbered:
    case counting:
        m_template = reader.text();
        m_width = reader.byte();
        if (m_form == numbered)
            m_numbers = PackedView(reader, rows);
        else
            m_sums = RunningSums(reader, rows, RunningSums::Steps::Zigzag);
        if (m_width > maxDigits || m_template.size() > maxShared * maxShared)
            reader.refuse();
        return;
    case hexadecimal:
        readHexadecimal(reader);
        return;
    default:
        reader.refuse();
    }
}

void TextsView::readShared(ByteReader &reader)
{
    const std::size_t whole = reader.left();
    m_bytes = {reader.bytes(0).data(), whole};
    std::array<char, maxShared> before; // as much of the text before as can be shared
    std::size_t size = 0;
    for (std::size_t row = 0; row < m_rows && reader.ok(); ++row) {
        if (row % rowsAMark == 0)
            m_marks.push_back({whole - reader.left(), {before.data(), size}});
        const std::uint64_t same = reader.varint();
        if (same > size)
            return reader.refuse();
        const std::string_view rest = reader.text();
        const std::size_t kept = std::min(rest.size(), maxShared - static_cast<std::size_t>(same));
        std::memcpy(before.data() + same, rest.data(), kept);
        size = static_cast<std::size_t>(same) + kept;
    }
}

void TextsView::readHexadecimal(ByteReader &reader)
{
    m_template = reader.text();
    m_places.resize(reader.count());
    for (std::uint8_t &place : m_places) {
        place = reader.byte();
        if (place >= m_template.size())
            reader.refuse();
    }
    if (m_places.size() > maxTemplate || m_template.size() > maxTemplate)
        reader.refuse();
    m_bytes = reader.bytes((m_rows * m_places.size() + 1) / 2);
}

std::string TextsView::at(std::size_t row) const
{
    switch (m_form) {
    case shared:
        return sharedText(row);
    case numbered:
        return numberedText(m_numbers.at(row));
    case counting:
        return numberedText(m_sums.of(row + 1));
    case hexadecimal:
        return hexadecimalText(row);
    default:
        return {};
    }
}

std::string TextsView::numberedText(std::uint64_t value) const
{
    std::array<char, 20> digits;
    const char *const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    const auto size = static_cast<std::size_t>(end - digits.data());
    std::string text;
    text.reserve(m_template.size() + std::max(size, m_width));
    text += m_template;
    if (size < m_width)
        text.append(m_width - size, '0');
    return text.append(digits.data(), size);
}

std::string TextsView::sharedText(std::size_t row) const
{
    const Mark &mark = m_marks[row / rowsAMark];
    const auto *next = reinterpret_cast<const char *>(m_bytes.data()) + mark.at;
    const auto number = [&next] {
        std::size_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto group = static_cast<unsigned char>(*next++);
            value |= static_cast<std::size_t>(group & 0x7f) << shift;
            if (group < 0x80)
                return value;
        }
    };
    std::string text = mark.before;
    for (std::size_t at = row / rowsAMark * rowsAMark; at <= row; ++at) {
        text.resize(number());
        const std::size_t size = number();
        text.append(next, size);
        next += size;
    }
    return text;
}

std::string TextsView::hexadecimalText(std::size_t row) const
{
    std::string text = m_template;
    std::size_t at = row * m_places.size();
    for (const std::uint8_t place : m_places) {
        const auto pair = std::to_integer<unsigned>(m_bytes[at / 2]);
        text[place] = hexDigits[at % 2 == 0 ? pair & 0xf : pair >> 4];
        ++at;
    }
    return text;
}

std::size_t TextsView::indexBytes() const
{
    return m_numbers.indexBytes() + m_sums.indexBytes() + m_marks.size() * (sizeof(Mark) + maxShared);
}

} // namespace toll
