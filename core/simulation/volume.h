// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Other usage made of real usage: more of it, less of it, later.
#pragma once

#include "core/calendar/zone.h"
#include "core/money/decimal.h"
#include "core/usage/row.h"

#include <cstdint>
#include <span>

namespace toll {

/// Multiplies what each token used (factors[token], 0 or more). Of the rows of one token that are alike but for their
/// times, the first k give floor(factor x their sum) together, whatever k: so totals are right to one request, the shape
/// over time is kept, and nothing is left to chance. Rows without requests left are dropped; what they carried of other
/// meters comes with the next row that has any, so that a sum may lack what its last requests used. A factor of 1
/// changes nothing. Overflow where a sum would leave 64 bits.
[[nodiscard]] Result<void> scaleUsage(UsageTable &usage, std::span<const Decimal> factors);

/// Moves everything later by `ms` (earlier where negative; a whole number of quarters of an hour); what leaves the span
/// comes in at its other end. Rows outside the span stay. Order of time is kept up.
void shiftUsage(UsageTable &usage, Interval span, std::int64_t ms);

/// N' / N = (R' / R)^elasticity, to nine decimals half up (the constant-elasticity demand curve of any textbook). 1 where
/// the old rate is zero, and nothing is known of what a price does; OutOfRange where the new rate is zero and the
/// elasticity negative, which would ask for endless use, and where the factor would pass a million.
[[nodiscard]] Result<Decimal> demandFactor(const Decimal &oldRate, const Decimal &newRate, const Decimal &elasticity);

} // namespace toll
