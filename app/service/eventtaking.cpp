// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/eventtaking.h"

#include "core/server/jsonbody.h"

#include <algorithm>

using namespace toll;

std::expected<std::vector<Json>, http::Problem> eventsIn(
    const http::Request &request, std::initializer_list<std::string_view> types)
{
    const auto type = http::requireMediaType(request, types);
    if (!type)
        return std::unexpected(type.error());
    auto body = http::readJson(request, types);
    if (!body)
        return std::unexpected(body.error());
    const bool isArray = body->asArray() != nullptr;
    if ((*type == singleEventType && isArray) || (*type == eventBatchType && !isArray))
        return refused({ErrorCode::Syntax, "/", {}, isArray ? "{…}" : "[…]", 0});
    if (!isArray)
        return std::vector<Json>{std::move(*body)};
    if (body->asArray()->size() > mostEvents)
        return refused(http::Problem{.status = 413,
            .detail = "There are " + std::to_string(body->asArray()->size()) + " events; at most "
                + std::to_string(mostEvents) + " are taken at once. None was."});
    return *body->asArray();
}

std::expected<TakeReport, http::Problem> takeUsage(
    Call &call, std::span<const ReportedEvent> events, TakeMode mode)
{
    Result<TakeReport> report = call.backend.gate().take(events, mode, call.backend.now());
    if (!report)
        return refused(report.error());
    if (report->needsRefresh)
        call.backend.refreshGate();
    return std::move(*report);
}

std::expected<TakenEvents, http::Problem> takeEvents(
    Call &call, const std::vector<Json> &events, EventDialect dialect, TakeMode mode)
{
    TokenFinder tokens(call.services);
    TakenEvents taken;
    std::vector<ReportedEvent> good;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < events.size(); ++place) {
        Checked<ReportedEvent> read = readReportedEvent(events[place], dialect, tokens, call.backend.now());
        if (!read) {
            taken.rejected.emplace_back(place, refused(read.error()).error());
            continue;
        }
        good.push_back(std::move(*read));
        places.push_back(place);
    }
    if (good.empty() || (mode == TakeMode::AllOrNone && !taken.rejected.empty()))
        return taken;
    auto report = takeUsage(call, good, mode);
    if (!report)
        return refused(report.error());
    taken.report = std::move(*report);
    for (auto &[place, error] : taken.report.rejected) {
        if (!error.where.starts_with('/'))
            error.where.insert(0, "/");
        taken.rejected.emplace_back(places[place], refused(error).error());
    }
    std::ranges::sort(taken.rejected, {}, &std::pair<std::size_t, http::Problem>::first);
    return taken;
}
