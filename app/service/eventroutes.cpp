// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/eventtaking.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"

using namespace toll;

namespace {

Answered post(Call &call)
{
    const auto events = eventsIn(call.request, {singleEventType, eventBatchType});
    if (!events)
        return refused(events.error());
    const auto taken = takeEvents(call, *events, EventDialect::Own, TakeMode::EachAlone);
    if (!taken)
        return refused(taken.error());
    Json::Array rejected;
    for (const auto &[index, problem] : taken->rejected) {
        Json row;
        row.set("index", static_cast<std::int64_t>(index)).set("problem", problem.toJson());
        rejected.push_back(std::move(row));
    }
    Reply reply;
    Json &body = reply.body.emplace();
    body.set("accepted", taken->report.accepted).set("duplicates", taken->report.duplicates);
    body.set("conflicts", taken->report.conflicts).set("rejected", Json(std::move(rejected)));
    body.set("late", taken->report.late).set("future", taken->report.future);
    if (taken->report.late > 0) {
        const auto policy = call.services.settings.lateUsage();
        body.set("late_policy", policy ? Json(name(policy->policy)) : Json());
    }
    return reply;
}

} // namespace

void addEventRoutes(http::Router &router, Backend &backend)
{
    addOwnRoute(router, backend, http::Method::Post, "/v1/events", Scope::UsageWrite, post,
        {.maxBody = mostEventBytes, .takesGzip = true});
}
