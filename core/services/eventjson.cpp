// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventjson.h"

namespace toll {

Json toJson(const StoredEvent &stored)
{
    const UsageEvent &event = stored.event;
    Json json;
    const auto setText = [&](std::string key, const std::string &text) {
        if (!text.empty())
            json.set(std::move(key), text);
    };
    json.set("time", toRfc3339(event.time));
    setText("id", event.id);
    setText("token", stored.token.text);
    if (event.status != noStatus)
        json.set("status", event.status);
    if (event.responseMs)
        json.set("response_ms", *event.responseMs);
    json.set("count", event.count);
    for (std::size_t i = 0; i < unitMeterCount; ++i)
        if (event.units[i])
            json.set(std::string(name(static_cast<UnitMeter>(i))), *event.units[i]);
    setText("model", event.model);
    setText("endpoint", event.endpoint);
    setText("source", event.source);
    for (const auto &[meter, value] : event.custom)
        json.set("meter." + meter, value);
    for (const auto &[dimension, value] : event.dimensions)
        json.set("dim." + dimension, value);
    return json;
}

} // namespace toll
