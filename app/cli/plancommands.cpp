// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"
#include "core/calendar/period.h"
#include "core/services/plantemplates.h"
#include "core/services/zones.h"

#include <QFileInfo>

namespace toll {

namespace {

struct NoOptions { };

struct ImportOptions {
    std::string file;
    std::optional<std::string> from;
};

struct NameOptions {
    std::string name;
};

struct DiffOptions {
    std::string before;
    std::string after;
};

struct PreviewOptions {
    std::string file;
    std::optional<std::string> from;
};

struct AssignOptions {
    std::string name;
    std::string customer;
    std::optional<std::string> from;
    bool isUpstream = false;
    std::string source = "*";
};

struct EndOptions {
    std::string source = "*";
    std::optional<std::string> from;
};

/// A charge with the members of its price beside it, as one row of a table.
Json flatCharge(const Json &charge)
{
    Json row = charge;
    const Json *price = charge.find("price");
    const Json::Object *members = price ? price->asObject() : nullptr;
    if (members) {
        for (const auto &[key, value] : *members)
            row.set(key, value);
    }
    return row;
}

void showPlan(Session &session, const Plan &plan)
{
    const Json document = toJson(plan);
    if (session.out.isJson())
        return session.out.document(document);
    session.out.object(document, {"name", "currency", "timezone", "period", "period_align", "rounding", "billable"});
    session.out.text("\n");
    Json::Array rows;
    const Json *charges = document.find("charges");
    const Json::Array *elements = charges ? charges->asArray() : nullptr;
    if (elements) {
        for (const Json &charge : *elements)
            rows.push_back(flatCharge(charge));
    }
    session.out.rows(
        rows, {"id", "meter", "per", "shape", "rate", "cap", "lifetime", "cap_scope", "over_cap", "overage_rate"});
}

Finished importPlan(Session &session, const ImportOptions &options)
{
    const Result<std::string> document = readTextFile(options.file);
    if (!document)
        return failed(document);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Checked<Plan> plan = (*services)->plans.import(*document, options.from);
    if (!plan)
        return std::unexpected(plan.error());
    Json json;
    json.set("name", plan->name);
    json.set("version", plan->version);
    session.out.object(json, {"name", "version"});
    return {};
}

Finished list(Session &session, const NoOptions &)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<PlanRow>> plans = (*services)->plans.list();
    if (!plans)
        return failed(plans);
    Json::Array rows;
    for (const PlanRow &plan : *plans)
        rows.push_back(toJson(plan));
    session.out.rows(rows, planColumns());
    return {};
}

Finished show(Session &session, const NameOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<Plan> plan = (*services)->plans.resolve(options.name);
    if (!plan)
        return failed(plan);
    showPlan(session, *plan);
    return {};
}

Finished exportPlan(Session &session, const NameOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::string> document = (*services)->plans.exportPlan(options.name);
    if (!document)
        return failed(document);
    session.out.text(*document);
    return {};
}

/// A stored plan or a version of one, else the plan in the file of that name; two files need no workspace.
Checked<Plan> planOrFile(Session &session, const std::string &text)
{
    const Result<Services *> services = session.read();
    const Result<Plan> plan = services ? (*services)->plans.resolve(text) : std::unexpected(services.error());
    if (plan)
        return *plan;
    const bool isElsewhere =
        plan.error().code == ErrorCode::NotFound || (!services && services.error().code == ErrorCode::FileNotFound);
    if (!isElsewhere || !QFileInfo::exists(QString::fromStdString(text)))
        return failed(plan);
    const Result<std::string> document = readTextFile(text);
    if (!document)
        return failed(document);
    return parsePlan(std::string_view(*document));
}

Finished compare(Session &session, const DiffOptions &options)
{
    const Checked<Plan> before = planOrFile(session, options.before);
    if (!before)
        return std::unexpected(before.error());
    const Checked<Plan> after = planOrFile(session, options.after);
    if (!after)
        return std::unexpected(after.error());
    Json::Array rows;
    for (const PlanChange &change : diff(*before, *after)) {
        Json row;
        row.set("pointer", change.pointer);
        row.set("kind", name(change.kind));
        row.set("before", change.before);
        row.set("after", change.after);
        rows.push_back(std::move(row));
    }
    session.out.rows(rows, {"pointer", "kind", "before", "after"});
    return {};
}

Finished preview(Session &session, const PreviewOptions &options)
{
    const Result<std::string> document = readTextFile(options.file);
    if (!document)
        return failed(document);
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const JobControl job(
        [&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const Checked<PlanImpact> impact = (*services)->plans.previewChange(*document, options.from, job);
    if (!impact)
        return std::unexpected(impact.error());
    const auto amounts = [&](Json &json, const Decimal &baseline, const Decimal &proposed, const Decimal &delta) {
        json.set("baseline", amountText(baseline, impact->currency));
        json.set("proposed", amountText(proposed, impact->currency));
        json.set("delta", amountText(delta, impact->currency));
    };
    Json::Array rows;
    for (const PlanImpactRow &customer : impact->customers) {
        Json row;
        row.set("customer", customer.name);
        amounts(row, customer.baseline, customer.proposed, customer.delta);
        rows.push_back(std::move(row));
    }
    Json total;
    amounts(total, impact->baseline, impact->proposed, impact->delta);
    Json extra;
    extra.set("total", std::move(total));
    extra.set("currency", impact->currency.code);
    extra.set("from", impact->zone.format(impact->span.begin));
    extra.set("to", impact->zone.format(impact->span.end));
    extra.set("requests", impact->requests);
    session.out.rows(rows, {"customer", "baseline", "proposed", "delta"}, extra);
    return {};
}

Json toJson(const UpstreamRow &row)
{
    Json json;
    json.set("source", row.pattern);
    json.set("plan", row.plan);
    json.set("currency", row.currency);
    json.set("from", row.from == earliestInstant ? Json() : Json(toRfc3339(row.from)));
    json.set("until", timeOrNull(row.until));
    return json;
}

const Output::Columns upstreamColumns{"source", "plan", "currency", "from", "until"};

Finished assignUpstream(Session &session, const AssignOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<UpstreamRow> row = (*services)->upstream.assign(options.name, options.source, options.from);
    if (!row)
        return failed(row);
    session.out.object(toJson(*row), upstreamColumns);
    return {};
}

Finished listUpstream(Session &session, const NoOptions &)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<UpstreamRow>> rows = (*services)->upstream.list();
    if (!rows)
        return failed(rows);
    Json::Array list;
    for (const UpstreamRow &row : *rows)
        list.push_back(toJson(row));
    session.out.rows(list, upstreamColumns);
    return {};
}

Finished endUpstream(Session &session, const EndOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<UpstreamRow> row = (*services)->upstream.end(options.source, options.from);
    if (!row)
        return failed(row);
    session.out.object(toJson(*row), upstreamColumns);
    return {};
}

Finished assign(Session &session, const AssignOptions &options)
{
    if (options.isUpstream)
        return assignUpstream(session, options);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<Customer> customer = (*services)->customers.find(options.customer);
    if (!customer)
        return failed(customer);
    std::optional<Instant> from;
    if (options.from) {
        const Result<Zone> zone = zoneNamed(customer->timezone);
        if (!zone)
            return failed(zone);
        const Result<Instant> start = fromOption(parseDateOrTime(*options.from, *zone), "--from");
        if (!start)
            return failed(start);
        from = *start;
    }
    const Result<void> assigned = (*services)->plans.assign(options.name, customer->id, from);
    if (!assigned)
        return failed(assigned);
    Json json;
    json.set("plan", options.name);
    json.set("customer", customer->name);
    json.set("from", timeOrNull(from));
    session.out.object(json, {"plan", "customer", "from"});
    return {};
}

Finished listTemplates(Session &session, const NoOptions &)
{
    Json::Array rows;
    for (const PlanTemplate &one : planTemplates()) {
        Json row;
        row.set("name", one.name);
        row.set("title", one.title.toStdString());
        row.set("description", one.description.toStdString());
        rows.push_back(std::move(row));
    }
    session.out.rows(rows, {"name", "title", "description"});
    return {};
}

Finished showTemplate(Session &session, const NameOptions &options)
{
    const Result<PlanTemplate> found = planTemplate(options.name);
    if (!found)
        return failed(found);
    session.out.text(found->document);
    return {};
}

} // namespace

void addPlanCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "plan", Words::tr("Versioned price lists"));

    auto [importApp, importing] =
        addCommand(group, session, "import", Words::tr("Store a plan file, or its next version"), &importPlan);
    addText(importApp, "file", importing.file, Words::tr("The plan file (JSON)"))->required();
    addText(importApp, "--from", importing.from,
        Words::tr("Date or time from which a plan's next version holds (default: now); the first holds always"));

    addCommand(group, session, "list", Words::tr("List the plans"), &list);

    auto [showApp, showing] = addCommand(group, session, "show", Words::tr("Show a plan and its charges"), &show);
    addText(showApp, "name", showing.name, Words::tr("The plan: NAME, or NAME@VERSION for an earlier version"))
        ->required();

    auto [exportApp, exporting] =
        addCommand(group, session, "export", Words::tr("Print a plan as a plan file"), &exportPlan);
    addText(exportApp, "name", exporting.name, Words::tr("The plan: NAME, or NAME@VERSION for an earlier version"))
        ->required();

    auto [diffApp, differing] =
        addCommand(group, session, "diff", Words::tr("What differs between two plans or versions"), &compare);
    addText(diffApp, "a", differing.before, Words::tr("A plan (NAME or NAME@VERSION), or a plan file"))->required();
    addText(diffApp, "b", differing.after, Words::tr("Another one"))->required();

    auto [previewApp, previewing] = addCommand(group, session, "preview",
        Words::tr("What a plan file would have made of the last 30 days; stores nothing"), &preview);
    addText(previewApp, "file", previewing.file, Words::tr("The plan file (JSON)"))->required();
    addText(previewApp, "--from", previewing.from,
        Words::tr("Date or time from which the file's prices hold (default: throughout)"));

    auto [assignApp, assigning] =
        addCommand(group, session, "assign", Words::tr("Price a customer's use, or what a provider charges us, by a plan"),
            &assign);
    addText(assignApp, "name", assigning.name, Words::tr("The plan"))->required();
    CLI::App &whom = *assignApp.add_option_group("whom");
    whom.require_option(1);
    addText(whom, "--customer", assigning.customer, Words::tr("The customer: name or id"));
    CLI::Option *upstream = whom.add_flag("--upstream", assigning.isUpstream,
        Words::tr("It is what an upstream provider charges us, for all customers' use").toStdString());
    addText(assignApp, "--source", assigning.source,
        Words::tr("With --upstream: only use reported by sources that fit this pattern, such as 'openai*' (default: all)"))
        ->needs(upstream);
    addText(assignApp, "--from", assigning.from,
        Words::tr("Date or time from which it holds (default: always for the first plan, else now)"));

    CLI::App &upstreamGroup = addGroup(group, "upstream", Words::tr("What upstream providers charge us"));
    addCommand(upstreamGroup, session, "list", Words::tr("List the price lists of upstream providers"), &listUpstream);
    auto [endApp, ending] =
        addCommand(upstreamGroup, session, "end", Words::tr("From a time on nothing is charged"), &endUpstream);
    addText(endApp, "--source", ending.source, Words::tr("The pattern of sources it was assigned to (default: all)"));
    addText(endApp, "--from", ending.from, Words::tr("Date or time from which nothing is charged (default: now)"));

    CLI::App &templateGroup = addGroup(group, "template", Words::tr("Plans to begin with"));
    addCommand(templateGroup, session, "list", Words::tr("List the templates"), &listTemplates);
    auto [showTemplateApp, showingTemplate] =
        addCommand(templateGroup, session, "show", Words::tr("Print a template as a plan file"), &showTemplate);
    addText(showTemplateApp, "name", showingTemplate.name, Words::tr("The template, such as cloud-api"))->required();
}

} // namespace toll
