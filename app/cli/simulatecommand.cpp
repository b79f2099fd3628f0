// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"

namespace toll {

namespace {

struct SimulateOptions {
    std::string file;
    std::vector<std::string> settings;
    std::optional<std::string> on;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
};

/// The scenario of the file, if one is given, with what the options say on top.
Checked<Scenario> scenarioOf(const SimulateOptions &options)
{
    Scenario scenario;
    if (!options.file.empty()) {
        const Result<std::string> text = readTextFile(options.file);
        if (!text)
            return failed(text);
        const Result<Json> document = parseJson(*text);
        if (!document)
            return failed(document);
        Checked<Scenario> parsed = parseScenario(*document);
        if (!parsed)
            return parsed;
        scenario = std::move(*parsed);
    }
    std::vector<Error> faults;
    for (const std::string &setting : options.settings) {
        const Result<void> applied = fromOption(applySetting(scenario, setting), "--set");
        if (!applied)
            faults.push_back(applied.error());
    }
    if (options.on) {
        const Result<Selection> selection = fromOption(parseSelection(*options.on), "--on");
        if (selection)
            scenario.on = *selection;
        else
            faults.push_back(selection.error());
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return scenario;
}

template<typename Amounts>
void addAmounts(Json &json, const Amounts &amounts, const Currency &currency)
{
    json.set("baseline", amountText(amounts.baseline, currency));
    json.set("scenario", amountText(amounts.scenario, currency));
    json.set("delta", amountText(amounts.delta, currency));
}

Json outcomeJson(const Outcome &outcome, const std::optional<Interval> &range)
{
    Json json;
    addAmounts(json, outcome, outcome.currency);
    json.set("currency", outcome.currency.code);
    Json period;
    period.set("start", range ? Json(toRfc3339(range->begin)) : Json());
    period.set("end", range ? Json(toRfc3339(range->end)) : Json());
    json.set("period", std::move(period));
    Json::Array customers;
    for (const OutcomeRow &row : outcome.customers) {
        Json customer;
        customer.set("id", row.id.text);
        customer.set("name", row.name);
        addAmounts(customer, row, outcome.currency);
        customer.set("refused", row.refused);
        customers.push_back(std::move(customer));
    }
    json.set("customers", std::move(customers));
    json.set("refused", outcome.refused);
    return json;
}

void showOutcomes(Session &session, const std::vector<Outcome> &outcomes, const std::optional<Interval> &range)
{
    if (session.out.isJson()) {
        Json::Array all;
        for (const Outcome &outcome : outcomes)
            all.push_back(outcomeJson(outcome, range));
        return session.out.document(all.size() == 1 ? all.front() : Json(all));
    }
    ReportTable table;
    table.columns = {
        {"customer"}, {"baseline", true}, {"scenario", true}, {"delta", true}, {"currency"}, {"refused", true}};
    const auto addRow = [&table](const std::string &label, const auto &amounts, const Currency &currency) {
        table.rows.push_back({label, amountText(amounts.baseline, currency), amountText(amounts.scenario, currency),
            amountText(amounts.delta, currency), currency.code, std::to_string(amounts.refused)});
    };
    for (const Outcome &outcome : outcomes) {
        for (const OutcomeRow &row : outcome.customers)
            addRow(row.name, row, outcome.currency);
        addRow("total", outcome, outcome.currency);
    }
    session.out.table(table);
}

/// Without usage nothing costs anything, before and after, in the workspace's currency.
Result<Outcome> emptyOutcome(Services &services)
{
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    const Result<Currency> code = currency(info->currency);
    if (!code)
        return std::unexpected(code.error());
    Outcome outcome;
    outcome.currency = *code;
    return outcome;
}

/// Cells where they give the exact answer, else single events.
Result<std::shared_ptr<const Baseline>> historyFor(
    Services &services, const std::optional<Interval> &range, const Scenario &scenario)
{
    Result<std::shared_ptr<const Baseline>> cells = services.simulation.baseline(range, Grain::Cells);
    if (!cells || cellsSuffice(**cells, scenario))
        return cells;
    return services.simulation.baseline(range, Grain::Events);
}

Finished simulate(Session &session, const SimulateOptions &options)
{
    const Checked<Scenario> scenario = scenarioOf(options);
    if (!scenario)
        return std::unexpected(scenario.error());
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return failed(zone);
    const Result<std::optional<Interval>> range = rangeFor(**services, options.from, options.to, *zone);
    if (!range)
        return failed(range);
    const Result<std::shared_ptr<const Baseline>> baseline = historyFor(**services, *range, *scenario);
    if (!baseline)
        return failed(baseline);
    Result<std::vector<Outcome>> outcomes = replay(**baseline, *scenario);
    if (!outcomes)
        return failed(outcomes);
    if (outcomes->empty()) {
        const Result<Outcome> empty = emptyOutcome(**services);
        if (!empty)
            return failed(empty);
        outcomes->push_back(*empty);
    }
    showOutcomes(session, *outcomes, (*baseline)->range);
    return {};
}

} // namespace

void addSimulateCommand(CLI::App &app, Session &session)
{
    auto [command, options] =
        addCommand(app, session, "simulate", Words::tr("What would this history have cost otherwise?"), &simulate);
    addText(command, "scenario", options.file, Words::tr("A scenario file (JSON)"));
    addTexts(command, "--set", options.settings,
        Words::tr("rate=0.003, rate_factor=1.1, cap=150/day, lifetime=P1M, cap_scope=, over_cap=, overage_rate=, renewal="));
    addText(command, "--on", options.on, Words::tr("Only customer:C, plan:P, tag:X or token:ID"));
    addText(command, "--from", options.from, Words::tr("First date or time of the history"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone, Words::tr("Zone of the dates (default: the workspace's)"));
}

} // namespace toll
