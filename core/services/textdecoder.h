// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/encoding.h"

#include <string>
#include <string_view>

namespace toll {

/// Turns text that comes in pieces of any size into UTF-8. What is no character of the encoding becomes a byte that is
/// none of UTF-8 either, so that a reader refuses its row, by line, and reads the rest; line ends are never lost to it.
///
/// Done by the iconv of the C library, which every system we run on has and which knows GB18030; Qt 6.4 does not, and
/// ICU would be thirty megabytes for this alone.
class TextDecoder {
public:
    explicit TextDecoder(Encoding encoding);
    ~TextDecoder();
    TextDecoder(const TextDecoder &) = delete;
    TextDecoder &operator=(const TextDecoder &) = delete;

    /// False where the system does not know the encoding; nothing is decoded then.
    [[nodiscard]] bool isReady() const;
    /// Appends the piece's characters to `text`; the bytes of one that is not whole wait for the next piece.
    void decode(std::string_view piece, std::string &text);
    /// What waits in vain is no character.
    void finish(std::string &text);

private:
    void convert(std::string &text);

    void *m_iconv; ///< iconv_t
    std::size_t m_unit; ///< bytes to pass over where there is no character
    std::string m_waiting;
};

} // namespace toll
