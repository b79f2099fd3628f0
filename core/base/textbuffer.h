// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace toll {

/// Text that is written in small pieces, very many of them: room is made for a line at once, and pieces then only
/// copied.
class TextBuffer {
public:
    static constexpr std::size_t numberRoom = 20; ///< that the longest 64-bit number takes
    static constexpr std::size_t padding = 32;

    /// What is put until the next call is `size` bytes at most.
    void makeRoom(std::size_t size)
    {
        if (m_capacity - m_size < size)
            grow(size);
    }
    void put(char c) { m_bytes[m_size++] = c; }
    void put(std::string_view text)
    {
        std::memcpy(m_bytes.get() + m_size, text.data(), text.size());
        m_size += text.size();
    }
    /// Of a text behind which `padding` bytes can be read; room must be there for the padding too. Short ones are copied
    /// without a look at their size.
    void putPadded(std::string_view text)
    {
        if (text.size() <= padding)
            std::memcpy(m_bytes.get() + m_size, text.data(), padding);
        else
            std::memcpy(m_bytes.get() + m_size, text.data(), text.size());
        m_size += text.size();
    }
    void put(std::int64_t number)
    {
        if (number >= 0 && number < static_cast<std::int64_t>(smallNumbers)) {
            const Digits &of = digits[static_cast<std::size_t>(number)];
            std::memcpy(m_bytes.get() + m_size, of.text.data(), of.text.size());
            m_size += of.size;
            return;
        }
        char *const begin = m_bytes.get() + m_size;
        m_size += static_cast<std::size_t>(std::to_chars(begin, begin + numberRoom, number).ptr - begin);
    }
    [[nodiscard]] std::string_view text() const { return {m_bytes.get(), m_size}; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    /// The room stays.
    void clear() { m_size = 0; }

private:
    /// Most numbers are small: how these are written is looked up.
    struct Digits {
        std::array<char, 4> text;
        std::uint8_t size;
    };
    static constexpr std::size_t smallNumbers = 10'000;
    static const std::array<Digits, smallNumbers> digits;

    void grow(std::size_t size)
    {
        const std::size_t capacity = std::max(2 * m_capacity, m_size + size);
        auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
        if (m_size > 0)
            std::memcpy(bytes.get(), m_bytes.get(), m_size);
        m_bytes = std::move(bytes);
        m_capacity = capacity;
    }

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace toll
