// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/fields.h"
#include "app/service/route.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"

using namespace toll;

namespace {

Answered list(Call &call)
{
    const Result<std::vector<AdminKey>> keys = call.services.adminKeys.list();
    if (!keys)
        return refused(keys.error());
    Json::Array rows;
    for (const AdminKey &key : *keys)
        rows.push_back(adminKeyJson(key));
    Reply reply;
    reply.body.emplace().set("admin_keys", Json(std::move(rows)));
    return reply;
}

Answered create(Call &call)
{
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    const std::string name = fields.requiredText("name");
    Scopes scopes;
    const std::vector<std::string> wanted = fields.texts("scopes").value_or(std::vector<std::string>());
    for (const std::string &text : wanted) {
        const Result<Scope> scope = parseScope(text);
        if (scope)
            scopes |= *scope;
        else
            fields.note("scopes", scope.error());
    }
    if (faults.empty() && scopes.isEmpty())
        fields.note("scopes", {ErrorCode::Missing, {}, {}, {}, 0});
    fields.finish();
    if (!faults.empty())
        return refused(faults);
    const Result<IssuedAdminKey> issued = call.services.adminKeys.create(name, scopes);
    if (!issued)
        return refused(issued.error());
    Reply reply;
    reply.status = 201;
    reply.body = adminKeyJson(issued->key);
    reply.secret = issued->secret;
    return reply;
}

Answered revokeKey(Call &call)
{
    const Result<AdminKey> revoked = call.services.adminKeys.revoke(std::string(call.request.parameter("id")));
    if (!revoked)
        return refused(revoked.error());
    return Reply{.status = 204};
}

} // namespace

void addAdminKeyRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    addRoute(router, backend, Get, "/v1/admin-keys", Scope::Admin, list);
    addOnceRoute(router, backend, "/v1/admin-keys", Scope::Admin, create);
    addRoute(router, backend, Delete, "/v1/admin-keys/{id}", Scope::Admin, revokeKey);
}
