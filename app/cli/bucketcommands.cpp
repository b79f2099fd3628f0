// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importarguments.h"
#include "app/cli/rows.h"
#include "app/cli/usagetokens.h"
#include "core/calendar/period.h"
#include "core/services/usagereport.h"

namespace toll {

namespace {

struct BucketArguments : ImportArguments {
    std::string range;
    std::string endColumn;
    std::string grain;
};

struct ListOptions { };

struct QuestionOptions {
    std::string source;
    std::string by = "day";
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
    std::vector<std::string> tokens;
    std::string customer;
};

/// What the questions share, read.
struct Question {
    Services *services = nullptr;
    Zone zone;
    std::optional<Interval> range;
    std::vector<TokenId> tokens;
};

Result<Question> questionOf(Session &session, const QuestionOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return std::unexpected(services.error());
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    const Result<std::vector<TokenId>> tokens = tokensOf(**services, options.tokens, options.customer);
    if (!tokens)
        return std::unexpected(tokens.error());
    Question question{*services, *zone, {}, *tokens};
    const auto edge = [&](const std::optional<std::string> &text, const char *option, Instant absent) {
        return text ? fromOption(parseDateOrTime(*text, *zone), option) : Result<Instant>(absent);
    };
    const Result<Instant> from = edge(options.from, "--from", earliestInstant);
    const Result<Instant> to = edge(options.to, "--to", latestInstant);
    if (!from || !to)
        return std::unexpected(from ? to.error() : from.error());
    if (options.from || options.to)
        question.range = Interval{*from, *to};
    // An edge that is absent is the source's own.
    const Result<std::vector<BucketSource>> sources = (*services)->buckets.sources();
    if (!sources)
        return std::unexpected(sources.error());
    const auto known = std::ranges::find(*sources, options.source, &BucketSource::source);
    if (known == sources->end())
        return fail(ErrorCode::NotFound, "--source", options.source);
    if (options.from && !options.to)
        question.range->end = std::max(known->span.end, *from);
    if (options.to && !options.from)
        question.range->begin = std::min(known->span.begin, *to);
    return question;
}

Result<BucketImport> importFrom(Services &services, const BucketArguments &arguments)
{
    if (arguments.files.size() != 1)
        return fail(ErrorCode::Unsupported, "files", std::to_string(arguments.files.size()), "1");
    if (arguments.createTokens)
        return fail(ErrorCode::Unsupported, "--create-tokens", "--create-tokens");
    if (arguments.source.empty())
        return fail(ErrorCode::Missing, "--source");
    const Result<ImportOptions> options = optionsOf(services, arguments);
    const Result<ImportChoices> choices =
        options ? choicesOf(arguments, options->zone) : std::unexpected(options.error());
    if (!choices)
        return std::unexpected(choices.error());
    Result<Layout> layout = services.imports.layoutOf(arguments.files.front(), options->zone, *choices);
    if (!layout) {
        if (layout.error().where == "map")
            layout.error().where = "--map";
        return std::unexpected(layout.error());
    }
    BucketImport wanted;
    wanted.endColumn = BucketService::recogniseColumns(*layout);
    if (!arguments.endColumn.empty())
        wanted.endColumn = arguments.endColumn;
    if (!arguments.tokenColumn.empty())
        layout->fields["token"] = arguments.tokenColumn;
    wanted.layout = std::move(*layout);
    wanted.zone = options->zone;
    wanted.source = arguments.source;
    wanted.token = options->token;
    wanted.customer = options->customer;
    wanted.dryRun = arguments.dryRun;
    const Result<Interval> range = fromOption(parsePeriod(arguments.range, wanted.zone), "--range");
    if (!range)
        return std::unexpected(range.error());
    wanted.range = *range;
    if (!arguments.grain.empty()) {
        const Result<Span> grain = fromOption(parseSpan(arguments.grain), "--grain");
        if (!grain)
            return std::unexpected(grain.error());
        wanted.grain = *grain;
        wanted.endColumn = arguments.endColumn; // what is said goes before what is found by looking
    }
    return wanted;
}

Finished importBuckets(Session &session, const BucketArguments &arguments)
{
    const Result<Services *> services = arguments.dryRun ? session.read() : session.write();
    if (!services)
        return failed(services);
    const Result<BucketImport> wanted = importFrom(**services, arguments);
    if (!wanted)
        return failed(wanted);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const Result<BucketReport> report = (*services)->buckets.import(arguments.files.front(), *wanted, job);
    if (!report)
        return failed(report);
    if (!report->faults.empty()) {
        session.out.note(
            Words::tr("Nothing was replaced: a bucket that is left out would be taken for one that vanished."));
        return std::unexpected(report->faults);
    }
    Json json;
    json.set("source", wanted->source).set("read", report->read).set("added", report->added);
    json.set("changed", report->changed).set("unchanged", report->unchanged).set("removed", report->removed);
    session.out.object(json, {"source", "read", "added", "changed", "unchanged", "removed"});
    return {};
}

Finished listSources(Session &session, const ListOptions &)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<BucketSource>> sources = (*services)->buckets.sources();
    if (!sources)
        return failed(sources);
    Json::Array rows;
    for (const BucketSource &source : *sources) {
        Json json;
        json.set("source", source.source).set("buckets", source.buckets);
        json.set("first", toRfc3339(source.span.begin)).set("end", toRfc3339(source.span.end));
        rows.push_back(std::move(json));
    }
    session.out.rows(rows, {"source", "buckets", "first", "end"});
    return {};
}

/// Requests and the units that are known.
Json toJson(const UsageFigures &figures)
{
    Json json;
    json.set("requests", figures.requests);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        json.set(std::string(name(static_cast<UnitMeter>(unit))),
            figures.units[unit].known > 0 ? Json(figures.units[unit].sum) : Json());
    return json;
}

/// What the events count more than the buckets; units only where both know them.
Json differenceJson(const ReconcileRow &row)
{
    Json json;
    json.set("requests", row.events.requests - row.buckets.requests); // neither is negative
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        const MeterSum &events = row.events.units[unit];
        const MeterSum &buckets = row.buckets.units[unit];
        json.set(std::string(name(static_cast<UnitMeter>(unit))),
            events.known > 0 && buckets.known > 0 ? Json(events.sum - buckets.sum) : Json());
    }
    return json;
}

