// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bytes.h"

#include "core/usage/event.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace toll {

namespace {

constexpr std::size_t checksumSize = 4;

std::uint32_t checksumOf(std::span<const std::byte> bytes)
{
    return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

} // namespace

void ByteWriter::varint(std::uint64_t value)
{
    while (value >= 0x80) {
        byte(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::zigzag(std::int64_t value)
{
    varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

void ByteWriter::fixed64(std::uint64_t value)
{
    for (int shift = 0; shift < 64; shift += 8)
        byte(static_cast<std::uint8_t>(value >> shift));
}

void ByteWriter::text(std::string_view value)
{
    varint(value.size());
    bytes(std::as_bytes(std::span(value)));
}

void ByteWriter::bytes(std::span<const std::byte> value)
{
    m_bytes.insert(m_bytes.end(), value.begin(), value.end());
}

std::vector<std::byte> ByteWriter::sealed() &&
{
    const std::uint32_t checksum = checksumOf(m_bytes);
    for (int shift = 0; shift < 32; shift += 8)
        byte(static_cast<std::uint8_t>(checksum >> shift));
    return std::move(m_bytes);
}

Result<ByteReader> ByteReader::open(std::span<const std::byte> sealed, std::uint8_t version, std::string_view where)
{
    if (sealed.size() < checksumSize + 1)
        return fail(ErrorCode::Damaged, std::string(where));
    const auto content = sealed.first(sealed.size() - checksumSize);
    std::uint32_t checksum = 0;
    for (std::size_t i = checksumSize; i-- > 0;)
        checksum = checksum << 8 | std::to_integer<std::uint32_t>(sealed[content.size() + i]);
    if (checksum != checksumOf(content))
        return fail(ErrorCode::Damaged, std::string(where));
    const auto found = std::to_integer<std::uint8_t>(content.front());
    if (found != version)
        return fail(found > version ? ErrorCode::TooNew : ErrorCode::Damaged, std::string(where), std::to_string(found),
            std::to_string(version));
    return ByteReader(content.subspan(1));
}

void ByteReader::refuse()
{
    m_ok = false;
    m_bytes = {};
}

std::uint8_t ByteReader::byte()
{
    if (m_bytes.empty()) {
        refuse();
        return 0;
    }
    const auto value = std::to_integer<std::uint8_t>(m_bytes.front());
    m_bytes = m_bytes.subspan(1);
    return value;
}

std::uint64_t ByteReader::varint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const std::uint8_t group = byte();
        if (shift == 63 && group > 1)
            break;
        value |= static_cast<std::uint64_t>(group & 0x7f) << shift;
        if (group < 0x80)
            return m_ok ? value : 0;
    }
    refuse();
    return 0;
}

std::int64_t ByteReader::zigzag()
{
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

std::uint64_t ByteReader::fixed64()
{
    if (m_bytes.size() < 8) {
        refuse();
        return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;)
        value = value << 8 | std::to_integer<std::uint64_t>(m_bytes[i]);
    m_bytes = m_bytes.subspan(8);
    return value;
}

std::string_view ByteReader::text()
{
    const std::size_t size = count();
    if (size > maxEventText) {
        refuse();
        return {};
    }
    const std::string_view value(reinterpret_cast<const char *>(m_bytes.data()), size);
    m_bytes = m_bytes.subspan(size);
    return value;
}

std::span<const std::byte> ByteReader::bytes(std::size_t size)
{
    if (size > m_bytes.size()) {
        refuse();
        return {};
    }
    const auto value = m_bytes.first(size);
    m_bytes = m_bytes.subspan(size);
    return value;
}

std::size_t ByteReader::count()
{
    const std::uint64_t value = varint();
    if (value > m_bytes.size()) {
        refuse();
        return 0;
    }
    return static_cast<std::size_t>(value);
}

std::int64_t ByteReader::amount()
{
    const auto value = static_cast<std::int64_t>(varint());
    if (value < 0) {
        refuse();
        return 0;
    }
    return value;
}

} // namespace toll
