// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/paging.h"
#include "app/service/routes.h"
#include "app/service/tokenfinder.h"
#include "app/service/usagequestion.h"
#include "core/services/wording.h"

#include <algorithm>
#include <array>

using namespace toll;

namespace {

constexpr std::int64_t mostMinuteRange = 31 * msPerDay; ///< minutes are counted from single events
constexpr char keyEnd = '\x1f'; ///< between the keys of a row in a cursor

struct Question {
    SummaryQuery query;
    std::string window; ///< empty: the whole range is one
    std::optional<std::string> buckets; ///< their source, instead of events
    std::int64_t limit = 100;
    std::string after;
};

std::expected<void, http::Problem> readGroupings(Call &call, Question &question)
{
    using enum GroupBy;
    constexpr std::array<std::pair<std::string_view, GroupBy>, 5> windows{
        {{"minute", Minute}, {"hour", Hour}, {"day", Day}, {"week", Week}, {"month", Month}}};
    if (const auto window = call.request.queryValue("window")) {
        const auto found = std::ranges::find(windows, *window, &std::pair<std::string_view, GroupBy>::first);
        if (found == windows.end())
            return badQuery("The parameter window is minute, hour, day, week or month.");
        question.window = *window;
        question.query.by.emplace_back(found->second);
    }
    const Result<std::vector<std::string>> dimensions = call.services.usage.dimensions();
    if (!dimensions)
        return refused(dimensions.error());
    for (const std::string &text : valuesInQuery(call.request, "group_by")) {
        const Result<Grouping> by = parseGrouping(text, *dimensions);
        constexpr std::array times{Minute, Hour, Day, Week, Month, HourOfWeek};
        if (!by || std::ranges::find(times, by->by) != times.end()) {
            std::string known = "token, customer, model, status, plan, plan_version, tag, source";
            for (const std::string &dimension : *dimensions)
                known += ", dim." + dimension;
            return badQuery("The parameter group_by is one of " + known + "; it may come several times.");
        }
        if (std::ranges::find(question.query.by, *by) != question.query.by.end())
            return badQuery("The parameter group_by names " + text + " twice.");
        question.query.by.push_back(*by);
    }
    return {};
}

std::expected<void, http::Problem> readTokens(Call &call, Question &question)
{
    TokenFinder finder(call.services);
    for (const std::string &text : valuesInQuery(call.request, "token")) {
        const Result<Token> &token = finder.find(text);
        if (!token)
            return refused(token.error());
        question.query.tokens.push_back(token->id);
    }
    const auto where = call.request.queryValue("where");
    if (!where)
        return {};
    auto filter = call.services.usage.filter(std::string(*where), question.query.zone);
    if (!filter)
        return badQuery("The parameter where: " + sentence(filter.error()).toStdString());
    question.query.where = std::move(*filter);
    return {};
}

std::expected<Question, http::Problem> questionOf(Call &call)
{
    const http::Request &request = call.request;
    if (const auto known = requireKnown(request,
            {"from", "to", "window", "tz", "group_by", "token", "where", "buckets", "amounts", "limit", "cursor"});
        !known)
        return std::unexpected(known.error());
    Question question;
    const auto zone = zoneInQuery(request, "tz");
    const auto limit = numberInQuery(request, "limit", 100, 1, 1000);
    const auto cursor = cursorInQuery(request);
    if (!zone || !limit || !cursor)
        return std::unexpected(!zone ? zone.error() : !limit ? limit.error() : cursor.error());
    const Result<std::optional<Interval>> extent = call.services.usage.extent();
    if (!extent)
        return refused(extent.error());
    const Interval all = extent->value_or(Interval{});
    const auto range = rangeInQuery(request, *zone,
        {floorTo(all.begin, msPerQuarter), floorTo(all.end.plus(msPerQuarter - 1), msPerQuarter)});
    if (!range)
        return std::unexpected(range.error());
    question.query.zone = *zone;
    question.query.range = *range;
    question.limit = *limit;
    question.after = *cursor;
    const std::string_view amounts = request.queryValue("amounts").value_or("true");
    if (amounts != "true" && amounts != "false")
        return badQuery("The parameter amounts is true or false.");
    question.query.withAmounts = amounts == "true";
    if (const auto buckets = request.queryValue("buckets"))
        question.buckets = std::string(*buckets);
    if (const auto read = readGroupings(call, question); !read)
        return std::unexpected(read.error());
    if (const auto read = readTokens(call, question); !read)
        return std::unexpected(read.error());
    if (question.window == "minute" && range->length() > mostMinuteRange)
        return badQuery("Minutes are told of 31 days at most: narrow from and to.");
    return question;
}

Json figuresOf(const UsageSums &sums)
{
    const auto orNull = [](const std::optional<std::int64_t> &value) { return value ? Json(*value) : Json(); };
    Json json;
    json.set("requests", sums.requests).set("errors", sums.errors);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        json.set(std::string(name(static_cast<UnitMeter>(unit))),
            sums.units[unit].known > 0 ? Json(sums.units[unit].sum) : Json());
    json.set("response_mean_ms", orNull(sums.responseMean()));
    for (const int percent : {50, 95, 99})
        json.set("response_p" + std::to_string(percent) + "_ms", orNull(sums.responsePercentile(percent)));
    Json::Array amounts;
    for (const Money &money : sums.amounts) {
        Json amount;
        amount.set("amount", money.rounded(Rounding::HalfUp).toString()).set("currency", money.currency.code);
        amounts.push_back(std::move(amount));
    }
    json.set("amounts", Json(std::move(amounts)));
    return json;
}

Json rowOf(const UsageSums &sums, const Question &question, const Interval &range)
{
    const Interval span = sums.span.value_or(range);
    Json row;
    row.set("start", toRfc3339(span.begin)).set("end", toRfc3339(span.end));
    for (std::size_t i = question.window.empty() ? 0 : 1; i < question.query.by.size(); ++i) {
        const Grouping &by = question.query.by[i];
        if (by.by == GroupBy::Token)
            row.set("token", sums.token.isEmpty() ? Json() : Json(sums.token.text)).set("token_name", sums.keys[i]);
        else if (by.by == GroupBy::Status)
            row.set("status", sums.keys[i].empty() ? Json() : Json(Json::Number{sums.keys[i]}));
        else
            row.set(name(by), sums.keys[i].empty() ? Json() : Json(sums.keys[i]));
    }
    const Json figures = figuresOf(sums);
    for (const auto &[member, value] : *figures.asObject())
        row.set(member, value);
    return row;
}

/// What rows are sorted by, and what a cursor names: time, then the groups.
std::string orderOf(const UsageSums &sums)
{
    // Times of 16 digits sort as numbers do.
    std::string order = std::to_string((sums.span ? sums.span->begin.ms : 0) + 1'000'000'000'000'000);
    for (const std::string &key : sums.keys)
        order += keyEnd + key;
    return order + keyEnd + sums.token.text;
}

Answered usage(Call &call)
{
    const auto question = questionOf(call);
    if (!question)
        return refused(question.error());
    const Interval range = *question->query.range;
    Result<UsageSummary> summary = question->buckets
        ? call.services.buckets.summary(question->query, *question->buckets)
        : call.services.usage.summary(question->query);
    if (!summary && summary.error().code == ErrorCode::Unsupported)
        return badQuery("The parameter " + summary.error().where + ": " + sentence(summary.error()).toStdString());
    if (!summary)
        return refused(summary.error());
    std::vector<std::pair<std::string, const UsageSums *>> rows;
    for (const UsageSums &sums : summary->rows)
        if (std::string order = orderOf(sums); question->after.empty() || order > question->after)
            rows.emplace_back(std::move(order), &sums);
    std::ranges::sort(rows);
    Reply reply;
    if (std::ssize(rows) > question->limit) {
        rows.resize(static_cast<std::size_t>(question->limit));
        reply.next = nextTarget(call.request, rows.back().first);
    }
    Json::Array list;
    for (const auto &[order, sums] : rows)
        list.push_back(rowOf(*sums, *question, range));
    Json &body = reply.body.emplace();
    body.set("from", toRfc3339(range.begin)).set("to", toRfc3339(range.end));
    body.set("window", question->window.empty() ? Json() : Json(question->window));
    body.set("tz", question->query.zone.id()).set("usage", Json(std::move(list)));
    body.set("total", figuresOf(summary->total)).set("has_more", !reply.next.empty());
    return reply;
}

} // namespace

void addUsageRoutes(http::Router &router, Backend &backend)
{
    addRoute(router, backend, http::Method::Get, "/v1/usage", Scope::UsageRead, usage);
}
