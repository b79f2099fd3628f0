// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/services/context.h"

#include <vector>

namespace toll {

/// The plans of the demo workspace: one in its third version, which is yet to come, and a younger one; each with a few of
/// the customers, who stand in the order of demoCustomers(); and what their provider charges for all of it.
[[nodiscard]] Result<void> addDemoPlans(
    ServiceContext &context, const std::vector<CustomerId> &customers, Instant now);

} // namespace toll
