// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/fields.h"
#include "app/service/paging.h"
#include "app/service/routes.h"
#include "app/service/usagequestion.h"
#include "core/calendar/period.h"
#include "core/server/jsonbody.h"
#include "core/services/statementjson.h"
#include "core/services/zones.h"
#include "core/usage/text.h"

using namespace toll;

namespace {

Answered shown(const Statement &statement, std::optional<std::int64_t> calls)
{
    const Result<Zone> zone = zoneNamed(statement.timezone);
    if (!zone)
        return refused(zone.error());
    const Json document = toJson(statement, *zone);
    Reply reply;
    Json &body = reply.body.emplace();
    if (calls)
        body.set("calls", *calls).set("amount", *document.find("total"));
    for (const auto &[member, value] : *document.asObject())
        body.set(member, value);
    return reply;
}

std::optional<std::int64_t> callsIn(Fields &fields)
{
    const Json *value = fields.find("calls");
    const Result<std::int64_t> number = value == nullptr ? fail(ErrorCode::Missing) : value->toInt64();
    if (number)
        return *number;
    fields.note("calls",
        {number.error().code, {}, value == nullptr ? std::string() : excerpt(value->dump()),
            "0…" + std::to_string(EstimateRequest::mostCalls), 0});
    return {};
}

/// Where dates of a request lie: in the customer's zone, or the plan's.
std::expected<Zone, Error> zoneOf(Call &call, EstimateRequest &request, const std::optional<std::string> &token)
{
    if (!token) {
        const Result<Plan> plan = call.services.plans.resolve(request.plan);
        if (!plan)
            return fail(plan.error().code, "/plan", plan.error().found, plan.error().expected);
        return zoneNamed(plan->timezone.empty() ? "UTC" : plan->timezone); // the built-in plan has none
    }
    const Result<Token> found = call.services.tokens.find(*token);
    if (!found)
        return fail(found.error().code, "/token", found.error().found, found.error().expected);
    request.token = found->id;
    const Result<Customer> customer = call.services.customers.find(found->customer.text);
    return customer ? zoneNamed(customer->timezone) : std::unexpected(customer.error());
}

Answered estimate(Call &call)
{
    if (const auto known = requireKnown(call.request, {}); !known)
        return refused(known.error());
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    const std::optional<std::string> token = fields.text("token");
    const std::optional<std::string> plan = fields.text("plan");
    const std::optional<std::int64_t> calls = callsIn(fields);
    const std::string from = fields.requiredText("from");
    const std::string to = fields.requiredText("to");
    if (token.has_value() == plan.has_value())
        fields.note("token", {token ? ErrorCode::Conflict : ErrorCode::Missing, {}, {}, "token | plan", 0});
    fields.finish();
    if (!faults.empty())
        return refused(faults);
    EstimateRequest request;
    request.plan = plan.value_or(std::string());
    request.calls = *calls;
    const auto zone = zoneOf(call, request, token);
    if (!zone)
        return refused(zone.error());
    const Result<Instant> begin = parseDateOrTime(from, *zone);
    const Result<Instant> end = parseDateOrTime(to, *zone);
    if (!begin)
        fields.note("from", begin.error());
    if (!end)
        fields.note("to", end.error());
    if (!faults.empty())
        return refused(faults);
    request.span = {*begin, *end};
    const Result<Statement> statement = call.services.estimates.estimate(request);
    return statement ? shown(*statement, request.calls) : refused(statement.error());
}

/// The bill of a customer, or one of their tokens, as it stands.
Answered statement(Call &call)
{
    if (const auto known = requireKnown(call.request, {"customer", "token", "period"}); !known)
        return refused(known.error());
    const auto customer = call.request.queryValue("customer");
    const auto token = call.request.queryValue("token");
    const auto text = call.request.queryValue("period");
    if (customer.has_value() == token.has_value() || !text)
        return badQuery("Say whose statement, by customer or token, and its period, such as 2026-10.");
    std::string owner(customer.value_or(""));
    std::optional<TokenId> only;
    if (token) {
        const Result<Token> found = call.services.tokens.find(std::string(*token));
        if (!found)
            return refused(found.error());
        owner = found->customer.text;
        only = found->id;
    }
    const Result<Customer> billed = call.services.customers.find(owner);
    if (!billed)
        return refused(billed.error());
    const Result<Zone> zone = zoneNamed(billed->timezone);
    if (!zone)
        return refused(zone.error());
    const Result<Interval> period = parsePeriod(*text, *zone);
    if (!period)
        return badQuery("The parameter period is a year, a month, a day or START/END: 2026, 2026-10, 2026-10-05, "
                        "2026-10-01/2026-10-15.");
    const Result<Statement> bill = only ? call.services.billing.billToken(*only, *period)
                                        : call.services.billing.billCustomer(billed->id, *period);
    return bill ? shown(*bill, {}) : refused(bill.error());
}

} // namespace

void addEstimateRoutes(http::Router &router, Backend &backend)
{
    addOwnRoute(router, backend, http::Method::Post, "/v1/estimates", Scope::UsageRead, estimate);
    addRoute(router, backend, http::Method::Get, "/v1/statements", Scope::UsageRead, statement);
}
