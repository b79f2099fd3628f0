// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QString>

namespace toll {

/// What a price comes to, in words: the most a term bills, what is over, and when a term begun at `start` ends.
/// The figures are the core's.
[[nodiscard]] QString summaryOf(const TokenPrice &price, const Currency &currency, Instant start, const Zone &zone);

/// "Ends Sat 21 Feb 2027 if first used today."
[[nodiscard]] QString endText(const TokenPrice &price, Starts starts, Instant start, const Zone &zone);

} // namespace toll
