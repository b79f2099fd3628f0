// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/quickreplay.h"
#include "core/simulation/scenarioset.h"

#include <memory>
#include <vector>

namespace toll {

/// What becomes of each of several scenarios on the same history, in their order: what prepare() and replay() answer,
/// faults included. Progress counts customers. Cancelled where `pace` says so.
[[nodiscard]] Result<std::vector<Result<std::vector<Outcome>>>> compare(
    const std::shared_ptr<const Baseline> &baseline, const std::vector<ScenarioSet> &sets, const Pace &pace);

} // namespace toll
