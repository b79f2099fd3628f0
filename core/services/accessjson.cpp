// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/accessjson.h"

namespace toll {

namespace {

Json rateJson(const std::optional<RateLimit> &rate)
{
    return rate ? Json(toString(*rate)) : Json();
}

template<typename Value>
Json texts(const std::vector<Value> &values)
{
    Json::Array list;
    for (const Value &value : values)
        list.emplace_back(toString(value));
    return list;
}

} // namespace

Json accessJson(const TokenAccess &access)
{
    Json json;
    json.set("rate_limit", rateJson(access.rate)).set("networks", texts(access.networks));
    json.set("models", Json(Json::Array(access.models.begin(), access.models.end())));
    json.set("endpoints", Json(Json::Array(access.endpoints.begin(), access.endpoints.end())));
    return json;
}

Json poolJson(const PoolLimits &pool)
{
    Json json;
    json.set("caps", texts(pool.caps)).set("rate_limit", rateJson(pool.rate));
    return json;
}

} // namespace toll
