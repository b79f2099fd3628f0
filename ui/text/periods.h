// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/calendar/zone.h"

#include <QDate>

namespace toll {

/// The ranges people ask for most, in calendar days of a zone.
enum class PeriodPreset { Last7Days, Last30Days, Last90Days, ThisMonth, LastMonth, Custom };

/// The half-open span of a preset. Today counts as a whole day: spans that reach to the present end with tomorrow's
/// first instant. `Custom` names no span; it answers like Last30Days.
[[nodiscard]] Interval presetPeriod(PeriodPreset preset, Instant now, const Zone &zone);

/// The days from `first` to `last`, both included.
[[nodiscard]] Interval periodOfDays(QDate first, QDate last, const Zone &zone);

/// The period `steps` places later (earlier where negative): a whole month steps to whole months, anything
/// else by its number of days.
[[nodiscard]] Interval shiftedPeriod(Interval period, int steps, const Zone &zone);

} // namespace toll
