// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usageexport.h"

#include "core/reports/csv.h"

#include <QSaveFile>

#include <cmath>
#include <set>

namespace toll {

namespace {

std::string text(const std::optional<std::int64_t> &number)
{
    return number ? std::to_string(*number) : std::string();
}

template<typename Pairs>
auto valueOf(const Pairs &pairs, const std::string &name)
{
    const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
    return found == pairs.end() ? std::nullopt : std::optional(found->second);
}

ReportTable canonicalTable()
{
    ReportTable table;
    table.name = "usage";
    table.columns = {{"time", false}, {"id", false}, {"customer", false}, {"token", false}, {"status", true},
        {"response_ms", true}, {"count", true}, {"input_units", true}, {"cached_input_units", true},
        {"cache_write_units", true}, {"output_units", true}, {"model", false}, {"endpoint", false}, {"source", false}};
    return table;
}

std::vector<std::string> canonicalRow(const EventRow &row)
{
    const UsageEvent &event = row.stored.event;
    std::vector<std::string> cells{toRfc3339(event.time), event.id, row.customerName, row.tokenName,
        event.status == noStatus ? std::string() : std::to_string(event.status), text(event.responseMs),
        std::to_string(event.count)};
    for (const std::optional<std::int64_t> &units : event.units)
        cells.push_back(text(units));
    cells.insert(cells.end(), {event.model, event.endpoint, event.source});
    return cells;
}

} // namespace

ReportTable sumsReport(const ChartData &data, bool isByHour)
{
    ReportTable table;
    table.name = "usage-sums";
    table.columns.push_back({isByHour ? "hour" : "day", false});
    for (const ChartSeries &series : data.series)
        table.columns.push_back({series.name.toStdString(), true});
    for (std::size_t b = 0; b < data.buckets.size(); ++b) {
        const Instant begin = data.buckets[b].span.begin;
        std::vector<std::string> row{isByHour ? data.zone.format(begin) : toIso(data.zone.toLocal(begin).date)};
        for (const ChartSeries &series : data.series)
            row.push_back(std::isnan(series.values[b]) ? std::string() : series.exact[b].toString());
        table.rows.push_back(std::move(row));
    }
    return table;
}

ReportTable eventsReport(const EventsFound &found)
{
    ReportTable table = canonicalTable();
    std::set<std::string> meters;
    std::set<std::string> dimensions;
    for (const EventRow &row : found.rows) {
        for (const auto &[name, value] : row.stored.event.custom)
            meters.insert(name);
        for (const auto &[name, value] : row.stored.event.dimensions)
            dimensions.insert(name);
    }
    for (const std::string &name : meters)
        table.columns.push_back({"meter." + name, true});
    for (const std::string &name : dimensions)
        table.columns.push_back({"dim." + name, false});
    for (const EventRow &row : found.rows) {
        std::vector<std::string> cells = canonicalRow(row);
        for (const std::string &name : meters)
            cells.push_back(text(valueOf(row.stored.event.custom, name)));
        for (const std::string &name : dimensions)
            cells.push_back(valueOf(row.stored.event.dimensions, name).value_or(std::string()));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

ReportTable sampleReport()
{
    ReportTable table = canonicalTable();
    table.rows = {{"2026-11-01T09:00:00Z", "req-0001", "Acme", "mobile-app", "200", "412", "1", "1200", "0", "0", "340",
                      "small", "/v1/chat", "gateway"},
        {"2026-11-01T09:00:07Z", "req-0002", "Acme", "mobile-app", "429", "3", "1", "", "", "", "", "small", "/v1/chat",
            "gateway"},
        {"2026-11-01T09:01:30.250Z", "req-0003", "Acme", "nightly-report", "200", "1830", "1", "5400", "2048", "0",
            "900", "large", "/v1/chat", "gateway"}};
    return table;
}

ReportTable faultsReport(const std::vector<Error> &faults)
{
    ReportTable table;
    table.name = "rejected";
    table.columns = {{"line", true}, {"field", false}, {"found", false}, {"expected", false}};
    for (const Error &fault : faults)
        table.rows.push_back(
            {fault.line > 0 ? std::to_string(fault.line) : std::string(), fault.where, fault.found, fault.expected});
    return table;
}

bool writeCsv(const QString &path, const ReportTable &table)
{
    QSaveFile file(path);
    const std::string csv = toCsv(table);
    return file.open(QIODevice::WriteOnly)
        && file.write(csv.data(), static_cast<qint64>(csv.size())) == static_cast<qint64>(csv.size()) && file.commit();
}

} // namespace toll
