// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/route.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// One of our meters as OpenMeter's clients see it.
struct OpenMeterMeter {
    std::string_view slug;
    std::string_view id; ///< a ULID
    std::string_view name;
    std::string_view aggregation;
    std::string_view property; ///< JSONPath of what is summed; empty: events are counted
};
inline constexpr std::array<OpenMeterMeter, 7> openMeterMeters{{
    {"requests", "00000000000000000000000001", "Requests", "SUM", "$.calls"},
    {"api_calls", "00000000000000000000000002", "Requests, by the name that the gateway clients use", "SUM", "$.calls"},
    {"errors", "00000000000000000000000003", "Requests with a status of 400 or more", "COUNT", ""},
    {"input_units", "00000000000000000000000004", "Input units", "SUM", "$.input_units"},
    {"cached_input_units", "00000000000000000000000005", "Cached input units", "SUM", "$.cached_input_units"},
    {"cache_write_units", "00000000000000000000000006", "Cache write units", "SUM", "$.cache_write_units"},
    {"output_units", "00000000000000000000000007", "Output units", "SUM", "$.output_units"},
}};
/// By slug or id; null where there is none.
[[nodiscard]] const OpenMeterMeter *findOpenMeterMeter(std::string_view slugOrId);

/// A query of OpenMeter's, from its parameters or its body.
struct OpenMeterQuery {
    std::string from; ///< RFC 3339; empty: from the first usage on
    std::string to; ///< empty: to the last
    std::string windowSize; ///< "MINUTE", "HOUR", "DAY", "MONTH"; empty: none
    std::string timeZone = "UTC";
    std::vector<std::string> subjects; ///< tokens by id or name; empty: all
    std::vector<std::string> groupBy;
    std::map<std::string, std::vector<std::string>> filters; ///< one of these, by group
};
[[nodiscard]] std::expected<OpenMeterQuery, toll::http::Problem> openMeterQueryIn(const toll::http::Request &request);

/// What it asks, answered: {from,to,windowSize,data} or, where `isCsv`, a table.
[[nodiscard]] Answered answerOpenMeterQuery(
    Call &call, const OpenMeterMeter &meter, const OpenMeterQuery &query, bool isCsv);
