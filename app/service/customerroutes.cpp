// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/customerjson.h"
#include "app/service/paging.h"
#include "app/service/precondition.h"
#include "app/service/resource.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"

#include <algorithm>

using namespace toll;

namespace {

std::expected<Customer, http::Problem> customerOf(Call &call)
{
    const std::string id(call.request.parameter("id"));
    Result<Customer> customer = call.services.customers.find(id);
    if (customer && customer->id.text == id)
        return std::move(*customer);
    return customer ? refused({ErrorCode::NotFound, "customer", id, {}, 0}) : refused(customer.error());
}

Answered shown(Call &call, const Customer &customer, int status)
{
    const auto etag = etagOf(call, RevisionKind::Customer, customer.id.text);
    if (!etag)
        return refused(etag.error());
    Reply reply;
    reply.status = status;
    reply.body = customerJson(customer);
    reply.etag = *etag;
    if (status == 201)
        reply.location = "/v1/customers/" + customer.id.text;
    return reply;
}

Answered list(Call &call)
{
    if (const auto known = requireKnown(call.request, {"limit", "cursor", "archived"}); !known)
        return refused(known.error());
    const auto limit = numberInQuery(call.request, "limit", 100, 1, 1000);
    const auto cursor = cursorInQuery(call.request);
    if (!limit || !cursor)
        return refused(!limit ? limit.error() : cursor.error());
    const std::string_view archived = call.request.queryValue("archived").value_or("false");
    if (archived != "true" && archived != "false")
        return refused(http::Problem{.status = 400, .detail = "The parameter archived is true or false."});
    Result<std::vector<Customer>> customers = call.services.customers.list(archived == "true");
    if (!customers)
        return refused(customers.error());
    std::ranges::sort(*customers, {}, &Customer::id);
    auto next = std::ranges::upper_bound(*customers, CustomerId{*cursor}, {}, &Customer::id);
    Json::Array rows;
    for (; next != customers->end() && std::ssize(rows) < *limit; ++next) {
        const auto etag = etagOf(call, RevisionKind::Customer, next->id.text);
        if (!etag)
            return refused(etag.error());
        Json row = customerJson(*next);
        row.set("etag", *etag);
        rows.push_back(std::move(row));
    }
    Reply reply;
    if (next != customers->end())
        reply.next = nextTarget(call.request, std::prev(next)->id.text);
    reply.body.emplace().set("customers", Json(std::move(rows))).set("has_more", !reply.next.empty());
    return reply;
}

Answered get(Call &call)
{
    const auto customer = customerOf(call);
    return customer ? shown(call, *customer, 200) : refused(customer.error());
}

/// What a body without a value for them means: the workspace's own.
std::expected<CustomerDefaults, http::Problem> defaultsOf(Call &call)
{
    const Result<WorkspaceInfo> info = call.services.settings.info();
    if (!info)
        return refused(info.error());
    return CustomerDefaults{info->currency, info->timezone};
}

Answered made(Call &call, const Json &body, const std::string &id)
{
    const auto defaults = defaultsOf(call);
    if (!defaults)
        return refused(defaults.error());
    std::vector<Error> faults;
    Fields fields(body, faults);
    NewCustomer customer = readCustomer(fields, *defaults, nullptr);
    if (const Json *given = body.find("id"); !id.empty() && given && *given != Json(id))
        fields.note("id", {ErrorCode::Conflict, {}, {}, id, 0});
    if (!faults.empty())
        return refused(faults);
    customer.id = id;
    const Result<Customer> added = call.services.customers.add(customer);
    return added ? shown(call, *added, 201) : refused(added.error());
}

Answered replaced(Call &call, const Customer &there, const Json &body)
{
    std::vector<Error> faults;
    Fields fields(body, faults);
    const NewCustomer wanted = readCustomer(fields, {there.currency, there.timezone}, &there);
    if (!faults.empty())
        return refused(faults);
    const Result<Customer> edited = call.services.customers.edit(
        there.id, {wanted.name, wanted.timezone, wanted.currency, wanted.contact, wanted.pool});
    return edited ? shown(call, *edited, 200) : refused(edited.error());
}

Answered post(Call &call)
{
    const auto body = http::readJson(call.request);
    return body ? made(call, *body, {}) : refused(body.error());
}

Answered putNew(Call &call, const std::expected<Customer, http::Problem> &there, const Json &body)
{
    if (!there)
        return made(call, body, std::string(call.request.parameter("id")));
    const auto defaults = defaultsOf(call);
    if (!defaults)
        return refused(defaults.error());
    std::vector<Error> faults;
    Fields fields(body, faults);
    const NewCustomer wanted = readCustomer(fields, *defaults, nullptr);
    if (!faults.empty())
        return refused(faults);
    if (isAsAsked(*there, wanted))
        return shown(call, *there, 200);
    const auto etag = etagOf(call, RevisionKind::Customer, there->id.text);
    return etag ? refused(existsAlready(*etag)) : refused(etag.error());
}

/// The customer of the path as the request says it must be.
std::expected<Customer, http::Problem> matchedCustomer(Call &call)
{
    auto there = customerOf(call);
    if (!there)
        return there;
    const auto etag = etagOf(call, RevisionKind::Customer, there->id.text);
    if (!etag)
        return refused(etag.error());
    if (const auto matched = requireMatch(call.request, *etag); !matched)
        return refused(matched.error());
    return there;
}

Answered put(Call &call)
{
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    const auto there = customerOf(call);
    if (!there && there.error().status != 404)
        return refused(there.error());
    if (call.request.header("If-None-Match"))
        return isNamedIn(call.request, "If-None-Match", {}) ? putNew(call, there, *body) : refused(onlyStar());
    if (!there)
        return refused(nothingToMatch(call.request));
    const auto matched = matchedCustomer(call);
    return matched ? replaced(call, *matched, *body) : refused(matched.error());
}

Answered patch(Call &call)
{
    const auto body = http::readJson(call.request, {"application/merge-patch+json"});
    if (!body)
        return refused(body.error());
    const auto there = matchedCustomer(call);
    if (!there)
        return refused(there.error());
    if (body->asObject() == nullptr)
        return refused({ErrorCode::Syntax, "/", {}, "{…}", 0});
    return replaced(call, *there, mergePatched(customerJson(*there), *body));
}

} // namespace

void addCustomerRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    addRoute(router, backend, Get, "/v1/customers", Scope::TokensRead, list);
    addOnceRoute(router, backend, "/v1/customers", Scope::TokensWrite, post);
    addRoute(router, backend, Get, "/v1/customers/{id}", Scope::TokensRead, get);
    addRoute(router, backend, Put, "/v1/customers/{id}", Scope::TokensWrite, put);
    addRoute(router, backend, Patch, "/v1/customers/{id}", Scope::TokensWrite, patch);
}
