// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/ownid.h"

#include <algorithm>

namespace toll {

Result<void> checkOwnId(std::string_view id)
{
    const auto isLetterOrDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const auto isTaken = [&](char c) { return isLetterOrDigit(c) || std::string_view("-._~").contains(c); };
    if (!id.empty() && id.size() <= longestOwnId && isLetterOrDigit(id.front()) && std::ranges::all_of(id, isTaken))
        return {};
    return fail(ErrorCode::Syntax, "id", std::string(id.substr(0, longestOwnId)), "1…64: A-Z a-z 0-9 - . _ ~");
}

} // namespace toll
