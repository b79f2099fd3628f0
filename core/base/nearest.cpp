// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nearest.h"

#include <algorithm>
#include <vector>

namespace toll {

namespace {

constexpr std::size_t longestTried = 64; ///< longer texts are not typed by hand

} // namespace

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::size_t editDistance(std::string_view first, std::string_view second)
{
    const std::string a = lowered(first);
    const std::string b = lowered(second);
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool isSame = a[i - 1] == b[j - 1];
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (isSame ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

std::optional<std::string> nearest(std::string_view text, std::span<const std::string> candidates)
{
    std::optional<std::string> best;
    std::size_t least = text.size() <= 3 ? 1 : 2;
    if (text.size() > longestTried)
        return best;
    for (const std::string &candidate : candidates) {
        if (candidate.size() > longestTried)
            continue;
        const std::size_t distance = editDistance(text, candidate);
        if (distance < least || (distance == least && !best)) {
            best = candidate;
            least = distance;
        }
    }
    return best;
}

} // namespace toll
