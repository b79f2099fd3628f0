// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage as CloudEvents, through a running service.
#include "tests/support/daemon.h"

#include <QtTest>

#include <zlib.h>

using namespace toll::test;
using toll::Json;

namespace {

constexpr const char *batchType = "Content-Type: application/cloudevents-batch+json\r\n";
constexpr const char *singleType = "Content-Type: application/cloudevents+json\r\n";

std::string cloudEvent(const std::string &id, const std::string &data = R"({"calls":2})", const std::string &subject = "t",
    const std::string &more = R"(,"time":"2026-10-05T14:00:00Z")")
{
    return R"({"specversion":"1.0","type":"com.acme.api.call.v1","source":"worker-1","id":")" + id
        + R"(","subject":")" + subject + R"(")" + more + R"(,"data":)" + data + "}";
}

/// "accepted duplicates conflicts rejected late"
QString counts(const Reply &reply)
{
    const Json body = jsonOf(reply);
    QStringList texts;
    for (const char *member : {"accepted", "duplicates", "conflicts"})
        texts << (body.find(member) ? QString::fromStdString(body.find(member)->dump()) : QStringLiteral("?"));
    const Json *rejected = body.find("rejected");
    texts << (rejected && rejected->asArray() ? QString::number(rejected->asArray()->size()) : QStringLiteral("?"));
    texts << (body.find("late") ? QString::fromStdString(body.find("late")->dump()) : QStringLiteral("?"));
    return texts.join(u' ');
}

std::string gzipped(const std::string &text)
{
    std::string out(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

} // namespace

class TestEventsApi : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void takesABatchOnce();
    void takesOneEvent();
    void takesGzip();
    void takesAllMeters();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void takesTheGoodOnesBesideTheBad();
    void refusesTooMuch();
    void refusesOtherTypes();
    void knowsDuplicatesOverRestarts();
    void listsConflicts();
    void tellsLateUsage_data();
    void tellsLateUsage();
    void isDurableWhenAnswered();

private:
    Reply send(const std::string &body, const char *type = batchType)
    {
        return m_client->ask("POST", "/v1/events", body, type);
    }
    void restart()
    {
        m_client.reset();
        m_daemon.reset();
        m_daemon = std::make_unique<Daemon>(m_folder->arguments());
        m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
    }
    /// What the command line says of the usage, once the service is gone.
    Json commandLineAfter(const QStringList &arguments)
    {
        m_client.reset();
        m_daemon.reset();
        return commandLine(m_folder->store(), arguments);
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

void TestEventsApi::init()
{
    m_folder = std::make_unique<ServiceFolder>();
    restart();
    QCOMPARE(m_client->ask("PUT", "/v1/customers/acme", R"({"name":"acme","currency":"EUR","timezone":"UTC"})",
                        "If-None-Match: *\r\n")
                 .status,
        201);
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/t",
                        R"({"customer":"acme","name":"first","rate":"0.02","caps":["200/day"],"lifetime":"P30D"})",
                        "If-None-Match: *\r\n")
                 .status,
        201);
}

void TestEventsApi::cleanup()
{
    m_client.reset();
    m_daemon.reset();
}

void TestEventsApi::takesABatchOnce()
{
    const std::string batch = "[" + cloudEvent("a") + "," + cloudEvent("b") + "," + cloudEvent("a") + "]";
    QCOMPARE(counts(send(batch)), QStringLiteral("2 1 0 0 0"));
    QCOMPARE(counts(send(batch)), QStringLiteral("0 3 0 0 0"));
    const Json usage = jsonOf(m_client->get("/v1/usage?from=2026-10-01&to=2026-11-01"));
    QCOMPARE(usage.find("total")->find("requests")->dump(), "4");
    QCOMPARE(usage.find("total")->find("amounts")->dump(), R"([{"amount":"0.08","currency":"EUR"}])");
    QCOMPARE(jsonOf(m_client->get("/v1/tokens/t/limits")).find("last_use")->dump(), R"("2026-10-05T14:00:00Z")");
}

void TestEventsApi::takesOneEvent()
{
    QCOMPARE(counts(send(cloudEvent("a"), singleType)), QStringLiteral("1 0 0 0 0"));
    QCOMPARE(counts(send(cloudEvent("b", "{}", "first"), singleType)), QStringLiteral("1 0 0 0 0")); // by name
    const std::string bare =
        R"({"specversion":"1.0","type":"api.call.v1","source":"s","id":"c","subject":"t","traceparent":"00-ab"})";
    QCOMPARE(counts(send(bare, singleType)), QStringLiteral("1 0 0 0 0"));
    QTest::qWait(20);
    QCOMPARE(counts(send(bare, singleType)), QStringLiteral("0 1 0 0 0")); // another time is none of its content
    QCOMPARE(jsonOf(m_client->get("/v1/usage")).find("total")->find("requests")->dump(), "4");
}

