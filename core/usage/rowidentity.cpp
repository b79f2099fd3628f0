// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/rowidentity.h"

#include <charconv>

namespace toll {

namespace {

constexpr std::string_view prefix = "tollkeeper:row:";
constexpr std::size_t digits = 16; ///< of each half

void appendHex(std::string &text, std::uint64_t half)
{
    char buffer[digits];
    const auto end = std::to_chars(buffer, buffer + digits, half, 16).ptr;
    text.append(digits - static_cast<std::size_t>(end - buffer), '0').append(buffer, end);
}

std::optional<std::uint64_t> parseHex(std::string_view text)
{
    std::uint64_t half = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), half, 16);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return half;
}

} // namespace

std::string rowIdentityText(const EventHash &hash)
{
    std::string text(prefix);
    appendHex(text, hash.high);
    appendHex(text, hash.low);
    return text;
}

std::optional<EventHash> parseRowIdentity(std::string_view id)
{
    if (!id.starts_with(prefix) || id.size() != prefix.size() + 2 * digits)
        return std::nullopt;
    id.remove_prefix(prefix.size());
    const auto high = parseHex(id.substr(0, digits));
    const auto low = parseHex(id.substr(digits));
    if (!high || !low || rowIdentityText({*high, *low}).substr(prefix.size()) != id)
        return std::nullopt;
    return EventHash{*high, *low};
}

} // namespace toll
