// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/requestid.h"

#include <algorithm>

namespace toll::http {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

} // namespace

bool isSaneRequestId(std::string_view id)
{
    constexpr std::string_view marks = "-_.:=+/@";
    constexpr std::size_t longest = 128;
    return !id.empty() && id.size() <= longest && std::ranges::all_of(id, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

RequestIds::RequestIds(std::array<std::uint8_t, 10> random)
{
    m_last.fill('0');
    m_last[2 * random.size()] = '-';
    for (std::size_t i = 0; i < random.size(); ++i) {
        m_last[2 * i] = hexDigits[random[i] >> 4];
        m_last[2 * i + 1] = hexDigits[random[i] & 15];
    }
}

void RequestIds::next(Text &text)
{
    std::uint64_t count = ++m_count;
    for (std::size_t at = size; at > size - 12 && count > 0; count >>= 4)
        m_last[--at] = hexDigits[count & 15];
    text = m_last;
}

} // namespace toll::http
