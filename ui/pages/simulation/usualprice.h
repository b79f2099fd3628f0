// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"
#include "ui/pages/simulation/quantityfield.h"

namespace toll {

/// What most tokens of a history have today; nothing where none has it.
struct UsualPrice {
    std::optional<Decimal> rate;
    std::optional<Cap> cap; ///< the first of a token's caps
    Lifetime lifetime;
};
[[nodiscard]] UsualPrice usualPrice(const Baseline &baseline);

// How the form's fields show caps and lifetimes. What they cannot tell (several caps, exact lengths) becomes the
// nearest they can.
[[nodiscard]] QuantityField::Value capValue(const std::vector<Cap> &caps);
[[nodiscard]] QuantityField::Value lifetimeValue(const Lifetime &lifetime);

} // namespace toll
