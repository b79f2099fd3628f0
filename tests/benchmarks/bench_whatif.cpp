// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What-if over 10,000 tokens x 90 days: one scenario, 1,000 of a grid of rates, caps and lifetimes, and 1,000 arbitrary
// ones, against DuckDB on the same window sums with two threads (and one). In turn, medians, and all totals compared.
//   bench_whatif LIBDUCKDB [ROUNDS]
// DuckDB's table holds what a matrix holds: the sum of each token's window. Reading the rows into windows is shown
// apart.
#include "core/simulation/sweep.h"
#include "tests/benchmarks/benchtools.h"

#include <algorithm>
#include <functional>
#include <span>

using namespace toll;
using namespace toll::bench;

namespace {

constexpr std::uint32_t customers = 1000;
constexpr std::uint32_t tokensOfEach = 10;
constexpr std::uint32_t days = 90;
constexpr std::size_t scenarioCount = 1000;
constexpr Instant begin{1767225600000}; // 2026-01-01: January, February and March have 90 days

/// A token's requests of a day; DuckDB makes the same of the same numbers.
std::int64_t unitsOf(std::int64_t token, std::int64_t day)
{
    return (token * 7919 + day * 104729 + token * day * 31) % 997;
}

struct Parts {
    Decimal rate;
    std::int64_t cap = 0;
    std::int64_t lifetime = 0; ///< days; 0: as it is
};

Baseline historyOf(CapScope scope, const char *period)
{
    Baseline baseline;
    baseline.range = Interval{begin, begin.plus(days * msPerDay)};
    TokenPrice price;
    price.rate = need(Decimal::parse("0.002"), "rate");
    price.caps = {need(parseCap("200/day"), "cap")};
    price.lifetime = need(parseLifetime("P30D"), "lifetime");
    price.capScope = scope;
    price.renewal = Renewal::Auto;
    for (std::uint32_t c = 0; c < customers; ++c) {
        BaselineCustomer &customer = baseline.customers.emplace_back();
        customer.id.text = customer.name = "customer-" + std::to_string(c);
        customer.currency = need(currency("USD"), "currency");
        customer.plan = basicPlan();
        customer.plan.period = need(parseSpan(period), "period");
        for (std::uint32_t t = 0; t < tokensOfEach; ++t) {
            const std::uint32_t token = c * tokensOfEach + t;
            const std::string id = "token-" + std::to_string(token);
            const Instant start = begin.plus(token % 96 * msPerQuarter);
            customer.tokens.push_back({{id}, id, price, {}, {}, start, {}});
            customer.usage.tokens.push_back({id});
            customer.info.emplace_back();
        }
        for (std::uint32_t day = 0; day < days; ++day)
            for (std::uint32_t t = 0; t < tokensOfEach; ++t) {
                const std::uint32_t token = c * tokensOfEach + t;
                UsageRow row;
                row.time = begin.plus(day * msPerDay + token % 96 * msPerQuarter);
                row.token = t;
                row.status = 200;
                row.requests = unitsOf(token, day);
                customer.usage.rows.push_back(row);
            }
        std::ranges::stable_sort(customer.usage.rows, {}, &UsageRow::time);
    }
    need(rateBaseline(baseline), "bills");
    return baseline;
}

/// DuckDB with the same sums, in memory.
class Duck {
public:
    Duck(const char *library, const char *threads) : m_duck(library)
    {
        void *config = nullptr;
        void *database = nullptr;
        m_duck.call("duckdb_create_config", &config);
        m_duck.call("duckdb_set_config", config, "threads", threads);
        m_duck.call(
            "duckdb_open_ext", static_cast<const char *>(nullptr), &database, config, static_cast<char **>(nullptr));
        m_duck.call("duckdb_connect", database, &m_connection);
        query("CREATE TABLE cells AS SELECT CAST(t // 10 AS INTEGER) AS customer, CAST(t AS INTEGER) AS token, "
              "CAST(d AS INTEGER) AS day, CAST(CASE WHEN d < 31 THEN 0 WHEN d < 59 THEN 1 ELSE 2 END AS INTEGER) AS "
              "month, CAST((t * 7919 + d * 104729 + t * d * 31) % 997 AS INTEGER) AS n "
              "FROM range(10000) a(t), range(90) b(d) ORDER BY t, d");
        query("CREATE TABLE rates AS SELECT CAST(i AS INTEGER) AS i, CAST(i + 1 AS INTEGER) AS mills FROM range(10) "
              "a(i)");
        query("CREATE TABLE caps AS SELECT CAST(i AS INTEGER) AS i, CAST(100 + 50 * i AS INTEGER) AS c FROM range(10) "
              "a(i)");
        query("CREATE TABLE lifetimes AS SELECT CAST(i AS INTEGER) AS i, CAST(7 * (i + 1) AS INTEGER) AS t FROM "
              "range(10) "
              "a(i)");
        query("CREATE TABLE scenarios AS SELECT CAST(i AS INTEGER) AS i, CAST(1 + i * 7919 % 1000 AS INTEGER) AS c, "
              "CAST(1 + i * 31 % 97 AS INTEGER) AS mills FROM range(1000) a(i)");
    }
    void query(const std::string &sql) { m_duck.query(m_connection, sql); }
    std::vector<std::int64_t> numbers(const std::string &sql) { return m_duck.numbers(m_connection, sql, 2); }

private:
    DuckDb m_duck;
    void *m_connection = nullptr;
};

/// What all ways must agree on: the sum of the totals in cents, and that sum weighted by place.
using Check = std::vector<std::int64_t>;

Check checkOf(const std::vector<std::vector<CurrencyTotal>> &points)
{
    Check check(2);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Decimal cents = need(points[i].front().scenario.times(100), "cents").rounded(0, Rounding::HalfUp);
        check[0] += static_cast<std::int64_t>(cents.coefficient());
        check[1] += static_cast<std::int64_t>(cents.coefficient()) * static_cast<std::int64_t>(i + 1);
    }
    return check;
}

