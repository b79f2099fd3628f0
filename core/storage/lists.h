// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How lists stand in a column: texts that may have commas a line each, others by comma.
#pragma once

#include "core/calendar/ratelimit.h"
#include "core/calendar/window.h"
#include "core/tokens/access.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace toll {

[[nodiscard]] std::string textOf(const std::vector<Cap> &caps); ///< "10/min,200/day"
[[nodiscard]] Result<std::vector<Cap>> capsOf(const std::string &text);
[[nodiscard]] std::string textOf(const std::vector<IpNetwork> &networks); ///< a line each
[[nodiscard]] std::string joined(const std::vector<std::string> &lines);
[[nodiscard]] std::vector<std::string> partsOf(const std::string &lines);
[[nodiscard]] std::optional<std::string> textOf(const std::optional<RateLimit> &limit);
[[nodiscard]] Result<std::optional<RateLimit>> rateLimitOf(const std::optional<std::string> &text);

} // namespace toll
