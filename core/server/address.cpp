// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/address.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>

namespace toll::http {

namespace {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    __extension__ typedef unsigned __int128 Wide;
    const Wide product = static_cast<Wide>(a ^ 0xa0761d6478bd642fULL) * (b ^ 0xe7037ed1a0b428dbULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

} // namespace

Address Address::v4(const std::array<std::uint8_t, 4> &bytes)
{
    Address address;
    std::ranges::copy(bytes, address.m_bytes.begin());
    return address;
}

Address Address::v6(const std::array<std::uint8_t, 16> &bytes)
{
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
        return v4({bytes[12], bytes[13], bytes[14], bytes[15]});
    Address address;
    address.m_bytes = bytes;
    address.m_isV6 = true;
    return address;
}

bool Address::isLoopback() const
{
    if (!m_isV6)
        return m_bytes[0] == 127;
    return m_bytes[15] == 1 && std::all_of(m_bytes.begin(), m_bytes.end() - 1, [](std::uint8_t b) { return b == 0; });
}

Address Address::group() const
{
    Address group = *this;
    if (m_isV6)
        std::fill(group.m_bytes.begin() + 8, group.m_bytes.end(), std::uint8_t{0});
    return group;
}

std::string Address::text() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (inet_ntop(m_isV6 ? AF_INET6 : AF_INET, m_bytes.data(), text.data(), text.size()) == nullptr)
        return "?";
    return text.data();
}

std::size_t Address::hash(std::uint64_t seed) const
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, m_bytes.data(), sizeof high);
    std::memcpy(&low, m_bytes.data() + sizeof high, sizeof low);
    return mixed(mixed(high, seed), low + (m_isV6 ? 1 : 0));
}

} // namespace toll::http
