// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal digits, eight at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace toll::digits {

inline constexpr std::uint64_t eachByte = 0x0101010101010101;

/// The first byte lowest, on any machine.
template<typename Word>
[[nodiscard]] Word wordAt(const char *bytes)
{
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
        word = sizeof word == 8 ? static_cast<Word>(__builtin_bswap64(word))
                                : static_cast<Word>(__builtin_bswap32(static_cast<std::uint32_t>(word)));
    return word;
}

/// Whether each byte is 0 to 9.
[[nodiscard]] inline bool areDigits(std::uint64_t bytes)
{
    return ((bytes | (bytes + 0x76 * eachByte)) & (0x80 * eachByte)) == 0;
}

/// Eight digits, the first one in the lowest byte, each 0 to 9.
[[nodiscard]] inline std::int64_t numberOf(std::uint64_t digits)
{
    digits = digits * 10 + (digits >> 8);
    constexpr std::uint64_t pairs = 0x000000ff000000ff;
    return static_cast<std::int64_t>(
        (((digits & pairs) * 0x000f424000000064) + (((digits >> 16) & pairs) * 0x0000271000000001)) >> 32);
}

/// The last `count` (1 to 8) characters before `end`, as digits with zeros in front: eight bytes before it must be
/// readable. No digits where one of them is none; see areDigits().
[[nodiscard]] inline std::uint64_t lastOf(const char *end, std::size_t count)
{
    return (wordAt<std::uint64_t>(end - 8) ^ ('0' * eachByte)) & (~std::uint64_t{0} << (64 - 8 * count));
}

} // namespace toll::digits
