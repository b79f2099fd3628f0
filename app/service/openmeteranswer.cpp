// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Answering OpenMeter's queries with the one question about usage.
#include "app/service/openmeterquery.h"
#include "app/service/tokenfinder.h"
#include "app/service/usagequestion.h"
#include "core/reports/csv.h"
#include "core/services/zones.h"

#include <algorithm>
#include <charconv>

using namespace toll;

namespace {

constexpr std::string_view subjectGroup = "subject";

struct Asked {
    SummaryQuery query;
    bool hasWindow = false;
    bool isBySubject = false;
    std::map<TokenId, std::string> subjects; ///< as they were asked for
    bool isNobody = false; ///< no subject that was asked for is known
};

std::expected<GroupBy, http::Problem> windowOf(const std::string &size)
{
    using enum GroupBy;
    constexpr std::array<std::pair<std::string_view, GroupBy>, 4> sizes{
        {{"MINUTE", Minute}, {"HOUR", Hour}, {"DAY", Day}, {"MONTH", Month}}};
    const auto found = std::ranges::find(sizes, size, &std::pair<std::string_view, GroupBy>::first);
    if (found == sizes.end())
        return badQuery("windowSize is MINUTE, HOUR, DAY or MONTH.");
    return found->second;
}

/// Of our own groupings, else a dimension.
Grouping groupingOf(const std::string &name)
{
    constexpr std::array<GroupBy, 5> known{
        GroupBy::Model, GroupBy::Status, GroupBy::Source, GroupBy::Customer, GroupBy::Plan};
    for (const GroupBy group : known)
        if (toll::name(group) == name)
            return group;
    return {GroupBy::Dimension, name};
}

std::expected<FilterTerm, http::Problem> termOf(const std::string &group, const std::vector<std::string> &values)
{
    constexpr std::array<FilterKey, 5> texts{
        FilterKey::Model, FilterKey::Source, FilterKey::Customer, FilterKey::Plan, FilterKey::Endpoint};
    FilterTerm term;
    term.key = FilterKey::Dimension;
    term.dimension = group;
    for (const FilterKey key : texts)
        if (name(key) == group) {
            term.key = key;
            term.dimension.clear();
        }
    const bool isStatus = group == name(FilterKey::Status);
    for (const std::string &text : values) {
        FilterValue value;
        value.text = text;
        value.isExact = true;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value.least);
        value.most = value.least;
        if (isStatus && (fault != std::errc() || end != text.data() + text.size()))
            return badQuery("A status is a number such as 200.");
        term.values.push_back(std::move(value));
    }
    if (isStatus) {
        term.key = FilterKey::Status;
        term.dimension.clear();
    }
    return term;
}

std::expected<Interval, http::Problem> rangeOf(Call &call, const OpenMeterQuery &query)
{
    const Result<std::optional<Interval>> extent = call.services.usage.extent();
    if (!extent)
        return refused(extent.error());
    const Interval all = extent->value_or(Interval{});
    Interval range{floorTo(all.begin, msPerMinute), floorTo(all.end.plus(msPerMinute - 1), msPerMinute)};
    for (const auto &[name, text, edge] :
        {std::tuple("from", &query.from, &range.begin), std::tuple("to", &query.to, &range.end)}) {
        if (text->empty())
            continue;
        const Result<Instant> time = parseRfc3339(*text);
        if (!time)
            return badQuery(std::string(name) + " is an RFC 3339 time.");
        *edge = *time;
    }
    if (!query.from.empty() && !query.to.empty() && range.isEmpty())
        return badQuery("to must be later than from.");
    return range.isEmpty() ? Interval{range.begin, range.begin} : range;
}

std::expected<void, http::Problem> readGroups(const OpenMeterQuery &query, Asked &asked)
{
    if (!query.windowSize.empty()) {
        const auto window = windowOf(query.windowSize);
        if (!window)
            return std::unexpected(window.error());
        asked.query.by.emplace_back(*window);
        asked.hasWindow = true;
    }
    asked.isBySubject = !query.subjects.empty()
        || std::ranges::find(query.groupBy, subjectGroup) != query.groupBy.end();
    if (asked.isBySubject)
        asked.query.by.emplace_back(GroupBy::Token);
    for (const std::string &group : query.groupBy)
        if (group != subjectGroup)
            asked.query.by.push_back(groupingOf(group));
    for (const auto &[group, values] : query.filters) {
        auto term = termOf(group, values);
        if (!term)
            return std::unexpected(term.error());
        asked.query.where.terms.push_back(std::move(*term));
    }
    return {};
}

