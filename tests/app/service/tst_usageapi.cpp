// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of usage, buckets, estimates and statements, through a running service.
#include "core/base/instant.h"
#include "tests/support/daemon.h"

#include <QtTest>

#include <set>

using namespace toll::test;
using toll::Json;

class TestUsageApi : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void windowsFollowTheZone_data();
    void windowsFollowTheZone();
    void groupsAndSums();
    void pagesMeetEveryRowOnce();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void bucketsReplaceTheirRange();
    void bucketFaultsAreNamed_data();
    void bucketFaultsAreNamed();
    void estimateIsTheBill_data();
    void estimateIsTheBill();
    void estimateOfAPlan();
    void statementIsTheCommandLines();

private:
    void addToken(const std::string &id, const std::string &customer, const std::string &price)
    {
        QCOMPARE(m_client->ask("PUT", "/v1/tokens/" + id,
                            R"({"customer":")" + customer + R"(","name":")" + id + R"(",)" + price + "}",
                            "If-None-Match: *\r\n")
                     .status,
            201);
    }
    void use(const std::string &token, const std::string &time, int calls, const std::string &more = {})
    {
        static int number = 0;
        const Reply reply = m_client->ask("POST", "/v1/events",
            R"({"specversion":"1.0","type":"api.call.v1","source":"s","id":")" + std::to_string(++number)
                + R"(","subject":")" + token + R"(","time":")" + time + R"(","data":{"calls":)" + std::to_string(calls)
                + more + "}}",
            "Content-Type: application/cloudevents+json\r\n");
        QCOMPARE(jsonOf(reply).find("accepted")->dump(), "1");
    }
    /// "start requests" of each row, joined.
    std::string rows(const std::string &target)
    {
        const Json body = jsonOf(m_client->get(target));
        std::string text;
        const Json *list = body.find("usage");
        if (list == nullptr)
            return body.dump();
        for (const Json &row : *list->asArray())
            text += (text.empty() ? "" : "; ") + textOf(row, "start") + " " + row.find("requests")->dump();
        return text;
    }
    Json commandLineAfter(const QStringList &arguments)
    {
        m_client.reset();
        m_daemon.reset();
        return commandLine(m_folder->store(), arguments);
    }

    void put(const std::string &customer, const std::string &currency)
    {
        Json body;
        body.set("name", customer).set("currency", currency).set("timezone", "Europe/Berlin");
        const std::string target = "/v1/customers/" + customer;
        QCOMPARE(m_client->ask("PUT", target, body.dump(), "If-None-Match: *\r\n").status, 201);
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

void TestUsageApi::init()
{
    m_folder = std::make_unique<ServiceFolder>();
    m_daemon = std::make_unique<Daemon>(m_folder->arguments());
    m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
    for (const auto &[id, currency] : {std::pair("acme", "EUR"), std::pair("beta", "JPY")})
        put(id, currency);
    addToken("a", "acme", R"("rate":"0.02","caps":["200/day"],"lifetime":"P30D")");
    addToken("b", "beta", R"("rate":"1.5")");
}

void TestUsageApi::cleanup()
{
    m_client.reset();
    m_daemon.reset();
}

void TestUsageApi::windowsFollowTheZone_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<std::string>("rows");
    const auto row = [](const char *query, const char *rows) {
        QTest::newRow(query) << std::string(query) << std::string(rows);
    };
    row("window=month&tz=UTC", "2026-10-01T00:00:00Z 6; 2026-11-01T00:00:00Z 1");
    row("window=month&tz=Asia/Kolkata", "2026-09-30T18:30:00Z 5; 2026-10-31T18:30:00Z 2");
    row("window=day&tz=Europe/Berlin", "2026-10-24T22:00:00Z 5; 2026-10-31T23:00:00Z 2"); // 25 October has 25 hours
    row("window=hour", "2026-10-25T00:00:00Z 3; 2026-10-25T01:00:00Z 2; 2026-10-31T23:00:00Z 1; 2026-11-01T00:00:00Z 1");
    row("window=minute&from=2026-10-25&to=2026-10-26", "2026-10-25T00:30:00Z 1; 2026-10-25T00:31:00Z 2; 2026-10-25T01:30:00Z 2");
    row("from=2026-10-25&to=2026-10-26", "2026-10-25T00:00:00Z 5");
    row("window=day&from=2026-10-31&to=2026-11-01&tz=Europe/Berlin", "");
}

