// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/resource.h"

#include "app/service/precondition.h"
#include "core/server/jsonbody.h"

#include <algorithm>

using namespace toll;

std::string etagOf(const Revision &revision)
{
    return '"' + revision.tag() + '"';
}

std::string etagOf(const Revision &revision, int version)
{
    return '"' + revision.tag() + "-" + std::to_string(version) + '"';
}

std::expected<std::string, http::Problem> etagOf(Call &call, RevisionKind kind, const std::string &id)
{
    const Result<Revision> revision = call.services.changes.latest(kind, id);
    if (!revision)
        return refused(revision.error());
    return etagOf(*revision);
}

std::expected<Json, http::Problem> bodyOrNothing(const http::Request &request)
{
    if (request.body.empty())
        return Json(Json::Object{});
    return http::readJson(request);
}

Json mergePatched(const Json &document, const Json &patch)
{
    if (patch.asObject() == nullptr)
        return patch;
    Json::Object merged = document.asObject() != nullptr ? *document.asObject() : Json::Object();
    for (const auto &[name, value] : *patch.asObject()) {
        const auto place = std::ranges::find_if(merged, [&](const auto &member) { return member.first == name; });
        if (value.isNull() && place != merged.end())
            merged.erase(place);
        else if (place != merged.end())
            place->second = mergePatched(place->second, value);
        else if (!value.isNull())
            merged.emplace_back(name, mergePatched(Json(), value));
    }
    return merged;
}

std::expected<void, http::Problem> obeyMatch(const http::Request &request, std::string_view etag)
{
    return request.header("If-Match") ? requireMatch(request, etag) : std::expected<void, http::Problem>();
}
