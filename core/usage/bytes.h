// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// Builds the compact binary form of stored usage: whole numbers as variable-length groups of seven bits.
class ByteWriter {
public:
    /// `version` is the first byte, so that later forms can be told apart.
    explicit ByteWriter(std::uint8_t version) { byte(version); }
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<std::byte>(value)); }
    void varint(std::uint64_t value);
    void zigzag(std::int64_t value); ///< for numbers of either sign that are mostly small
    void fixed64(std::uint64_t value); ///< eight bytes, lowest first
    void text(std::string_view value); ///< its length, then its bytes
    void bytes(std::span<const std::byte> value);
    void reserve(std::size_t size) { m_bytes.reserve(size); }

    /// The bytes with a checksum at their end.
    [[nodiscard]] std::vector<std::byte> sealed() &&;

private:
    std::vector<std::byte> m_bytes;
};

/// Reads what ByteWriter wrote. A read past the end, or of something impossible, makes the reader fail for good
/// and gives zeros from then on: callers bound their loops by ok() and look at finished() at the end.
class ByteReader {
public:
    /// A Damaged error at `where` if the checksum does not fit; TooNew if the version is a later one.
    [[nodiscard]] static Result<ByteReader> open(
        std::span<const std::byte> sealed, std::uint8_t version, std::string_view where);

    [[nodiscard]] std::uint8_t byte();
    [[nodiscard]] std::uint64_t varint();
    [[nodiscard]] std::int64_t zigzag();
    [[nodiscard]] std::uint64_t fixed64();
    [[nodiscard]] std::string_view text(); ///< a view into the bytes read from; at most maxEventText
    [[nodiscard]] std::span<const std::byte> bytes(std::size_t size); ///< a view too; empty where there are fewer
    /// A number of things that take at least one byte each; more than there are bytes left is impossible.
    [[nodiscard]] std::size_t count();
    /// A whole number that must not be negative.
    [[nodiscard]] std::int64_t amount();
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool finished() const { return m_ok && m_bytes.empty(); }
    void refuse();

private:
    explicit ByteReader(std::span<const std::byte> bytes) : m_bytes(bytes) { }

    std::span<const std::byte> m_bytes;
    bool m_ok = true;
};

} // namespace toll
