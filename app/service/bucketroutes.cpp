// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/fields.h"
#include "app/service/paging.h"
#include "app/service/routes.h"
#include "app/service/tokenfinder.h"
#include "app/service/usagequestion.h"
#include "core/calendar/period.h"
#include "core/server/jsonbody.h"
#include "core/services/zones.h"
#include "core/usage/text.h"

#include <algorithm>

using namespace toll;

namespace {

constexpr std::size_t mostBuckets = 10'000; ///< of one request
constexpr std::uint64_t mostBucketBytes = 4 * 1024 * 1024;

/// Reads what a range is to hold.
class RangeReader {
public:
    RangeReader(Call &call, const Json &body, std::vector<Error> &faults)
        : m_tokens(call.services), m_fields(body, faults), m_faults(faults)
    {
    }

    BucketRange read()
    {
        BucketRange range;
        range.source = m_fields.requiredText("source");
        range.from = "PUT /v1/usage-buckets";
        if (const auto zone = m_fields.parsed("timezone", [](std::string_view id) { return zoneNamed(std::string(id)); }))
            range.zone = *zone;
        m_zone = range.zone;
        range.range = {requiredTime(m_fields, "from"), requiredTime(m_fields, "to")};
        if (m_faults.empty() && range.range.isEmpty())
            m_fields.note("to", {ErrorCode::OutOfRange, {}, toRfc3339(range.range.end),
                "> " + toRfc3339(range.range.begin), 0});
        m_grain = m_fields.parsed("grain", parseSpan);
        readBuckets(range);
        m_fields.finish();
        return range;
    }

private:
    [[nodiscard]] std::optional<Instant> time(Fields &fields, std::string_view name) const
    {
        return fields.parsed(name, [this](std::string_view text) { return parseDateOrTime(text, m_zone); });
    }

    Instant requiredTime(Fields &fields, std::string_view name) const
    {
        const std::size_t before = m_faults.size();
        const std::optional<Instant> read = time(fields, name);
        if (!read && m_faults.size() == before)
            fields.note(name, {ErrorCode::Missing, {}, {}, {}, 0});
        return read.value_or(Instant());
    }

    void readBuckets(BucketRange &range)
    {
        const Json *list = m_fields.find("buckets");
        const Json::Array *rows = list == nullptr ? nullptr : list->asArray();
        if (rows == nullptr) {
            m_fields.note("buckets", {list == nullptr ? ErrorCode::Missing : ErrorCode::Syntax, {}, {}, "[…]", 0});
            return;
        }
        if (rows->size() > mostBuckets) {
            m_fields.note("buckets",
                {ErrorCode::OutOfRange, {}, std::to_string(rows->size()), "<= " + std::to_string(mostBuckets), 0});
            return;
        }
        for (std::size_t i = 0; i < rows->size(); ++i) {
            Fields fields((*rows)[i], m_faults, "/buckets/" + std::to_string(i));
            range.buckets.push_back(bucketOf(fields));
            fields.finish();
        }
    }

    UsageBucket bucketOf(Fields &fields)
    {
        UsageBucket bucket;
        bucket.span.begin = requiredTime(fields, "start");
        bucket.span.end = bucket.span.begin;
        if (const auto end = time(fields, "end"))
            bucket.span.end = *end;
        else if (m_grain)
            bucket.span.end = addSpans(bucket.span.begin, *m_grain, 1, m_zone);
        else
            fields.note("end", {ErrorCode::Missing, {}, {}, "grain", 0});
        if (const auto token = fields.text("token")) {
            const Result<Token> &found = m_tokens.find(*token);
            if (found)
                bucket.token = found->id;
            else
                fields.note("token", found.error());
        }
        bucket.model = fields.text("model").value_or(std::string());
        if (bucket.model.size() > maxEventText)
            fields.note("model", {ErrorCode::OutOfRange, {}, std::to_string(bucket.model.size()),
                "<= " + std::to_string(maxEventText), 0});
        if (const auto requests = number(fields, "requests"))
            bucket.requests = *requests;
        else if (!fields.has("requests"))
            fields.note("requests", {ErrorCode::Missing, {}, {}, {}, 0});
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            bucket.units[unit] = number(fields, name(static_cast<UnitMeter>(unit)));
        return bucket;
    }

    static std::optional<std::int64_t> number(Fields &fields, std::string_view name)
    {
        const Json *value = fields.find(name);
        if (value == nullptr || value->isNull())
            return {};
        const Result<std::int64_t> number = value->toInt64();
        if (number && *number >= 0 && *number <= mostUnits)
            return *number;
        fields.note(name, {number ? ErrorCode::OutOfRange : ErrorCode::Syntax, {}, excerpt(value->dump()),
            "0…" + std::to_string(mostUnits), 0});
        return {};
    }

