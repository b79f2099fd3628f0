// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ipnetwork.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace toll {

namespace {

constexpr std::size_t mappedBytes = 12; ///< in front of an IPv4 address
constexpr int mappedBits = 96;
constexpr int allBits = 128;
constexpr std::size_t groupCount = 8;

std::unexpected<Error> badAddress(ErrorCode code, std::string_view text)
{
    constexpr std::size_t most = 64; // it may come from outside
    return fail(code, {}, std::string(text.substr(0, most)), "192.0.2.0/24, 2001:db8::/32");
}

/// A number of digits alone, with no zero in front.
std::optional<int> numberOf(std::string_view text, int base, int most)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || text.front() == '-' || error != std::errc() || end != text.data() + text.size() || value > most)
        return std::nullopt;
    if (base == 10 && text.size() > 1 && text.front() == '0')
        return std::nullopt; // octal to some
    return value;
}

/// Where the character is first; the end where it is not. (GCC 12 takes string_view::find for reading too far here.)
std::size_t placeOf(std::string_view text, char wanted)
{
    std::size_t at = 0;
    while (at < text.size() && text[at] != wanted)
        ++at;
    return at;
}

bool readIpv4(std::string_view text, std::span<std::uint8_t, 4> bytes)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t end = i + 1 < bytes.size() ? placeOf(text, '.') : text.size();
        if (i + 1 < bytes.size() && end == text.size())
            return false;
        const std::optional<int> part = numberOf(text.substr(0, end), 10, 255);
        if (!part)
            return false;
        bytes[i] = static_cast<std::uint8_t>(*part);
        text = end < text.size() ? text.substr(end + 1) : std::string_view();
    }
    return true;
}

/// Groups of a side of "::"; nothing where there is something else. At the end of the whole address the last of them may
/// be an IPv4 address.
std::optional<std::size_t> readGroups(
    std::string_view text, bool isEnd, std::array<std::uint16_t, groupCount> &groups)
{
    std::size_t count = 0;
    while (!text.empty()) {
        const std::size_t end = placeOf(text, ':');
        const std::string_view part = text.substr(0, end);
        if (placeOf(part, '.') < part.size()) {
            std::array<std::uint8_t, 4> ipv4{};
            if (!isEnd || end != text.size() || count + 2 > groupCount || !readIpv4(part, ipv4))
                return std::nullopt;
            groups[count++] = static_cast<std::uint16_t>(ipv4[0] << 8 | ipv4[1]);
            groups[count++] = static_cast<std::uint16_t>(ipv4[2] << 8 | ipv4[3]);
            return count;
        }
        const std::optional<int> group = part.size() > 4 ? std::nullopt : numberOf(part, 16, 0xffff);
        if (!group || count == groupCount || end + 1 == text.size())
            return std::nullopt;
        groups[count++] = static_cast<std::uint16_t>(*group);
        text = end < text.size() ? text.substr(end + 1) : std::string_view();
    }
    return count;
}

bool readIpv6(std::string_view text, IpAddress &address)
{
    const std::size_t gap = text.find("::");
    std::array<std::uint16_t, groupCount> front{}, back{};
    const bool hasGap = gap != std::string_view::npos;
    const std::optional<std::size_t> before = readGroups(text.substr(0, std::min(gap, text.size())), !hasGap, front);
    const std::optional<std::size_t> behind = hasGap ? readGroups(text.substr(gap + 2), true, back) : std::size_t{0};
    if (!before || !behind || (hasGap ? *before + *behind >= groupCount : *before != groupCount))
        return false;
    std::copy_n(back.begin(), *behind, front.end() - static_cast<std::ptrdiff_t>(*behind));
    for (std::size_t i = 0; i < groupCount; ++i) {
        address.bytes[2 * i] = static_cast<std::uint8_t>(front[i] >> 8);
        address.bytes[2 * i + 1] = static_cast<std::uint8_t>(front[i]);
    }
    return true;
}

std::string ipv6Text(const IpAddress &address)
{
    std::array<int, groupCount> groups{};
    for (std::size_t i = 0; i < groupCount; ++i)
        groups[i] = address.bytes[2 * i] << 8 | address.bytes[2 * i + 1];
    std::size_t gap = groupCount, length = 1; // a single zero is written
    for (std::size_t i = 0; i < groupCount; ++i) {
        std::size_t end = i;
        while (end < groupCount && groups[end] == 0)
            ++end;
        if (end - i > length) {
            gap = i;
            length = end - i;
        }
    }
    std::string text;
    for (std::size_t i = 0; i < groupCount; ++i) {
        if (i == gap) {
            text += "::";
            i += length - 1;
            continue;
        }
        std::array<char, 4> digits{};
        const char *end = std::to_chars(digits.begin(), digits.end(), groups[i], 16).ptr;
        text += text.empty() || text.back() == ':' ? "" : ":";
        text.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }
    return text;
}

void clearBehind(IpAddress &address, int prefix)
{
    for (int bit = prefix; bit < allBits; ++bit)
        address.bytes[static_cast<std::size_t>(bit / 8)] &= static_cast<std::uint8_t>(~(0x80 >> bit % 8));
}

} // namespace

bool IpAddress::isIpv4() const
{
    return bytes[10] == 0xff && bytes[11] == 0xff
        && std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; });
}

Result<IpAddress> parseIpAddress(std::string_view text)
{
    IpAddress address;
    if (text.find(':') != std::string_view::npos) {
        if (!readIpv6(text, address))
            return badAddress(ErrorCode::Syntax, text);
        return address;
    }
    address.bytes[10] = address.bytes[11] = 0xff;
    if (!readIpv4(text, std::span(address.bytes).last<4>()))
        return badAddress(ErrorCode::Syntax, text);
    return address;
}

std::string toString(const IpAddress &address)
{
    if (!address.isIpv4())
        return ipv6Text(address);
    std::string text;
    for (std::size_t i = mappedBytes; i < address.bytes.size(); ++i)
        text += (text.empty() ? "" : ".") + std::to_string(address.bytes[i]);
    return text;
}

bool IpNetwork::contains(const IpAddress &address) const
{
    if (first.isIpv4() != address.isIpv4())
        return false;
    const auto whole = static_cast<std::size_t>(prefix / 8);
    if (!std::equal(first.bytes.begin(), first.bytes.begin() + static_cast<std::ptrdiff_t>(whole), address.bytes.begin()))
        return false;
    const int rest = prefix % 8;
    return rest == 0 || (first.bytes[whole] ^ address.bytes[whole]) >> (8 - rest) == 0;
}

Result<IpNetwork> parseIpNetwork(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const Result<IpAddress> address = parseIpAddress(text.substr(0, slash));
    if (!address)
        return badAddress(address.error().code, text);
    IpNetwork network{*address, allBits};
    if (slash == std::string_view::npos)
        return network;
    const bool isIpv4 = text.find(':') == std::string_view::npos;
    const std::optional<int> bits = numberOf(text.substr(slash + 1), 10, isIpv4 ? allBits - mappedBits : allBits);
    if (!bits || (!isIpv4 && address->isIpv4() && *bits < mappedBits))
        return badAddress(ErrorCode::OutOfRange, text);
    network.prefix = isIpv4 ? *bits + mappedBits : *bits;
    clearBehind(network.first, network.prefix);
    return network;
}

std::string toString(const IpNetwork &network)
{
    std::string text = toString(network.first);
    if (network.prefix < allBits)
        text += '/' + std::to_string(network.first.isIpv4() ? network.prefix - mappedBits : network.prefix);
    return text;
}

} // namespace toll