void TestEventsApi::takesGzip()
{
    const std::string body = gzipped("[" + cloudEvent("a") + "]");
    const std::string headers = std::string(batchType) + "Content-Encoding: gzip\r\n";
    QCOMPARE(counts(m_client->ask("POST", "/v1/events", body, headers)), QStringLiteral("1 0 0 0 0"));
}

void TestEventsApi::takesAllMeters()
{
    const std::string data = R"({"calls":3,"status":404,"response_ms":12,"input_units":10,"cached_input_units":4,)"
                             R"("cache_write_units":2,"output_units":7,"model":"m","endpoint":"/x","meter.images":5,)"
                             R"("dim.region":"eu"})";
    QCOMPARE(counts(send(cloudEvent("a", data), singleType)), QStringLiteral("1 0 0 0 0"));
    const Json rows = commandLineAfter({QStringLiteral("usage"), QStringLiteral("events")});
    QCOMPARE(rows.find("rows")->asArray()->front().dump(),
        R"({"time":"2026-10-05T14:00:00Z","id":"a","token":"t","status":404,"response_ms":12,"count":3,)"
        R"("input_units":10,"cached_input_units":4,"cache_write_units":2,"output_units":7,"model":"m",)"
        R"("endpoint":"/x","source":"worker-1","meter.images":5,"dim.region":"eu","token_name":"first",)"
        R"("customer":"acme"})");
}

void TestEventsApi::namesWhatIsWrong_data()
{
    QTest::addColumn<std::string>("event");
    QTest::addColumn<std::string>("pointer");
    const std::string head = R"({"specversion":"1.0","type":"api.call.v1","source":"s","id":"1","subject":"t")";
    QTest::newRow("no object") << std::string("[]") << std::string("/");
    QTest::newRow("version") << std::string(
        R"({"specversion":"0.3","type":"api.call.v1","source":"s","id":"1","subject":"t"})")
                             << std::string("/specversion");
    QTest::newRow("no id") << std::string(R"({"specversion":"1.0","type":"api.call.v1","source":"s","subject":"t"})")
                           << std::string("/id");
    QTest::newRow("type") << std::string(
        R"({"specversion":"1.0","type":"other","source":"s","id":"1","subject":"t"})")
                          << std::string("/type");
    QTest::newRow("part of the type") << std::string(
        R"({"specversion":"1.0","type":"xapi.call.v1","source":"s","id":"1","subject":"t"})")
                                      << std::string("/type");
    QTest::newRow("no subject") << std::string(R"({"specversion":"1.0","type":"api.call.v1","source":"s","id":"1"})")
                                << std::string("/subject");
    QTest::newRow("unknown subject") << cloudEvent("1", "{}", "nobody") << std::string("/subject");
    QTest::newRow("time") << head + R"(,"time":"yesterday"})" << std::string("/time");
    QTest::newRow("binary") << head + R"(,"data_base64":"aGk="})" << std::string("/data_base64");
    QTest::newRow("data") << cloudEvent("1", "7") << std::string("/data");
    QTest::newRow("no calls") << cloudEvent("1", R"({"calls":0})") << std::string("/data/calls");
    QTest::newRow("fraction") << cloudEvent("1", R"({"calls":1.5})") << std::string("/data/calls");
    QTest::newRow("text") << cloudEvent("1", R"({"calls":"1"})") << std::string("/data/calls");
    QTest::newRow("status") << cloudEvent("1", R"({"status":99})") << std::string("/data/status");
    QTest::newRow("negative") << cloudEvent("1", R"({"input_units":-1})") << std::string("/data/input_units");
    QTest::newRow("too large") << cloudEvent("1", R"({"output_units":99999999999999999999})")
                               << std::string("/data/output_units");
    QTest::newRow("meter") << cloudEvent("1", R"({"meter.images":"x"})") << std::string("/data/meter.images");
    QTest::newRow("misspelt") << cloudEvent("1", R"({"input_unit":1})") << std::string("/data/input_unit");
}

