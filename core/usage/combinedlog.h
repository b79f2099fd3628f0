// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What a line of the common or combined access log of nginx and Apache holds; "-" is empty.
[[nodiscard]] const std::vector<std::string> &combinedLogColumns();

/// The line's values in the order of combinedLogColumns(), as views into it: host, ident, user, time (without
/// brackets), method, path (without query), protocol, status, bytes, referer, agent. What follows is ignored; a
/// request that is no HTTP leaves method, path and protocol empty. Nothing if the line is of another form.
[[nodiscard]] std::optional<std::array<std::string_view, 11>> parseCombinedLog(std::string_view line);

} // namespace toll
