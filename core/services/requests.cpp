// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/requests.h"

#include "core/services/stores.h"

#include <algorithm>
#include <tuple>

namespace toll {

Result<std::vector<UncompletedRequest>> RequestService::uncompleted() const
{
    std::vector<UncompletedRequest> all;
    using State = StoredGateRequest::State;
    for (const State state : {State::Uncompleted, State::Expired}) {
        Result<std::vector<StoredGateRequest>> requests = m_context.stores->gate.inState(state);
        if (!requests)
            return std::unexpected(requests.error());
        for (StoredGateRequest &request : *requests)
            all.push_back({std::move(request.id), std::move(request.token), request.time, request.requests,
                request.units, std::move(request.model), std::move(request.endpoint), state == State::Expired});
    }
    std::ranges::sort(all, {}, [](const UncompletedRequest &each) { return std::tie(each.time, each.id); });
    return all;
}

Json toJson(const UncompletedRequest &request)
{
    Json row;
    row.set("id", request.id).set("token", request.token.text).set("time", toRfc3339(request.time));
    row.set("state", request.isExpired ? "expired" : "uncompleted").set("requests", request.requests);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (request.units[unit])
            row.set(std::string(name(static_cast<UnitMeter>(unit))), *request.units[unit]);
    if (!request.model.empty())
        row.set("model", request.model);
    if (!request.endpoint.empty())
        row.set("endpoint", request.endpoint);
    return row;
}

} // namespace toll
