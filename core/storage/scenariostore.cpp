// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/scenariostore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

ScenarioVersion versionOf(const Row &row, int first)
{
    return {static_cast<int>(row.integer(first)), row.text(first + 1), row.instant(first + 2)};
}

} // namespace

Result<void> ScenarioStore::checkFree(const std::string &name)
{
    const auto taken = m_connection.first(
        u"SELECT 1 FROM scenario WHERE name = ?"_s, [](const Row &row) { return row.integer(0); }, name);
    if (!taken)
        return std::unexpected(taken.error());
    return *taken ? Result<void>(fail(ErrorCode::AlreadyExists, "scenario", name)) : Result<void>();
}

Result<void> ScenarioStore::insert(const StoredScenario &scenario)
{
    if (Result<void> isFree = checkFree(scenario.name); !isFree)
        return isFree;
    Result<void> done = m_connection.run(u"INSERT INTO scenario (id, name, created_at) VALUES (?, ?, ?)"_s, scenario.id,
        scenario.name, scenario.createdAt);
    for (const ScenarioVersion &version : scenario.versions)
        if (done)
            done = addVersion(scenario.id, version);
    return done;
}

Result<void> ScenarioStore::addVersion(const ScenarioId &id, const ScenarioVersion &version)
{
    return m_connection.run(
        u"INSERT INTO scenario_version (scenario_id, version, document, saved_at) VALUES (?, ?, ?, ?)"_s, id,
        std::int64_t{version.version}, version.document, version.savedAt);
}

Result<void> ScenarioStore::rename(const ScenarioId &id, const std::string &name)
{
    if (Result<void> isFree = checkFree(name); !isFree)
        return isFree;
    return m_connection.run(u"UPDATE scenario SET name = ? WHERE id = ?"_s, name, id);
}

Result<void> ScenarioStore::remove(const ScenarioId &id)
{
    return m_connection.run(u"DELETE FROM scenario WHERE id = ?"_s, id);
}

Result<std::vector<StoredScenario>> ScenarioStore::list()
{
    return m_connection.rows(
        u"SELECT s.id, s.name, s.created_at, v.version, v.document, v.saved_at FROM scenario s"
        " JOIN scenario_version v ON v.scenario_id = s.id"
        " AND v.version = (SELECT max(version) FROM scenario_version WHERE scenario_id = s.id) ORDER BY s.name"_s,
        [](const Row &row) {
            return StoredScenario{{row.text(0)}, row.text(1), row.instant(2), {versionOf(row, 3)}};
        });
}

Result<std::optional<StoredScenario>> ScenarioStore::find(const std::string &name)
{
    auto found = m_connection.first(
        u"SELECT id, name, created_at FROM scenario WHERE name = ?"_s,
        [](const Row &row) {
            return StoredScenario{{row.text(0)}, row.text(1), row.instant(2), {}};
        },
        name);
    if (!found || !*found)
        return found;
    auto versions = m_connection.rows(
        u"SELECT version, document, saved_at FROM scenario_version WHERE scenario_id = ? ORDER BY version"_s,
        [](const Row &row) { return versionOf(row, 0); }, (*found)->id);
    if (!versions)
        return std::unexpected(versions.error());
    (*found)->versions = std::move(*versions);
    return found;
}

} // namespace toll
