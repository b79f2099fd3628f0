// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/scenarios.h"

#include "core/base/jsonpointer.h"
#include "core/services/plans.h"
#include "core/services/stores.h"
#include "core/simulation/applying.h"

#include <algorithm>

namespace toll {

namespace {

/// What came from toJson() and cannot be read any more is damaged.
Result<ScenarioEntry> entryOf(const std::string &name, const ScenarioVersion &version)
{
    const Result<Json> document = parseJson(version.document);
    Checked<ScenarioSet> set = document ? parseScenarioSet(*document) : std::unexpected(std::vector{document.error()});
    if (!set)
        return fail(ErrorCode::Damaged, "scenario", name);
    set->name = name;
    return ScenarioEntry{std::move(*set), version.version, version.savedAt};
}

/// The name stands beside the document, which can be renamed without being rewritten.
std::string documentOf(ScenarioSet set)
{
    set.name.clear();
    return toJson(set).dump();
}

bool isOfAnotherPlan(const Scenario &change, const std::string &plan)
{
    return change.on.kind == Selection::Kind::Plan && change.on.value != plan;
}

Result<void> checkName(const std::string &name)
{
    return name.empty() ? Result<void>(fail(ErrorCode::Missing, "name")) : Result<void>();
}

} // namespace

Checked<ScenarioSet> ScenarioService::read(const Json &document) const
{
    Json resolved = document;
    std::vector<Error> faults;
    const PlanService plans(m_context);
    const auto resolve = [&](const Json &change, const std::string &where) {
        const Json *const plan = change.find("plan");
        if (plan == nullptr || !plan->asString())
            return;
        const Result<Plan> found = plans.resolve(*plan->asString());
        if (!found)
            return faults.push_back({found.error().code, where + "/plan", *plan->asString(), found.error().expected, 0});
        Json changed = change;
        changed.set("plan", toJson(*found));
        if (const Result<Json> next = withValue(resolved, where, changed); next)
            resolved = *next;
    };
    resolve(document, {});
    if (const Json *const changes = document.find("changes"); changes != nullptr && changes->asArray())
        for (std::size_t i = 0; i < changes->asArray()->size(); ++i)
            resolve((*changes->asArray())[i], "/changes/" + std::to_string(i));
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return parseScenarioSet(resolved);
}

Result<std::string> ScenarioService::planDraft(const ScenarioSet &set, const std::string &plan) const
{
    Result<Plan> made = PlanService(m_context).find(plan);
    const auto isOfAnother = [&plan](const Scenario &change) { return isOfAnotherPlan(change, plan); };
    const bool concernsNothing = std::ranges::all_of(set.changes, isOfAnother); // planUnder() says why
    for (const Scenario &change : set.changes)
        if (made && (concernsNothing || !isOfAnother(change)))
            made = planUnder(*made, change);
    return made ? Result<std::string>(toJson(*made).dumpPretty()) : std::unexpected(made.error());
}

Result<std::vector<DraftedPlan>> ScenarioService::planDrafts(const ScenarioSet &set) const
{
    std::vector<DraftedPlan> drafts;
    const auto isSaid = [](const Scenario &change) { return change.changesPrices() || change.changesPlans(); };
    if (std::ranges::none_of(set.changes, isSaid))
        return drafts;
    const PlanService plans(m_context);
    const Result<std::vector<PlanRow>> rows = plans.list();
    if (!rows)
        return std::unexpected(rows.error());
    for (const PlanRow &row : *rows) {
        const auto isOfAnother = [&row](const Scenario &change) { return isOfAnotherPlan(change, row.plan.name); };
        if (row.isBuiltIn || std::ranges::all_of(set.changes, isOfAnother))
            continue;
        const Result<std::string> now = plans.exportPlan(row.plan.name);
        Result<std::string> document = planDraft(set, row.plan.name);
        if (!document || document != now)
            drafts.push_back({row.plan.name, std::move(document)});
    }
    return drafts;
}

Result<std::vector<ScenarioEntry>> ScenarioService::list() const
{
    const auto stored = m_context.stores->scenarios.list();
    if (!stored)
        return std::unexpected(stored.error());
    std::vector<ScenarioEntry> entries;
    for (const StoredScenario &scenario : *stored) {
        Result<ScenarioEntry> entry = entryOf(scenario.name, scenario.versions.front());
        if (!entry)
            return std::unexpected(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<StoredScenario> ScenarioService::stored(const std::string &name) const
{
    auto found = m_context.stores->scenarios.find(name);
    if (!found)
        return std::unexpected(found.error());
    return *found ? Result<StoredScenario>(std::move(**found)) : fail(ErrorCode::NotFound, "scenario", name);
}

Result<ScenarioEntry> ScenarioService::find(const std::string &name, std::optional<int> version) const
{
    const Result<StoredScenario> scenario = stored(name);
    if (!scenario)
        return std::unexpected(scenario.error());
    if (!version)
        return entryOf(name, scenario->versions.back());
    const auto wanted = std::ranges::find(scenario->versions, *version, &ScenarioVersion::version);
    return wanted == scenario->versions.end()
        ? fail(ErrorCode::NotFound, "scenario", name + '@' + std::to_string(*version))
        : entryOf(name, *wanted);
}

Result<std::vector<ScenarioEntry>> ScenarioService::versions(const std::string &name) const
{
    const Result<StoredScenario> scenario = stored(name);
    if (!scenario)
        return std::unexpected(scenario.error());
    std::vector<ScenarioEntry> entries;
    for (const ScenarioVersion &version : scenario->versions) {
        Result<ScenarioEntry> entry = entryOf(name, version);
        if (!entry)
            return std::unexpected(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<ScenarioEntry> ScenarioService::save(const ScenarioSet &set)
{
    if (Result<void> named = checkName(set.name); !named)
        return std::unexpected(named.error());
    const auto known = m_context.stores->scenarios.find(set.name);
    if (!known)
        return std::unexpected(known.error());
    const std::string document = documentOf(set);
    const Instant now = m_context.clock();
    if (*known && (*known)->versions.back().document == document)
        return entryOf(set.name, (*known)->versions.back());
    const ScenarioVersion version{*known ? (*known)->versions.back().version + 1 : 1, document, now};
    return change(m_context, Topic::Scenarios, [&]() -> Result<ScenarioEntry> {
        const Result<void> done = *known
            ? m_context.stores->scenarios.addVersion((*known)->id, version)
            : m_context.stores->scenarios.insert(
                  {ScenarioId::make(now, m_context.entropy), set.name, now, {version}});
        return done ? entryOf(set.name, version) : std::unexpected(done.error());
    });
}

Result<void> ScenarioService::rename(const std::string &name, const std::string &newName)
{
    const Result<StoredScenario> scenario = stored(name);
    if (!scenario)
        return std::unexpected(scenario.error());
    if (Result<void> named = checkName(newName); !named || name == newName)
        return named;
    return change(m_context, Topic::Scenarios,
        [&] { return m_context.stores->scenarios.rename(scenario->id, newName); });
}

Result<ScenarioEntry> ScenarioService::duplicate(const std::string &name, const std::string &newName)
{
    Result<ScenarioEntry> entry = find(name);
    if (!entry)
        return entry;
    const auto taken = m_context.stores->scenarios.find(newName);
    if (!taken)
        return std::unexpected(taken.error());
    if (*taken)
        return fail(ErrorCode::AlreadyExists, "scenario", newName);
    entry->set.name = newName;
    return save(entry->set);
}

Result<RemovedScenario> ScenarioService::remove(const std::string &name)
{
    Result<StoredScenario> scenario = stored(name);
    if (!scenario)
        return std::unexpected(scenario.error());
    return change(m_context, Topic::Scenarios, [&]() -> Result<RemovedScenario> {
        if (const Result<void> removed = m_context.stores->scenarios.remove(scenario->id); !removed)
            return std::unexpected(removed.error());
        return std::make_shared<const StoredScenario>(std::move(*scenario));
    });
}

Result<void> ScenarioService::restore(const RemovedScenario &scenario)
{
    return change(m_context, Topic::Scenarios, [&] { return m_context.stores->scenarios.insert(*scenario); });
}

} // namespace toll
