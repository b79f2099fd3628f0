// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/packed.h"

#include "core/usage/digits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace toll {

using namespace packed;

namespace {

std::size_t bytesFor(std::size_t count, unsigned width)
{
    return (count * width + 7) / 8;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void writeShared(ByteWriter &writer, const TextArena &texts)
{
    writer.byte(shared);
    std::string_view previous;
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const std::string_view text = texts.at(row);
        const std::size_t most = std::min({previous.size(), text.size(), maxShared});
        const auto different = std::ranges::mismatch(previous.substr(0, most), text.substr(0, most));
        const auto same = static_cast<std::size_t>(different.in2 - text.begin());
        writer.varint(same);
        writer.text(text.substr(same));
        previous = text;
    }
}

void readShared(ByteReader &reader, std::size_t rows, TextArena &texts)
{
    std::string previous;
    for (std::size_t row = 0; row < rows && reader.ok(); ++row) {
        const std::uint64_t same = reader.varint();
        if (same > std::min(maxShared, previous.size())) {
            reader.refuse();
            return;
        }
        previous.resize(static_cast<std::size_t>(same));
        previous += reader.text();
        texts.add(previous);
    }
}

/// A common beginning, then a number of a fixed width, or of any width without zeros in front.
struct Numbers {
    std::string_view prefix;
    std::size_t width = 0; ///< digits; 0: as many as it takes
    std::vector<std::uint64_t> values;
};

bool readOneByOne(std::string_view text, std::uint64_t &value)
{
    value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
        value = 10 * value + static_cast<std::uint64_t>(c - '0');
    }
    return true;
}

/// Digits of which the eight-byte words that hold them may be read; at most maxDigits.
bool readDigits(std::string_view text, std::uint64_t &value)
{
    constexpr std::size_t atOnce = 8;
    const char *end = text.data() + text.size();
    std::uint64_t unit = 1;
    value = 0;
    for (std::size_t left = text.size(); left > 0; end -= atOnce, unit *= 100'000'000) {
        const std::size_t count = std::min(left, atOnce);
        const std::uint64_t some = digits::lastOf(end, count);
        if (!digits::areDigits(some))
            return false;
        value += unit * static_cast<std::uint64_t>(digits::numberOf(some));
        left -= count;
    }
    return true;
}

bool readNumbers(const TextArena &texts, Numbers &numbers)
{
    const std::string_view first = texts.at(0);
    std::size_t begin = first.size();
    while (begin > 0 && isDigit(first[begin - 1]) && first.size() - begin < maxDigits)
        --begin;
    numbers.prefix = first.substr(0, begin);
    bool isPadded = false;
    bool sameWidth = true;
    numbers.values.reserve(texts.size());
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const std::string_view text = texts.at(row);
        if (text.size() <= begin || text.size() - begin > maxDigits || !text.starts_with(numbers.prefix))
            return false;
        // The words of a text that has others of three words before it lie in the arena.
        std::uint64_t value = 0;
        const bool isRead = texts.bytesBefore(row) >= 3 * sizeof value ? readDigits(text.substr(begin), value)
                                                                       : readOneByOne(text.substr(begin), value);
        if (!isRead)
            return false;
        isPadded = isPadded || (text[begin] == '0' && text.size() > begin + 1);
        sameWidth = sameWidth && text.size() == first.size();
        numbers.values.push_back(value);
    }
    numbers.width = isPadded ? first.size() - begin : 0;
    return !isPadded || sameWidth;
}

std::uint64_t zigzagOf(std::uint64_t difference)
{
    return (difference << 1) ^ (difference >> 63 ? ~std::uint64_t{0} : 0);
}

std::uint64_t unzigzag(std::uint64_t value)
{
    return (value >> 1) ^ (value & 1 ? ~std::uint64_t{0} : 0);
}

/// About how many bits the numbers would take: of many, some blocks tell.
std::uint64_t weightOf(std::span<const std::uint64_t> values)
{
    constexpr std::size_t many = 64 * blockSize;
    const std::size_t step = values.size() < many ? blockSize : 8 * blockSize;
    std::uint64_t weight = 0;
    for (std::size_t at = 0; at < values.size(); at += step) {
        const auto [least, most] = std::ranges::minmax(values.subspan(at, std::min(blockSize, values.size() - at)));
        weight += static_cast<std::uint64_t>(std::bit_width(most - least));
    }
    return weight;
}

