// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cloudevents.h"

#include "core/usage/text.h"

#include <algorithm>
#include <array>

namespace toll {

bool isCloudEvent(const std::vector<std::string> &columns)
{
    constexpr std::array<std::string_view, 4> members{"specversion", "id", "source", "type"};
    return std::ranges::all_of(
        members, [&columns](std::string_view member) { return std::ranges::find(columns, member) != columns.end(); });
}

std::vector<Error> envelopeFaultsOf(const Json &event)
{
    std::vector<Error> faults;
    for (const std::string_view key : {"specversion", "id", "source", "type"}) {
        const Json *member = event.find(key);
        const std::string *text = member == nullptr ? nullptr : member->asString();
        const std::string expected = key == "specversion" ? "1.0" : std::string();
        if (member == nullptr || member->isNull() || (text != nullptr && text->empty()))
            faults.push_back({ErrorCode::Missing, std::string(key), {}, expected, 0});
        else if (text == nullptr)
            faults.push_back({ErrorCode::Syntax, std::string(key), excerpt(member->dump()), "\"…\"", 0});
        else if (!expected.empty() && *text != expected)
            faults.push_back({ErrorCode::Unsupported, std::string(key), excerpt(*text), expected, 0});
    }
    return faults;
}

} // namespace toll
