// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/calendar/period.h"
#include "core/reports/csv.h"
#include "core/services/printing.h"
#include "core/services/reportdocument.h"

namespace toll {

namespace {

struct ReportOptions {
    std::string name;
    std::string period;
    std::optional<std::string> timezone;
    std::string csv;
    std::string focus;
    std::string pdf;
    std::optional<std::string> paper;
};

Json toJson(const ReportTable &table, const std::string &period)
{
    Json json;
    json.set("name", table.name);
    json.set("period", period);
    Json::Array rows;
    for (const std::vector<std::string> &cells : table.rows) {
        Json row;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            row.set(table.columns[column].name, cells[column]);
        rows.push_back(std::move(row));
    }
    json.set("rows", std::move(rows));
    return json;
}

Result<void> writePdf(Services &services, const ReportTable &table, const ReportOptions &options, const Zone &zone)
{
    const Result<Paper> paper = fromOption(parsePaper(options.paper.value_or("A4")), "--paper");
    if (!paper)
        return std::unexpected(paper.error());
    const Result<Interval> range = parsePeriod(options.period, zone);
    if (!range)
        return std::unexpected(range.error());
    return writePdf(reportDocument({table, *range, zone, services.now(), *paper}), options.pdf);
}

Finished writeFiles(Session &session, Services &services, const ReportTable &table, const ReportOptions &options,
    const Zone &zone)
{
    Json json;
    json.set("name", table.name);
    json.set("rows", static_cast<std::int64_t>(table.rows.size()));
    Output::Columns columns{"name", "rows"};
    if (!options.csv.empty()) {
        const Result<void> written = writeTextFile(options.csv, toCsv(table));
        if (!written)
            return failed(written);
        json.set("csv", options.csv);
        columns.emplace_back("csv");
    }
    if (!options.pdf.empty()) {
        const Result<void> written = writePdf(services, table, options, zone);
        if (!written)
            return failed(written);
        json.set("pdf", options.pdf);
        columns.emplace_back("pdf");
    }
    if (!options.focus.empty()) {
        const Result<ReportTable> focus = services.reports.focus(options.period);
        const Result<void> written =
            focus ? writeTextFile(options.focus, toCsv(*focus)) : std::unexpected(focus.error());
        if (!written)
            return failed(written);
        json.set("focus", options.focus);
        json.set("focus_rows", static_cast<std::int64_t>(focus->rows.size()));
        columns.insert(columns.end(), {"focus", "focus_rows"});
    }
    session.out.object(json, columns);
    return {};
}

Finished report(Session &session, const ReportOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return failed(zone);
    const Result<ReportTable> table = (*services)->reports.report(options.name, options.period, *zone);
    if (!table)
        return failed(table);
    if (!options.csv.empty() || !options.pdf.empty() || !options.focus.empty())
        return writeFiles(session, **services, *table, options, *zone);
    if (session.out.isJson())
        session.out.document(toJson(*table, options.period));
    else
        session.out.table(*table);
    return {};
}

QString knownReports()
{
    QStringList names;
    for (const std::string &name : ReportService::names())
        names.append(QString::fromStdString(name));
    return names.join(QStringLiteral(", "));
}

} // namespace

void addReportCommand(CLI::App &app, Session &session)
{
    auto [command, options] = addCommand(app, session, "report", Words::tr("A table for a period"), &report);
    addText(command, "name", options.name, Words::tr("Which: %1").arg(knownReports()))->required();
    addText(command, "--period", options.period, Words::tr("2026, 2026-10, 2026-10-05 or START/END"))->required();
    addText(command, "--timezone", options.timezone, Words::tr("Zone of the dates (default: the workspace's)"));
    addText(command, "--csv", options.csv, Words::tr("Write it to this CSV file"))->type_name("FILE");
    addText(command, "--pdf", options.pdf, Words::tr("Print it to this PDF file"))->type_name("FILE");
    addText(command, "--paper", options.paper, Words::tr("Of the PDF file: A4 (default) or Letter"));
    addText(command, "--focus", options.focus,
        Words::tr("Write the period's bills to this file in the columns of FinOps FOCUS 1.1"))
        ->type_name("FILE");
}

} // namespace toll
