// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

using ScenarioId = Id<struct ScenarioTag>;

/// One version of a scenario as it is stored.
struct ScenarioVersion {
    int version = 1;
    std::string document; ///< JSON (core/simulation/scenarioset.h)
    Instant savedAt;

    bool operator==(const ScenarioVersion &) const = default;
};

/// A scenario with all its versions, the oldest first.
struct StoredScenario {
    ScenarioId id;
    std::string name;
    Instant createdAt;
    std::vector<ScenarioVersion> versions;

    bool operator==(const StoredScenario &) const = default;
};

/// What-if scenarios.
class ScenarioStore {
public:
    explicit ScenarioStore(Connection &connection) : m_connection(connection) { }

    /// With all its versions. AlreadyExists where the name is taken.
    Result<void> insert(const StoredScenario &scenario);
    Result<void> addVersion(const ScenarioId &id, const ScenarioVersion &version);
    /// AlreadyExists where the name is taken.
    Result<void> rename(const ScenarioId &id, const std::string &name);
    Result<void> remove(const ScenarioId &id);
    /// By name; each with its newest version alone.
    [[nodiscard]] Result<std::vector<StoredScenario>> list();
    /// With all its versions; nothing where there is none.
    [[nodiscard]] Result<std::optional<StoredScenario>> find(const std::string &name);

private:
    Result<void> checkFree(const std::string &name);

    Connection &m_connection;
};

} // namespace toll
