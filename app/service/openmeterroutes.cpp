// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// OpenMeter's ingest and query, so that its own clients can drive us.
#include "app/service/eventtaking.h"
#include "app/service/openmeterquery.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"

using namespace toll;

namespace {

/// Its problems name the request, and what was wrong in `extensions`.
http::Problem ofOpenMeter(http::Problem problem, const http::Request &request)
{
    problem.instance = "urn:request:" + std::string(request.id);
    return problem;
}

/// All of them, or none.
Answered ingest(Call &call)
{
    const auto events = eventsIn(call.request, {singleEventType, eventBatchType, "application/json"});
    if (!events)
        return refused(ofOpenMeter(events.error(), call.request));
    const auto taken = takeEvents(call, *events, EventDialect::OpenMeter, TakeMode::AllOrNone);
    if (!taken)
        return refused(ofOpenMeter(taken.error(), call.request));
    if (taken->rejected.empty())
        return Reply{.status = 204};
    http::Problem problem{.status = 400, .detail = "Nothing was taken: some events are not valid."};
    Json::Array faults;
    for (const auto &[index, rejected] : taken->rejected) {
        std::string message = "event " + std::to_string(index) + ": " + rejected.detail;
        for (const http::ProblemFault &fault : rejected.errors)
            message += " " + fault.pointer + ": " + fault.detail;
        faults.push_back(Json().set("code", "validation_error").set("message", std::move(message)));
    }
    problem.extra.emplace_back("extensions", Json().set("validationErrors", Json(std::move(faults))));
    return refused(ofOpenMeter(std::move(problem), call.request));
}

Json meterJson(const OpenMeterMeter &meter, const std::vector<std::string> &dimensions)
{
    constexpr const char *always = "1970-01-01T00:00:00Z";
    Json json;
    json.set("id", meter.id).set("slug", meter.slug).set("name", meter.name).set("eventType", "api.call.v1");
    json.set("aggregation", meter.aggregation);
    if (!meter.property.empty())
        json.set("valueProperty", meter.property);
    Json groups;
    groups.set("model", "$.model").set("status", "$.status");
    for (const std::string &dimension : dimensions)
        groups.set(dimension, "$." + dimension);
    json.set("groupBy", std::move(groups)).set("createdAt", always).set("updatedAt", always);
    return json;
}

http::Problem noSuchMeter(const http::Request &request)
{
    std::string known;
    for (const OpenMeterMeter &meter : openMeterMeters)
        known += (known.empty() ? "" : ", ") + std::string(meter.slug);
    return ofOpenMeter({.status = 404, .detail = "There is no such meter. There are " + known + "."}, request);
}

Answered meters(Call &call)
{
    const Result<std::vector<std::string>> dimensions = call.services.usage.dimensions();
    if (!dimensions)
        return refused(dimensions.error());
    Json::Array all;
    for (const OpenMeterMeter &meter : openMeterMeters)
        all.push_back(meterJson(meter, *dimensions));
    Reply reply;
    reply.body = Json(std::move(all));
    return reply;
}

Answered meterShown(Call &call)
{
    const Result<std::vector<std::string>> dimensions = call.services.usage.dimensions();
    if (!dimensions)
        return refused(dimensions.error());
    const OpenMeterMeter *meter = findOpenMeterMeter(call.request.parameter("meter"));
    if (meter == nullptr)
        return refused(noSuchMeter(call.request));
    Reply reply;
    reply.body = meterJson(*meter, *dimensions);
    return reply;
}

Answered query(Call &call)
{
    const OpenMeterMeter *meter = findOpenMeterMeter(call.request.parameter("meter"));
    if (meter == nullptr)
        return refused(noSuchMeter(call.request));
    const auto asked = openMeterQueryIn(call.request);
    if (!asked)
        return refused(ofOpenMeter(asked.error(), call.request));
    const bool isCsv = call.request.header("Accept").value_or("").starts_with("text/csv");
    Answered answered = answerOpenMeterQuery(call, *meter, *asked, isCsv);
    return answered ? std::move(answered) : refused(ofOpenMeter(answered.error(), call.request));
}

} // namespace

void addOpenMeterRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    addOwnRoute(router, backend, Post, "/api/v1/events", Scope::UsageWrite, ingest,
        {.maxBody = mostEventBytes, .takesGzip = true});
    addRoute(router, backend, Get, "/api/v1/meters", Scope::UsageRead, meters);
    addRoute(router, backend, Get, "/api/v1/meters/{meter}", Scope::UsageRead, meterShown);
    addRoute(router, backend, Get, "/api/v1/meters/{meter}/query", Scope::UsageRead, query);
    addOwnRoute(router, backend, Post, "/api/v1/meters/{meter}/query", Scope::UsageRead, query);
}