/// One way of doing a job, timed in turn with the others.
struct Way {
    std::string name;
    std::function<Check()> work;
    std::vector<double> times{}; ///< ms
};

/// `repeats`: of one way, before the next has its turn.
void race(const char *job, std::vector<Way> ways, int rounds, int repeats)
{
    Check expected;
    for (int round = 0; round < rounds; ++round)
        for (Way &way : ways) {
            const auto from = std::chrono::steady_clock::now();
            Check check = way.work();
            for (int i = 1; i < repeats; ++i)
                check = way.work();
            way.times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count() / repeats);
            if (expected.empty())
                expected = check;
            if (check != expected) {
                std::fprintf(stderr, "%s: %s gives %lld, %lld and not %lld, %lld\n", job, way.name.c_str(),
                    static_cast<long long>(check[0]), static_cast<long long>(check[1]),
                    static_cast<long long>(expected[0]), static_cast<long long>(expected[1]));
                std::exit(1);
            }
        }
    std::printf("%s (wanted: DuckDB takes 50 times as long)\n", job);
    double own = 0;
    for (Way &way : ways) {
        std::ranges::sort(way.times);
        const double median = way.times[way.times.size() / 2];
        own = own > 0 ? own : median;
        std::printf("  %-34s %10.3f ms  %8.1f x\n", way.name.c_str(), median, median / own);
    }
}

std::vector<Scenario> arbitraryScenarios()
{
    std::vector<Scenario> scenarios(scenarioCount);
    for (std::size_t i = 0; i < scenarioCount; ++i) {
        need(applySetting(scenarios[i], "cap=" + std::to_string(1 + i * 7919 % 1000) + "/day"), "cap");
        scenarios[i].rate = need(Decimal::fromParts(static_cast<Int128>(1 + i * 31 % 97), 3), "rate");
    }
    return scenarios;
}

SweepGrid grid()
{
    SweepGrid made;
    made.axes = {{"rate", {}}, {"cap", {}}, {"lifetime", {}}};
    for (int i = 0; i < 10; ++i) {
        made.axes[0].values.push_back(need(Decimal::fromParts(i + 1, 3), "rate").toString());
        made.axes[1].values.push_back(std::to_string(100 + 50 * i) + "/day");
        made.axes[2].values.push_back("P" + std::to_string(7 * (i + 1)) + "D");
    }
    return made;
}

const char *const duckOne = "SELECT sum((u * 3 + 5) // 10), sum((u * 3 + 5) // 10) FROM (SELECT customer, month, "
                            "sum(least(n, 150)) AS u FROM cells GROUP BY customer, month)";
const char *const duckArbitrary =
    "SELECT sum(m), sum(m * (i + 1)) FROM (SELECT s.i, sum((u * s.mills + 5) // 10) AS m FROM (SELECT i, customer, "
    "month, sum(least(n, c)) AS u FROM cells, scenarios GROUP BY i, customer, month) x JOIN scenarios s ON s.i = x.i "
    "GROUP BY s.i)";
