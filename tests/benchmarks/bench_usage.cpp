// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast stored usage is summed, with exact percentiles, and exported, and what peers do with the same rows. One job
// a process, so that each begins alike; bench_usage.py beside this runs them in turn and compares. Every job opens its
// file while the clock runs.
//   bench_usage sums WORKSPACE                    each token's days: counts, sums, exact p50, p95, p99
//   bench_usage summary WORKSPACE                 the same as the rows with texts that a table shows
//   bench_usage export WORKSPACE FILE             canonical CSV
//   bench_usage qtextstream WORKSPACE FILE        the same lines through a QTextStream
//   bench_usage check WORKSPACE                   all of it looked through; no peer
//   bench_usage duckdb-load CSV DATABASE LIB      what was exported, for the next two
//   bench_usage duckdb-sums DATABASE LIB
//   bench_usage duckdb-export DATABASE LIB FILE
#include "core/services/check.h"
#include "core/services/entropy.h"
#include "core/services/stores.h"
#include "core/services/usage.h"
#include "core/services/usageexport.h"
#include "core/services/usagetally.h"
#include "tests/benchmarks/benchtools.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTextStream>

#include <array>
#include <memory>

using namespace toll;
using namespace toll::bench;

namespace {

/// What all ways must agree on, summed over the groups.
using Check = std::array<std::int64_t, 9>;
constexpr std::array checkNames{
    "groups", "requests", "errors", "response", "input_units", "output_units", "p50", "p95", "p99"};

void show(const Check &check)
{
    for (std::size_t i = 0; i < check.size(); ++i)
        std::printf("%s %lld\n", checkNames[i], static_cast<long long>(check[i]));
}

void add(Check &check, std::int64_t requests, std::int64_t errors, std::int64_t response, std::int64_t input,
    std::int64_t output, const ExactPercentiles &percentiles)
{
    const Check group{1, requests, errors, response, input, output, percentiles[0], percentiles[1], percentiles[2]};
    for (std::size_t i = 0; i < check.size(); ++i)
        check[i] += group[i];
}

/// A workspace, opened to be read.
struct Opened {
    explicit Opened(const char *workspace)
        : stores(need(Connection::openReader(QString::fromUtf8(workspace)), "open")),
          context{&stores, [] { return Instant{}; }, systemEntropy(), "bench", {}}
    {
    }
    Stores stores;
    ServiceContext context;
};

SummaryQuery tokenDays()
{
    SummaryQuery query;
    query.by = {GroupBy::Token, GroupBy::Day};
    query.withAmounts = false;
    query.exactPercentiles = true;
    return query;
}

constexpr std::size_t input = static_cast<std::size_t>(UnitMeter::Input);
constexpr std::size_t output = static_cast<std::size_t>(UnitMeter::Output);

void sums(const char *workspace)
{
    Stopwatch watch;
    Opened opened(workspace);
    const Tally tally = need(UsageService(opened.context).tally(tokenDays()), "sums");
    watch.stop();
    Check check{};
    for (const Tally::Piece &piece : tally.pieces)
        for (const auto &[group, of, percentiles] : piece.groups)
            add(check, of.requests, of.errors, of.responseMs.sum, of.units[input].sum, of.units[output].sum,
                percentiles);
    watch.show("sums", check[1], 0);
    show(check);
}

void summary(const char *workspace)
{
    Stopwatch watch;
    Opened opened(workspace);
    const UsageSummary found = need(UsageService(opened.context).summary(tokenDays()), "summary");
    watch.stop();
    Check check{};
    for (const UsageSums &of : found.rows)
        add(check, of.requests, of.errors, of.responseMs.sum, of.units[input].sum, of.units[output].sum,
            of.exact.value_or(ExactPercentiles{}));
    watch.show("summary", check[1], 0);
    show(check);
}

void exported(const char *workspace, const char *file)
{
    Stopwatch watch;
    Opened opened(workspace);
    const ExportReport report =
        need(ExportService(opened.context).usage(UsageExport(), JobControl(), std::string(file)), "export");
    watch.print("export", report.events, report.bytes);
}

void check(const char *workspace)
{
    Stopwatch watch;
    const CheckReport report = need(checkWorkspace(workspace, JobControl()), "check");
    watch.print("check", report.events, 0);
    if (!report.findings.empty())
        std::exit(1);
}

/// As one would write it with Qt alone, given the same columns and names.
void streamed(const char *workspace, const char *path)
{
    Stopwatch watch;
    Opened opened(workspace);
    std::unordered_map<std::string, QString> names;
    for (const Token &token : need(opened.stores.tokens.list(), "tokens"))
        names.emplace(token.id.text, QString::fromStdString(token.name));
    QFile file(QString::fromUtf8(path));
    if (!file.open(QIODevice::WriteOnly))
        std::exit(1);
    QTextStream out(&file);
    std::int64_t rows = 0;
    const auto text = [](std::string_view utf8) {
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    };
    const auto write = [&](const EventColumns &columns) -> Result<void> {
        for (std::size_t row = 0; row < columns.rows; ++row, ++rows) {
            out << QString::fromStdString(toRfc3339({columns.times[row]})) << ',' << text(columns.ids.at(row))
                << ",Bench," << names[std::string(columns.tokens.at(row))] << ',';
            if (columns.statuses[row] != noStatus)
                out << columns.statuses[row];
            out << ',';
            for (const auto *amounts : {&columns.responses, &columns.counts, &columns.units[0], &columns.units[1],
                     &columns.units[2], &columns.units[3]}) {
                if ((*amounts)[row] != EventColumns::absent)
                    out << qint64{(*amounts)[row]};
                out << ',';
            }
            out << text(columns.models.at(row)) << ',' << text(columns.endpoints.at(row)) << ','
                << text(columns.sources.at(row)) << "\r\n";
        }
        return {};
    };
    need(opened.stores.usage.visitColumns(UsageQuery().span, allColumns, write), "read");
    out.flush();
    file.close();
    watch.print("qtextstream", rows, QFileInfo(file).size());
}

/// A DuckDB of two threads, which is what it takes of two cores.
class DuckFile {
public:
    DuckFile(const char *database, const char *library) : duck(library)
    {
        duck.call("duckdb_open", database, &m_handle);
        duck.call("duckdb_connect", m_handle, &connection);
        duck.query(connection, "SET threads = 2");
    }
    ~DuckFile()
    {
        duck.call("duckdb_disconnect", &connection);
        duck.call("duckdb_close", &m_handle);
    }
    DuckFile(const DuckFile &) = delete;
    DuckFile &operator=(const DuckFile &) = delete;

