// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"
#include "app/cli/usagetokens.h"
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

struct SummaryOptions {
    std::string by = "day";
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
    std::vector<std::string> tokens;
    std::string customer;
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
    session.out.object(
        json, {"read", "added", "duplicates", "conflicts", "empty", "rejected", "first", "last", "created_tokens"});
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

Result<std::vector<GroupBy>> parseGroups(const std::string &text)
{
    std::vector<GroupBy> groups;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const Result<GroupBy> group = fromOption(parseGroupBy(text.substr(begin, end - begin)), "--by");
        if (!group)
            return std::unexpected(group.error());
        groups.push_back(*group);
        begin = end + 1;
    }
    return groups;
}

Json amountsJson(const std::vector<Money> &amounts)
{
    Json::Array texts;
    for (const Money &money : amounts) {
        Json amount;
        amount.set("amount", amountText(money.amount, money.currency));
        amount.set("currency", money.currency.code);
        texts.push_back(std::move(amount));
    }
    return texts;
}

Json sumsJson(const UsageSums &sums, const std::vector<GroupBy> &by)
{
    Json json;
    for (std::size_t i = 0; i < by.size() && i < sums.keys.size(); ++i)
        json.set(std::string(name(by[i])), sums.keys[i]);
    json.set("requests", sums.requests);
    json.set("errors", sums.errors);
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        const MeterSum &units = sums.units[i];
        json.set(std::string(name(static_cast<UnitMeter>(i))), units.known > 0 ? Json(units.sum) : Json());
    }
    const bool single = sums.amounts.size() == 1;
    json.set("amount", single ? Json(amountText(sums.amounts[0].amount, sums.amounts[0].currency)) : Json());
    json.set("currency", single ? Json(sums.amounts[0].currency.code) : Json());
    if (sums.amounts.size() > 1)
        json.set("amounts", amountsJson(sums.amounts));
    return json;
}

Finished summary(Session &session, const SummaryOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return failed(zone);
    const Result<std::vector<GroupBy>> by = parseGroups(options.by);
    if (!by)
        return failed(by);
    const Result<std::optional<Interval>> range = rangeFor(**services, options.from, options.to, *zone);
    if (!range)
        return failed(range);
    const Result<std::vector<TokenId>> tokens = tokensOf(**services, options.tokens, options.customer);
    if (!tokens)
        return failed(tokens);
    const Result<UsageSummary> summary =
        (*services)->usage.summary({.range = *range, .zone = *zone, .tokens = *tokens, .by = *by});
    if (!summary)
        return failed(summary);
    Json::Array rows;
    for (const UsageSums &sums : summary->rows)
        rows.push_back(sumsJson(sums, summary->by));
    Output::Columns columns;
    for (const GroupBy group : summary->by)
        columns.emplace_back(name(group));
    for (const char *column : {"requests", "errors", "input_units", "cached_input_units", "cache_write_units",
             "output_units", "amount", "currency"})
        columns.emplace_back(column);
    Json extra;
    extra.set("total", sumsJson(summary->total, {}));
    session.out.rows(rows, columns, extra);
    return {};
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

Result<std::vector<TokenId>> tokensOf(
    Services &services, const std::vector<std::string> &names, const std::string &customerName)
{
    std::vector<TokenId> ids;
    for (const std::string &text : names) {
        const Result<Token> token = services.tokens.find(text);
        if (!token)
            return std::unexpected(token.error());
        ids.push_back(token->id);
    }
    if (customerName.empty())
        return ids;
    const Result<Customer> customer = services.customers.find(customerName);
    if (!customer)
        return std::unexpected(customer.error());
    const Result<std::vector<TokenRow>> rows = services.tokens.list();
    if (!rows)
        return std::unexpected(rows.error());
    for (const TokenRow &row : *rows) {
        if (row.token.customer == customer->id)
            ids.push_back(row.token.id);
    }
    if (ids.empty())
        return fail(ErrorCode::NotFound, "token", customerName);
    return ids;
}

void addUsageCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "usage", Words::tr("Requests that were made"));
    addImport(group, session);

    auto [command, options] =
        addCommand(group, session, "summary", Words::tr("Sums of usage, and what they cost"), &summary);
    addText(command, "--by", options.by,
        Words::tr("token, customer, day (default), hour, model, status; several with commas"));
    addText(command, "--from", options.from, Words::tr("First date or time"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone, Words::tr("Zone of days and hours (default: the workspace's)"));
    addTexts(command, "--token", options.tokens, Words::tr("Only this token; may come several times"));
    addText(command, "--customer", options.customer, Words::tr("Only this customer's tokens"));
    addOwnUsageCommands(group, session);
}

} // namespace toll
