// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/precondition.h"
#include "app/service/routes.h"
#include "app/service/tokenjson.h"
#include "app/service/tokenresource.h"

using namespace toll;

namespace {

/// The token of the path, as it is if the request says that it must be so.
std::expected<Token, http::Problem> matchedToken(Call &call)
{
    auto token = tokenOf(call);
    if (!token)
        return token;
    const auto etag = etagOf(call, RevisionKind::Token, token->id.text);
    if (!etag)
        return refused(etag.error());
    if (const auto matched = obeyMatch(call.request, *etag); !matched)
        return refused(matched.error());
    return token;
}

/// An action that is told nothing more.
template<Result<TokenRow> (TokenService::*action)(const TokenId &)>
Answered act(Call &call)
{
    const auto token = matchedToken(call);
    if (!token)
        return refused(token.error());
    const auto body = bodyOrNothing(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields(*body, faults).finish();
    if (!faults.empty())
        return refused(faults);
    const Result<TokenRow> row = (call.services.tokens.*action)(token->id);
    return row ? tokenShown(call, token->id, 200) : refused(row.error());
}

Answered extend(Call &call)
{
    const auto token = matchedToken(call);
    if (!token)
        return refused(token.error());
    const auto body = bodyOrNothing(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    const std::string text = fields.requiredText("by");
    const Result<Span> by = parseSpan(text);
    if (!by && faults.empty())
        fields.note("by", by.error());
    fields.finish();
    if (!faults.empty())
        return refused(faults);
    const Result<TokenRow> row = call.services.tokens.extend(token->id, *by);
    return row ? tokenShown(call, token->id, 200) : refused(row.error());
}

/// An exact time, or days of 24 hours; nothing is none.
Result<std::int64_t> parseOverlap(std::string_view text)
{
    const Result<Lifetime> overlap = parseLifetime(text);
    if (!overlap)
        return std::unexpected(overlap.error());
    if (!*overlap)
        return 0;
    if ((*overlap)->kind == Span::Kind::Months)
        return fail(ErrorCode::Unsupported, {}, std::string(text), "PT24H, P2D, none");
    return (*overlap)->kind == Span::Kind::Exact ? (*overlap)->amount : (*overlap)->amount * msPerDay;
}

Answered rotate(Call &call)
{
    const auto token = matchedToken(call);
    if (!token)
        return refused(token.error());
    const auto body = bodyOrNothing(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    const std::int64_t overlap = fields.parsed("overlap", parseOverlap).value_or(0);
    const std::optional<OwnSecret> own = readOwnSecret(fields);
    fields.ignore({"prefix", "last_four"});
    fields.finish();
    if (!faults.empty())
        return refused(faults);
    const Result<IssuedToken> issued = call.services.tokens.rotate(token->id, overlap, own);
    if (!issued)
        return refused(issued.error());
    Answered reply = tokenShown(call, token->id, 200);
    if (reply && !issued->secret.empty())
        reply->secret = issued->secret;
    return reply;
}

Json money(const Money &money)
{
    Json json;
    json.set("amount", money.rounded(Rounding::HalfUp).toString()).set("currency", money.currency.code);
    return json;
}

Json timeOrNull(const std::optional<Instant> &time)
{
    return time && *time < latestInstant ? Json(toRfc3339(*time)) : Json();
}

std::string_view nameOf(LimitKind kind)
{
    switch (kind) {
    case LimitKind::Term:
        return "term";
    case LimitKind::Window:
        return "window";
    case LimitKind::Rate:
        return "rate";
    }
    return {};
}

Json limitJson(const GateHeadroom &room, Instant now)
{
    Json json;
    json.set("kind", nameOf(room.kind)).set("shared", room.isShared);
    json.set("charge", static_cast<std::int64_t>(room.charge)).set("number", static_cast<std::int64_t>(room.which));
    json.set("limit", room.limit).set("used", room.limit - room.remaining).set("remaining", room.remaining);
    const bool hasEnd = room.resetAfter < latestInstant.ms - now.ms;
    json.set("reset", hasEnd ? Json(toRfc3339(now.plus(room.resetAfter))) : Json());
    json.set("enforced", room.isEnforced);
    return json;
}

Json termJson(const TokenFacts &facts)
{
    if (!facts.currentTerm)
        return {};
    Json json;
    json.set("start", toRfc3339(facts.currentTerm->span.begin)).set("end", timeOrNull(facts.currentTerm->span.end));
    return json;
}

/// What varies with traffic, and so has no ETag.
Answered limits(Call &call)
{
    const auto token = tokenOf(call);
    if (!token)
        return refused(token.error());
    const Result<TokenRow> row = call.services.tokens.show(token->id);
    if (!row)
        return refused(row.error());
    const Instant now = call.backend.now();
    Json list{Json::Array{}};
    if (const Result<SecretHash> key = parseSecretHash(token->secretHash)) {
        GateRequest request;
        request.key = *key;
        const Result<GateAnswer> answer = call.backend.gate().look(request, now);
        if (!answer)
            return refused(answer.error());
        for (std::size_t i = 0; i < answer->headroomCount; ++i)
            list.append(limitJson(answer->headrooms[i], now));
    }
    Reply reply;
    Json &body = reply.body.emplace();
    body.set("token", token->id.text).set("time", toRfc3339(now)).set("state", name(row->state));
    body.set("term", termJson(row->facts));
    body.set("allowance", row->facts.allowance ? Json(*row->facts.allowance) : Json());
    body.set("used", row->facts.usedInTerm).set("remaining", row->remaining ? Json(*row->remaining) : Json());
    body.set("over", row->over).set("last_use", timeOrNull(row->lastUse));
    body.set("requests_this_month", row->requestsThisPeriod).set("spend_this_month", money(row->spendThisPeriod));
    body.set("limits", std::move(list));
    return reply;
}

} // namespace

void addTokenActionRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    const auto add = [&](const std::string &action, Work work) {
        addOnceRoute(router, backend, "/v1/tokens/{id}/" + action, Scope::TokensWrite, std::move(work));
    };
    add("renew", act<&TokenService::renew>);
    add("suspend", act<&TokenService::suspend>);
    add("resume", act<&TokenService::resume>);
    add("extend", extend);
    add("rotate", rotate);
    addRoute(router, backend, Get, "/v1/tokens/{id}/limits", Scope::TokensRead, limits);
}