    DuckDb duck;
    void *connection = nullptr;

private:
    void *m_handle = nullptr;
};

/// The rows as they are exported, and what is summed of them in the smallest types.
void duckLoad(const char *csv, const char *database, const char *library)
{
    DuckFile file(database, library);
    file.duck.query(file.connection,
        "CREATE TABLE usage AS SELECT * FROM read_csv('" + std::string(csv)
            + "', header = true, types = {'cached_input_units': 'BIGINT', 'cache_write_units': 'BIGINT',"
              " 'status': 'SMALLINT', 'response_ms': 'INTEGER', 'input_units': 'INTEGER', 'output_units': 'INTEGER'})");
    file.duck.query(file.connection,
        "CREATE TABLE sums AS SELECT epoch_ms(time) AS time, CAST(substr(token, 5) AS INTEGER) AS token, status,"
        " response_ms, input_units, output_units FROM usage ORDER BY time");
    file.duck.query(file.connection, "CHECKPOINT");
}

void duckSums(const char *database, const char *library)
{
    Stopwatch watch;
    DuckFile file(database, library);
    // Only what is checked leaves it, which is less than all the groups.
    const std::vector<std::int64_t> found = file.duck.numbers(file.connection,
        "SELECT count(*), sum(n), sum(errors), sum(response), sum(input), sum(output), sum(p[1]), sum(p[2]), sum(p[3])"
        " FROM (SELECT token, time // 86400000 AS day, count(*) AS n, count(*) FILTER (status >= 400) AS errors,"
        " sum(response_ms) AS response, sum(input_units) AS input, sum(output_units) AS output,"
        " quantile_disc(response_ms, [0.5, 0.95, 0.99]) AS p FROM sums GROUP BY token, day)",
        checkNames.size());
    watch.stop();
    Check check{};
    std::ranges::copy(found, check.begin());
    watch.show("duckdb-sums", check[1], 0);
    show(check);
}

void duckExport(const char *database, const char *library, const char *path)
{
    Stopwatch watch;
    {
        DuckFile file(database, library);
        file.duck.query(file.connection, "COPY usage TO '" + std::string(path) + "' (HEADER)");
    }
    watch.print("duckdb-export", 0, QFileInfo(QString::fromUtf8(path)).size());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::string mode = argc > 2 ? argv[1] : "";
    if (mode == "sums" && argc == 3)
        sums(argv[2]);
    else if (mode == "summary" && argc == 3)
        summary(argv[2]);
    else if (mode == "export" && argc == 4)
        exported(argv[2], argv[3]);
    else if (mode == "check" && argc == 3)
        check(argv[2]);
    else if (mode == "qtextstream" && argc == 4)
        streamed(argv[2], argv[3]);
    else if (mode == "duckdb-load" && argc == 5)
        duckLoad(argv[2], argv[3], argv[4]);
    else if (mode == "duckdb-sums" && argc == 4)
        duckSums(argv[2], argv[3]);
    else if (mode == "duckdb-export" && argc == 5)
        duckExport(argv[2], argv[3], argv[4]);
    else {
        std::fprintf(stderr, "usage: bench_usage sums|summary|export|qtextstream|duckdb-… …\n");
        return 2;
    }
    return 0;
}
