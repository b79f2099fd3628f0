// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a CSV file becomes durable, deduplicated, summed usage, and what peers do with the same rows. One job a
// process, so that each begins alike; bench_ingest.py beside this runs them in turn and compares.
//   bench_ingest make FILE ROWS              a seeded file of canonical usage, in order of time
//   bench_ingest tollkeeper FILE WORKSPACE   prints wall and CPU seconds, bytes, rows and peak memory
//   bench_ingest again FILE WORKSPACE        imports it once more: all duplicates
//   bench_ingest duckdb ROWS DATABASE LIB    the same rows, parsed beforehand, through the chunk appender
//   bench_ingest duckdb-copy FILE DATABASE LIB
#include "core/services/customers.h"
#include "core/services/entropy.h"
#include "core/services/imports.h"
#include "core/services/stores.h"
#include "core/storage/migrator.h"
#include "tests/benchmarks/benchtools.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <random>
#include <thread>

using namespace toll;
using namespace toll::bench;

namespace {

constexpr int tokenCount = 10'000;
constexpr std::int64_t begin2026 = 1'767'225'600'000;
constexpr std::array models{"gpt-4o", "gpt-4o-mini", "claude-sonnet", "embed-3"};

struct Event {
    std::int64_t time = 0;
    std::int64_t id = 0;
    int token = 0;
    int status = 0;
    int response = 0;
    int input = 0;
    int output = 0;
    int model = 0;
};

/// The events of 90 days in order of time: tokens by Zipf's law, lognormal response times, ids like hashes.
class Events {
public:
    explicit Events(std::int64_t rows) : m_gap(90.0 * msPerDay / static_cast<double>(rows))
    {
        double sum = 0;
        for (int i = 1; i <= tokenCount; ++i)
            m_sums.push_back(sum += 1.0 / i);
        for (int i = 0; i < tokenCount; ++i)
            m_tokens.push_back(i);
        std::shuffle(m_tokens.begin(), m_tokens.end(), m_dice);
    }

    Event next()
    {
        const auto unit = [this] { return static_cast<double>(m_dice() >> 11) * 0x1p-53; };
        const auto lognormal = [&](double median, double spread) {
            const double normal = std::sqrt(-2 * std::log(1 - unit())) * std::cos(6.283185307179586 * unit());
            return static_cast<int>(median * std::exp(spread * normal)) + 1;
        };
        m_time -= m_gap * std::log(1 - unit());
        Event event;
        event.time = begin2026 + static_cast<std::int64_t>(m_time);
        event.id = static_cast<std::int64_t>(m_dice() >> 1);
        const auto rank = std::ranges::lower_bound(m_sums, unit() * m_sums.back()) - m_sums.begin();
        event.token = m_tokens[static_cast<std::size_t>(rank)];
        const double luck = unit();
        event.status = luck < 0.95 ? 200 : luck < 0.98 ? 429 : 500;
        event.response = lognormal(120, 0.6);
        event.input = lognormal(400, 0.8);
        event.output = lognormal(150, 0.8);
        event.model = unit() < 0.85 ? event.token % 4 : static_cast<int>(m_dice() % 4);
        return event;
    }

private:
    std::mt19937_64 m_dice{42};
    std::vector<double> m_sums;
    std::vector<int> m_tokens;
    double m_gap;
    double m_time = 0;
};

std::string tokenName(int token)
{
    std::string digits = std::to_string(token);
    return "tok-" + std::string(5 - digits.size(), '0') + digits;
}

int make(const char *path, std::int64_t rows)
{
    std::ofstream file(path, std::ios::binary);
    file << "time,id,token,status,response_ms,input_units,output_units,model\n";
    Events events(rows);
    std::string text;
    for (std::int64_t row = 0; row < rows; ++row) {
        const Event event = events.next();
        std::string time = toRfc3339({event.time});
        if (time.size() == 20)
            time.insert(19, ".000");
        text += time + ',' + std::to_string(event.id) + ',' + tokenName(event.token) + ',' + std::to_string(event.status)
            + ',' + std::to_string(event.response) + ',' + std::to_string(event.input) + ','
            + std::to_string(event.output) + ',' + models[static_cast<std::size_t>(event.model)] + '\n';
        if (text.size() > (1U << 20) || row + 1 == rows) {
            file << text;
            text.clear();
        }
    }
    return file.good() ? 0 : 1;
}

std::int64_t sizeOf(const QString &path)
{
    return QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
}

ImportReport importFile(ServiceContext &context, const std::string &path, const CustomerId &customer)
{
    ImportService imports(context);
    ImportOptions options;
    options.layout = need(imports.preview(path, {}), "preview").layout;
    options.createTokens = true;
    options.customer = customer;
    return need(imports.run(path, options, JobControl()), "import");
}

/// Tokens are there before the clock runs, as they would be.
void makeTokens(ServiceContext &context, const QString &workspace, const CustomerId &customer)
{
    const QString path = workspace + QStringLiteral(".tokens.csv");
    std::ofstream file(path.toStdString());
    file << "time,id,token\n";
    for (int token = 0; token < tokenCount; ++token)
        file << "2025-12-31T00:00:00Z,token-" << token << ',' << tokenName(token) << '\n';
    file.close();
    importFile(context, path.toStdString(), customer);
    QFile::remove(path);
}

int tollkeeper(const std::string &file, const QString &workspace, bool isNew)
{
    Stores stores(need(Connection::openWriter(workspace, isNew ? IfAbsent::Create : IfAbsent::Fail), "open"));
    need(migrate(*stores.connection), "migrate");
    const Clock clock = [] {
        return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch())
                           .count()};
    };
    ServiceContext context{&stores, clock, systemEntropy(), "bench", {}};
    const CustomerId customer = isNew ? need(CustomerService(context).add({"Bench", "USD", "UTC", ""}), "customer").id
                                      : need(stores.customers.byIdOrName("Bench"), "customer").id;
    if (isNew)
        makeTokens(context, workspace, customer);
    const std::int64_t before = sizeOf(workspace);
    Stopwatch watch;
    const ImportReport report = importFile(context, file, customer);
    watch.print(isNew ? "tollkeeper" : "again", isNew ? report.added : report.duplicates, sizeOf(workspace) - before);
    if (report.rejected > 0 || report.conflicts > 0)
        std::fprintf(stderr, "rejected %lld, conflicts %lld\n", static_cast<long long>(report.rejected),
            static_cast<long long>(report.conflicts));
    return 0;
}

