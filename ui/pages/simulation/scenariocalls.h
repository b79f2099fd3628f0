// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/scenarios.h"
#include "ui/pages/page.h"

namespace toll {

// What is done to stored scenarios. Faults are told above the page; what can be taken back enters the undo stack.

/// Keeps it under its name; `done` hears what was kept.
void saveScenario(PageContext &context, const ScenarioSet &set, const std::function<void(const ScenarioEntry &)> &done);
void duplicateScenario(PageContext &context, const std::string &name, const std::string &newName,
    const std::function<void(const ScenarioEntry &)> &done);
void renameScenario(PageContext &context, const std::string &name, const std::string &newName);
/// With all its versions.
void removeScenario(PageContext &context, const std::string &name);

} // namespace toll