void writeNumbers(ByteWriter &writer, Numbers &numbers)
{
    std::vector<std::uint64_t> steps(numbers.values.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i] = zigzagOf(numbers.values[i] - (i == 0 ? 0 : numbers.values[i - 1]));
    const bool counts = weightOf(steps) < weightOf(numbers.values);
    writer.byte(counts ? counting : numbered);
    writer.text(numbers.prefix);
    writer.byte(static_cast<std::uint8_t>(numbers.width));
    writePacked(writer, counts ? steps : numbers.values);
}

void readNumbers(ByteReader &reader, std::size_t rows, bool counts, TextArena &texts)
{
    std::string text(reader.text());
    const std::size_t width = reader.byte();
    const std::size_t prefix = text.size();
    const std::vector<std::uint64_t> values = readPacked(reader, rows);
    if (width > maxDigits || prefix > maxShared * maxShared)
        reader.refuse();
    constexpr std::size_t mostDigits = 20; // of 64 bits
    text.resize(prefix + mostDigits);
    char *const digits = text.data() + prefix;
    std::uint64_t value = 0;
    for (std::size_t row = 0; row < rows && reader.ok(); ++row) {
        value = counts ? value + unzigzag(values[row]) : values[row];
        auto size = static_cast<std::size_t>(std::to_chars(digits, digits + mostDigits, value).ptr - digits);
        if (size < width) {
            std::memmove(digits + (width - size), digits, size);
            std::memset(digits, '0', width - size);
            size = width;
        }
        texts.add(std::string_view(text).substr(0, prefix + size));
    }
}

/// Ids mostly have 16 to 32 bytes, for which calling memcpy takes longer than copying.
void copyText(char *to, std::string_view text)
{
    constexpr std::size_t half = 16;
    if (text.size() < half || text.size() > 2 * half) {
        text.copy(to, text.size());
        return;
    }
    std::memcpy(to, text.data(), half);
    std::memcpy(to + text.size() - half, text.data() + text.size() - half, half);
}

constexpr std::array<std::uint8_t, 256> hexValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(0xff);
    for (std::size_t i = 0; i < hexDigits.size(); ++i)
        values[static_cast<unsigned char>(hexDigits[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

/// The places at which texts of one length differ; none where the lengths do, or too much is different.
std::vector<std::size_t> differingPlaces(const TextArena &texts)
{
    const std::string_view first = texts.at(0);
    std::array<char, maxTemplate> differs{};
    if (first.empty() || first.size() > maxTemplate)
        return {};
    for (std::size_t row = 1; row < texts.size(); ++row) {
        const std::string_view text = texts.at(row);
        if (text.size() != first.size())
            return {};
        for (std::size_t i = 0; i < first.size(); ++i)
            differs[i] = static_cast<char>(differs[i] | (text[i] ^ first[i]));
    }
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (differs[i] != 0)
            places.push_back(i);
    }
    return places;
}

bool writeHexadecimal(ByteWriter &writer, const TextArena &texts)
{
    const std::vector<std::size_t> places = differingPlaces(texts);
    if (places.empty())
        return false;
    std::vector<std::byte> packed((texts.size() * places.size() + 1) / 2);
    std::size_t at = 0;
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const std::string_view text = texts.at(row);
        for (const std::size_t place : places) {
            const std::uint8_t value = hexValues[static_cast<unsigned char>(text[place])];
            if (value > 0xf)
                return false;
            packed[at / 2] |= static_cast<std::byte>(at % 2 == 0 ? value : value << 4);
            ++at;
        }
    }
    writer.byte(hexadecimal);
    writer.text(texts.at(0));
    writer.varint(places.size());
    for (const std::size_t place : places)
        writer.byte(static_cast<std::uint8_t>(place));
    writer.bytes(packed);
    return true;
}

void readHexadecimal(ByteReader &reader, std::size_t rows, TextArena &texts)
{
    std::string text(reader.text());
    std::vector<std::size_t> places(reader.count());
    for (std::size_t &place : places) {
        place = reader.byte();
        if (place >= text.size())
            reader.refuse();
    }
    if (places.size() > maxTemplate || text.size() > maxTemplate)
        reader.refuse();
    const auto packed = reader.bytes((rows * places.size() + 1) / 2);
    std::size_t at = 0;
    for (std::size_t row = 0; row < rows && reader.ok(); ++row) {
        for (const std::size_t place : places) {
            const auto pair = std::to_integer<unsigned>(packed[at / 2]);
            text[place] = hexDigits[at % 2 == 0 ? pair & 0xf : pair >> 4];
            ++at;
        }
        texts.add(text);
    }
}

} // namespace

