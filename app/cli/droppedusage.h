// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace toll {

/// {"start", "end"} of what retention dropped, the end not included, or null.
[[nodiscard]] Json missingJson(const std::optional<Interval> &missing);
/// Says on stderr that an answer lacks it.
void noteMissing(Session &session, const std::optional<Interval> &missing);

} // namespace toll