    TokenFinder m_tokens;
    Fields m_fields;
    std::vector<Error> &m_faults;
    Zone m_zone;
    std::optional<Span> m_grain;
};

Answered put(Call &call)
{
    if (const auto known = requireKnown(call.request, {}); !known)
        return refused(known.error());
    const auto body = http::readJson(call.request);
    if (!body)
        return refused(body.error());
    std::vector<Error> faults;
    BucketRange range = RangeReader(call, *body, faults).read();
    if (!faults.empty())
        return refused(faults);
    Result<BucketReport> report = call.services.buckets.replace(std::move(range));
    if (!report)
        return refused(report.error());
    for (Error &fault : report->faults) {
        const std::string member = fault.where == "end" ? "end" : "start";
        fault.where = "/buckets/" + std::to_string(fault.line - 1) + "/" + member;
        fault.line = 0;
    }
    if (!report->faults.empty())
        return refused(report->faults);
    Reply reply;
    reply.body.emplace().set("read", report->read).set("added", report->added).set("changed", report->changed);
    reply.body->set("unchanged", report->unchanged).set("removed", report->removed);
    return reply;
}

Json sourceJson(const BucketSource &source)
{
    Json json;
    json.set("source", source.source).set("buckets", source.buckets);
    json.set("from", toRfc3339(source.span.begin)).set("to", toRfc3339(source.span.end));
    return json;
}

Json bucketJson(const UsageBucket &bucket)
{
    Json json;
    json.set("start", toRfc3339(bucket.span.begin)).set("end", toRfc3339(bucket.span.end));
    json.set("token", bucket.token ? Json(bucket.token->text) : Json());
    json.set("model", bucket.model.empty() ? Json() : Json(bucket.model)).set("requests", bucket.requests);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        json.set(std::string(name(static_cast<UnitMeter>(unit))),
            bucket.units[unit] ? Json(*bucket.units[unit]) : Json());
    return json;
}

/// Buckets stand in order of these.
std::string orderOf(const UsageBucket &bucket)
{
    const auto digits = [](Instant time) { return std::to_string(time.ms + 1'000'000'000'000'000); };
    return digits(bucket.span.begin) + digits(bucket.span.end) + (bucket.token ? bucket.token->text : std::string())
        + '\x1f' + bucket.model;
}

Answered listSources(Call &call)
{
    const Result<std::vector<BucketSource>> sources = call.services.buckets.sources();
    if (!sources)
        return refused(sources.error());
    Json::Array rows;
    for (const BucketSource &source : *sources)
        rows.push_back(sourceJson(source));
    Reply reply;
    reply.body.emplace().set("sources", Json(std::move(rows)));
    return reply;
}

Answered list(Call &call)
{
    if (const auto known = requireKnown(call.request, {"limit", "cursor", "from", "to", "tz"}); !known)
        return refused(known.error());
    const auto zone = zoneInQuery(call.request, "tz");
    const auto limit = numberInQuery(call.request, "limit", 100, 1, 1000);
    const auto cursor = cursorInQuery(call.request);
    if (!zone || !limit || !cursor)
        return refused(!zone ? zone.error() : !limit ? limit.error() : cursor.error());
    const auto range = rangeInQuery(call.request, *zone, {earliestInstant, latestInstant});
    if (!range)
        return refused(range.error());
    const std::string source(call.request.parameter("source"));
    const Result<std::vector<UsageBucket>> buckets = call.services.buckets.list(source, *range);
    if (!buckets)
        return refused(buckets.error());
    Reply reply;
    Json::Array rows;
    std::string last;
    for (const UsageBucket &bucket : *buckets) {
        const std::string order = orderOf(bucket);
        if (order <= *cursor)
            continue;
        if (std::ssize(rows) == *limit) {
            reply.next = nextTarget(call.request, last);
            break;
        }
        rows.push_back(bucketJson(bucket));
        last = order;
    }
    reply.body.emplace().set("source", source).set("buckets", Json(std::move(rows)));
    reply.body->set("has_more", !reply.next.empty());
    return reply;
}

} // namespace

void addBucketRoutes(http::Router &router, Backend &backend)
{
    using enum http::Method;
    addRoute(router, backend, Put, "/v1/usage-buckets", Scope::UsageWrite, put,
        {.maxBody = mostBucketBytes, .takesGzip = true});
    addRoute(router, backend, Get, "/v1/usage-buckets", Scope::UsageRead, listSources);
    addRoute(router, backend, Get, "/v1/usage-buckets/{source}", Scope::UsageRead, list);
}
