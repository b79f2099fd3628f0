// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/simulation/scenarioset.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace toll {

struct StoredScenario;
/// A scenario that was removed, with all its versions.
using RemovedScenario = std::shared_ptr<const StoredScenario>;

/// A version of a stored scenario.
struct ScenarioEntry {
    ScenarioSet set; ///< with its name
    int version = 1;
    Instant savedAt;
};

/// A stored plan, and its next version as a scenario has it.
struct DraftedPlan {
    std::string plan; ///< name
    Result<std::string> document; ///< a plan file
};

/// What-if scenarios that are kept, each with all its versions.
class ScenarioService {
public:
    explicit ScenarioService(ServiceContext &context) : m_context(context) { }

    /// A scenario file. Where it names a plan ("plan": "NAME" or "NAME@2"), the stored plan is put in its place; every
    /// fault with its JSON pointer.
    [[nodiscard]] Checked<ScenarioSet> read(const Json &document) const;

    /// The plan file of a stored plan as the changes would have it, the one after the other: its draft of a next version.
    /// NotFound, and the faults of planUnder().
    /// Changes on another plan do not concern it where others do.
    [[nodiscard]] Result<std::string> planDraft(const ScenarioSet &set, const std::string &plan) const;
    /// The same of every stored plan that the changes would change, or why it cannot be; none where nothing of what
    /// they change can be in a plan.
    [[nodiscard]] Result<std::vector<DraftedPlan>> planDrafts(const ScenarioSet &set) const;

    /// By name, the newest versions.
    [[nodiscard]] Result<std::vector<ScenarioEntry>> list() const;
    /// The newest version, or that one. NotFound where there is none.
    [[nodiscard]] Result<ScenarioEntry> find(const std::string &name, std::optional<int> version = {}) const;
    /// Oldest first. NotFound where there is none.
    [[nodiscard]] Result<std::vector<ScenarioEntry>> versions(const std::string &name) const;

    /// Keeps the scenario under its name, or the next version where the name is known; the same content again changes
    /// nothing. Missing without a name.
    [[nodiscard]] Result<ScenarioEntry> save(const ScenarioSet &set);
    /// AlreadyExists where the name is taken, Missing where it is empty.
    [[nodiscard]] Result<void> rename(const std::string &name, const std::string &newName);
    /// The newest version under another name.
    [[nodiscard]] Result<ScenarioEntry> duplicate(const std::string &name, const std::string &newName);
    /// What is handed back puts it back, with all its versions.
    [[nodiscard]] Result<RemovedScenario> remove(const std::string &name);
    [[nodiscard]] Result<void> restore(const RemovedScenario &scenario);

private:
    [[nodiscard]] Result<StoredScenario> stored(const std::string &name) const;

    ServiceContext &m_context;
};

} // namespace toll
