// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/study.h"
#include "ui/charts/fanchart.h"

namespace toll {

/// What each day costs: what was billed, as far back as it looks ahead, and what may come.
[[nodiscard]] FanData fanByDay(const Forecast &forecast);
/// What all has cost by the end of each day from today on, and the budget for it.
[[nodiscard]] FanData fanAddedUp(const Forecast &forecast, const std::optional<Decimal> &budget);

/// The day of a step of the horizon.
[[nodiscard]] Date dayAt(const Outlook &outlook, std::size_t step);

} // namespace toll
