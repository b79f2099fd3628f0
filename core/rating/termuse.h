// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"

#include <optional>
#include <vector>

namespace toll {

/// How far a token is into the term that holds an instant, or into its last one.
struct TermUse {
    Term term;
    std::optional<std::int64_t> allowance; ///< C x T; nothing: unlimited
    std::int64_t n = 0; ///< status-billable units so far
    std::int64_t refused = 0; ///< of these, under reject: units that were not admitted

    bool operator==(const TermUse &) const = default;
};

/// One entry a token of the input, by the plan's first capped charge; nothing for tokens without a term yet and for
/// plans without a cap. Counted by the code that bills.
[[nodiscard]] Result<std::vector<std::optional<TermUse>>> termUses(const RatingInput &input, Instant now);

} // namespace toll
