// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/tabledata.h"

#include "core/services/customers.h"
#include "core/services/entropy.h"
#include "core/services/stores.h"
#include "core/services/tokens.h"
#include "core/storage/migrator.h"

#include <QSqlError>
#include <QSqlQuery>

#include <array>
#include <cmath>
#include <cstdio>
#include <random>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

constexpr int tokenCount = 10'000;
constexpr std::int64_t begin2026 = 1'767'225'600'000;
constexpr std::size_t batchSize = std::size_t{1} << 18;

template<typename T>
T need(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: error %d at %s: %s\n", what, static_cast<int>(result.error().code),
            result.error().where.c_str(), result.error().found.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

struct Event {
    std::int64_t time = 0;
    std::size_t token = 0;
    int status = 0;
    std::size_t model = 0;
    std::int64_t response = 0;
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::string id;
};

constexpr std::array models{"gpt-4o", "gpt-4o-mini", "claude-sonnet", "embed-3"};
constexpr std::array endpoints{"/v1/chat", "/v1/embeddings"};

/// Ninety days of a skewed choice of tokens, in order of time.
class Events {
public:
    explicit Events(std::int64_t rows) : m_gap(90.0 * msPerDay / static_cast<double>(rows)) { }

    Event next()
    {
        const auto unit = [this] { return static_cast<double>(m_dice() >> 11) * 0x1p-53; };
        const auto skewed = [&](double median) {
            const double normal = std::sqrt(-2 * std::log(1 - unit())) * std::cos(6.283185307179586 * unit());
            return static_cast<std::int64_t>(median * std::exp(0.7 * normal)) + 1;
        };
        m_time -= m_gap * std::log(1 - unit());
        const double rank = std::pow(tokenCount, unit());
        const double luck = unit();
        Event event{begin2026 + static_cast<std::int64_t>(m_time), static_cast<std::size_t>(rank) % tokenCount,
            luck < 0.95       ? 200
                : luck < 0.98 ? 429
                              : 500,
            m_dice() % models.size(), skewed(120), skewed(400), skewed(150), std::to_string(m_dice() >> 1)};
        return event;
    }

private:
    std::mt19937_64 m_dice{42};
    double m_gap;
    double m_time = 0;
};

} // namespace

void makeTableWorkspace(const QString &path, std::int64_t rows)
{
    Stores stores(need(Connection::openWriter(path, IfAbsent::Create), "open"));
    need(migrate(*stores.connection), "migrate");
    ServiceContext context{&stores, [] { return Instant{begin2026}; }, systemEntropy(), "bench", {}};
    const CustomerId customer = need(CustomerService(context).add({"Bench", "USD", "UTC", ""}), "customer").id;
    NewToken wanted;
    wanted.customer = customer;
    wanted.count = 1000; // the most at once
    std::vector<std::string> tokens;
    while (tokens.size() < tokenCount) {
        wanted.name = "token-" + std::to_string(tokens.size() / 1000);
        for (const IssuedToken &issued : need(TokenService(context).create(wanted), "tokens"))
            tokens.push_back(issued.token.id.text);
    }
    Events dice(rows);
    EventColumns columns;
    const auto write = [&](int number) {
        ImportBatch batch{
            {"batch-" + std::to_string(number)}, "bench", "bench", {begin2026}, {}, 0, 0, 0, 0, 0, {}, {}};
        need(atomically(*stores.connection,
                 [&]() -> Result<void> {
                     const Result<void> made = stores.batches.insert(batch);
                     return made ? stores.usage.append(columns, batch.id, {}, {begin2026}) : made;
                 }),
            "append");
        columns.clear();
    };
    for (std::int64_t row = 0; row < rows; ++row) {
        const Event event = dice.next();
        StoredEvent stored{{tokens[event.token]}, hashOfId("bench", event.id), {}};
        stored.event.id = event.id;
        stored.event.source = "bench";
        stored.event.time.ms = event.time;
        stored.event.status = static_cast<std::int16_t>(event.status);
        stored.event.responseMs = event.response;
        stored.event.units[0] = event.input;
        stored.event.units[3] = event.output;
        stored.event.model = models[event.model];
        stored.event.endpoint = endpoints[event.model % 2];
        columns.add(stored);
        if (columns.rows == batchSize || row + 1 == rows)
            write(static_cast<int>(row / static_cast<std::int64_t>(batchSize)));
    }
}

QSqlDatabase openPlainTable(const QString &path)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"plain"_s);
    database.setDatabaseName(path);
    if (!database.open())
        std::exit(1);
    return database;
}

void makePlainTable(const QString &path, std::int64_t rows)
{
    QSqlDatabase database = openPlainTable(path);
    QSqlQuery query(database);
    const auto run = [&](const QString &sql) {
        if (!query.exec(sql)) {
            std::fprintf(stderr, "%s\n", qPrintable(query.lastError().text()));
            std::exit(1);
        }
    };
    run(u"CREATE TABLE event (time INTEGER, token TEXT, customer TEXT, status INTEGER, model TEXT, endpoint TEXT,"
        " count INTEGER, response INTEGER, input INTEGER, cached INTEGER, output INTEGER, id TEXT)"_s);
    run(u"BEGIN"_s);
    query.prepare(u"INSERT INTO event VALUES (?, ?, 'Bench', ?, ?, ?, 1, ?, ?, NULL, ?, ?)"_s);
    Events dice(rows);
    for (std::int64_t row = 0; row < rows; ++row) {
        const Event event = dice.next();
        query.bindValue(0, static_cast<qlonglong>(event.time));
        query.bindValue(1, u"token-%1"_s.arg(event.token + 1));
        query.bindValue(2, event.status);
        query.bindValue(3, QLatin1StringView(models[event.model]));
        query.bindValue(4, QLatin1StringView(endpoints[event.model % 2]));
        query.bindValue(5, static_cast<qlonglong>(event.response));
        query.bindValue(6, static_cast<qlonglong>(event.input));
        query.bindValue(7, static_cast<qlonglong>(event.output));
        query.bindValue(8, QString::fromStdString(event.id));
        if (!query.exec())
            std::exit(1);
    }
    run(u"COMMIT"_s);
}

} // namespace toll
