// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the workspace's own units of usage are asked: export, conflicts, and requests that were never completed.
#include "app/cli/command.h"
#include "app/cli/droppedusage.h"
#include "app/cli/rows.h"
#include "app/cli/usagetokens.h"

#include <cstdio>
#include <limits>

namespace toll {

namespace {

struct ExportOptions {
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
    std::vector<std::string> tokens;
    std::string customer;
    std::string format = "csv";
    std::string output;
    bool safe = false;
    bool tokenIds = false;
};

struct ConflictListOptions {
    bool all = false;
};

struct ConflictOptions {
    std::string number;
    std::string keep;
};

Result<UsageExport> exportFrom(Services &services, const ExportOptions &options)
{
    UsageExport wanted;
    const Result<ExportFormat> format = fromOption(parseExportFormat(options.format), "--format");
    if (!format)
        return std::unexpected(format.error());
    wanted.format = *format;
    if (options.timezone) {
        const Result<Zone> zone = zoneFor(services, options.timezone);
        if (!zone)
            return std::unexpected(zone.error());
        wanted.zone = *zone;
    }
    const Result<Zone> ofDates = zoneFor(services, options.timezone);
    if (!ofDates)
        return std::unexpected(ofDates.error());
    Result<std::optional<Interval>> range = rangeFor(services, options.from, options.to, *ofDates);
    if (!range)
        return std::unexpected(range.error());
    Result<std::vector<TokenId>> tokens = tokensOf(services, options.tokens, options.customer);
    if (!tokens)
        return std::unexpected(tokens.error());
    wanted.range = *range;
    wanted.tokens = std::move(*tokens);
    wanted.guardFormulas = options.safe;
    wanted.tokenIds = options.tokenIds;
    return wanted;
}

Finished exportUsage(Session &session, const ExportOptions &options)
{
    if (options.output.empty() && session.out.isJson())
        return failed(Error{ErrorCode::Missing, "--output", {}, "FILE", 0});
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<UsageExport> wanted = exportFrom(**services, options);
    if (!wanted)
        return failed(wanted);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const ExportService &exports = (*services)->exports;
    if (options.output.empty()) {
        const Result<ExportReport> sent = exports.usage(*wanted, job, [](std::string_view piece) -> Result<void> {
            return std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size() ? Result<void>()
                                                                                      : fail(ErrorCode::Io, "stdout");
        });
        if (!sent)
            return failed(sent);
        noteMissing(session, sent->missing);
        return {};
    }
    const Result<ExportReport> report = exports.usage(*wanted, job, options.output);
    if (!report)
        return failed(report);
    noteMissing(session, report->missing);
    Json json;
    json.set("events", report->events).set("bytes", report->bytes);
    json.set("first", timeOrNull(report->first)).set("last", timeOrNull(report->last)).set("output", options.output);
    json.set("missing", missingJson(report->missing));
    session.out.object(json, {"events", "bytes", "first", "last", "output"});
    return {};
}

Json bodyJson(const std::string &body)
{
    return parseJson(body).value_or(Json(body));
}

Json valueOf(const std::string &text)
{
    return text.empty() ? Json() : bodyJson(text);
}

Json toJson(const ConflictRow &row)
{
    Json json;
    json.set("number", row.number).set("found_at", toRfc3339(row.foundAt)).set("file", row.file);
    json.set("decision", row.decision ? Json(name(*row.decision)) : Json());
    json.set("stands", row.stands ? Json(name(*row.stands)) : Json());
    Json::Array differences;
    for (const BodyDifference &difference : row.differences) {
        Json one;
        one.set("field", difference.field);
        one.set("first", valueOf(difference.first)).set("second", valueOf(difference.second));
        differences.push_back(std::move(one));
    }
    json.set("differences", std::move(differences));
    json.set("first", bodyJson(row.first)).set("second", bodyJson(row.second));
    return json;
}

/// "status: 200 | 500"
std::string differencesText(const ConflictRow &row)
{
    std::string text;
    for (const BodyDifference &difference : row.differences)
        text += (text.empty() ? "" : "; ") + difference.field + ": " + difference.first + " | " + difference.second;
    return text;
}

Finished listConflicts(Session &session, const ConflictListOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<ConflictRow>> conflicts = (*services)->conflicts.list(options.all);
    if (!conflicts)
        return failed(conflicts);
    Json::Array rows;
    for (const ConflictRow &row : *conflicts) {
        Json json = toJson(row);
        if (!session.out.isJson()) {
            const Json *id = json.find("first")->find("id");
            Json shown = id ? *id : Json();
            json.set("differences", differencesText(row)).set("id", std::move(shown));
        }
        rows.push_back(std::move(json));
    }
    session.out.rows(rows, {"number", "found_at", "file", "id", "differences", "decision", "stands"});
    return {};
}

/// The two bodies beside one another, a row a field; what differs is marked.
void showConflict(Session &session, const ConflictRow &row)
{
    if (session.out.isJson())
        return session.out.document(toJson(row));
    const Json first = bodyJson(row.first);
    const Json second = bodyJson(row.second);
    Json::Array rows;
    const auto addField = [&](const std::string &field) {
        const Json *one = first.find(field);
        const Json *other = second.find(field);
        Json json;
        json.set("field", field).set("first", one ? *one : Json()).set("second", other ? *other : Json());
        json.set("differs", !one || !other || *one != *other);
        rows.push_back(std::move(json));
    };
    if (const Json::Object *fields = first.asObject())
        for (const auto &[field, value] : *fields)
            addField(field);
    if (const Json::Object *fields = second.asObject())
        for (const auto &[field, value] : *fields)
            if (!first.find(field))
                addField(field);
    session.out.rows(rows, {"field", "first", "second", "differs"});
}

Result<std::int64_t> numberOf(const ConflictOptions &options)
{
    return parseNumber(options.number, "number", 1, std::numeric_limits<std::int64_t>::max());
}

Finished showConflict(Session &session, const ConflictOptions &options)
{
    const Result<std::int64_t> number = numberOf(options);
    if (!number)
        return failed(number);
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<ConflictRow> row = (*services)->conflicts.find(*number);
    if (!row)
        return failed(row);
    showConflict(session, *row);
    return {};
}

Finished decideConflict(Session &session, const ConflictOptions &options)
{
    const Result<std::int64_t> number = numberOf(options);
    if (!number)
        return failed(number);
    const Result<Keep> keep = fromOption(parseKeep(options.keep), "--keep");
    if (!keep)
        return failed(keep);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<ConflictRow> row = (*services)->conflicts.decide(*number, *keep);
    if (!row)
        return failed(row);
    Json json;
    json.set("number", row->number).set("decision", name(*row->decision));
    json.set("stands", row->stands ? Json(name(*row->stands)) : Json());
    session.out.object(json, {"number", "decision", "stands"});
    return {};
}

struct NoOptions { };

Finished listUncompleted(Session &session, const NoOptions &)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<UncompletedRequest>> requests = (*services)->requests.uncompleted();
    if (!requests)
        return failed(requests);
    Json::Array rows;
    for (const UncompletedRequest &request : *requests)
        rows.push_back(toJson(request));
    session.out.rows(rows, {"time", "id", "token", "state", "requests", "model", "endpoint"});
    return {};
}

void addExport(CLI::App &usage, Session &session)
{
    auto [command, options] = addCommand(usage, session, "export",
        Words::tr("Write usage as a file that an import reads without a mapping"), &exportUsage);
    addText(command, "--from", options.from, Words::tr("First date or time"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone,
        Words::tr("Zone of the times (default: UTC) and of the dates of --from and --to (default: the workspace's)"));
    addTexts(command, "--token", options.tokens, Words::tr("Only this token; may come several times"));
    addText(command, "--customer", options.customer, Words::tr("Only this customer's tokens"));
    addText(command, "--format", options.format, Words::tr("csv (default), jsonl"));
    addText(command, "--output", options.output, Words::tr("Write it to this file (default: the standard output)"))
        ->type_name("FILE");
    command.add_flag("--safe", options.safe,
        Words::tr("For spreadsheets: an apostrophe before texts they would run; such a file is not read back as it was")
            .toStdString());
    command.add_flag("--token-ids", options.tokenIds,
        Words::tr("Name tokens by id instead of by name: for this workspace only").toStdString());
}

} // namespace

void addOwnUsageCommands(CLI::App &usage, Session &session)
{
    addExport(usage, session);
    addCommand<NoOptions>(usage, session, "uncompleted",
        Words::tr("Requests that the service let through and nobody completed"), &listUncompleted);
    CLI::App &group = addGroup(usage, "conflicts", Words::tr("Requests that came twice with different content"));
    auto [listApp, listing] =
        addCommand(group, session, "list", Words::tr("Those that wait for a decision"), &listConflicts);
    listApp.add_flag("--all", listing.all, Words::tr("Those that are decided too").toStdString());
    auto [showApp, showing] = addCommand<ConflictOptions>(
        group, session, "show", Words::tr("Both side by side, and where they differ"), &showConflict);
    addText(showApp, "number", showing.number, Words::tr("Its number in the list"))->required();
    auto [decideApp, deciding] = addCommand(
        group, session, "decide", Words::tr("Say which counts; deciding the other way takes it back"), &decideConflict);
    addText(decideApp, "number", deciding.number, Words::tr("Its number in the list"))->required();
    addText(decideApp, "--keep", deciding.keep, Words::tr("first, second"))->required();
}

} // namespace toll
