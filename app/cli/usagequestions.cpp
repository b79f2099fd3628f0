// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What asks about usage; what brings it in is in usagecommands.cpp.
#include "app/cli/command.h"
#include "app/cli/droppedusage.h"
#include "app/cli/rows.h"
#include "app/cli/usagetokens.h"
#include "core/reports/csv.h"
#include "core/services/usagereport.h"
#include "core/services/wording.h"

namespace toll {

namespace {

/// What both questions are narrowed by.
struct Narrowing {
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
    std::vector<std::string> tokens;
    std::string customer;
    std::string where;
    std::string csv;
};

struct SummaryOptions : Narrowing {
    std::string by = "day";
    bool isExact = false;
    bool countsOnly = false;
};

struct EventOptions : Narrowing {
    std::string limit = "100";
};

/// The narrowing, read.
struct Scope {
    Services *services = nullptr;
    Zone zone;
    std::optional<Interval> range;
    std::vector<TokenId> tokens;
    EventFilter where;
};

/// A fault of --where as other faults are told: the place in its text, and what was probably meant.
Error errorOf(FilterFault fault)
{
    Error error = std::move(fault.error);
    error.where = Words::tr("--where, character %1").arg(fault.position).toStdString();
    if (!fault.suggestion.empty())
        error.expected = fault.suggestion;
    return error;
}

Result<Scope> scopeOf(Session &session, const Narrowing &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return std::unexpected(services.error());
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    Scope scope{*services, *zone, {}, {}, {}};
    const Result<std::optional<Interval>> range = rangeFor(**services, options.from, options.to, *zone);
    if (!range)
        return std::unexpected(range.error());
    scope.range = *range;
    Result<std::vector<TokenId>> tokens = tokensOf(**services, options.tokens, options.customer);
    if (!tokens)
        return std::unexpected(tokens.error());
    scope.tokens = std::move(*tokens);
    auto where = (*services)->usage.filter(options.where, *zone);
    if (!where)
        return std::unexpected(errorOf(std::move(where.error())));
    scope.where = std::move(*where);
    return scope;
}

Finished sayWritten(Session &session, const std::string &path, std::int64_t rows)
{
    Json json;
    json.set("csv", path);
    json.set("rows", rows);
    session.out.object(json, {"csv", "rows"});
    return {};
}

/// Writes the table and says how much it holds.
Finished writeCsvFile(Session &session, const std::string &path, const ReportTable &table)
{
    const Result<void> written = writeTextFile(path, toCsv(table));
    return written ? sayWritten(session, path, std::ssize(table.rows)) : failed(written);
}

/// The same of the newest events, however many are wanted.
Finished writeEventsFile(Session &session, const Scope &scope, const std::string &path, std::int64_t limit)
{
    const UsageService &usage = scope.services->usage;
    Result<std::shared_ptr<EventView>> view =
        usage.view({scope.range, scope.zone, scope.tokens, scope.where, {}}, JobControl());
    if (!view)
        return failed(view);
    const Result<std::shared_ptr<EventExport>> going =
        usage.beginExport(std::move(*view), path, EventFileFormat::Csv, limit);
    if (!going)
        return failed(going);
    while (!(*going)->isFinished())
        if (const Result<void> advanced = usage.advance(**going); !advanced)
            return failed(advanced);
    return sayWritten(session, path, (*going)->done());
}

Finished summary(Session &session, const SummaryOptions &options)
{
    const Result<Scope> scope = scopeOf(session, options);
    if (!scope)
        return failed(scope);
    const Result<std::vector<std::string>> dimensions = scope->services->usage.dimensions();
    if (!dimensions)
        return failed(dimensions);
    const Result<std::vector<Grouping>> by = fromOption(parseGroupings(options.by, *dimensions), "--by");
    if (!by)
        return failed(by);
    SummaryQuery query;
    query.range = scope->range;
    query.zone = scope->zone;
    query.tokens = scope->tokens;
    query.by = *by;
    query.where = scope->where;
    query.exactPercentiles = options.isExact;
    query.withAmounts = query.withCosts = !options.countsOnly;
    const bool withCosts = query.withCosts;
    const Result<UsageSummary> summary = scope->services->usage.summary(query);
    if (!summary)
        return failed(summary);
    if (!options.csv.empty())
        return writeCsvFile(session, options.csv, summaryTable("usage", *summary, withCosts));
    const Json document = toJson(*summary, withCosts);
    Json extra;
    extra.set("total", *document.find("total"));
    session.out.rows(*document.find("rows")->asArray(), summaryColumns(*summary, withCosts), extra);
    return {};
}

Finished events(Session &session, const EventOptions &options)
{
    const Result<Scope> scope = scopeOf(session, options);
    if (!scope)
        return failed(scope);
    constexpr std::int64_t mostRows = 1'000'000'000;
    const Result<std::int64_t> limit = parseNumber(options.limit, "--limit", 0, mostRows);
    if (!limit)
        return failed(limit);
    if (!options.csv.empty())
        return writeEventsFile(session, *scope, options.csv, *limit);
    const Result<EventsFound> found =
        scope->services->usage.events({scope->range, scope->zone, scope->tokens, scope->where, *limit});
    if (!found)
        return failed(found);
    noteMissing(session, found->missing);
    const Json document = toJson(*found);
    Json extra;
    for (const char *member : {"matching", "requests", "all_requests", "missing"})
        extra.set(member, *document.find(member));
    session.out.rows(*document.find("rows")->asArray(),
        {"time", "id", "customer", "token_name", "status", "response_ms", "count", "input_units", "cached_input_units",
            "cache_write_units", "output_units", "model", "endpoint", "source"},
        extra);
    if (!session.out.isJson() && found->matching > static_cast<std::int64_t>(found->rows.size()))
        session.out.note(Words::tr("Events that fit: %1; shown are the newest %2. “--limit N” shows more.")
                .arg(found->matching)
                .arg(found->rows.size()));
    return {};
}

void addNarrowing(CLI::App &command, Narrowing &options)
{
    addText(command, "--from", options.from, Words::tr("First date or time"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone, Words::tr("Zone of days and hours (default: the workspace's)"));
    addTexts(command, "--token", options.tokens, Words::tr("Only this token; may come several times"));
    addText(command, "--customer", options.customer, Words::tr("Only this customer's tokens"));
    addText(command, "--where", options.where,
        Words::tr("Only what fits, such as 'model:gpt* status:>=400 -tag:test'; the keys: %1").arg([] {
            QStringList keys;
            for (const std::string &key : filterKeyNames())
                keys << QString::fromStdString(key);
            return keys.join(QStringLiteral(", "));
        }()));
    addText(command, "--csv", options.csv, Words::tr("Write it to this CSV file"))->type_name("FILE");
}

} // namespace

void addUsageQuestions(CLI::App &group, Session &session)
{
    auto [summaryApp, summing] = addCommand(
        group, session, "summary", Words::tr("Sums of usage, what they are charged, and what they cost"), &summary);
    addText(summaryApp, "--by", summing.by,
        Words::tr("token, customer, plan, plan_version, model, status, tag, source, day (default), minute, hour, week, "
                  "month, hour_of_week, dim.NAME; several with commas"));
    summaryApp.add_flag("--exact", summing.isExact,
        Words::tr("Percentiles from the single requests, instead of within 1 % from stored sums").toStdString());
    summaryApp.add_flag(
        "--counts", summing.countsOnly, Words::tr("Only count: no charges, costs and margins").toStdString());
    addNarrowing(summaryApp, summing);

    auto [eventsApp, listing] =
        addCommand(group, session, "events", Words::tr("Single requests, newest first"), &events);
    addNarrowing(eventsApp, listing);
    addText(eventsApp, "--limit", listing.limit, Words::tr("How many at most (default: 100)"));
}

} // namespace toll
