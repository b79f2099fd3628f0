// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatefacts.h"

#include "core/base/pattern.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

std::string_view fieldOf(const GateFacts &facts, const std::string &field, std::array<char, 8> &room)
{
    if (field == "model")
        return facts.model;
    if (field == "endpoint")
        return facts.endpoint;
    if (field == "source")
        return facts.source;
    if (field == "status") {
        if (facts.status == noStatus)
            return {};
        const std::string text = std::to_string(facts.status);
        std::ranges::copy(text, room.begin());
        return {room.data(), text.size()};
    }
    constexpr std::string_view prefix = "dim.";
    for (const auto &[name, value] : facts.dimensions)
        if (std::string_view(field).substr(prefix.size()) == name)
            return value;
    return {};
}

} // namespace

bool fits(const Charge &charge, const GateFacts &facts)
{
    std::array<char, 8> room{};
    for (const auto &[field, pattern] : charge.match) {
        const std::string_view text = fieldOf(facts, field, room);
        if (text.empty() || !fitsPattern(text, pattern))
            return false;
    }
    return true;
}

std::optional<std::int64_t> quantityOf(const GateFacts &facts, const std::string &meter)
{
    constexpr int firstErrorStatus = 400;
    if (meter == "requests")
        return facts.requests;
    if (meter == "errors")
        return facts.status == noStatus ? std::nullopt
                                        : std::optional(facts.status >= firstErrorStatus ? facts.requests : 0);
    if (meter == "response_ms")
        return facts.responseMs;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (meter == name(static_cast<UnitMeter>(unit)))
            return facts.units[unit];
    constexpr std::string_view prefix = "meter.";
    for (const auto &[custom, sum] : facts.custom)
        if (meter.starts_with(prefix) && std::string_view(meter).substr(prefix.size()) == custom)
            return sum.sum;
    return std::nullopt;
}

GateFacts factsOf(const UsageTable &usage, const UsageRow &row)
{
    GateFacts facts;
    facts.model = usage.text(row.model);
    facts.endpoint = usage.text(row.endpoint);
    facts.source = usage.text(row.source);
    facts.status = row.status;
    facts.requests = row.requests;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (row.units[unit].known > 0)
            facts.units[unit] = row.units[unit].sum;
    if (row.responseMs.known > 0)
        facts.responseMs = row.responseMs.sum;
    facts.custom = usage.customs(row.custom);
    facts.dimensions = usage.dimensions(row.dimensions);
    facts.isComplete = true;
    return facts;
}

} // namespace toll
