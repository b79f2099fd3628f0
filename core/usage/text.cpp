// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace toll {

namespace {

/// Size of the UTF-8 character at the start of `text` (not empty); 0 where there is none.
std::size_t characterSize(std::string_view text)
{
    const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80)
        return first == 0 ? 0 : 1;
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < size)
        return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if ((at(i) & 0xC0U) != 0x80)
            return 0;
    }
    // Overlong forms, surrogates, and what lies above U+10FFFF
    const bool impossible = (first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) > 0x9F)
        || (first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) > 0x8F);
    return impossible ? 0 : size;
}

/// True if eight bytes are all ASCII other than NUL.
bool isPlain(const char *bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    return ((word | ((word - ones) & ~word)) & tops) == 0;
}

} // namespace

std::size_t validTextLength(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        if (text.size() - at >= 8 && isPlain(text.data() + at)) {
            at += 8;
            continue;
        }
        const std::size_t size = characterSize(text.substr(at));
        if (size == 0)
            return at;
        at += size;
    }
    return at;
}

std::string excerpt(std::string_view text)
{
    constexpr std::size_t most = 80;
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string shown;
    while (!text.empty()) {
        const std::size_t size = characterSize(text);
        const std::string_view next = size == 0 ? replacement : text.substr(0, size);
        if (shown.size() + next.size() > most)
            break;
        shown += next;
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return shown;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

} // namespace toll
