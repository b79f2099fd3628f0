// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/limits/counterid.h"

namespace toll {

namespace {

constexpr std::size_t uuidLength = 36;

constexpr bool isDash(std::size_t place)
{
    return place == 8 || place == 13 || place == 18 || place == 23;
}

/// 0 to 15; 16 for what is no hex digit.
constexpr unsigned valueOf(char digit)
{
    if (digit >= '0' && digit <= '9')
        return static_cast<unsigned>(digit - '0');
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10 : 16;
}

} // namespace

std::optional<CounterId> counterIdOf(std::string_view uuid)
{
    if (uuid.size() != uuidLength)
        return std::nullopt;
    CounterId id;
    for (std::size_t place = 0; place < uuidLength; ++place) {
        if (isDash(place)) {
            if (uuid[place] != '-')
                return std::nullopt;
            continue;
        }
        const unsigned value = valueOf(uuid[place]);
        if (value > 15)
            return std::nullopt;
        id.high = id.high << 4 | id.low >> 60;
        id.low = id.low << 4 | value;
    }
    return id;
}

} // namespace toll
