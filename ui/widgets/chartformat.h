// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "ui/charts/chartdata.h"

namespace toll {

// How charts write their numbers and times, in the reader's language. Each sets all functions of the head (of any kind
// of chart); call it once `zone` is set.

void formatAsMoney(ChartHead &chart, const Currency &currency);
/// Whole counts: requests, units.
void formatAsCounts(ChartHead &chart);
void formatAsMilliseconds(ChartHead &chart);
/// The label of a bucket: a day with its weekday, a month, or a day and hour, by the span's length.
[[nodiscard]] ChartBucket timeBucket(Interval span, const Zone &zone);

} // namespace toll