const char *const duckTerms = "SELECT i AS l, t, customer, token, day // t AS term, sum(n) AS n FROM cells, lifetimes "
                              "GROUP BY i, t, customer, token, day // t";
/// `terms`: their sums, as a query or a table.
std::string duckGrid(const std::string &terms)
{
    return "WITH units AS (SELECT l, caps.i AS k, customer, sum(least(n, caps.c * t)) AS u FROM " + terms
        + ", caps GROUP BY l, caps.i, customer), money AS (SELECT rates.i * 100 + k * 10 + l AS place, sum((u * mills "
          "+ "
          "5) // 10) AS m FROM units, rates GROUP BY place) SELECT sum(m), sum(m * (place + 1)) FROM money";
}

void one(const Baseline &history, Duck &two, Duck &alone, int rounds)
{
    const auto read = std::chrono::steady_clock::now();
    const QuickReplay quick(history);
    const auto from = std::chrono::steady_clock::now();
    need(quick.totals(Scenario()), "first");
    const auto first = std::chrono::steady_clock::now();
    std::printf("rows read once %.1f ms, laid into windows %.1f ms\n",
        std::chrono::duration<double, std::milli>(from - read).count(),
        std::chrono::duration<double, std::milli>(first - from).count());
    Scenario scenario;
    need(applySetting(scenario, "cap=150/day"), "cap");
    need(applySetting(scenario, "rate=0.003"), "rate");
    need(quick.totals(scenario), "outline");
    race("one scenario of a slider that is dragged: under 1 ms",
        {{"Tollkeeper, one thread", [&] { return checkOf({need(quick.totals(scenario), "one")}); }},
            {"DuckDB, two threads", [&] { return two.numbers(duckOne); }},
            {"DuckDB, one thread", [&] { return alone.numbers(duckOne); }}},
        rounds * 3, 10);
    const std::vector<Scenario> scenarios = arbitraryScenarios();
    const auto all = [&](std::size_t threads) {
        return checkOf(need(quick.totals(scenarios, Pace{threads, {}, {}}), "arbitrary"));
    };
    race("1,000 arbitrary caps and rates",
        {{"Tollkeeper, two threads", [&] { return all(2); }}, {"Tollkeeper, one thread", [&] { return all(1); }},
            {"DuckDB, two threads", [&] { return two.numbers(duckArbitrary); }}},
        std::max(1, rounds / 3), 1);
}

void many(const Baseline &history, Duck &two, Duck &alone, int rounds)
{
    const SweepGrid points = grid();
    const QuickReplay quick(history);
    const auto all = [&](const QuickReplay &of, std::size_t threads) {
        return checkOf(need(sweep(of, points, Pace{threads, {}, {}}), "sweep").points);
    };
    std::vector<std::unique_ptr<QuickReplay>> fresh;
    for (int i = 0; i < rounds; ++i)
        fresh.push_back(std::make_unique<QuickReplay>(history));
    auto next = fresh.begin();
    const std::string whole = duckGrid("(" + std::string(duckTerms) + ") terms");
    two.query("CREATE TABLE terms AS " + std::string(duckTerms));
    race("1,000 of a grid: 10 rates x 10 caps x 10 lifetimes, the lifetimes new",
        {{"Tollkeeper, two threads", [&] { return all(**next++, 2); }},
            {"DuckDB, two threads", [&] { return two.numbers(whole); }},
            {"DuckDB, one thread", [&] { return alone.numbers(whole); }}},
        rounds, 1);
    race("the same, the lifetimes known from before",
        {{"Tollkeeper, two threads", [&] { return all(quick, 2); }},
            {"Tollkeeper, one thread", [&] { return all(quick, 1); }},
            {"DuckDB, two threads, terms kept", [&] { return two.numbers(duckGrid("terms")); }},
            {"DuckDB, two threads", [&] { return two.numbers(whole); }}},
        rounds, 1);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_whatif LIBDUCKDB [ROUNDS]\n");
        return 2;
    }
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
    Duck two(argv[1], "2");
    Duck alone(argv[1], "1");
    one(historyOf(CapScope::EachWindow, "P1M"), two, alone, rounds);
    many(historyOf(CapScope::WholeTerm, "P1Y"), two, alone, rounds);
    return 0;
}
