// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lists.h"

#include <algorithm>

namespace toll {

namespace {

constexpr char capSeparator = ',';

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

template<typename Values, typename Write>
std::string join(const Values &values, char separator, Write write)
{
    std::string text;
    for (const auto &value : values)
        text += (text.empty() ? "" : std::string(1, separator)) + write(value);
    return text;
}

} // namespace

std::string textOf(const std::vector<Cap> &caps)
{
    return join(caps, capSeparator, [](const Cap &cap) { return toString(cap); });
}

Result<std::vector<Cap>> capsOf(const std::string &text)
{
    std::vector<Cap> caps;
    for (const std::string &part : split(text, capSeparator)) {
        auto cap = parseCap(part);
        if (!cap)
            return std::unexpected(std::move(cap.error()));
        caps.push_back(*cap);
    }
    return caps;
}

std::string textOf(const std::vector<IpNetwork> &networks)
{
    return join(networks, '\n', [](const IpNetwork &network) { return toString(network); });
}

std::string joined(const std::vector<std::string> &lines)
{
    return join(lines, '\n', [](const std::string &line) { return line; });
}

std::vector<std::string> partsOf(const std::string &lines)
{
    return split(lines, '\n');
}

std::optional<std::string> textOf(const std::optional<RateLimit> &limit)
{
    return limit ? std::optional(toString(*limit)) : std::nullopt;
}

Result<std::optional<RateLimit>> rateLimitOf(const std::optional<std::string> &text)
{
    if (!text)
        return std::nullopt;
    const Result<RateLimit> limit = parseRateLimit(*text);
    if (!limit)
        return std::unexpected(limit.error());
    return *limit;
}

} // namespace toll