Finished summarise(Session &session, const QuestionOptions &options)
{
    const Result<Question> question = questionOf(session, options);
    if (!question)
        return failed(question);
    const Result<std::vector<Grouping>> by = fromOption(parseGroupings(options.by, {}), "--by");
    if (!by)
        return failed(by);
    SummaryQuery query;
    query.range = question->range;
    query.zone = question->zone;
    query.tokens = question->tokens;
    query.by = *by;
    query.withAmounts = false;
    const Result<UsageSummary> summary = question->services->buckets.summary(query, options.source);
    if (!summary)
        return failed(summary);
    const auto figuresOf = [](const UsageSums &sums) { return toJson(UsageFigures{sums.requests, sums.units}); };
    Json::Array rows;
    Output::Columns columns;
    for (const Grouping &grouping : *by)
        columns.push_back(name(grouping));
    for (const UsageSums &sums : summary->rows) {
        Json json;
        for (std::size_t i = 0; i < by->size(); ++i)
            json.set(name((*by)[i]), sums.keys[i]);
        const Json figures = figuresOf(sums);
        for (const auto &[key, value] : *figures.asObject())
            json.set(key, value);
        rows.push_back(std::move(json));
    }
    columns.insert(
        columns.end(), {"requests", "input_units", "cached_input_units", "cache_write_units", "output_units"});
    session.out.rows(rows, columns, Json().set("total", figuresOf(summary->total)));
    return {};
}

Finished reconcile(Session &session, const QuestionOptions &options)
{
    const Result<Question> question = questionOf(session, options);
    if (!question)
        return failed(question);
    const Result<std::vector<ReconcileRow>> found =
        question->services->buckets.reconcile({options.source, question->range, question->zone, question->tokens});
    if (!found)
        return failed(found);
    Json::Array rows;
    for (const ReconcileRow &row : *found) {
        Json json;
        json.set("period", row.period).set("token", row.token ? Json(row.tokenName) : Json());
        json.set("customer", row.token ? Json(row.customerName) : Json());
        json.set("events", toJson(row.events)).set("buckets", toJson(row.buckets));
        json.set("difference", differenceJson(row));
        rows.push_back(std::move(json));
    }
    session.out.rows(rows,
        {"period", "customer", "token", "events.requests", "buckets.requests", "difference.requests",
            "difference.input_units", "difference.cached_input_units", "difference.cache_write_units",
            "difference.output_units"});
    return {};
}

void addQuestion(CLI::App &command, QuestionOptions &options)
{
    addText(command, "--source", options.source, Words::tr("Whose buckets"))->required();
    addText(command, "--from", options.from, Words::tr("First date or time"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone, Words::tr("Zone of days and hours (default: the workspace's)"));
    addTexts(command, "--token", options.tokens, Words::tr("Only this token; may come several times"));
    addText(command, "--customer", options.customer, Words::tr("Only this customer's tokens"));
}

} // namespace

void addBucketCommands(CLI::App &usage, Session &session)
{
    CLI::App &group =
        addGroup(usage, "buckets", Words::tr("Usage that sources give already summed; nothing is billed from it"));
    auto [importApp, importing] = addCommand(group, session, "import",
        Words::tr("Make a range of a source what a file says: what is not in the file any more goes"), &importBuckets);
    addTexts(
        importApp, "files", importing.files, Words::tr("CSV or JSON with where each bucket begins and its requests"))
        ->required();
    addText(importApp, "--range", importing.range,
        Words::tr("What the file is all of: 2026, 2026-10, 2026-10-05 or START/END"))
        ->required();
    addText(importApp, "--end-column", importing.endColumn, Words::tr("The column of where a bucket ends"));
    addText(
        importApp, "--grain", importing.grain, Words::tr("How long a bucket is where no column says it: PT1H, P1D"));
    addImportOptions(importApp, importing);

    addCommand(group, session, "list", Words::tr("List the sources"), &listSources);
    auto [summaryApp, summing] =
        addCommand(group, session, "summary", Words::tr("Sums of a source's buckets"), &summarise);
    addQuestion(summaryApp, summing);
    addText(summaryApp, "--by", summing.by,
        Words::tr("token, customer, model, tag, day (default), hour, week, month; several with commas"));

    auto [reconcileApp, reconciling] = addCommand(usage, session, "reconcile",
        Words::tr("Hold the requests against the buckets of a source, day by day and token by token"), &reconcile);
    addQuestion(reconcileApp, reconciling);
}

} // namespace toll
