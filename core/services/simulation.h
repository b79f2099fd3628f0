// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/simulation/replay.h"

#include <memory>
#include <optional>

namespace toll {

class SimulationService {
public:
    explicit SimulationService(ServiceContext &context) : m_context(context) { }

    /// Loads the history the scenarios are tried on. Pure values: replay() of them runs on any thread.
    [[nodiscard]] Result<std::shared_ptr<const Baseline>> baseline(
        const std::optional<Interval> &range, Grain grain) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
