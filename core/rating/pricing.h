// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

namespace toll {

/// R x billable + overage rate x over, divided by `per`: the one place where units become money.
[[nodiscard]] Result<Decimal> amountOf(const TokenPrice &price, int perPlaces, const ScopeResult &units);

/// Fills in exact and other amounts of a shape line's parts and of the line, rounds the line once, and gives each
/// part its largest-remainder share.
[[nodiscard]] Result<void> price(StatementLine &line, const Currency &currency, Rounding rounding);

} // namespace toll
