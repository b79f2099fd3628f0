// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The data plane: what gateways ask, and how requests end.
#include "app/service/authorize.h"
#include "app/service/fields.h"
#include "app/service/limitheaders.h"
#include "app/service/paging.h"
#include "app/service/route.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"
#include "core/services/wording.h"

#include <algorithm>

using namespace toll;

namespace {

std::string wordsOf(const Error &error)
{
    return sentence(error).toStdString();
}

/// A whole number; nothing where it is absent or null.
std::optional<std::int64_t> numberIn(Fields &fields, std::string_view name, std::int64_t least, std::int64_t most)
{
    const Json *value = fields.find(name);
    if (!value || value->isNull())
        return {};
    const Result<std::int64_t> number = value->toInt64();
    if (!number)
        fields.note(name, number.error());
    else if (*number < least || *number > most)
        fields.note(name,
            {ErrorCode::OutOfRange, {}, std::to_string(*number), std::to_string(least) + "…" + std::to_string(most), 0});
    return number ? std::optional(*number) : std::nullopt;
}

UnitAmounts unitsIn(Fields &fields)
{
    UnitAmounts units;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        units[unit] = numberIn(fields, name(static_cast<UnitMeter>(unit)), 0, mostUnits);
    return units;
}

/// The body of a POST to verify. Its texts stand as long as it does.
struct Question {
    GateRequest request;
    bool isDry = false;
    std::string id;
    std::string model;
    std::string endpoint;
};

std::expected<void, http::Problem> readQuestion(const http::Request &request, Instant now, Question &question)
{
    const auto body = http::readJson(request);
    if (!body)
        return std::unexpected(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    GateRequest &asked = question.request;
    if (const Json *given = fields.find("key_hash"); given && !given->isNull())
        asked.key = fields.parsed("key_hash", parseSecretHash).value_or(SecretHash());
    else
        asked.key = hashOfSecret(fields.requiredText("key"));
    asked.address = fields.parsed("address", parseIpAddress);
    question.id = fields.text("id").value_or(std::string());
    question.model = fields.text("model").value_or(std::string());
    question.endpoint = endpointOf(fields.text("endpoint").value_or(std::string()));
    asked.requests = numberIn(fields, "requests", 1, mostRequests).value_or(1);
    asked.units = unitsIn(fields);
    if (const auto seconds = numberIn(fields, "reserve_s", 1, longestReservation))
        asked.reservedUntil = now.plus(*seconds * msPerSecond);
    question.isDry = fields.flag("dry").value_or(false);
    fields.finish();
    if (question.id.empty() && !question.isDry)
        question.id = madeRequestId();
    asked.id = question.id;
    asked.model = question.model;
    asked.endpoint = question.endpoint;
    if (!faults.empty())
        return std::unexpected(http::problemOf(faults, wordsOf));
    return {};
}

Json limitsJson(const GateAnswer &answer)
{
    Json::Array limits;
    for (std::size_t i = 0; i < answer.headroomCount; ++i) {
        const GateHeadroom &room = answer.headrooms[i];
        std::string limit;
        appendLimitName(answer, i, limit);
        Json row;
        row.set("name", std::move(limit)).set("limit", room.limit).set("remaining", room.remaining);
        row.set("reset_s", (room.resetAfter + msPerSecond - 1) / msPerSecond).set("enforced", room.isEnforced);
        limits.push_back(std::move(row));
    }
    return limits;
}

Json verdictOf(const GateAnswer &answer, const Question &question, Instant now)
{
    Json verdict;
    verdict.set("valid", answer.isAdmitted);
    verdict.set("code", answer.isAdmitted ? std::string_view("valid") : name(answer.denials.front().reason));
    if (!question.isDry)
        verdict.set("request", question.id).set("repeated", answer.isRepeat);
    if (answer.holder) {
        verdict.set("token", answer.holder->token.text).set("name", answer.holder->name);
        verdict.set("customer", answer.holder->customer.text);
    }
    if (!answer.isAdmitted) {
        const http::Problem problem = problemOf(answer, now);
        verdict.set("detail", problem.detail);
        for (const auto &[member, value] : problem.extra)
            if (member != "code")
                verdict.set(member, value);
        if (const auto seconds = retryAfter(answer.denials.front(), now))
            verdict.set("retry_after_s", *seconds);
    }
    return verdict.set("limits", limitsJson(answer));
}

void verify(Backend &backend, const http::Request &request, http::Response &response)
{
    Question question;
    const Instant now = backend.now();
    if (const auto read = readQuestion(request, now, question); !read)
        return void(response.problem(read.error()));
    const Result<GateAnswer> answer = question.isDry ? backend.gate().look(question.request, now)
                                                     : backend.gate().authorize(question.request, now);
    if (answer)
        response.json(200, verdictOf(*answer, question, now));
    else
        response.problem(http::problemOf(answer.error(), wordsOf(answer.error())));
}

void complete(Backend &backend, const http::Request &request, http::Response &response)
{
    const auto body = http::readJson(request);
    if (!body)
        return void(response.problem(body.error()));
    std::vector<Error> faults;
    Fields fields(*body, faults);
    GateCompletion completion;
    completion.id = request.parameter("id");
    if (std::optional<std::string> token = fields.text("token"))
        completion.token = TokenId{std::move(*token)};
    completion.time = fields.parsed("time", parseRfc3339);
    completion.status = static_cast<std::int16_t>(numberIn(fields, "status", 100, 599).value_or(noStatus));
    completion.requests = numberIn(fields, "requests", 1, mostRequests);
    completion.responseMs = numberIn(fields, "response_ms", 0, mostResponseMs);
    completion.units = unitsIn(fields);
    const std::string model = fields.text("model").value_or(std::string());
    const std::string endpoint = endpointOf(fields.text("endpoint").value_or(std::string()));
    completion.model = model;
    completion.endpoint = endpoint;
    fields.finish();
    if (!faults.empty())
        return void(response.problem(http::problemOf(faults, wordsOf)));
    if (const Result<void> done = backend.gate().complete(completion, backend.now()); !done)
        response.problem(http::problemOf(done.error(), wordsOf(done.error())));
}

/// What pages are ordered by, and cursors hold.
std::string keyOf(const UncompletedRequest &request)
{
    return toRfc3339(request.time) + ' ' + request.id;
}

/// Whether a request stands behind the one that a cursor names.
bool isBehind(const UncompletedRequest &request, std::string_view cursor)
{
    const std::size_t space = cursor.find(' ');
    const Result<Instant> time = parseRfc3339(cursor.substr(0, space));
    return time && space != cursor.npos
        && std::pair(request.time, std::string_view(request.id)) > std::pair(*time, cursor.substr(space + 1));
}

Answered list(Call &call)
{
    if (const auto known = requireKnown(call.request, {"state", "limit", "cursor"}); !known)
        return refused(known.error());
    const std::string_view state = call.request.queryValue("state").value_or("uncompleted");
    if (state != "uncompleted" && state != "expired")
        return refused(http::Problem{.status = 400, .detail = "The parameter state is uncompleted or expired."});
    const auto limit = numberInQuery(call.request, "limit", 100, 1, 1000);
    const auto cursor = cursorInQuery(call.request);
    if (!limit || !cursor)
        return refused(!limit ? limit.error() : cursor.error());
    Result<std::vector<UncompletedRequest>> all = call.services.requests.uncompleted();
    if (!all)
        return refused(all.error());
    const bool isExpired = state == "expired";
    std::erase_if(*all, [&](const UncompletedRequest &each) {
        return each.isExpired != isExpired || (!cursor->empty() && !isBehind(each, *cursor));
    });
    const auto shown = std::min(static_cast<std::size_t>(*limit), all->size());
    Json::Array rows;
    for (std::size_t i = 0; i < shown; ++i)
        rows.push_back(toJson((*all)[i]));
    Reply reply;
    if (all->size() > shown)
        reply.next = nextTarget(call.request, keyOf((*all)[shown - 1]));
    reply.body.emplace().set("requests", Json(std::move(rows)));
    return reply;
}

http::RouteOptions guarded(Backend &backend, Scope scope)
{
    http::RouteOptions options;
    options.guard = [&backend, scope](const http::Request &request) { return backend.keys().refusal(request, scope); };
    return options;
}

} // namespace

void addGateRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    const auto authorizer = std::make_shared<Authorizer>(backend);
    router.fast(Get, "/v1/authorize", [authorizer](const http::Request &request, http::Response &response) {
        authorizer->answer(request, response);
    });
    router.any("/v1/authorize/{path...}", [authorizer](const http::Request &request, http::Response &response) {
        authorizer->answerEnvoy(request, response);
    });
    router.fast(
        Post, "/v1/verify",
        [&backend](const http::Request &request, http::Response &response) { verify(backend, request, response); },
        guarded(backend, Scope::UsageWrite));
    router.fast(
        Post, "/v1/requests/{id}/completion",
        [&backend](const http::Request &request, http::Response &response) { complete(backend, request, response); },
        guarded(backend, Scope::UsageWrite));
    addRoute(router, backend, Get, "/v1/requests", Scope::UsageRead, list);
}
