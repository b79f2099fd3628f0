// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/access.h"

#include "core/base/pattern.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t longestPattern = 4096;

bool fitsAny(const std::vector<std::string> &patterns, std::string_view text)
{
    return patterns.empty()
        || (!text.empty() && std::ranges::any_of(patterns, [text](const std::string &pattern) {
               return fitsPattern(text, pattern);
           }));
}

std::unexpected<Error> tooMany(std::size_t count)
{
    return fail(ErrorCode::OutOfRange, {}, std::to_string(count), "0…" + std::to_string(mostAccessEntries));
}

} // namespace

bool TokenAccess::allowsAddress(const IpAddress &address) const
{
    return networks.empty()
        || std::ranges::any_of(networks, [&](const IpNetwork &network) { return network.contains(address); });
}

bool TokenAccess::allowsModel(std::string_view model) const
{
    return fitsAny(models, model);
}

bool TokenAccess::allowsEndpoint(std::string_view endpoint) const
{
    return fitsAny(endpoints, endpoint);
}

Result<std::vector<IpNetwork>> parseNetworks(const std::vector<std::string> &texts)
{
    if (texts.size() > mostAccessEntries)
        return tooMany(texts.size());
    std::vector<IpNetwork> networks;
    for (const std::string &text : texts) {
        Result<IpNetwork> network = parseIpNetwork(text);
        if (!network)
            return std::unexpected(network.error());
        networks.push_back(*network);
    }
    return networks;
}

Result<void> checkPatterns(const std::vector<std::string> &patterns)
{
    if (patterns.size() > mostAccessEntries)
        return tooMany(patterns.size());
    for (const std::string &pattern : patterns) {
        if (pattern.empty() || std::ranges::any_of(pattern, [](char c) {
                return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
            }))
            return fail(ErrorCode::Syntax, {}, pattern, "gpt-4o*, /v1/*");
        if (pattern.size() > longestPattern)
            return fail(ErrorCode::OutOfRange, {}, std::to_string(pattern.size()), std::to_string(longestPattern));
    }
    return {};
}

Result<RateLimit> parseRateLimit(std::string_view rate, std::string_view burst)
{
    if (burst.empty())
        return parseRateLimit(rate);
    return parseRateLimit(std::string(rate) + " burst " + std::string(burst));
}

} // namespace toll
