// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importarguments.h"
#include "app/cli/rows.h"
#include "core/reports/csv.h"
#include "core/services/layoutjson.h"
#include "core/services/layoutwords.h"
#include "core/services/wording.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>

namespace toll {

namespace {

constexpr std::size_t faultsTold = 10; ///< on the screen; --errors FILE has them all
const Output::Columns counts{"read", "added", "duplicates", "conflicts", "empty", "rejected", "first", "last",
    "created_tokens", "late", "future"};

struct WatchArguments : ImportArguments {
    std::string folder;
    bool once = false;
    std::string settle = "5";
};

/// Rejected rows: the first few on the screen, all of them in the file of --errors.
class Rejections {
public:
    explicit Rejections(Session &session) : m_session(session)
    {
        m_table.columns = {{"file"}, {"line", true}, {"field"}, {"found"}, {"expected"}, {"reason"}};
    }

    void add(const std::string &file, const Error &fault)
    {
        if (m_table.rows.size() < faultsTold && !m_session.out.isJson())
            m_session.out.note(QString::fromStdString(file) + QStringLiteral(": ") + sentence(fault));
        Error reason = fault;
        reason.where.clear();
        reason.line = 0;
        m_table.rows.push_back({file, std::to_string(fault.line), fault.where, fault.found, fault.expected,
            sentence(reason).toStdString()});
    }

    [[nodiscard]] Result<void> finish(const std::string &path)
    {
        if (!path.empty())
            return writeTextFile(path, toCsv(m_table));
        if (m_table.rows.size() > faultsTold && !m_session.out.isJson())
            m_session.out.note(Words::tr("Faults not shown here: %1. “--errors FILE” writes them all to a file.")
                    .arg(m_table.rows.size() - faultsTold));
        return {};
    }

private:
    Session &m_session;
    ReportTable m_table;
};

Json toJson(const ImportReport &report)
{
    Json json;
    json.set("read", report.read);
    json.set("added", report.added);
    json.set("duplicates", report.duplicates);
    json.set("known_dropped", report.knownDropped);
    json.set("conflicts", report.conflicts);
    json.set("empty", report.empty);
    json.set("rejected", report.rejected);
    json.set("first", timeOrNull(report.first));
    json.set("last", timeOrNull(report.last));
    json.set("created_tokens", report.createdTokens);
    json.set("late", report.late);
    json.set("future", report.future);
    return json;
}

std::optional<Error> failureOf(const FileOutcome &outcome)
{
    return outcome.report ? outcome.report->broken : std::optional(outcome.report.error());
}

Json toJson(const FileOutcome &outcome)
{
    Json json;
    json.set("file", outcome.path);
    const Json report = toJson(outcome.report.value_or(ImportReport()));
    for (const auto &[key, value] : *report.asObject())
        json.set(key, value);
    if (const auto failure = failureOf(outcome))
        json.set("error", sentence(*failure).toStdString());
    if (!outcome.layout.columns.empty())
        json.set("reading", toJson(outcome.layout));
    return json;
}

/// One file alone as before there could be several; several one below the other, with their total.
void show(Session &session, const std::vector<FileOutcome> &outcomes, bool isDryRun)
{
    Json total = toJson(totalOf(outcomes));
    if (outcomes.size() == 1 && !(isDryRun && session.out.isJson()))
        return session.out.object(total, counts);
    Json::Array rows;
    for (const FileOutcome &outcome : outcomes)
        rows.push_back(toJson(outcome));
    if (session.out.isJson())
        return session.out.document(total.set("files", std::move(rows)));
    Json last;
    last.set("file", Words::tr("Total").toStdString());
    for (const auto &[key, value] : *total.asObject())
        last.set(key, value);
    rows.push_back(std::move(last));
    Output::Columns columns{"file"};
    columns.insert(columns.end(), counts.begin(), counts.end());
    session.out.rows(rows, columns);
}

/// How each file was read, and what could not be.
void note(Session &session, const FileOutcome &outcome, const ImportArguments &arguments, bool isAlone)
{
    const QString file = QString::fromStdString(outcome.path) + QStringLiteral(": ");
    if (arguments.dryRun && !outcome.layout.columns.empty())
        session.out.note(file + readingFacts(outcome.layout).join(QStringLiteral(" · ")));
    const std::optional<Error> failure = failureOf(outcome);
    if (!failure)
        return;
    if (!isAlone)
        session.out.note(file + sentence(*failure));
    if (outcome.report && !arguments.dryRun)
        session.out.note(file
            + Words::tr("%1 rows before that were imported and are kept; importing the whole file adds the rest.")
                .arg(outcome.report->added));
}

/// How the command ends for what its files brought.
Finished outcomeOf(Session &session, const std::vector<FileOutcome> &outcomes)
{
    const auto failed =
        std::ranges::find_if(outcomes, [](const FileOutcome &one) { return failureOf(one).has_value(); });
    if (failed != outcomes.end()) {
        const auto others = std::ranges::count_if(outcomes, [](const FileOutcome &one) { return !failureOf(one); });
        if (others > 0)
            session.out.note(Words::tr("What the other files hold was imported all the same."));
        return toll::failed(*failureOf(*failed));
    }
    const ImportReport all = totalOf(outcomes);
    if (all.read > 0 && all.rejected == all.read)
        return toll::failed(Error{ErrorCode::Syntax, outcomes.front().path, Words::tr("every row").toStdString(), {}});
    return {};
}

/// The services, and what the arguments say to them.
struct Prepared {
    Services *services = nullptr;
    ImportOptions options;
    ImportChoices choices;

