// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/simulation/study.h"

namespace toll {

/// {"history","first_day","days","runs","seed","mean","median","bands","at_risk","over_budget","daily","cumulative",
/// "convergence","refused","tokens","too_little_history","gaps"}; amounts rounded to the currency's decimals.
[[nodiscard]] Json toJson(const Forecast &forecast);

} // namespace toll