/// Lowest bits first, little-endian.
void packed::writeBlock(ByteWriter &writer, std::span<const std::uint64_t> values)
{
    std::uint64_t least = values.front();
    std::uint64_t most = values.front();
    for (const std::uint64_t value : values) {
        least = std::min(least, value);
        most = std::max(most, value);
    }
    const auto width = static_cast<unsigned>(std::bit_width(most - least));
    writer.byte(static_cast<std::uint8_t>(width));
    writer.varint(least);
    if (width == 0)
        return;
    std::array<std::uint64_t, blockSize + 1> words;
    std::uint64_t *to = words.data();
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (const std::uint64_t value : values) {
        const std::uint64_t rest = value - least;
        word |= rest << filled;
        filled += width;
        if (filled >= 64) {
            *to++ = word;
            filled -= 64;
            word = filled == 0 ? 0 : rest >> (width - filled);
        }
    }
    *to = word;
    if constexpr (std::endian::native == std::endian::big) {
        for (std::uint64_t *swapped = words.data(); swapped <= to; ++swapped)
            *swapped = __builtin_bswap64(*swapped);
    }
    writer.bytes(std::as_bytes(std::span(words)).first(bytesFor(values.size(), width)));
}

void TextArena::add(std::span<const std::string_view> texts)
{
    std::size_t end = m_bytes.size();
    for (const std::string_view text : texts) {
        end += text.size();
        m_ends.push_back(static_cast<std::uint32_t>(end));
    }
    if (m_bytes.capacity() < end)
        m_bytes.reserve(std::max(end, 2 * m_bytes.capacity()));
    const std::size_t begin = m_bytes.size();
    m_bytes.resize(end);
    char *to = m_bytes.data() + begin;
    for (const std::string_view text : texts) {
        copyText(to, text);
        to += text.size();
    }
}

void TextArena::reorder(std::size_t begin, std::span<const std::uint32_t> order)
{
    std::string moved;
    std::vector<std::uint32_t> ends;
    const std::uint32_t first = begin == 0 ? 0 : m_ends[begin - 1];
    for (const std::uint32_t row : order) {
        moved += at(row);
        ends.push_back(first + static_cast<std::uint32_t>(moved.size()));
    }
    m_bytes.replace(first, moved.size(), moved);
    std::ranges::copy(ends, m_ends.begin() + static_cast<std::ptrdiff_t>(begin));
}

void writePacked(ByteWriter &writer, std::span<const std::uint64_t> values)
{
    writePacked(writer, values.size(), [values](std::size_t i) { return values[i]; });
}

void writeTextArena(ByteWriter &writer, const TextArena &texts)
{
    if (texts.isAllEmpty()) {
        writer.byte(allEmpty);
        return;
    }
    if (Numbers numbers; readNumbers(texts, numbers))
        writeNumbers(writer, numbers);
    else if (!writeHexadecimal(writer, texts))
        writeShared(writer, texts);
}

TextArena readTextArena(ByteReader &reader, std::size_t rows)
{
    TextArena texts;
    texts.reserve(rows);
    const std::uint8_t form = reader.byte();
    if (form == shared)
        readShared(reader, rows, texts);
    else if (form == numbered || form == counting)
        readNumbers(reader, rows, form == counting, texts);
    else if (form == hexadecimal)
        readHexadecimal(reader, rows, texts);
    else if (form != allEmpty)
        reader.refuse();
    while (texts.size() < rows)
        texts.add(std::string_view());
    return texts;
}

} // namespace toll
