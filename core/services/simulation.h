// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/simulation/study.h"

#include <memory>
#include <optional>

namespace toll {

class SimulationService {
public:
    explicit SimulationService(ServiceContext &context) : m_context(context) { }

    /// Loads the history the scenarios are tried on. Pure values: replay() of them runs on any thread.
    /// `keepsKinds`: rows keep their models, sources and dimensions though no plan in force looks at them.
    [[nodiscard]] Result<std::shared_ptr<const Baseline>> baseline(
        const std::optional<Interval> &range, Grain grain, bool keepsKinds = false) const;
    /// What providers charge over the range, with the stated exchange rates of its last date in UTC.
    [[nodiscard]] Result<Providers> providers(const std::optional<Interval> &range) const;
    /// Cells where they give the exact answers, else single events.
    [[nodiscard]] Result<std::shared_ptr<const Baseline>> historyFor(
        const std::optional<Interval> &range, const ScenarioSet &set, const StudyQuestions &questions) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
