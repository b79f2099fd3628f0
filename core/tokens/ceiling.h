// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens/term.h"

namespace toll {

/// The most one term can bill.
struct TermCeiling {
    Term term; ///< the one that would begin at the instant asked for
    std::optional<std::int64_t> allowance; ///< C x T; nothing: unlimited
    std::optional<Decimal> amount; ///< R x C x T, exact; nothing where it is unlimited or what is over is charged
};

/// What the first term of a price amounts to if it begins at `start`.
[[nodiscard]] Result<TermCeiling> ceilingOf(const TokenPrice &price, Instant start, const Zone &zone);

} // namespace toll
