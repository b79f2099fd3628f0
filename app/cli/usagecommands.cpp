// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"
#include "core/calendar/period.h"
#include "core/reports/csv.h"
#include "core/services/wording.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t faultsTold = 10; ///< on the screen; --errors FILE has them all

struct ImportArguments {
    std::vector<std::string> files;
    std::string format = "auto";
    std::vector<std::string> mappings;
    std::string token;
    std::string tokenColumn;
    bool createTokens = false;
    std::string customer;
    std::optional<std::string> timezone;
    std::optional<std::string> timeOrigin;
    std::string source;
    std::string errors;
    bool dryRun = false;
};

/// What all files share.
Result<ImportOptions> optionsOf(Services &services, const ImportArguments &arguments)
{
    ImportOptions options;
    options.tokenColumn = arguments.tokenColumn;
    options.createTokens = arguments.createTokens;
    options.dryRun = arguments.dryRun;
    if (!arguments.source.empty())
        options.source = arguments.source;
    const Result<Zone> zone = zoneFor(services, arguments.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    options.zone = *zone;
    if (!arguments.token.empty()) {
        const Result<Token> token = services.tokens.find(arguments.token);
        if (!token)
            return std::unexpected(token.error());
        options.token = token->id;
    }
    if (!arguments.customer.empty()) {
        const Result<Customer> customer = services.customers.find(arguments.customer);
        if (!customer)
            return std::unexpected(customer.error());
        options.customer = customer->id;
    }
    return options;
}

/// How the file is to be read: found by looking at it, then as the arguments say.
Result<Layout> layoutOf(Services &services, const std::string &file, const ImportArguments &arguments, const Zone &zone)
{
    std::optional<Layout> forced;
    if (arguments.format != "auto") {
        const Result<FileFormat> format = fromOption(parseFileFormat(arguments.format), "--format");
        if (!format)
            return std::unexpected(format.error());
        forced.emplace();
        forced->format = *format;
    }
    Result<ImportPreview> preview = services.imports.preview(file, zone);
    if (preview && forced && preview->layout.format != forced->format)
        preview = services.imports.preview(file, zone, forced);
    if (!preview)
        return std::unexpected(preview.error());
    Layout layout = preview->layout;
    for (const std::string &mapping : arguments.mappings) {
        const Result<void> applied = fromOption(applyMapping(layout, mapping), "--map");
        if (!applied)
            return std::unexpected(applied.error());
    }
    if (arguments.timeOrigin) {
        const Result<Instant> origin = fromOption(parseDateOrTime(*arguments.timeOrigin, zone), "--time-origin");
        if (!origin)
            return std::unexpected(origin.error());
        layout.timeOrigin = *origin;
    }
    return layout;
}

void addTo(ImportReport &all, const ImportReport &one)
{
    all.read += one.read;
    all.added += one.added;
    all.duplicates += one.duplicates;
    all.conflicts += one.conflicts;
    all.empty += one.empty;
    all.rejected += one.rejected;
    all.late += one.late;
    all.future += one.future;
    all.createdTokens += one.createdTokens;
    if (one.first && (!all.first || *one.first < *all.first))
        all.first = one.first;
    if (one.last && (!all.last || *one.last > *all.last))
        all.last = one.last;
}

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

void showReport(Session &session, const ImportReport &report)
{
    Json json;
    json.set("read", report.read);
    json.set("added", report.added);
    json.set("duplicates", report.duplicates);
    json.set("conflicts", report.conflicts);
    json.set("empty", report.empty);
    json.set("rejected", report.rejected);
    json.set("first", timeOrNull(report.first));
    json.set("last", timeOrNull(report.last));
    json.set("created_tokens", report.createdTokens);
    json.set("late", report.late);
    json.set("future", report.future);
    session.out.object(json,
        {"read", "added", "duplicates", "conflicts", "empty", "rejected", "first", "last", "created_tokens", "late",
            "future"});
}

Result<ImportReport> importFile(Session &session, Services &services, const std::string &file,
    const ImportArguments &arguments, ImportOptions options, Rejections &rejections)
{
    Result<Layout> layout = layoutOf(services, file, arguments, options.zone);
    if (!layout)
        return std::unexpected(layout.error());
    options.layout = std::move(*layout);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    return services.imports.run(file, options, job, [&](const Error &fault) { rejections.add(file, fault); });
}

Finished importFiles(Session &session, const ImportArguments &arguments)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<ImportOptions> options = optionsOf(**services, arguments);
    if (!options)
        return failed(options);
    ImportReport all;
    Rejections rejections(session);
    for (const std::string &file : arguments.files) {
        const Result<ImportReport> report = importFile(session, **services, file, arguments, *options, rejections);
        if (!report)
            return failed(report);
        addTo(all, *report);
    }
    showReport(session, all);
    const Result<void> written = rejections.finish(arguments.errors);
    if (!written)
        return failed(written);
    if (all.read > 0 && all.rejected == all.read)
        return failed(Error{ErrorCode::Syntax, arguments.files.front(), Words::tr("every row").toStdString(), {}});
    return {};
}

