// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace toll {

/// Numbers that writePacked() wrote, any of which is read without the others. The bytes they lie in must outlive it.
class PackedView {
public:
    PackedView() = default;
    /// Takes `rows` numbers from the reader, which fails where they are not there.
    PackedView(ByteReader &reader, std::size_t rows);

    [[nodiscard]] std::uint64_t at(std::size_t row) const;
    /// The numbers of the block in which `row` lies, up to and without it; returns how many.
    std::size_t before(std::size_t row, std::span<std::uint64_t> to) const;
    [[nodiscard]] bool isConstant() const { return m_blocks.empty(); }
    [[nodiscard]] std::size_t indexBytes() const { return m_blocks.size() * sizeof(std::uint32_t); }

private:
    const std::byte *m_bytes = nullptr; ///< of the first block
    const std::byte *m_end = nullptr; ///< up to where bytes can be read
    std::vector<std::uint32_t> m_blocks; ///< where each begins; none where all numbers are equal
    std::uint64_t m_value = 0; ///< then this
};

/// Sums of the first numbers of a packed series, with a mark a block. They wrap around.
class RunningSums {
public:
    enum class Steps { Plain, Zigzag };

    RunningSums() = default;
    RunningSums(ByteReader &reader, std::size_t rows, Steps steps);

    /// Of the first `count` numbers.
    [[nodiscard]] std::uint64_t of(std::size_t count) const;
    [[nodiscard]] std::size_t indexBytes() const
    {
        return m_steps.indexBytes() + m_marks.size() * sizeof(std::uint64_t);
    }

private:
    [[nodiscard]] std::uint64_t sumBefore(std::size_t row) const;

    PackedView m_steps;
    Steps m_kind = Steps::Plain;
    std::vector<std::uint64_t> m_marks;
};

/// Texts that writeTextArena() wrote, any of which is read without the others. Likewise a view.
class TextsView {
public:
    TextsView() = default;
    TextsView(ByteReader &reader, std::size_t rows);

    [[nodiscard]] std::size_t size() const { return m_rows; }
    [[nodiscard]] std::string at(std::size_t row) const;
    [[nodiscard]] std::size_t indexBytes() const;

private:
    /// Where to begin to read texts that share their beginning with the one before.
    struct Mark {
        std::size_t at = 0; ///< of m_bytes
        std::string before; ///< the beginning of the text before, as far as it can be shared
    };

    void readShared(ByteReader &reader);
    void readHexadecimal(ByteReader &reader);
    [[nodiscard]] std::string numberedText(std::uint64_t value) const;
    [[nodiscard]] std::string sharedText(std::size_t row) const;
    [[nodiscard]] std::string hexadecimalText(std::size_t row) const;

    std::size_t m_rows = 0;
    std::uint8_t m_form = 0;
    std::string m_template; ///< of all texts; of numbered ones the beginning
    std::size_t m_width = 0; ///< digits at least
    PackedView m_numbers;
    RunningSums m_sums;
    std::vector<std::uint8_t> m_places; ///< of hexadecimal digits
    std::span<const std::byte> m_bytes;
    std::vector<Mark> m_marks;
};

} // namespace toll
