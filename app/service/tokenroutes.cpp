// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/paging.h"
#include "app/service/precondition.h"
#include "app/service/resource.h"
#include "app/service/routes.h"
#include "app/service/tokenjson.h"
#include "app/service/tokenresource.h"
#include "core/server/jsonbody.h"

using namespace toll;

namespace {

constexpr std::string_view mergePatchType = "application/merge-patch+json";

std::expected<TokenPage, http::Problem> pageOf(Call &call)
{
    const http::Request &request = call.request;
    if (const auto known = requireKnown(request, {"limit", "cursor", "customer", "tag", "status"}); !known)
        return std::unexpected(known.error());
    TokenPage page;
    const auto limit = numberInQuery(request, "limit", 100, 1, 1000);
    const auto cursor = cursorInQuery(request);
    if (!limit || !cursor)
        return std::unexpected(!limit ? limit.error() : cursor.error());
    page.limit = *limit;
    page.after = *cursor;
    if (const auto customer = request.queryValue("customer")) {
        const Result<Customer> found = call.services.customers.find(std::string(*customer));
        if (!found)
            return refused(found.error());
        page.customer = found->id;
    }
    if (const auto tag = request.queryValue("tag"))
        page.tag = std::string(*tag);
    using Status = TokenPage::Status;
    constexpr std::array<std::pair<std::string_view, Status>, 4> names{{{"any", Status::Any},
        {"enabled", Status::Enabled}, {"suspended", Status::Suspended}, {"revoked", Status::Revoked}}};
    page.status = Status::NotRevoked;
    if (const auto status = request.queryValue("status")) {
        const auto found = std::ranges::find(names, *status, &std::pair<std::string_view, Status>::first);
        if (found == names.end())
            return refused(http::Problem{
                .status = 400, .detail = "The parameter status is enabled, suspended, revoked or any."});
        page.status = found->second;
    }
    return page;
}

Answered list(Call &call)
{
    auto page = pageOf(call);
    if (!page)
        return refused(page.error());
    ++page->limit; // one more tells whether there is another page
    Result<std::vector<Token>> tokens = call.services.tokens.page(*page);
    if (!tokens)
        return refused(tokens.error());
    Reply reply;
    if (std::ssize(*tokens) == page->limit) {
        tokens->pop_back();
        reply.next = nextTarget(call.request, tokens->back().id.text);
    }
    Json::Array rows;
    for (const Token &token : *tokens) {
        const auto etag = etagOf(call, RevisionKind::Token, token.id.text);
        if (!etag)
            return refused(etag.error());
        Json row = tokenJson(token);
        row.set("etag", *etag);
        rows.push_back(std::move(row));
    }
    reply.body.emplace().set("tokens", Json(std::move(rows))).set("has_more", !reply.next.empty());
    return reply;
}

Answered get(Call &call)
{
    const auto token = tokenOf(call);
    return token ? tokenShown(call, token->id, 200) : refused(token.error());
}

/// A new token, with the id of its path or one that is made here.
Answered made(Call &call, const TokenSettings &settings, const Customer &customer, std::string id)
{
    NewToken wanted;
    wanted.customer = customer.id;
    wanted.name = settings.name;
    wanted.price = settings.price;
    wanted.starts = settings.starts.value_or(Starts::FirstUse);
    wanted.plan = settings.plan;
    wanted.tags = settings.tags;
    wanted.note = settings.note;
    wanted.access = settings.access;
    wanted.id = std::move(id);
    wanted.secret = settings.secret;
    const Result<std::vector<IssuedToken>> issued = call.services.tokens.create(wanted);
    if (!issued)
        return refused(issued.error());
    Answered reply = tokenShown(call, issued->front().token.id, 201);
    if (reply && !issued->front().secret.empty())
        reply->secret = issued->front().secret;
    return reply;
}

std::expected<Customer, http::Problem> customerOf(Call &call, const TokenSettings &settings)
{
    Result<Customer> customer = call.services.customers.find(settings.customer);
    if (customer)
        return std::move(*customer);
    if (customer.error().code == ErrorCode::NotFound)
        return refused({ErrorCode::Unsupported, "/customer", settings.customer, {}, 0});
    return refused(customer.error());
}

Answered post(Call &call)
{
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    const TokenSettings settings = readTokenSettings(fields, nullptr);
    if (!faults.empty())
        return refused(faults);
    const auto customer = customerOf(call, settings);
    return customer ? made(call, settings, *customer, {}) : refused(customer.error());
}

/// Takes over all settings; a token that was revoked stays as it is.
Answered replaced(Call &call, const Token &token, const Json &body)
{
    if (token.revokedAt)
        return refused({ErrorCode::WrongState, "token", "revoked", "enabled, suspended", 0});
    std::vector<Error> faults;
    Fields fields(body, faults);
    const TokenSettings settings = readTokenSettings(fields, &token);
    if (!faults.empty())
        return refused(faults);
    const auto customer = customerOf(call, settings);
    if (!customer)
        return refused(customer.error());
    if (customer->id != token.customer)
        return refused({ErrorCode::WrongState, "/customer", settings.customer, token.customer.text, 0});
    TokenEdit edit;
    edit.name = settings.name;
    edit.note = settings.note;
    edit.tags = settings.tags;
    edit.plan = settings.plan;
    edit.price = settings.price;
    edit.from = settings.from;
    edit.access = settings.access;
    const Result<TokenRow> row = call.services.tokens.edit(token.id, edit);
    return row ? tokenShown(call, token.id, 200) : refused(row.error());
}

/// If-None-Match: * makes it, where it is not there; asking for the same again is answered well, so that a lost answer
/// does no harm.
Answered putNew(Call &call, const std::expected<Token, http::Problem> &there, const Json &body)
{
    std::vector<Error> faults;
    Fields fields(body, faults);
    const std::string id(call.request.parameter("id"));
    const TokenSettings settings = readTokenSettings(fields, nullptr);
    if (const Json *given = body.find("id"); given && *given != Json(id))
        fields.note("id", {ErrorCode::Conflict, {}, {}, id, 0});
    if (!faults.empty())
        return refused(faults);
    const auto customer = customerOf(call, settings);
    if (!customer)
        return refused(customer.error());
    if (!there)
        return made(call, settings, *customer, id);
    if (!isAsAsked(*there, settings, *customer)) {
        const auto etag = etagOf(call, RevisionKind::Token, id);
        return etag ? refused(existsAlready(*etag)) : refused(etag.error());
    }
    Answered reply = tokenShown(call, there->id, 200);
    if (reply && !settings.secret)
        reply->body->set("secret", Json()).set("secret_withheld", secretWithheld);
    return reply;
}

Answered put(Call &call)
{
    const auto there = tokenOf(call);
    if (!there && there.error().status != 404)
        return refused(there.error());
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    if (call.request.header("If-None-Match"))
        return isNamedIn(call.request, "If-None-Match", {}) ? putNew(call, there, *body) : refused(onlyStar());
    if (!there)
        return refused(nothingToMatch(call.request));
    const auto etag = etagOf(call, RevisionKind::Token, there->id.text);
    if (!etag)
        return refused(etag.error());
    if (const auto matched = requireMatch(call.request, *etag); !matched)
        return refused(matched.error());
    return replaced(call, *there, *body);
}

Answered patch(Call &call)
{
    const auto there = tokenOf(call);
    if (!there)
        return refused(there.error());
    const auto body = http::readJson(call.request, {mergePatchType});
    if (!body)
        return refused(body.error());
    const auto etag = etagOf(call, RevisionKind::Token, there->id.text);
    if (!etag)
        return refused(etag.error());
    if (const auto matched = requireMatch(call.request, *etag); !matched)
        return refused(matched.error());
    if (body->asObject() == nullptr)
        return refused({ErrorCode::Syntax, "/", {}, "{…}", 0});
    return replaced(call, *there, mergePatched(tokenJson(*there), *body));
}

Answered revokeToken(Call &call)
{
    const auto there = tokenOf(call);
    if (!there)
        return refused(there.error());
    const auto etag = etagOf(call, RevisionKind::Token, there->id.text);
    if (!etag)
        return refused(etag.error());
    if (const auto matched = requireMatch(call.request, *etag); !matched)
        return refused(matched.error());
    if (!there->revokedAt)
        if (const Result<TokenRow> revoked = call.services.tokens.revoke(there->id); !revoked)
            return refused(revoked.error());
    return Reply{.status = 204};
}

} // namespace

void addTokenRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    addRoute(router, backend, Get, "/v1/tokens", Scope::TokensRead, list);
    addOnceRoute(router, backend, "/v1/tokens", Scope::TokensWrite, post);
    addRoute(router, backend, Get, "/v1/tokens/{id}", Scope::TokensRead, get);
    addRoute(router, backend, Put, "/v1/tokens/{id}", Scope::TokensWrite, put);
    addRoute(router, backend, Patch, "/v1/tokens/{id}", Scope::TokensWrite, patch);
    addRoute(router, backend, Delete, "/v1/tokens/{id}", Scope::TokensWrite, revokeToken);
}
