// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/fields.h"
#include "app/service/paging.h"
#include "app/service/precondition.h"
#include "app/service/resource.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"

#include <algorithm>

using namespace toll;

namespace {

std::expected<std::string, http::Problem> etagOfPlan(Call &call, const Plan &plan)
{
    const Result<Revision> revision = call.services.changes.latest(RevisionKind::Plan, plan.name);
    if (!revision && revision.error().code == ErrorCode::NotFound)
        return "\"built-in-" TOLL_VERSION "\"";
    if (!revision)
        return refused(revision.error());
    return etagOf(*revision, plan.version);
}

Answered list(Call &call)
{
    if (const auto known = requireKnown(call.request, {}); !known)
        return refused(known.error());
    const Result<std::vector<PlanRow>> plans = call.services.plans.list();
    if (!plans)
        return refused(plans.error());
    Json::Array rows;
    for (const PlanRow &row : *plans) {
        Json json;
        json.set("name", row.plan.name).set("version", row.plan.version).set("versions", row.versions);
        json.set("from", row.isBuiltIn || row.from == earliestInstant ? Json() : Json(toRfc3339(row.from)));
        json.set("currency", row.plan.currency.empty() ? Json() : Json(row.plan.currency));
        json.set("period", toString(row.plan.period));
        json.set("charges", static_cast<std::int64_t>(row.plan.charges.size()));
        json.set("customers", Json(Json::Array(row.customers.begin(), row.customers.end())));
        json.set("built_in", row.isBuiltIn);
        rows.push_back(std::move(json));
    }
    Reply reply;
    reply.body.emplace().set("plans", Json(std::move(rows)));
    return reply;
}

Answered shown(Call &call, const std::string &reference, int status)
{
    const Result<Plan> plan = call.services.plans.resolve(reference);
    const Result<std::string> text = call.services.plans.exportPlan(reference);
    if (!plan || !text)
        return refused(!plan ? plan.error() : text.error());
    Result<Json> document = parseJson(*text);
    if (!document)
        return refused({ErrorCode::Damaged, "plan", reference, {}, 0});
    const auto etag = etagOfPlan(call, *plan);
    if (!etag)
        return refused(etag.error());
    Reply reply;
    reply.status = status;
    reply.body = std::move(*document);
    reply.etag = *etag;
    return reply;
}

Answered get(Call &call)
{
    return shown(call, std::string(call.request.parameter("name")), 200);
}

std::optional<std::string> fromOf(const http::Request &request)
{
    const auto from = request.queryValue("from");
    return from ? std::optional(std::string(*from)) : std::nullopt;
}

/// A plan file, as the command line takes it; the same document again changes nothing.
Answered imported(Call &call, int status)
{
    const Checked<Plan> plan = call.services.plans.import(std::string(call.request.body), fromOf(call.request));
    if (!plan)
        return refused(plan.error());
    return shown(call, plan->name + "@" + std::to_string(plan->version), status);
}

std::expected<std::string, http::Problem> nameInBody(Call &call)
{
    const auto body = http::readJson(call.request);
    if (!body)
        return std::unexpected(body.error());
    const Json *name = body->find("name");
    return name != nullptr && name->asString() != nullptr ? *name->asString() : std::string();
}

Answered put(Call &call)
{
    if (const auto known = requireKnown(call.request, {"from"}); !known)
        return refused(known.error());
    const std::string name(call.request.parameter("name"));
    const auto said = nameInBody(call);
    if (!said)
        return refused(said.error());
    if (*said != name)
        return refused({ErrorCode::Conflict, "/name", *said, name, 0});
    const Result<Plan> there = call.services.plans.resolve(name);
    if (!there && there.error().code != ErrorCode::NotFound)
        return refused(there.error());
    if (call.request.header("If-None-Match")) {
        if (!isNamedIn(call.request, "If-None-Match", {}))
            return refused(onlyStar());
        if (!there)
            return imported(call, 201);
        const auto etag = etagOfPlan(call, *there);
        return etag ? refused(existsAlready(*etag)) : refused(etag.error());
    }
    if (!there)
        return refused(nothingToMatch(call.request));
    const auto etag = etagOfPlan(call, *there);
    if (!etag)
        return refused(etag.error());
    if (const auto matched = requireMatch(call.request, *etag); !matched)
        return refused(matched.error());
    return imported(call, 200);
}

Answered post(Call &call)
{
    if (const auto known = requireKnown(call.request, {"from"}); !known)
        return refused(known.error());
    const auto said = nameInBody(call);
    if (!said)
        return refused(said.error());
    Answered reply = imported(call, 201);
    if (reply)
        reply->location =
            "/v1/plans/" + QByteArray::fromStdString(*said).toPercentEncoding().toStdString();
    return reply;
}

/// Which plan prices a customer, from an instant on.
Answered assign(Call &call)
{
    const std::string id(call.request.parameter("id"));
    const Result<Customer> customer = call.services.customers.find(id);
    if (!customer || customer->id.text != id)
        return refused({ErrorCode::NotFound, "customer", id, {}, 0});
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    const std::string name = fields.requiredText("plan");
    const std::optional<Instant> from = fields.parsed("from", parseRfc3339);
    fields.finish();
    if (!faults.empty())
        return refused(faults);
    const Result<void> done = call.services.plans.assign(name, customer->id, from);
    return done ? Answered(Reply{.status = 204}) : refused(done.error());
}

} // namespace

void addPlanRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    const http::RouteOptions large{.maxBody = 1024 * 1024};
    addRoute(router, backend, Get, "/v1/plans", Scope::TokensRead, list);
    addOnceRoute(router, backend, "/v1/plans", Scope::TokensWrite, post, large);
    addRoute(router, backend, Get, "/v1/plans/{name}", Scope::TokensRead, get);
    addRoute(router, backend, Put, "/v1/plans/{name}", Scope::TokensWrite, put, large);
    addOnceRoute(router, backend, "/v1/customers/{id}/plan", Scope::TokensWrite, assign);
}
