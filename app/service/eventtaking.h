// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/reportedevent.h"
#include "app/service/route.h"

#include <expected>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

inline constexpr std::string_view singleEventType = "application/cloudevents+json";
inline constexpr std::string_view eventBatchType = "application/cloudevents-batch+json";
inline constexpr std::uint64_t mostEventBytes = 1024 * 1024;
inline constexpr std::size_t mostEvents = 1000; ///< of one request

/// The events of a body: one, or an array where the type is not that of a single one. 400 where it is neither, 413 where
/// there are too many.
[[nodiscard]] std::expected<std::vector<toll::Json>, toll::http::Problem> eventsIn(
    const toll::http::Request &request, std::initializer_list<std::string_view> types);

struct TakenEvents {
    toll::TakeReport report;
    std::vector<std::pair<std::size_t, toll::http::Problem>> rejected; ///< by place, in order; those of the report too
};
/// Takes usage that is read already, and makes the gate know of it. Outside of any transaction.
[[nodiscard]] std::expected<toll::TakeReport, toll::http::Problem> takeUsage(
    Call &call, std::span<const toll::ReportedEvent> events, toll::TakeMode mode);
/// Reads and takes CloudEvents. With AllOrNone nothing is taken where any is rejected.
[[nodiscard]] std::expected<TakenEvents, toll::http::Problem> takeEvents(
    Call &call, const std::vector<toll::Json> &events, EventDialect dialect, toll::TakeMode mode);
