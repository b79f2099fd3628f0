// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <string>
#include <vector>

namespace toll {

/// The rules of an IANA zone from the system's zone data, from 1900 to 2100 (design.md: core/calendar is handed them
/// as values). Cached; unknown names are a NotFound error.
[[nodiscard]] Result<Zone> zoneNamed(const std::string &ianaName);
/// The zone this machine is set to; UTC where that cannot be told.
[[nodiscard]] std::string systemZoneName();
/// All names zoneNamed() knows, sorted.
[[nodiscard]] const std::vector<std::string> &zoneNames();

} // namespace toll