void TestUsageApi::windowsFollowTheZone()
{
    QFETCH(std::string, query);
    use("a", "2026-10-25T00:30:10Z", 1);
    use("a", "2026-10-25T00:31:10Z", 2);
    use("a", "2026-10-25T01:30:00Z", 2);
    use("a", "2026-10-31T23:30:00Z", 1);
    use("a", "2026-11-01T00:30:00Z", 1);
    QTEST(rows("/v1/usage?" + query), "rows");
}

void TestUsageApi::groupsAndSums()
{
    use("a", "2026-10-05T14:00:00Z", 3, R"(,"status":200,"model":"x","input_units":10,"response_ms":8)");
    use("a", "2026-10-05T15:00:00Z", 1, R"(,"status":500,"model":"y")");
    use("b", "2026-10-05T15:00:00Z", 2, R"(,"model":"x")");
    const Json body = jsonOf(m_client->get("/v1/usage?group_by=token&group_by=model&from=2026-10-05&to=2026-10-06"));
    QCOMPARE(body.find("usage")->asArray()->size(), std::size_t{3});
    QCOMPARE(body.find("usage")->asArray()->front().dump(),
        R"({"start":"2026-10-05T00:00:00Z","end":"2026-10-06T00:00:00Z","token":"a","token_name":"a","model":"x",)"
        R"("requests":3,"errors":0,"input_units":10,"cached_input_units":null,"cache_write_units":null,)"
        R"("output_units":null,"response_mean_ms":8,"response_p50_ms":8,"response_p95_ms":8,"response_p99_ms":8,)"
        R"("amounts":[{"amount":"0.06","currency":"EUR"}]})");
    QCOMPARE(body.find("total")->find("amounts")->dump(),
        R"([{"amount":"0.06","currency":"EUR"},{"amount":"3","currency":"JPY"}])");
    const Json narrowed = jsonOf(m_client->get("/v1/usage?token=a&where=status:5xx&amounts=false"));
    QCOMPARE(narrowed.find("total")->find("requests")->dump(), "1");
    QCOMPARE(narrowed.find("total")->find("amounts")->dump(), "[]");
}

void TestUsageApi::pagesMeetEveryRowOnce()
{
    for (int day = 10; day < 20; ++day) {
        use("a", "2026-10-" + std::to_string(day) + "T14:00:00Z", 1);
        use("b", "2026-10-" + std::to_string(day) + "T14:00:00Z", 2);
    }
    std::string target = "/v1/usage?window=day&group_by=token&limit=3";
    std::set<std::string> seen;
    std::size_t pages = 0;
    for (; !target.empty(); ++pages) {
        const Reply reply = m_client->get(target);
        const Json body = jsonOf(reply);
        for (const Json &row : *body.find("usage")->asArray())
            QVERIFY(seen.insert(textOf(row, "start") + textOf(row, "token")).second);
        QCOMPARE(body.find("total")->find("requests")->dump(), "30");
        const std::string link = reply.header("Link").value_or(std::string());
        target = link.empty() ? std::string() : link.substr(1, link.find('>') - 1);
    }
    QCOMPARE(seen.size(), std::size_t{20});
    QCOMPARE(pages, std::size_t{7});
}

void TestUsageApi::namesWhatIsWrong_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<int>("status");
    for (const char *query : {"window=second", "tz=Mars", "from=soon", "from=2026-10-02&to=2026-10-01", "group_by=day",
             "group_by=dim.none", "group_by=token&group_by=token", "where=status:x", "amounts=1", "limit=0", "cursor=x",
             "unknown=1", "window=minute&from=2026-01-01&to=2026-03-01", "buckets=s&group_by=status"})
        QTest::newRow(query) << std::string(query) << 400;
    QTest::newRow("token=none") << std::string("token=none") << 404;
}

void TestUsageApi::namesWhatIsWrong()
{
    QFETCH(std::string, query);
    QFETCH(int, status);
    const Reply reply = m_client->get("/v1/usage?" + query);
    QCOMPARE(reply.status, status);
    QVERIFY(!textOf(jsonOf(reply), "detail").empty());
}

