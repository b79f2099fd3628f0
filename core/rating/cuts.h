// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace toll {

/// Splits the amounts of a statement by any grouping of its usage rows. Each line's groups are its largest-remainder
/// shares, ties to the earlier group, so that every cut sums to the total. The statement must have kept its rows.
[[nodiscard]] Result<std::vector<Decimal>> cut(
    const Statement &statement, std::size_t groups, const std::function<std::size_t(std::uint32_t row)> &groupOf);

/// A cut in two steps.
struct NestedCut {
    std::vector<Decimal> parts; ///< sum to the total; the same however the parts are grouped
    std::vector<Decimal> groups; ///< those of a part sum to it
};

/// First each line is split over the parts, then each part over its groups, both as cut() does. `partOfGroup` has the
/// part of each group; parts are numbered from 0 without a gap, in the order in which ties go.
[[nodiscard]] Result<NestedCut> cutNested(const Statement &statement, std::span<const std::size_t> partOfGroup,
    const std::function<std::size_t(std::uint32_t row)> &groupOf);

} // namespace toll