std::expected<Asked, http::Problem> read(Call &call, const OpenMeterQuery &query)
{
    Asked asked;
    asked.query.withAmounts = false;
    const Result<Zone> zone = zoneNamed(query.timeZone);
    if (!zone)
        return badQuery("windowTimeZone is an IANA time zone such as Europe/Berlin.");
    asked.query.zone = *zone;
    const auto range = rangeOf(call, query);
    if (!range)
        return std::unexpected(range.error());
    asked.query.range = *range;
    if (const auto groups = readGroups(query, asked); !groups)
        return std::unexpected(groups.error());
    TokenFinder tokens(call.services);
    for (const std::string &subject : query.subjects) {
        const Result<Token> &token = tokens.find(subject);
        if (!token && token.error().code != ErrorCode::NotFound)
            return refused(token.error());
        if (token && asked.subjects.emplace(token->id, subject).second)
            asked.query.tokens.push_back(token->id);
    }
    asked.isNobody = !query.subjects.empty() && asked.query.tokens.empty();
    return asked;
}

std::int64_t valueOf(const UsageSums &sums, const OpenMeterMeter &meter)
{
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (meter.slug == name(static_cast<UnitMeter>(unit)))
            return sums.units[unit].sum;
    return meter.slug == "errors" ? sums.errors : sums.requests;
}

Json rowOf(const UsageSums &sums, const OpenMeterMeter &meter, const OpenMeterQuery &query, const Asked &asked)
{
    const Interval span = sums.span.value_or(*asked.query.range);
    Json row;
    row.set("value", valueOf(sums, meter));
    row.set("windowStart", toRfc3339(span.begin)).set("windowEnd", toRfc3339(span.end));
    const auto subject = asked.subjects.find(sums.token);
    row.set("subject", !asked.isBySubject || sums.token.isEmpty() ? Json()
            : subject != asked.subjects.end()                     ? Json(subject->second)
                                                                  : Json(sums.token.text));
    std::size_t key = (asked.hasWindow ? 1 : 0) + (asked.isBySubject ? 1 : 0);
    Json groups(Json::Object{});
    for (const std::string &group : query.groupBy)
        if (group != subjectGroup) {
            groups.set(group, sums.keys[key].empty() ? Json() : Json(sums.keys[key]));
            ++key;
        }
    row.set("groupBy", std::move(groups));
    return row;
}

std::string csvOf(const Json::Array &rows, const OpenMeterQuery &query)
{
    ReportTable table;
    table.columns = {{"window_start", false}, {"window_end", false}, {"subject", false}};
    for (const std::string &group : query.groupBy)
        if (group != subjectGroup)
            table.columns.push_back({group, false});
    table.columns.push_back({"value", true});
    const auto textIn = [](const Json *value) {
        return value != nullptr && value->asString() != nullptr ? *value->asString() : std::string();
    };
    for (const Json &row : rows) {
        std::vector<std::string> &cells = table.rows.emplace_back();
        for (const char *member : {"windowStart", "windowEnd", "subject"})
            cells.push_back(textIn(row.find(member)));
        for (const auto &[group, value] : *row.find("groupBy")->asObject())
            cells.push_back(textIn(&value));
        cells.push_back(row.find("value")->dump());
    }
    return toCsv(table, {.guardFormulas = false}); // a program reads it
}

} // namespace

Answered answerOpenMeterQuery(Call &call, const OpenMeterMeter &meter, const OpenMeterQuery &query, bool isCsv)
{
    const auto asked = read(call, query);
    if (!asked)
        return refused(asked.error());
    Json::Array rows;
    if (!asked->isNobody) {
        const Result<UsageSummary> summary = call.services.usage.summary(asked->query);
        if (!summary)
            return refused(summary.error());
        for (const UsageSums &sums : summary->rows)
            rows.push_back(rowOf(sums, meter, query, *asked));
    }
    Reply reply;
    if (isCsv) {
        reply.content = std::pair(csvOf(rows, query), std::string("text/csv; charset=utf-8"));
        return reply;
    }
    Json &body = reply.body.emplace();
    if (!query.from.empty())
        body.set("from", toRfc3339(asked->query.range->begin));
    if (!query.to.empty())
        body.set("to", toRfc3339(asked->query.range->end));
    if (!query.windowSize.empty())
        body.set("windowSize", query.windowSize);
    body.set("data", Json(std::move(rows)));
    return reply;
}
