// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace toll {

/// Reads what writePacked() wrote block by block, so that numbers go straight to where they are wanted.
class PackedNumbers {
public:
    static constexpr std::size_t blockSize = 128;

    /// `rows` numbers; the caller bounds them. The reader fails where they are not there, and zeros come instead.
    PackedNumbers(ByteReader &reader, std::size_t rows);

    /// Where all are equal, what they are; then there is no next().
    [[nodiscard]] std::optional<std::uint64_t> constant() const { return m_constant; }
    /// The next numbers, valid until the next call; empty at the end.
    [[nodiscard]] std::span<const std::uint64_t> next();

private:
    void readBlock(std::span<std::uint64_t> values);

    ByteReader &m_reader;
    std::size_t m_left;
    std::optional<std::uint64_t> m_constant;
    std::array<std::uint64_t, blockSize> m_block{};
};

/// Hands every number of the next column on: `put(row, value)`.
template<typename Put>
void eachPacked(ByteReader &reader, std::size_t rows, Put put)
{
    PackedNumbers numbers(reader, rows);
    if (const std::optional<std::uint64_t> all = numbers.constant()) {
        for (std::size_t row = 0; row < rows; ++row)
            put(row, *all);
        return;
    }
    std::size_t row = 0;
    for (auto block = numbers.next(); !block.empty(); block = numbers.next()) {
        for (const std::uint64_t value : block)
            put(row++, value);
    }
}

} // namespace toll
