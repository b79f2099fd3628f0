// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

namespace toll {

/// The operating system's generator, for secrets and ids.
[[nodiscard]] Entropy systemEntropy();
/// Repeatable bytes from a seed, for the demo workspace only.
[[nodiscard]] Entropy seededEntropy(std::uint64_t seed);
/// The system clock, UTC.
[[nodiscard]] Clock systemClock();

} // namespace toll
