// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/event.h"

#include <algorithm>
#include <limits>

namespace toll {

std::string_view name(UnitMeter meter)
{
    switch (meter) {
    case UnitMeter::Input:
        return "input_units";
    case UnitMeter::CachedInput:
        return "cached_input_units";
    case UnitMeter::CacheWrite:
        return "cache_write_units";
    case UnitMeter::Output:
        return "output_units";
    }
    return {};
}

namespace {

void addTextFaults(const UsageEvent &event, std::vector<Error> &faults)
{
    const auto check = [&faults](const std::string &where, const std::string &text) {
        if (text.size() > maxEventText)
            faults.push_back(
                {ErrorCode::OutOfRange, where, std::to_string(text.size()), "<= " + std::to_string(maxEventText), 0});
    };
    check("id", event.id);
    check("source", event.source);
    check("token", event.token);
    check("customer", event.customer);
    check("model", event.model);
    check("endpoint", event.endpoint);
    for (const auto &[dimension, value] : event.dimensions)
        check("dim." + dimension, value);
}

bool hasUnits(const UsageEvent &event)
{
    return std::ranges::any_of(event.units, [](const auto &units) { return units.value_or(0) > 0; })
        || std::ranges::any_of(event.custom, [](const auto &meter) { return meter.second > 0; });
}

} // namespace

std::vector<Error> faultsOf(const UsageEvent &event)
{
    std::vector<Error> faults;
    const auto fault = [&faults](ErrorCode code, std::string where, std::int64_t found, std::string expected) {
        faults.push_back({code, std::move(where), std::to_string(found), std::move(expected), 0});
    };
    if (event.time < earliestInstant || event.time > latestInstant)
        fault(ErrorCode::OutOfRange, "time", event.time.ms, "0001..9999");
    if (event.status != noStatus && (event.status < 100 || event.status > 599))
        fault(ErrorCode::OutOfRange, "status", event.status, "100..599");
    if (event.count < 0 || (event.count == 0 && hasUnits(event)))
        fault(ErrorCode::OutOfRange, "count", event.count, ">= 1");
    if (event.responseMs && *event.responseMs < 0)
        fault(ErrorCode::Negative, "response_ms", *event.responseMs, ">= 0");
    else if (event.responseMs && event.count > 0
        && *event.responseMs > std::numeric_limits<std::int64_t>::max() / event.count)
        fault(ErrorCode::OutOfRange, "response_ms", *event.responseMs, "count * response_ms < 2^63");
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        if (event.units[i] && *event.units[i] < 0)
            fault(ErrorCode::Negative, std::string(name(static_cast<UnitMeter>(i))), *event.units[i], ">= 0");
    }
    for (const auto &[meter, value] : event.custom) {
        if (value < 0)
            fault(ErrorCode::Negative, "meter." + meter, value, ">= 0");
    }
    addTextFaults(event, faults);
    return faults;
}

} // namespace toll