    [[nodiscard]] LayoutOfFile layoutOf() const
    {
        return [this](const std::string &path) {
            Result<Layout> layout = services->imports.layoutOf(path, options.zone, choices);
            if (!layout && layout.error().where == "map")
                layout.error().where = "--map";
            return layout;
        };
    }
};

Result<Prepared> prepare(Session &session, const ImportArguments &arguments)
{
    const Result<Services *> services = session.write();
    if (!services)
        return std::unexpected(services.error());
    const Result<ImportOptions> options = optionsOf(**services, arguments);
    if (!options)
        return std::unexpected(options.error());
    const Result<ImportChoices> choices = choicesOf(arguments, options->zone);
    if (!choices)
        return std::unexpected(choices.error());
    return Prepared{*services, *options, *choices};
}

Finished importFiles(Session &session, const ImportArguments &arguments)
{
    const Result<Prepared> prepared = prepare(session, arguments);
    if (!prepared)
        return failed(prepared);
    Rejections rejections(session);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const std::vector<FileOutcome> outcomes =
        toll::importFiles(prepared->services->imports, arguments.files, prepared->options, prepared->layoutOf(), job,
            [&rejections](const std::string &file, const Error &fault) { rejections.add(file, fault); });
    const bool isAlone = outcomes.size() == 1;
    for (const FileOutcome &outcome : outcomes)
        note(session, outcome, arguments, isAlone);
    if (!isAlone || outcomes.front().report)
        show(session, outcomes, arguments.dryRun);
    const Result<void> written = rejections.finish(arguments.errors);
    if (!written)
        return failed(written);
    return outcomeOf(session, outcomes);
}

std::atomic<bool> isToStop = false; // lock-free, so that a signal may set it

void stop(int)
{
    isToStop = true;
}

/// Looks at the folder again and again until told to stop; `once` looks one time.
Finished watch(Session &session, const WatchArguments &arguments)
{
    const Result<Prepared> prepared = prepare(session, arguments);
    if (!prepared)
        return failed(prepared);
    constexpr std::int64_t longestSettle = 86'400;
    const Result<std::int64_t> settle = parseNumber(arguments.settle, "--settle", 0, longestSettle);
    if (!settle)
        return failed(settle);
    std::signal(SIGINT, &stop);
    std::signal(SIGTERM, &stop);
    JobControl *running = nullptr;
    JobControl job([&running](std::int64_t, std::int64_t) {
        if (isToStop)
            running->cancel();
    });
    running = &job;
    FolderState state;
    Rejections rejections(session);
    std::vector<FileOutcome> all;
    do {
        Result<std::vector<FileOutcome>> found = prepared->services->watch.look(arguments.folder,
            std::chrono::seconds(*settle), state, prepared->options, prepared->layoutOf(), job,
            [&rejections](const std::string &file, const Error &fault) { rejections.add(file, fault); });
        if (!found)
            return failed(found);
        for (FileOutcome &outcome : *found) {
            note(session, outcome, arguments, false);
            if (!arguments.once)
                show(session, {outcome}, arguments.dryRun);
            else
                all.push_back(std::move(outcome));
        }
        if (!arguments.once && !isToStop)
            QThread::sleep(1);
    } while (!arguments.once && !isToStop);
    if (arguments.once)
        show(session, all, arguments.dryRun);
    const Result<void> written = rejections.finish(arguments.errors);
    if (!written)
        return failed(written);
    return outcomeOf(session, all);
}

} // namespace

void addImportCommands(CLI::App &group, Session &session)
{
    auto [command, arguments] = addCommand(group, session, "import",
        Words::tr("Read usage files; what is known already is not added again"), &importFiles);
    addTexts(command, "files", arguments.files,
        Words::tr("CSV, JSON, CloudEvents or access logs, plain, gzip, xz or zstd; each is imported on its own"))
        ->required()
        ->allow_extra_args(true);
    addImportOptions(command, arguments);

    auto [watching, watched] = addCommand(group, session, "watch",
        Words::tr("Import the files of a folder once each, as they come; nothing is moved"), &watch);
    addText(watching, "folder", watched.folder, Words::tr("Where the files appear"))->required()->type_name("FOLDER");
    watching.add_flag("--once", watched.once, Words::tr("Look one time and end").toStdString());
    addText(watching, "--settle", watched.settle,
        Words::tr("A file is complete when it has not changed for so many seconds (default: 5)"))
        ->type_name("SECONDS");
    addImportOptions(watching, watched);
}

} // namespace toll