struct NoticeOptions { };

/// Late usage, or usage from the future.
Finished listNotices(Session &session, NoticeRow::Kind kind)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<NoticeRow>> notices = (*services)->periods.notices();
    if (!notices)
        return failed(notices);
    const bool isLate = kind == NoticeRow::Kind::Late;
    Json::Array rows;
    for (const NoticeRow &notice : *notices) {
        if (notice.kind != kind)
            continue;
        Json json;
        json.set("customer", notice.customerName).set("customer_id", notice.customer.text);
        if (isLate)
            json.set("period", notice.period).set("policy", notice.policy);
        json.set("events", notice.events);
        json.set("first", toRfc3339(notice.first)).set("last", toRfc3339(notice.last));
        json.set("arrived", toRfc3339(notice.notedAt)).set("file", notice.file).set("batch", notice.batch.text);
        rows.push_back(std::move(json));
    }
    Output::Columns columns{"customer", "period", "policy", "events", "first", "last", "arrived", "file"};
    if (!isLate)
        std::erase_if(columns, [](const std::string &column) { return column == "period" || column == "policy"; });
    session.out.rows(rows, columns);
    return {};
}

Finished listLate(Session &session, const NoticeOptions &)
{
    return listNotices(session, NoticeRow::Kind::Late);
}

Finished listFuture(Session &session, const NoticeOptions &)
{
    return listNotices(session, NoticeRow::Kind::Future);
}

void addImport(CLI::App &group, Session &session)
{
    auto [command, options] = addCommand(group, session, "import",
        Words::tr("Read usage files; what is known already is not added again"), &importFiles);
    addTexts(command, "files", options.files, Words::tr("CSV, JSON Lines or access logs, plain, gzip or xz"))
        ->required()
        ->allow_extra_args(true);
    addText(command, "--format", options.format, Words::tr("auto (default), csv, jsonl, combined-log"));
    addTexts(
        command, "--map", options.mappings, Words::tr("field=column, such as time=TIMESTAMP; may come several times"));
    CLI::Option *token = addText(command, "--token", options.token, Words::tr("All rows belong to this token"));
    CLI::Option *column =
        addText(command, "--token-column", options.tokenColumn, Words::tr("The column that names the token"));
    column->excludes(token);
    CLI::Option *customer =
        addText(command, "--customer", options.customer, Words::tr("The customer of tokens made by --create-tokens"));
    command
        .add_flag("--create-tokens", options.createTokens,
            Words::tr("Make a token for each name that is not known").toStdString())
        ->needs(customer)
        ->excludes(token);
    addText(command, "--timezone", options.timezone, Words::tr("Zone of times that state none"));
    addText(command, "--time-origin", options.timeOrigin, Words::tr("Time 0 of a file with relative times"));
    addText(command, "--source", options.source, Words::tr("Who reported rows that do not say so (default: import)"));
    addText(command, "--errors", options.errors, Words::tr("Write rejected rows with line, field and reason here"))
        ->type_name("FILE");
    command.add_flag("--dry-run", options.dryRun, Words::tr("Count everything, write nothing").toStdString());
}

} // namespace

void addUsageCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "usage", Words::tr("Requests that were made"));
    addImport(group, session);
    addCommand(group, session, "late",
        Words::tr("Usage that came after its period was closed, and what was done with it (config set late_usage)"),
        &listLate);
    addCommand(group, session, "future",
        Words::tr("Usage that was dated more than five minutes after it arrived"), &listFuture);
    addUsageQuestions(group, session);
    addOwnUsageCommands(group, session);
}

} // namespace toll
