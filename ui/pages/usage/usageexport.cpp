// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usageexport.h"

#include "core/reports/csv.h"
#include "core/services/usagereport.h"

#include <QSaveFile>

#include <cmath>

namespace toll {

namespace {

bool write(const QString &path, const std::string &text)
{
    QSaveFile file(path);
    const qint64 size = static_cast<qint64>(text.size());
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.commit();
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

ReportTable sampleReport()
{
    ReportTable table = canonicalUsageTable();
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
    return write(path, toCsv(table));
}

bool writeJson(const QString &path, const Json &document)
{
    return write(path, document.dumpPretty());
}

bool isJsonPath(const QString &path)
{
    return path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
}

} // namespace toll
