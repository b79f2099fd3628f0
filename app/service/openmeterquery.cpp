// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Reading OpenMeter's queries.
#include "app/service/openmeterquery.h"

#include "app/service/fields.h"
#include "app/service/usagequestion.h"
#include "core/server/jsonbody.h"

#include <algorithm>

using namespace toll;

namespace {

constexpr std::string_view filterBegin = "filterGroupBy[";

/// {"model":{"$eq":"x"}} and {"model":{"$in":["x","y"]}}: what of OpenMeter's filters can be told in groups.
std::expected<void, http::Problem> addAdvanced(OpenMeterQuery &query, const Json &filters)
{
    const auto refuse = [] {
        return badQuery("Of advancedMeterGroupByFilters, {\"$eq\":\"…\"} and {\"$in\":[\"…\"]} are known here.");
    };
    if (filters.asObject() == nullptr)
        return refuse();
    for (const auto &[group, filter] : *filters.asObject()) {
        if (filter.asObject() == nullptr || filter.asObject()->size() != 1)
            return refuse();
        const auto &[operation, operand] = filter.asObject()->front();
        Json::Array values;
        if (operation == "$eq")
            values.push_back(operand);
        else if (operation == "$in" && operand.asArray() != nullptr)
            values = *operand.asArray();
        for (const Json &value : values)
            if (const std::string *text = value.asString())
                query.filters[group].push_back(*text);
        if (values.empty() || query.filters[group].size() < values.size())
            return refuse();
    }
    return {};
}

std::expected<OpenMeterQuery, http::Problem> inParameters(const http::Request &request)
{
    OpenMeterQuery query;
    for (const auto &[name, value] : request.query) {
        const std::string text(value);
        if (name == "from")
            query.from = text;
        else if (name == "to")
            query.to = text;
        else if (name == "windowSize")
            query.windowSize = text;
        else if (name == "windowTimeZone")
            query.timeZone = text;
        else if (name == "subject")
            query.subjects.push_back(text);
        else if (name == "groupBy")
            query.groupBy.push_back(text);
        else if (name.starts_with(filterBegin) && name.ends_with(']'))
            query.filters[std::string(name.substr(filterBegin.size(), name.size() - filterBegin.size() - 1))].push_back(
                text);
        else if (name == "advancedMeterGroupByFilters") {
            const Result<Json> filters = parseJson(text);
            if (const auto added = addAdvanced(query, filters.value_or(Json())); !added)
                return std::unexpected(added.error());
        } else if (name != "clientId") {
            return badQuery("There is no such parameter here: " + std::string(name) + ".");
        }
    }
    return query;
}

std::expected<OpenMeterQuery, http::Problem> inBody(const http::Request &request)
{
    const auto body = http::readJson(request);
    if (!body)
        return std::unexpected(body.error());
    std::vector<Error> faults;
    Fields fields(*body, faults);
    OpenMeterQuery query;
    query.from = fields.text("from").value_or(std::string());
    query.to = fields.text("to").value_or(std::string());
    query.windowSize = fields.text("windowSize").value_or(std::string());
    query.timeZone = fields.text("windowTimeZone").value_or("UTC");
    query.subjects = fields.texts("subject").value_or(std::vector<std::string>());
    query.groupBy = fields.texts("groupBy").value_or(std::vector<std::string>());
    if (const Json *filters = fields.find("filterGroupBy"); filters != nullptr && filters->asObject() != nullptr) {
        Fields below = *fields.below("filterGroupBy");
        for (const auto &[group, values] : *filters->asObject())
            query.filters[group] = below.texts(group).value_or(std::vector<std::string>());
    }
    const Json *advanced = fields.find("advancedMeterGroupByFilters");
    fields.ignore({"clientId"});
    fields.finish();
    if (!faults.empty()) {
        http::Problem problem = refused(faults).error();
        problem.status = 400;
        return std::unexpected(std::move(problem));
    }
    if (advanced != nullptr && !advanced->isNull())
        if (const auto added = addAdvanced(query, *advanced); !added)
            return std::unexpected(added.error());
    return query;
}

} // namespace

const OpenMeterMeter *findOpenMeterMeter(std::string_view slugOrId)
{
    const auto found = std::ranges::find_if(openMeterMeters,
        [slugOrId](const OpenMeterMeter &meter) { return meter.slug == slugOrId || meter.id == slugOrId; });
    return found == openMeterMeters.end() ? nullptr : &*found;
}

std::expected<OpenMeterQuery, http::Problem> openMeterQueryIn(const http::Request &request)
{
    return request.method == http::Method::Post ? inBody(request) : inParameters(request);
}