void TestUsageApi::bucketsReplaceTheirRange()
{
    const auto put = [this](const std::string &buckets) {
        return jsonOf(m_client->ask("PUT", "/v1/usage-buckets",
            R"({"source":"p","timezone":"Europe/Berlin","from":"2026-10-25","to":"2026-10-26","grain":"P1D","buckets":)"
                + buckets + "}"));
    };
    const std::string whole = R"([{"start":"2026-10-25","requests":3,"token":"a","model":"m","input_units":7},)"
                              R"({"start":"2026-10-25","requests":1}])";
    QCOMPARE(put(whole).dump(), R"({"read":2,"added":2,"changed":0,"unchanged":0,"removed":0})");
    QCOMPARE(put(whole).dump(), R"({"read":2,"added":0,"changed":0,"unchanged":2,"removed":0})");
    const Json page = jsonOf(m_client->get("/v1/usage-buckets/p"));
    QCOMPARE(page.find("buckets")->asArray()->back().dump(),
        R"({"start":"2026-10-24T22:00:00Z","end":"2026-10-25T23:00:00Z","token":"a","model":"m","requests":3,)"
        R"("input_units":7,"cached_input_units":null,"cache_write_units":null,"output_units":null})");
    QCOMPARE(jsonOf(m_client->get("/v1/usage?buckets=p&group_by=token&tz=Europe/Berlin&from=2026-10-25&to=2026-10-26"))
                 .find("total")
                 ->find("requests")
                 ->dump(),
        "4");
    QCOMPARE(put(R"([{"start":"2026-10-25","requests":4,"token":"a","model":"m"}])").dump(),
        R"({"read":1,"added":0,"changed":1,"unchanged":0,"removed":1})");
    QCOMPARE(jsonOf(m_client->get("/v1/usage-buckets")).dump(),
        R"({"sources":[{"source":"p","buckets":1,"from":"2026-10-24T22:00:00Z","to":"2026-10-25T23:00:00Z"}]})");
    const Reply first = m_client->get("/v1/usage-buckets/p?limit=1");
    QVERIFY(!first.header("Link"));
}

void TestUsageApi::bucketFaultsAreNamed_data()
{
    QTest::addColumn<std::string>("bucket");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const char *bucket, const char *pointer) {
        QTest::newRow(name) << std::string(bucket) << std::string(pointer);
    };
    row("outside", R"({"start":"2026-10-26","requests":1})", "/buckets/0/start");
    row("no time", R"({"requests":1})", "/buckets/0/start");
    row("no requests", R"({"start":"2026-10-25"})", "/buckets/0/requests");
    row("negative", R"({"start":"2026-10-25","requests":1,"input_units":-1})", "/buckets/0/input_units");
    row("unknown token", R"({"start":"2026-10-25","requests":1,"token":"none"})", "/buckets/0/token");
    row("ends before", R"({"start":"2026-10-25T02:00:00Z","end":"2026-10-25T01:00:00Z","requests":1})", "/buckets/0/end");
    row("twice", R"({"start":"2026-10-25","requests":1},{"start":"2026-10-25","requests":1})", "/buckets/1/start");
    row("misspelt", R"({"start":"2026-10-25","requests":1,"reqs":1})", "/buckets/0/reqs");
}

void TestUsageApi::bucketFaultsAreNamed()
{
    QFETCH(std::string, bucket);
    QFETCH(std::string, pointer);
    const Reply reply = m_client->ask("PUT", "/v1/usage-buckets",
        R"({"source":"p","from":"2026-10-25","to":"2026-10-26","grain":"P1D","buckets":[)" + bucket + "]}");
    QVERIFY(reply.status >= 400 && reply.status < 500);
    const Json body = jsonOf(reply);
    QCOMPARE(textOf(body.find("errors")->asArray()->front(), "pointer"), pointer);
    QCOMPARE(jsonOf(m_client->get("/v1/usage-buckets")).dump(), R"({"sources":[]})");
}

void TestUsageApi::estimateIsTheBill_data()
{
    QTest::addColumn<std::string>("customer");
    QTest::addColumn<std::string>("price");
    QTest::addColumn<int>("calls");
    const auto row = [](const char *name, const char *customer, const char *price, int calls) {
        QTest::newRow(name) << std::string(customer) << std::string(price) << calls;
    };
    row("under the cap", "acme", R"("rate":"0.002","caps":["200/day"],"lifetime":"P30D")", 97);
    row("over C x T", "acme", R"("rate":"0.0123","caps":["1/day"],"lifetime":"P30D")", 97);
    row("by windows", "acme", R"("rate":"0.0123","caps":["3/day"],"lifetime":"P31D","cap_scope":"window")", 97);
    row("overage", "beta", R"("rate":"1.25","caps":["1/day"],"lifetime":"P7D","over_cap":"charge","overage_rate":"2.5")", 61);
    row("renewing", "beta", R"("rate":"0.7","caps":["5/day"],"lifetime":"P3D","renewal":"auto")", 97);
    row("none", "beta", R"("rate":"0.7")", 0);
}

