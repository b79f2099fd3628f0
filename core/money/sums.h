// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

namespace toll {

/// The sums of amounts of several currencies, one a currency, by its code; Overflow where one leaves the range.
[[nodiscard]] Result<std::vector<Money>> sumsByCurrency(std::span<const Money> amounts);

} // namespace toll
