// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/simulation/study.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What a scenario is made of, as it is typed in.
struct ScenarioArguments {
    std::string file;
    std::optional<std::string> name; ///< of a stored one
    std::vector<std::string> settings;
    std::vector<std::string> assumptions;
    std::optional<std::string> on;
};
/// The file or the stored scenario, with what the options say on top: of its last change, or of one of its own.
[[nodiscard]] Checked<ScenarioSet> scenarioOf(const Services &services, const ScenarioArguments &arguments);

/// What is asked beside the totals, as it is typed in.
struct StudyArguments {
    bool waterfall = false;
    std::optional<std::string> movers;
    bool refusals = false;
    bool margin = false; ///< the providers are the caller's to load
    std::optional<std::string> rateLimit;
    std::optional<std::string> burst;
    std::vector<std::string> sweep;
    std::optional<std::string> tornado;
    std::optional<std::string> goal;
    std::vector<std::string> seek;
    std::optional<std::string> currency;
    std::optional<std::string> runs;
    std::optional<std::string> seed;
    std::optional<std::string> days;
    std::optional<std::string> budget;
    bool fitted = false;
    std::optional<std::string> baseline; ///< "history" or "forecast"
};
[[nodiscard]] Checked<StudyQuestions> questionsOf(const StudyArguments &arguments);

} // namespace toll