constexpr const char *duckTable = "CREATE TABLE usage (time BIGINT, id BIGINT, token INTEGER, status SMALLINT,"
                                  " response_ms INTEGER, input_units INTEGER, output_units INTEGER, model TINYINT)";

void appendChunks(DuckDb &duck, void *connection, const std::vector<Event> &events)
{
    void *appender = nullptr;
    duck.call("duckdb_appender_create", connection, static_cast<const char *>(nullptr), "usage", &appender);
    // BIGINT 5, INTEGER 4, SMALLINT 3, TINYINT 2
    std::array<void *, 8> types{};
    constexpr std::array<int, 8> ids{5, 5, 4, 3, 4, 4, 4, 2};
    for (std::size_t i = 0; i < ids.size(); ++i)
        types[i] = duck.call("duckdb_create_logical_type", ids[i]);
    void *const chunk =
        duck.call("duckdb_create_data_chunk", types.data(), static_cast<std::uint64_t>(types.size()));
    const auto size = static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(duck.call("duckdb_vector_size")));
    for (std::size_t at = 0; at < events.size(); at += size) {
        const std::size_t count = std::min(size, events.size() - at);
        const auto fill = [&]<typename T>(std::uint64_t column, T, auto Event::*member) {
            T *const data = static_cast<T *>(duck.call(
                "duckdb_vector_get_data", duck.call("duckdb_data_chunk_get_vector", chunk, column)));
            for (std::size_t row = 0; row < count; ++row)
                data[row] = static_cast<T>(events[at + row].*member);
        };
        fill(0, std::int64_t(), &Event::time);
        fill(1, std::int64_t(), &Event::id);
        fill(2, std::int32_t(), &Event::token);
        fill(3, std::int16_t(), &Event::status);
        fill(4, std::int32_t(), &Event::response);
        fill(5, std::int32_t(), &Event::input);
        fill(6, std::int32_t(), &Event::output);
        fill(7, std::int8_t(), &Event::model);
        duck.call("duckdb_data_chunk_set_size", chunk, static_cast<std::uint64_t>(count));
        duck.call("duckdb_append_data_chunk", appender, chunk);
        duck.call("duckdb_data_chunk_reset", chunk);
    }
    duck.call("duckdb_appender_destroy", &appender);
}

int duckdb(const std::string &mode, const char *source, const char *database, const char *library)
{
    DuckDb duck(library);
    const std::int64_t rows = mode == "duckdb" ? std::atoll(source) : 0;
    std::vector<Event> events;
    Events dice(std::max<std::int64_t>(rows, 1));
    while (std::ssize(events) < rows)
        events.push_back(dice.next());
    void *handle = nullptr;
    void *connection = nullptr;
    duck.call("duckdb_open", database, &handle);
    duck.call("duckdb_connect", handle, &connection);
    duck.query(connection, "SET threads = 2");
    Stopwatch watch;
    if (mode == "duckdb") {
        duck.query(connection, duckTable);
        appendChunks(duck, connection, events);
    } else {
        duck.query(connection, "CREATE TABLE usage (time TIMESTAMP, id BIGINT, token VARCHAR, status SMALLINT,"
                               " response_ms INTEGER, input_units INTEGER, output_units INTEGER, model VARCHAR)");
        duck.query(connection, "COPY usage FROM '" + std::string(source) + "' (HEADER)");
    }
    duck.query(connection, "CHECKPOINT");
    duck.call("duckdb_disconnect", &connection);
    duck.call("duckdb_close", &handle);
    watch.print(mode.c_str(), rows, QFileInfo(QString::fromUtf8(database)).size());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::string mode = argc > 1 ? argv[1] : "";
    if (mode == "make" && argc == 4)
        return make(argv[2], std::atoll(argv[3]));
    if ((mode == "tollkeeper" || mode == "again") && argc == 4)
        return tollkeeper(argv[2], QString::fromUtf8(argv[3]), mode == "tollkeeper");
    if (mode.starts_with("duckdb") && argc == 5)
        return duckdb(mode, argv[2], argv[3], argv[4]);
    std::fprintf(stderr, "usage: bench_ingest make|tollkeeper|again|duckdb|duckdb-copy …\n");
    return 2;
}
