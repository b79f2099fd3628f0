// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/studyarguments.h"

namespace toll {

namespace {

struct NoOptions { };

struct NameOptions {
    std::string name;
    std::optional<std::string> version;
};

struct RenameOptions {
    std::string name;
    std::string newName;
};

struct DraftOptions {
    std::string name;
    std::string plan;
};

struct SaveOptions {
    std::string name;
    ScenarioArguments scenario;
};

const Output::Columns columns{"name", "version", "changes", "saved_at"};

Json rowOf(const ScenarioEntry &entry)
{
    Json json;
    json.set("name", entry.set.name);
    json.set("version", entry.version);
    json.set("changes", static_cast<std::int64_t>(entry.set.changes.size()));
    return json.set("saved_at", toRfc3339(entry.savedAt));
}

Finished showRows(Session &session, const Result<std::vector<ScenarioEntry>> &entries)
{
    if (!entries)
        return failed(entries);
    Json::Array rows;
    for (const ScenarioEntry &entry : *entries)
        rows.push_back(rowOf(entry));
    session.out.rows(rows, columns);
    return {};
}

Finished showRow(Session &session, const Result<ScenarioEntry> &entry)
{
    if (!entry)
        return failed(entry);
    session.out.object(rowOf(*entry), columns);
    return {};
}

Finished list(Session &session, const NoOptions &)
{
    const Result<Services *> services = session.read();
    return services ? showRows(session, (*services)->scenarios.list()) : failed(services);
}

Finished versions(Session &session, const NameOptions &options)
{
    const Result<Services *> services = session.read();
    return services ? showRows(session, (*services)->scenarios.versions(options.name)) : failed(services);
}

/// The file that `simulate` and `scenario save --file` read.
Finished show(Session &session, const NameOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    std::optional<int> version;
    if (options.version) {
        const Result<std::int64_t> number = parseNumber(*options.version, "--version", 1, 1'000'000);
        if (!number)
            return failed(number);
        version = static_cast<int>(*number);
    }
    const Result<ScenarioEntry> entry = (*services)->scenarios.find(options.name, version);
    if (!entry)
        return failed(entry);
    session.out.document(toJson(entry->set));
    return {};
}

Finished save(Session &session, const SaveOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    Checked<ScenarioSet> scenario = scenarioOf(**services, options.scenario);
    if (!scenario)
        return std::unexpected(scenario.error());
    scenario->name = options.name;
    return showRow(session, (*services)->scenarios.save(*scenario));
}

Finished duplicate(Session &session, const RenameOptions &options)
{
    const Result<Services *> services = session.write();
    return services ? showRow(session, (*services)->scenarios.duplicate(options.name, options.newName))
                    : failed(services);
}

Finished rename(Session &session, const RenameOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    if (const Result<void> done = (*services)->scenarios.rename(options.name, options.newName); !done)
        return failed(done);
    return showRow(session, (*services)->scenarios.find(options.newName));
}

/// A plan file: what `plan preview` and `plan import` read.
Finished draft(Session &session, const DraftOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<ScenarioEntry> entry = (*services)->scenarios.find(options.name);
    if (!entry)
        return failed(entry);
    const Result<std::string> plan = (*services)->scenarios.planDraft(entry->set, options.plan);
    if (!plan)
        return failed(plan);
    session.out.text(*plan);
    return {};
}

Finished remove(Session &session, const NameOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<ScenarioEntry> entry = (*services)->scenarios.find(options.name);
    if (!entry)
        return failed(entry);
    if (const Result<RemovedScenario> removed = (*services)->scenarios.remove(options.name); !removed)
        return failed(removed);
    return showRow(session, entry);
}

} // namespace

void addScenarioCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "scenario", Words::tr("What-if scenarios that are kept"));
    addCommand(group, session, "list", Words::tr("All scenarios, with their newest versions"), &list);
    auto [showing, shown] = addCommand(group, session, "show", Words::tr("A scenario as a file that simulate reads"), &show);
    addText(showing, "name", shown.name, Words::tr("Its name"))->required();
    addText(showing, "--version", shown.version, Words::tr("An older version"));
    auto [history, of] = addCommand(group, session, "versions", Words::tr("All versions of a scenario"), &versions);
    addText(history, "name", of.name, Words::tr("Its name"))->required();
    auto [saving, saved] =
        addCommand(group, session, "save", Words::tr("Keeps a scenario; a name that is known gets its next version"), &save);
    addText(saving, "name", saved.name, Words::tr("Its name"))->required();
    addText(saving, "--file", saved.scenario.file, Words::tr("A scenario file (JSON)"));
    addText(saving, "--from", saved.scenario.name, Words::tr("A stored scenario to begin with"));
    addTexts(saving, "--set", saved.scenario.settings, Words::tr("As simulate takes it: rate=0.003, cap=150/day …"));
    addTexts(saving, "--assume", saved.scenario.assumptions, Words::tr("As simulate takes it: churn=0.05, shift=PT3H …"));
    addText(saving, "--on", saved.scenario.on, Words::tr("Only customer:C, plan:P, tag:X, token:ID or filter:\"customer:C -tag:X\""));
    for (const auto &[name, help, run] :
        {std::tuple("duplicate", Words::tr("The newest version under another name"), &duplicate),
            std::tuple("rename", Words::tr("Another name for all versions"), &rename)}) {
        auto [command, options] = addCommand(group, session, name, help, run);
        addText(command, "name", options.name, Words::tr("Its name"))->required();
        addText(command, "new-name", options.newName, Words::tr("The other name"))->required();
    }
    auto [drafting, drafted] =
        addCommand(group, session, "draft", Words::tr("A plan as the scenario has it, as a file that plan import reads"), &draft);
    addText(drafting, "name", drafted.name, Words::tr("Its name"))->required();
    addText(drafting, "--plan", drafted.plan, Words::tr("The plan whose next version it would be"))->required();
    auto [removing, removed] = addCommand(group, session, "remove", Words::tr("Forgets a scenario with all its versions"), &remove);
    addText(removing, "name", removed.name, Words::tr("Its name"))->required();
}

} // namespace toll
