// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/route.h"
#include "core/calendar/zone.h"

#include <expected>
#include <optional>
#include <string_view>
#include <vector>

/// An IANA zone in the query, `usual` where the parameter is absent; 400 where there is no such zone.
[[nodiscard]] std::expected<toll::Zone, toll::http::Problem> zoneInQuery(
    const toll::http::Request &request, std::string_view name, const std::string &usual = "UTC");
/// A date in the zone, or a time; nothing where it is absent, 400 where it is neither.
[[nodiscard]] std::expected<std::optional<toll::Instant>, toll::http::Problem> timeInQuery(
    const toll::http::Request &request, std::string_view name, const toll::Zone &zone);
/// from and to; absent ones are those of `all`. 400 where nothing is between them.
[[nodiscard]] std::expected<toll::Interval, toll::http::Problem> rangeInQuery(
    const toll::http::Request &request, const toll::Zone &zone, const toll::Interval &all);
/// All values of a parameter that may come several times.
[[nodiscard]] std::vector<std::string> valuesInQuery(const toll::http::Request &request, std::string_view name);
/// 400 with this detail.
[[nodiscard]] std::unexpected<toll::http::Problem> badQuery(std::string detail);
