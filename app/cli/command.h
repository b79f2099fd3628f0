// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/services/services.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// How a command ends: well, or with every fault it found.
using Finished = Checked<void>;

/// The strings of the command line.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(cli)
};

/// One run of the program: the workspace, opened when a command asks for it, and where its answer goes.
class Session {
public:
    Output out;
    std::string store; ///< --store: a path or a file: URL; empty: the default workspace
    std::function<Finished()> command; ///< what the arguments chose

    [[nodiscard]] Result<std::string> path() const;
    /// The path of a workspace that is there: FileNotFound otherwise.
    [[nodiscard]] Result<std::string> existingPath() const;
    [[nodiscard]] Result<Services *> read();
    [[nodiscard]] Result<Services *> write(); ///< makes the workspace where there is none
    void close(); ///< what was opened

private:
    Result<Services *> open(OpenMode mode);

    std::unique_ptr<Services> m_services;
};

/// The groups of commands, each added by its own file.
void addCustomerCommands(CLI::App &app, Session &session);
void addPlanCommands(CLI::App &app, Session &session);
void addAgreementCommands(CLI::App &app, Session &session); ///< and exchange rates
void addTokenCommands(CLI::App &app, Session &session);
void addUsageCommands(CLI::App &app, Session &session);
void addUsageQuestions(CLI::App &group, Session &session); ///< of the group "usage"
void addImportCommands(CLI::App &group, Session &session); ///< of the group of usage commands
void addBillCommands(CLI::App &app, Session &session);
void addPeriodCommands(CLI::App &app, Session &session);
void addSimulateCommand(CLI::App &app, Session &session);
void addScenarioCommands(CLI::App &app, Session &session);
void addReportCommand(CLI::App &app, Session &session);
void addWorkspaceCommands(CLI::App &app, Session &session);
void addAdminKeyCommands(CLI::App &app, Session &session); ///< of the service
void addOwnUsageCommands(CLI::App &usage, Session &session); ///< export and conflicts, within the group of usage
void addBucketCommands(CLI::App &usage, Session &session); ///< buckets and reconcile, likewise
void addUpkeepCommands(CLI::App &app, Session &session); ///< check, backup, restore, upkeep

/// A command that only holds others.
CLI::App &addGroup(CLI::App &parent, const char *name, const QString &help);
/// `run` hears the options the arguments filled in.
template<typename Options>
std::pair<CLI::App &, Options &> addCommand(CLI::App &parent, Session &session, const char *name, const QString &help,
    Finished (*run)(Session &, const Options &))
{
    CLI::App *command = parent.add_subcommand(name, help.toStdString());
    const auto options = std::make_shared<Options>();
    command->callback(
        [&session, options, run] { session.command = [&session, options, run] { return run(session, *options); }; });
    return {*command, *options};
}

/// An option or, without dashes, a positional argument. Its value is checked when the command runs, so that a
/// bad one is invalid input rather than wrong usage.
CLI::Option *addText(CLI::App &command, const char *name, std::string &value, const QString &help);
CLI::Option *addText(CLI::App &command, const char *name, std::optional<std::string> &value, const QString &help);
/// An option that may come several times.
CLI::Option *addTexts(CLI::App &command, const char *name, std::vector<std::string> &values, const QString &help);

/// The one fault of a result, as a command ends with it.
template<typename T>
std::unexpected<std::vector<Error>> failed(const Result<T> &result)
{
    return std::unexpected(std::vector<Error>{result.error()});
}
inline std::unexpected<std::vector<Error>> failed(Error error)
{
    return std::unexpected(std::vector<Error>{std::move(error)});
}

/// Says which option a bad value came from.
template<typename T>
Result<T> fromOption(Result<T> value, std::string_view option)
{
    if (!value)
        value.error().where = option;
    return value;
}

[[nodiscard]] Result<std::string> readTextFile(const std::string &path);
[[nodiscard]] Result<void> writeTextFile(const std::string &path, const std::string &text);
/// A whole number from `least` to `most`.
[[nodiscard]] Result<std::int64_t> parseNumber(
    const std::string &text, std::string_view option, std::int64_t least, std::int64_t most);
/// --timezone, else the workspace's own.
[[nodiscard]] Result<Zone> zoneFor(Services &services, const std::optional<std::string> &name);
/// The span of --from and --to, dates in the zone; a side that is absent is the edge of all usage.
[[nodiscard]] Result<std::optional<Interval>> rangeFor(
    Services &services, const std::optional<std::string> &from, const std::optional<std::string> &to, const Zone &zone);

} // namespace toll