void TestUsageApi::estimateIsTheBill()
{
    QFETCH(std::string, customer);
    QFETCH(std::string, price);
    QFETCH(int, calls);
    addToken("e", customer, price);
    const toll::Instant from = *toll::parseRfc3339("2026-09-30T22:00:00Z"); // October in Berlin
    const toll::Instant to = *toll::parseRfc3339("2026-10-31T23:00:00Z");
    const std::string question = R"({"token":"e","calls":)" + std::to_string(calls)
        + R"(,"from":"2026-10-01","to":"2026-11-01"})";
    const Json before = jsonOf(m_client->ask("POST", "/v1/estimates", question));
    // The term that begins with the first call, and the moments that the estimate spreads calls over.
    const bool isRenewing = price.contains("auto") || !price.contains("lifetime");
    const std::int64_t days = price.contains("P30D") ? 30 : price.contains("P31D") ? 31 : 7;
    const std::int64_t hour = days > 25 ? toll::msPerHour : 0; // the clocks go back on the 25th
    const toll::Instant end = isRenewing ? to : std::min(to, from.plus(days * toll::msPerDay + hour));
    for (int i = 0; i < calls; ++i)
        use("e", toll::toRfc3339(from.plus(i * (end.ms - from.ms) / calls)), 1);
    QCOMPARE(jsonOf(m_client->ask("POST", "/v1/estimates", question)).dump(), before.dump()); // what was used is left out
    const Json bill = commandLineAfter({QStringLiteral("bill"), QStringLiteral("--token"), QStringLiteral("e"),
        QStringLiteral("--period"), QStringLiteral("2026-10"), QStringLiteral("--explain")});
    QCOMPARE(before.find("lines")->dump(), bill.find("lines")->dump());
    QCOMPARE(before.find("amount")->dump(), bill.find("total")->dump());
    QVERIFY(before.find("amount")->dump() != R"("0.00")");
}

void TestUsageApi::estimateOfAPlan()
{
    const std::string plan = R"({"name":"Tiers","currency":"USD","charges":[{"id":"c","meter":"requests","price":)"
                             R"({"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.01"},{"rate":"0.006"}]}}]})";
    QCOMPARE(m_client->ask("PUT", "/v1/plans/Tiers", plan, "If-None-Match: *\r\n").status, 201);
    const Json estimate = jsonOf(m_client->ask(
        "POST", "/v1/estimates", R"({"plan":"Tiers","calls":1000000,"from":"2026-10-01","to":"2026-11-01"})"));
    QCOMPARE(textOf(estimate, "amount"), "6004.00");
    QCOMPARE(textOf(estimate, "currency"), "USD");
    QVERIFY(!textOf(estimate.find("lines")->asArray()->front(), "explanation").empty());
    const Reply basic = m_client->ask(
        "POST", "/v1/estimates", R"({"plan":"Basic","calls":1,"from":"2026-10-01","to":"2026-11-01"})");
    QCOMPARE(basic.status, 422); // its values are a token's
    for (const char *faulty : {R"({"calls":1,"from":"2026-10-01","to":"2026-11-01"})",
             R"({"plan":"Tiers","token":"a","calls":1,"from":"2026-10-01","to":"2026-11-01"})",
             R"({"plan":"Tiers","calls":1,"from":"2026-11-01","to":"2026-10-01"})",
             R"({"plan":"Tiers","calls":-1,"from":"2026-10-01","to":"2026-11-01"})",
             R"({"plan":"Tiers","calls":1,"from":"1026-10-01","to":"2026-10-01"})"})
        QVERIFY2(m_client->ask("POST", "/v1/estimates", faulty).status >= 400, faulty);
}

void TestUsageApi::statementIsTheCommandLines()
{
    use("a", "2026-10-05T14:00:00Z", 20);
    const Json ofToken = jsonOf(m_client->get("/v1/statements?token=a&period=2026-10"));
    const Json ofCustomer = jsonOf(m_client->get("/v1/statements?customer=acme&period=2026-10"));
    QCOMPARE(m_client->get("/v1/statements?customer=acme&period=soon").status, 400);
    QCOMPARE(textOf(ofToken, "total"), "0.40");
    const QStringList bill{QStringLiteral("bill"), QStringLiteral("--period"), QStringLiteral("2026-10")};
    QCOMPARE(commandLineAfter(bill + QStringList{QStringLiteral("--token"), QStringLiteral("a")}).dump(), ofToken.dump());
    QCOMPARE(
        commandLineAfter(bill + QStringList{QStringLiteral("--customer"), QStringLiteral("acme")}).dump(), ofCustomer.dump());
}

QTEST_GUILESS_MAIN(TestUsageApi)
#include "tst_usageapi.moc"
