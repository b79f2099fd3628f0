// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"

#include <vector>

namespace toll {

/// Where a plan has `"token"`, which says nothing where there are no tokens with values of their own (billing-rules.md
/// 47): a fault each, by its pointer.
[[nodiscard]] std::vector<Error> tokenValuesOf(const Plan &plan);

} // namespace toll
