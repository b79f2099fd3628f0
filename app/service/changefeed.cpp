// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/changefeed.h"

#include "app/service/customerjson.h"
#include "app/service/paging.h"
#include "app/service/resource.h"
#include "app/service/tokenjson.h"

#include <chrono>

using namespace toll;

namespace {

std::int64_t steadyMs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
}

void refuse(const http::Answer &answer, const http::Problem &problem)
{
    http::Response response;
    response.problem(problem);
    answer.send(std::move(response));
}

http::Problem problemOfCursor(const Error &error)
{
    if (error.code == ErrorCode::Syntax)
        return {.status = 400, .detail = "The cursor is none of this feed's. Take next_cursor of the page before."};
    if (error.code != ErrorCode::WrongState)
        return refused(error).error();
    http::Problem problem{.status = 410, .type = "urn:problem-type:tollkeeper:resync"};
    problem.detail = "What this cursor is of is not this workspace's history: it was restored from a copy, or is "
                     "another. Read everything anew, without a cursor.";
    return problem;
}

/// What is there now; null where it is gone.
Result<Json> dataOf(Services &services, const Revision &change)
{
    if (change.kind == RevisionKind::Token) {
        const Result<Token> token = services.tokens.find(change.id);
        if (!token)
            return std::unexpected(token.error());
        return token->revokedAt || token->id.text != change.id ? Json() : tokenJson(*token);
    }
    if (change.kind == RevisionKind::Customer) {
        const Result<Customer> customer = services.customers.find(change.id);
        if (!customer)
            return std::unexpected(customer.error());
        return customer->id.text != change.id ? Json() : customerJson(*customer);
    }
    const Result<std::string> plan = services.plans.exportPlan(change.id);
    return plan ? parseJson(*plan) : std::unexpected(plan.error());
}

/// A plan's ETag also says which version is in force.
std::string etagNow(Services &services, const Revision &change)
{
    if (change.kind == RevisionKind::Plan)
        if (const Result<Plan> plan = services.plans.resolve(change.id))
            return etagOf(change, plan->version);
    return etagOf(change);
}

Result<Json> changeJson(Services &services, const Revision &change)
{
    constexpr std::array<std::string_view, 3> kinds{"customer", "token", "plan"};
    Result<Json> data = dataOf(services, change);
    if (!data && data.error().code != ErrorCode::NotFound)
        return data;
    const bool isThere = data && !data->isNull();
    Json json;
    json.set("seq", change.sequence).set("kind", kinds[static_cast<std::size_t>(change.kind)]).set("id", change.id);
    json.set("op", isThere ? "put" : "delete").set("etag", etagNow(services, change));
    if (isThere)
        json.set("data", std::move(*data));
    return json;
}

Result<Json> pageJson(Services &services, const ChangePage &page)
{
    Json::Array changes;
    for (const Revision &change : page.changes) {
        Result<Json> json = changeJson(services, change);
        if (!json)
            return json;
        changes.push_back(std::move(*json));
    }
    Json json;
    json.set("changes", Json(std::move(changes))).set("next_cursor", page.cursor).set("has_more", page.hasMore);
    return json;
}

} // namespace

void ChangeFeed::ask(const http::Request &request, http::Answer answer)
{
    const auto known = requireKnown(request, {"cursor", "limit", "wait"});
    const auto limit = numberInQuery(request, "limit", 100, 1, 1000);
    const auto wait = numberInQuery(request, "wait", 0, 0, longestWait);
    if (!known || !limit || !wait)
        return refuse(answer, !known ? known.error() : !limit ? limit.error() : wait.error());
    const Asked asked{std::move(answer), std::string(request.queryValue("cursor").value_or(std::string_view())), *limit,
        steadyMs() + *wait * msPerSecond};
    if (!m_backend.worker().post([this, asked] { look(asked); }))
        refuse(asked.answer,
            http::Problem{.status = 503, .detail = "Too much is waiting to be done. Ask again."}.with(
                "Retry-After", "1"));
}

void ChangeFeed::look(Asked asked)
{
    const bool waits = !m_isEnding && m_waiting.size() < mostWaiting && asked.latest > steadyMs();
    if (!answered(asked, waits))
        m_waiting.push_back(std::move(asked));
}

bool ChangeFeed::answered(const Asked &asked, bool waits)
{
    Services &services = m_backend.services();
    const Result<ChangePage> page = services.changes.since(asked.cursor, asked.limit);
    if (page && page->changes.empty() && waits)
        return false;
    http::Response response;
    if (!page) {
        response.problem(problemOfCursor(page.error()));
    } else if (const Result<Json> body = pageJson(services, *page); body) {
        response.json(200, *body);
    } else {
        response.problem(refused(body.error()).error());
    }
    asked.answer.send(std::move(response));
    return true;
}

void ChangeFeed::lookAgain()
{
    std::erase_if(m_waiting, [this](const Asked &asked) { return answered(asked, true); });
}

void ChangeFeed::tick()
{
    const std::int64_t now = steadyMs();
    std::erase_if(m_waiting,
        [&](const Asked &asked) { return (m_isEnding || asked.latest <= now) && answered(asked, false); });
}
