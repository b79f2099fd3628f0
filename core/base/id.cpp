// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace toll {

std::string newUuid(Instant now, const Entropy &entropy)
{
    std::array<std::byte, 16> bytes{};
    entropy(std::span(bytes).subspan(6));

    auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(now.ms, 0));
    for (std::size_t i = 6; i-- > 0; time >>= 8)
        bytes[i] = static_cast<std::byte>(time);
    bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x70}; // version 7
    bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80}; // RFC 9562 variant

    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        const auto value = std::to_integer<unsigned>(bytes[i]);
        text += digits[value >> 4];
        text += digits[value & 15];
    }
    return text;
}

} // namespace toll
