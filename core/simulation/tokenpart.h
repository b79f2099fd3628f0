// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A first, coarse answer: from some of the tokens, while the exact one is being found.
#pragma once

#include "core/simulation/replay.h"
#include "core/simulation/scenarioset.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace toll {

/// Every so many of a baseline's tokens with what they used, billed.
struct TokenPart {
    std::shared_ptr<const Baseline> baseline; ///< customers as in the whole, some without tokens
    std::size_t tokens = 0;
    std::size_t all = 0; ///< tokens of the whole
};

/// Nothing where there is so little usage that all of it is answered at once, and where the bills are no sums over
/// tokens: tiers, pools, minimums and the like.
[[nodiscard]] std::optional<TokenPart> partOf(const Baseline &whole);

/// Whether what a scenario makes of a part says something of the whole: it leaves the bills sums over tokens.
[[nodiscard]] bool isProportional(const ScenarioSet &set);

/// What a scenario makes of the whole, about: each customer's bill times what became of its part, or of the parts of all
/// in its currency where it has none; to the currency's smallest unit. Nothing where a part owes nothing.
[[nodiscard]] std::optional<std::vector<Outcome>> estimated(
    const Baseline &whole, const TokenPart &part, const std::vector<Outcome> &ofPart);

} // namespace toll
