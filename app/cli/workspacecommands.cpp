// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/services/demo.h"
#include "core/services/entropy.h"

#include <QFileInfo>
#include <QLocale>

#include <limits>

namespace toll {

namespace {

struct DemoOptions {
    std::string file;
    std::string seed = "1";
};

struct ConfigOptions {
    bool origin = false;
};

struct SetOptions {
    std::string key;
    std::string value;
};

Finished createDemo(Session &session, const DemoOptions &options)
{
    const Result<std::int64_t> seed = parseNumber(options.seed, "--seed", 0, std::numeric_limits<std::int64_t>::max());
    if (!seed)
        return failed(seed);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const Result<void> made =
        createDemoWorkspace(options.file, systemClock()(), static_cast<std::uint64_t>(*seed), job);
    if (!made)
        return failed(made);
    Json json;
    json.set("store", options.file);
    json.set("seed", *seed);
    session.out.object(json, {"store", "seed"});
    return {};
}

Json entry(const char *key, Json value, const char *origin)
{
    Json json;
    json.set("key", key);
    json.set("value", std::move(value));
    json.set("origin", origin);
    return json;
}

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ",") + name;
    return text;
}

Finished showConfig(Session &session, const ConfigOptions &options)
{
    const Result<std::string> path = session.path();
    if (!path)
        return failed(path);
    const char *pathOrigin = !session.store.empty()         ? "--store"
        : qEnvironmentVariableIsSet("TOLLKEEPER_WORKSPACE") ? "TOLLKEEPER_WORKSPACE"
                                                            : "default";
    const QString locale = qEnvironmentVariable("TOLLKEEPER_LOCALE");
    Json::Array rows;
    rows.push_back(entry("store", *path, pathOrigin));
    rows.push_back(entry("locale", (locale.isEmpty() ? QLocale::system().name() : locale).toStdString(),
        locale.isEmpty() ? "system" : "TOLLKEEPER_LOCALE"));
    if (QFileInfo::exists(QString::fromStdString(*path))) {
        const Result<Services *> services = session.read();
        if (!services)
            return failed(services);
        const Result<WorkspaceInfo> info = (*services)->settings.info();
        if (!info)
            return failed(info);
        rows.push_back(entry("name", info->name, "workspace"));
        rows.push_back(entry("currency", info->currency, "workspace"));
        rows.push_back(entry("timezone", info->timezone, "workspace"));
        const Result<SettingsService::LatePolicy> late = (*services)->settings.lateUsage();
        if (!late)
            return failed(late);
        rows.push_back(entry("late_usage", name(late->policy), late->isDefault ? "default" : "workspace"));
        const Result<std::optional<int>> months = (*services)->retention.months();
        if (!months)
            return failed(months);
        rows.push_back(entry("retention_months", *months ? std::to_string(**months) : std::string("off"),
            *months ? "workspace" : "default"));
        const Result<std::vector<std::string>> dimensions = (*services)->settings.dimensions();
        if (!dimensions)
            return failed(dimensions);
        rows.push_back(entry("dimensions", joined(*dimensions), dimensions->empty() ? "default" : "workspace"));
    }
    Output::Columns columns{"key", "value"};
    if (options.origin)
        columns.emplace_back("origin");
    session.out.rows(rows, columns);
    return {};
}

Finished setLateUsage(Session &session, const std::string &value)
{
    const Result<LateUsage> policy = parseLateUsage(value);
    if (!policy)
        return failed(policy);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<void> set = (*services)->settings.setLateUsage(*policy);
    if (!set)
        return failed(set);
    session.out.object(entry("late_usage", name(*policy), "workspace"), {"key", "value"});
    return {};
}

Finished setRetention(Session &session, const std::string &value)
{
    const Result<std::optional<int>> months = RetentionService::parseMonths(value);
    if (!months)
        return failed(months);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    if (const Result<void> set = (*services)->retention.setMonths(*months); !set)
        return failed(set);
    session.out.object(entry("retention_months", value, "workspace"), {"key", "value"});
    return {};
}

Finished setDimensions(Session &session, const std::string &value)
{
    const std::vector<std::string> names = parseDimensions(value);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const Result<void> set = (*services)->settings.setDimensions(names, job);
    if (!set && set.error().code == ErrorCode::OutOfRange && !session.out.isJson())
        session.out.note(Words::tr("Every dimension multiplies the sums that are kept: with more than four they would be "
                                   "no smaller than the usage itself. Events can be filtered by any dimension all the same."));
    if (!set)
        return failed(set);
    session.out.object(entry("dimensions", joined(names), "workspace"), {"key", "value"});
    return {};
}

Finished setConfig(Session &session, const SetOptions &options)
{
    if (options.key == "late_usage")
        return setLateUsage(session, options.value);
    if (options.key == "dimensions")
        return setDimensions(session, options.value);
    if (options.key == "retention_months")
        return setRetention(session, options.value);
    return failed(Error{ErrorCode::UnknownKey, "key", options.key, "late_usage, dimensions, retention_months", 0});
}

} // namespace

void addWorkspaceCommands(CLI::App &app, Session &session)
{
    CLI::App &demo = addGroup(app, "demo", Words::tr("A workspace to try things on"));
    auto [createApp, creating] = addCommand(demo, session, "create",
        Words::tr("Make the demo workspace: customers, tokens and 90 days of use"), &createDemo);
    addText(createApp, "file", creating.file, Words::tr("A file that does not exist yet"))->required();
    addText(createApp, "--seed", creating.seed, Words::tr("Another number makes other figures (default: 1)"));

    CLI::App &config = addGroup(app, "config", Words::tr("What the program works with"));
    auto [showApp, showing] = addCommand(config, session, "show", Words::tr("Show the settings"), &showConfig);
    showApp.add_flag("--origin", showing.origin, Words::tr("And where each comes from").toStdString());
    auto [setApp, setting] =
        addCommand(config, session, "set", Words::tr("Change a setting of the workspace"), &setConfig);
    addText(setApp, "key", setting.key,
        Words::tr("late_usage: what becomes of usage of a closed period; dimensions: what usage is summed by, beside token, "
                  "model, status and source; retention_months: when the single records of closed periods may go"))
        ->required();
    addText(setApp, "value", setting.value,
        Words::tr("late_usage: next_bill (default: an adjustment on the next bill), reopen (the period), reject (the rows); "
                  "dimensions: up to four names, as region,team; usage is summed anew by them; retention_months: off "
                  "(default) or how many whole months stay (“upkeep --retention” drops what is older)"))
        ->required();
}

} // namespace toll
