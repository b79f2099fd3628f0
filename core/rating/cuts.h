// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace toll {

/// Splits the amounts of a statement by any grouping of its usage rows. Each line's groups are its largest-remainder
/// shares, ties to the earlier group, so that every cut sums to the total. The statement must have kept its rows.
[[nodiscard]] Result<std::vector<Decimal>> cut(
    const Statement &statement, std::size_t groups, const std::function<std::size_t(std::uint32_t row)> &groupOf);

} // namespace toll
