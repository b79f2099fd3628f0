// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/pages/usage/usagequery.h"

#include <QString>

namespace toll {

[[nodiscard]] QString label(Measure measure);
[[nodiscard]] QString label(const Grouping &group);
/// "Mon 14:00" in the reader's language.
[[nodiscard]] QString hourOfWeekLabel(int hour);
/// What a row of a summary is called where it is grouped by this; "No model" and the like where it has none.
[[nodiscard]] QString groupName(const Grouping &group, const std::string &key, const UsageSums &sums);

/// The currencies a costed answer has amounts in.
[[nodiscard]] std::vector<Currency> currenciesOf(const UsageAnswer &answer);

/// The chosen measure by the chosen group, every group a series, largest total first. Series ids are token ids,
/// customer names, models and statuses. `money` is read for costs only.
[[nodiscard]] ChartData groupChart(const UsageAnswer &answer, const Currency &money);
/// The same with the eight largest and the rest, as it is drawn.
[[nodiscard]] ChartData topOf(const ChartData &all);
/// Requests by kind of status.
[[nodiscard]] ChartData statusChart(const UsageAnswer &answer);
/// Percentiles of the response time.
[[nodiscard]] ChartData responseChart(const UsageAnswer &answer);

} // namespace toll
