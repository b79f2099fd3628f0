// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/simulation/study.h"

namespace toll {

/// {"history","first_day","days","runs","seed","mean","median","bands","at_risk","over_budget","daily","cumulative",
/// "convergence","refused","tokens","too_little_history","gaps"}; amounts rounded to the currency's decimals.
/// Also "missing_days", days without any usage that were left out; "rated_together", tokens whose customers are rated path
/// by path; and, where these are why there are no more runs, "most_runs".
[[nodiscard]] Json toJson(const Forecast &forecast);

/// {"history","first_day","days","runs","seed","baseline":{"mean","median","bands"},"scenario":{…},"delta":{…},"dearer",
/// "cheaper","missing_days","gaps","too_little_history"}: totals of the horizon, the delta path by path.
[[nodiscard]] Json toJson(const ForecastComparison &comparison);

} // namespace toll
