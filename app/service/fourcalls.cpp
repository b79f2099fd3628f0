// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The four calls of the original idea, over what replaced them. Deprecated: new clients use /v1.
#include "app/service/callfields.h"
#include "app/service/eventtaking.h"
#include "app/service/routes.h"
#include "core/server/jsonbody.h"
#include "core/services/entropy.h"
#include "core/services/statementjson.h"
#include "core/services/zones.h"
#include "core/tokens/ownid.h"

#include <algorithm>

using namespace toll;

namespace {

constexpr std::int64_t mostDays = 36'500;
constexpr std::string_view ownSource = "update_token";
constexpr std::string_view idExpected = "the token's id";
// RFC 9745: since 2026-01-01.
constexpr std::string_view deprecated = "@1767225600";

/// Says that the call is deprecated, and where its successor is, whatever the answer.
Work old(std::string successor, Work work)
{
    return [successor = std::move(successor), work = std::move(work)](Call &call) -> Answered {
        const std::string link = "<" + successor + ">; rel=\"successor-version\"";
        Answered answered = work(call);
        auto &headers = answered ? answered->headers : answered.error().headers;
        headers.emplace_back("Deprecation", deprecated);
        headers.emplace_back("Link", link);
        return answered;
    };
}

std::expected<Token, http::Problem> tokenNamed(Call &call, const std::string &id)
{
    Result<Token> token = call.services.tokens.find(id);
    if (token)
        return std::move(*token);
    if (token.error().code != ErrorCode::NotFound)
        return refused(token.error());
    http::Problem problem = refused(token.error()).error();
    problem.detail = "token_id is \"" + id + "\"; there is no such token.";
    problem.errors = {{"/token_id", problem.detail}};
    return std::unexpected(std::move(problem));
}

/// A token's current term, or the one that would begin now, with its C x T.
struct CurrentTerm {
    Interval span;
    std::optional<std::int64_t> allowance;
    bool hasBegun = false;
};

std::expected<CurrentTerm, http::Problem> termOf(Call &call, const TokenRow &row)
{
    if (row.facts.currentTerm)
        return CurrentTerm{row.facts.currentTerm->span, row.facts.allowance, true};
    const Instant start = floorTo(call.backend.now(), msPerQuarter);
    const std::vector<Term> terms = termsOf(row.token.price, row.token.changes, start, start, row.zone);
    const Result<std::optional<std::int64_t>> allowance = termAllowance(row.token.price, terms.front(), row.zone);
    if (!allowance)
        return refused(allowance.error());
    return CurrentTerm{terms.front().span, *allowance, false};
}

/// What a number of calls costs in a term: R x min(N, C x T), as they would be billed.
std::expected<Json, http::Problem> costOf(Call &call, const TokenRow &row, const CurrentTerm &term, std::int64_t calls)
{
    EstimateRequest request;
    request.token = row.token.id;
    request.calls = calls;
    request.span = term.span;
    // Where windows do not matter all is of one moment, so that it is one line, rounded once.
    if (row.token.price.capScope == CapScope::WholeTerm || term.span.end == latestInstant)
        request.span.end = std::min(term.span.end, term.span.begin.plus(msPerMinute));
    request.span.end = std::min(request.span.end, request.span.begin.plus(EstimateRequest::mostDays * msPerDay));
    const Result<Statement> statement = call.services.estimates.estimate(request);
    if (!statement)
        return refused(statement.error());
    return toJson(*statement, row.zone);
}

std::expected<Reply, http::Problem> infoOf(Call &call, const Token &token, int status)
{
    const Result<TokenRow> row = call.services.tokens.show(token.id);
    if (!row)
        return refused(row.error());
    const auto term = termOf(call, *row);
    if (!term)
        return refused(term.error());
    const auto cost = costOf(call, *row, *term, row->facts.usedInTerm);
    if (!cost)
        return refused(cost.error());
    const TokenPrice &price = token.price;
    const bool isInDays = price.lifetime && price.lifetime->kind == Span::Kind::Days;
    std::string caps;
    for (const Cap &cap : price.caps)
        caps += (caps.empty() ? "" : ", ") + toString(cap);
    const Json remaining =
        term->allowance ? Json(std::max<std::int64_t>(0, *term->allowance - row->facts.usedInTerm)) : Json();
    Reply reply;
    reply.status = status;
    Json &body = reply.body.emplace();
    body.set("token_id", token.id.text).set("customer", row->customerName).set("currency", row->currency.code);
    body.set("api_rate", price.rate.toString()).set("token_life", isInDays ? Json(price.lifetime->amount) : Json());
    body.set("cap", caps.empty() ? Json() : Json(caps)).set("state", name(row->state));
    body.set("expires_at",
        term->hasBegun && term->span.end < latestInstant ? Json(toRfc3339(term->span.end)) : Json());
    body.set("calls_made", row->facts.usedInTerm).set("remaining", remaining);
    body.set("over", row->over).set("cost", *cost->find("total"));
    return reply;
}

/// The customer named, or the one that stands for all who name none.
std::expected<Customer, http::Problem> customerFor(
    Call &call, const std::optional<std::string> &named, const std::optional<std::string> &currency)
{
    const Result<WorkspaceInfo> info = call.services.settings.info();
    if (!info)
        return refused(info.error());
    const std::string wanted = currency.value_or(info->currency);
    const std::string name = named.value_or("default-" + wanted);
    Result<Customer> customer = call.services.customers.find(name);
    if (!customer && customer.error().code == ErrorCode::NotFound)
        customer = call.services.customers.add(
            {.name = name, .currency = wanted, .timezone = info->timezone, .contact = {}});
    if (!customer)
        return refused(customer.error());
    if (currency && customer->currency != *currency) {
        http::Problem problem{.status = 422, .type = "urn:problem-type:tollkeeper:not-valid"};
        problem.detail = "currency is \"" + *currency + "\"; expected " + customer->currency + ", which the customer "
            + customer->name + " is billed in.";
        problem.errors = {{"/currency", problem.detail}};
        return std::unexpected(std::move(problem));
    }
    return std::move(*customer);
}

Answered addToken(Call &call)
{
    std::string decoded;
    const auto form = http::readForm(call.request, decoded);
    if (!form)
        return refused(form.error());
    CallFields fields(*form);
    NewToken wanted;
    wanted.id = fields.required("token_id", "an id of the client's own, 1 to 64 of A-Z a-z 0-9 - . _ ~");
    if (!wanted.id.empty() && !checkOwnId(wanted.id))
        fields.note("token_id", "is \"" + wanted.id.substr(0, longestOwnId)
                + "\"; expected 1 to 64 of A-Z a-z 0-9 - . _ ~, a letter or digit first");
    wanted.name = wanted.id;
    wanted.price.rate = fields.rate("api_rate");
    wanted.price.lifetime = Span{Span::Kind::Days, fields.number("token_life", "days", 1, mostDays)};
    if (const auto cap = fields.cap("cap"))
        wanted.price.caps = {*cap};
    const std::optional<std::string> currency = fields.text("currency");
    if (currency && !isCurrencyCode(*currency))
        fields.note("currency", "is \"" + currency->substr(0, longestOwnId) + "\"; expected an ISO 4217 code such as USD");
    const std::optional<std::string> customerName = fields.text("customer");
    if (customerName && customerName->empty())
        fields.note("customer", "is empty; expected a customer's id or name, or no such field");
    if (const auto finished = fields.finish(); !finished)
        return refused(finished.error());
    const auto customer = customerFor(call, customerName, currency);
    if (!customer)
        return refused(customer.error());
    wanted.customer = customer->id;
    if (const Result<Token> there = call.services.tokens.find(wanted.id); there && there->id.text == wanted.id) {
        if (there->customer == customer->id && there->price == wanted.price)
            return infoOf(call, *there, 200); // it was asked for before
        http::Problem problem{.status = 409, .type = "urn:problem-type:tollkeeper:already-exists"};
        problem.detail = "token_id is \"" + wanted.id + "\"; there is another token of this id.";
        problem.errors = {{"/token_id", problem.detail}};
        return refused(std::move(problem));
    }
    const Result<std::vector<IssuedToken>> issued = call.services.tokens.create(wanted);
    if (!issued)
        return refused(issued.error());
    auto reply = infoOf(call, issued->front().token, 201);
    if (!reply)
        return refused(reply.error());
    reply->secret = issued->front().secret;
    return std::move(*reply);
}

Answered tokenInfo(Call &call)
{
    CallFields fields(call.request.query);
    const std::string id = fields.required("token_id", idExpected);
    if (const auto finished = fields.finish(); !finished)
        return refused(finished.error());
    const auto token = tokenNamed(call, id);
    if (!token)
        return refused(token.error());
    auto reply = infoOf(call, *token, 200);
    return reply ? Answered(std::move(*reply)) : refused(reply.error());
}

http::Problem otherCalls(const std::string &event)
{
    http::Problem problem{.status = 409, .type = "urn:problem-type:tollkeeper:conflict"};
    problem.detail = "event_id is \"" + event
        + "\", which came before with other calls_made. The first stands; the conflict is listed for a decision.";
    problem.errors = {{"/event_id", problem.detail}};
    return problem;
}

/// Adds calls; under an event_id once.
Answered updateToken(Call &call)
{
    std::string decoded;
    const auto form = http::readForm(call.request, decoded);
    if (!form)
        return refused(form.error());
    CallFields fields(*form);
    const std::string id = fields.required("token_id", idExpected);
    ReportedEvent event;
    event.event.count = fields.number("calls_made", "how many calls to add", 1, mostRequests);
    const std::optional<std::string> eventId = fields.text("event_id");
    if (eventId && (eventId->empty() || eventId->size() > mostRequestId))
        fields.note("event_id", "has " + std::to_string(eventId->size()) + " bytes; expected 1 to "
                + std::to_string(mostRequestId) + ", or no such field");
    if (const auto finished = fields.finish(); !finished)
        return refused(finished.error());
    const auto token = tokenNamed(call, id);
    if (!token)
        return refused(token.error());
    event.token = token->id;
    event.event.time = call.backend.now();
    event.event.source = ownSource;
    event.event.id = eventId ? *eventId : newUuid(event.event.time, systemEntropy());
    event.saysTime = false;
    const auto report = takeUsage(call, std::span(&event, 1), TakeMode::AllOrNone);
    if (!report)
        return refused(report.error());
    if (!report->rejected.empty())
        return refused(report->rejected.front().second);
    if (report->conflicts > 0)
        return refused(otherCalls(event.event.id));
    auto reply = infoOf(call, *token, 200);
    if (!reply)
        return refused(reply.error());
    reply->body->set("added", report->accepted > 0 ? event.event.count : 0).set("event_id", event.event.id);
    return std::move(*reply);
}

Answered cost(Call &call)
{
    CallFields fields(call.request.query);
    const std::string id = fields.required("token_id", idExpected);
    const std::int64_t calls = fields.number("calls_made", "how many calls", 0, EstimateRequest::mostCalls);
    if (const auto finished = fields.finish(); !finished)
        return refused(finished.error());
    const auto token = tokenNamed(call, id);
    if (!token)
        return refused(token.error());
    const Result<TokenRow> row = call.services.tokens.show(token->id);
    if (!row)
        return refused(row.error());
    const auto term = termOf(call, *row);
    if (!term)
        return refused(term.error());
    const auto statement = costOf(call, *row, *term, calls);
    if (!statement)
        return refused(statement.error());
    Reply reply;
    Json &body = reply.body.emplace();
    body.set("token_id", token->id.text).set("calls_made", calls).set("cost", *statement->find("total"));
    body.set("currency", *statement->find("currency"));
    body.set("allowance", term->allowance ? Json(*term->allowance) : Json());
    body.set("remaining", term->allowance ? Json(std::max<std::int64_t>(0, *term->allowance - calls)) : Json());
    body.set("lines", *statement->find("lines"));
    return reply;
}

} // namespace

void addFourCalls(http::Router &router, Backend &backend)
{
    using enum http::Method;
    addRoute(router, backend, Post, "/add_token", Scope::Admin, old("/v1/tokens", addToken));
    addRoute(router, backend, Get, "/get_token_info", Scope::Admin, old("/v1/tokens", tokenInfo));
    addOwnRoute(router, backend, Post, "/update_token", Scope::Admin, old("/v1/events", updateToken));
    addRoute(router, backend, Get, "/get_cost", Scope::Admin, old("/v1/estimates", cost));
}
