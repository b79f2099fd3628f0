// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <optional>
#include <string_view>

namespace toll {

/// The span that a filter's time means: 2026, 2026-10, 2026-W41, 2026-10-05, 2026-10-05T14, 2026-10-05T14:30 (local), an
/// RFC 3339 time (its second), START/END, or one of these after > >= < <=. Nothing where it cannot be read.
[[nodiscard]] std::optional<Interval> filterTime(std::string_view text, const Zone &zone);

/// The shortest text that filterTime() reads as just this span.
[[nodiscard]] std::string filterTimeText(const Interval &span, const Zone &zone);

} // namespace toll