void TestEventsApi::namesWhatIsWrong()
{
    QFETCH(std::string, event);
    QFETCH(std::string, pointer);
    const Reply reply = send("[" + event + "]");
    QCOMPARE(counts(reply), QStringLiteral("0 0 0 1 0"));
    const Json body = jsonOf(reply);
    const Json &rejected = body.find("rejected")->asArray()->front();
    QCOMPARE(rejected.find("index")->dump(), "0");
    const Json *problem = rejected.find("problem");
    QVERIFY(!textOf(*problem, "detail").empty());
    QCOMPARE(textOf(problem->find("errors")->asArray()->front(), "pointer"), pointer);
}

void TestEventsApi::takesTheGoodOnesBesideTheBad()
{
    const Reply reply = send("[" + cloudEvent("a", "{}", "nobody") + "," + cloudEvent("b") + ",7," + cloudEvent("b") + "]");
    QCOMPARE(counts(reply), QStringLiteral("1 1 0 2 0"));
    const Json body = jsonOf(reply);
    QCOMPARE(body.find("rejected")->asArray()->back().find("index")->dump(), "2");
}

void TestEventsApi::refusesTooMuch()
{
    std::string many = "[" + cloudEvent("0");
    for (int i = 1; i < 1000; ++i)
        many += "," + cloudEvent(std::to_string(i), "{}");
    QCOMPARE(counts(send(many + "]")), QStringLiteral("1000 0 0 0 0"));
    QCOMPARE(send(many + "," + cloudEvent("more") + "]").status, 413);
    QCOMPARE(send("[" + std::string(1024 * 1024, ' ') + "]").status, 413);
}

void TestEventsApi::refusesOtherTypes()
{
    QCOMPARE(send("[" + cloudEvent("a") + "]", "Content-Type: application/json\r\n").status, 415);
    QCOMPARE(send("[" + cloudEvent("a") + "]", singleType).status, 400);
    QCOMPARE(send(cloudEvent("a")).status, 400);
    QCOMPARE(send("[").status, 400);
    QCOMPARE(ApiClient(m_daemon->port(), {}).ask("POST", "/v1/events", "[]", batchType).status, 401);
}

void TestEventsApi::knowsDuplicatesOverRestarts()
{
    QCOMPARE(counts(send("[" + cloudEvent("a") + "]")), QStringLiteral("1 0 0 0 0"));
    restart();
    QCOMPARE(counts(send("[" + cloudEvent("a") + "," + cloudEvent("b") + "]")), QStringLiteral("1 1 0 0 0"));
}

void TestEventsApi::listsConflicts()
{
    QCOMPARE(counts(send("[" + cloudEvent("a") + "]")), QStringLiteral("1 0 0 0 0"));
    QCOMPARE(counts(send("[" + cloudEvent("a", R"({"calls":3})") + "]")), QStringLiteral("0 0 1 0 0"));
    const Json listed = commandLineAfter({QStringLiteral("usage"), QStringLiteral("conflicts"), QStringLiteral("list")});
    QCOMPARE(listed.find("rows")->asArray()->size(), std::size_t{1});
}

void TestEventsApi::tellsLateUsage_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("counts");
    QTest::newRow("next bill") << "next_bill" << "1 0 0 0 1";
    QTest::newRow("refused") << "reject" << "0 0 0 1 1";
}

void TestEventsApi::tellsLateUsage()
{
    QFETCH(QString, policy);
    const std::string old = R"(,"time":"2025-03-05T14:00:00Z")";
    QCOMPARE(counts(send("[" + cloudEvent("a", "{}", "t", old) + "]")), QStringLiteral("1 0 0 0 0"));
    (void)commandLineAfter({QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("late_usage"), policy});
    (void)commandLineAfter({QStringLiteral("period"), QStringLiteral("close"), QStringLiteral("--period"), QStringLiteral("2025-03"),
        QStringLiteral("--customer"), QStringLiteral("acme")});
    restart();
    const Reply reply = send("[" + cloudEvent("b", "{}", "t", old) + "]");
    QTEST(counts(reply), "counts");
    QCOMPARE(textOf(jsonOf(reply), "late_policy"), policy.toStdString());
    if (policy == QLatin1String("reject")) {
        const Json body = jsonOf(reply);
        const Json *problem = body.find("rejected")->asArray()->front().find("problem");
        QCOMPARE(textOf(*problem, "type"), "urn:problem-type:tollkeeper:period-closed");
    }
}

void TestEventsApi::isDurableWhenAnswered()
{
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(counts(send("[" + cloudEvent(std::to_string(i)) + "]")), QStringLiteral("1 0 0 0 0"));
        restart(); // killed
    }
    QCOMPARE(jsonOf(m_client->get("/v1/usage")).find("total")->find("requests")->dump(), "10");
}

QTEST_GUILESS_MAIN(TestEventsApi)
#include "tst_eventsapi.moc"
