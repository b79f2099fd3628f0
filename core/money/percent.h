// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

namespace toll {

/// A share as people read it: 0.05 is 5. Exact; Overflow where the result has too many digits, as in all of these.
[[nodiscard]] Result<Decimal> percentOfShare(const Decimal &share);
/// And back: 5 is 0.05.
[[nodiscard]] Result<Decimal> shareOfPercent(const Decimal &percent);
/// What a change in percent multiplies by: +10 is 1.1, -10 is 0.9.
[[nodiscard]] Result<Decimal> factorOfChange(const Decimal &percent);
/// And back: 1.1 is +10.
[[nodiscard]] Result<Decimal> changeOfFactor(const Decimal &factor);

} // namespace toll
