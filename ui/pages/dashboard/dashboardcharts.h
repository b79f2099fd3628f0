// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/overview.h"
#include "ui/charts/chartdata.h"

namespace toll {

/// What one day cost, by token: the eight largest and the rest.
[[nodiscard]] ChartData dailyCost(const Overview &overview, const OverviewMoney &money);
/// How the month adds up, day by day, beside the whole of last month.
[[nodiscard]] ChartData cumulativeCost(const Overview &overview, const OverviewMoney &money);

} // namespace toll
