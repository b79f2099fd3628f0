// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <span>
#include <vector>

namespace toll {

/// What tokens that are priced together cost on one path.
struct PathCharge {
    std::vector<std::int64_t> bySteps; ///< in 10^-scale
    std::int64_t refused = 0; ///< requests turned away
};

/// A price that is no sum of what each token costs by itself: tiers, minimums, discounts.
class GroupPricing {
public:
    virtual ~GroupPricing() = default;
    GroupPricing(const GroupPricing &) = delete;
    GroupPricing &operator=(const GroupPricing &) = delete;

    /// Digits after the point of what is charged.
    [[nodiscard]] virtual int scale() const = 0;
    /// Of one path: `counts` by token, each by step. A function of nothing else; may be asked by several threads.
    [[nodiscard]] virtual Result<PathCharge> price(std::span<const std::vector<std::uint32_t>> counts) const = 0;

protected:
    GroupPricing() = default;
};

} // namespace toll
