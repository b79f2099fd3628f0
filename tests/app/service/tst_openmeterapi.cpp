// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// OpenMeter's shapes, through a running service: by hand, by requests recorded from its client, and by that client.
#include "tests/support/daemon.h"
#include "tests/support/shareddata.h"

#include <QStandardPaths>
#include <QtTest>

using namespace toll::test;
using toll::Json;

namespace {

constexpr const char *sdkVersion = "1.0.0-beta.232";
constexpr int npmTime = 60'000;

/// The module of OpenMeter's client in a folder that stays; empty where it is not there and cannot be fetched.
QString openMeterClient(const QString &npm)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + QStringLiteral("/tollkeeper-tests/openmeter-sdk-") + QLatin1String(sdkVersion);
    const QString module = folder + QStringLiteral("/node_modules/@openmeter/sdk/dist/index.js");
    if (QFile::exists(module))
        return module;
    QDir().mkpath(folder);
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(npm,
        {QStringLiteral("install"), QStringLiteral("--prefix"), folder, QStringLiteral("--no-audit"),
            QStringLiteral("--no-fund"), QStringLiteral("@openmeter/sdk@") + QLatin1String(sdkVersion)});
    if (!process.waitForFinished(npmTime)) {
        process.kill();
        process.waitForFinished();
    }
    return QFile::exists(module) ? module : QString();
}

std::string meterEvent(const std::string &id, const std::string &subject, const std::string &data)
{
    return R"({"specversion":"1.0","type":"prompt","source":"s","id":")" + id + R"(","subject":")" + subject
        + R"(","time":"2026-10-05T22:30:00Z","data":)" + data + "}";
}

std::string data(const Reply &reply)
{
    const Json body = jsonOf(reply);
    const Json *rows = body.find("data");
    return rows ? rows->dump() : reply.body;
}

} // namespace

class TestOpenMeterApi : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void ingests_data();
    void ingests();
    void ingestsAllOrNone();
    void queries_data();
    void queries();
    void queriesByPost();
    void answersTables();
    void listsMeters();
    void recordedRequestsAreAnswered();
    void itsOwnClientDrivesIt();

private:
    Reply ingest(const std::string &body, const std::string &type = "application/json")
    {
        return m_client->ask("POST", "/api/v1/events", body, "Content-Type: " + type + "\r\n");
    }
    void addToken(const std::string &id, const std::string &name)
    {
        QCOMPARE(m_client->ask("PUT", "/v1/tokens/" + id,
                            R"({"customer":"acme","name":")" + name + R"(","rate":"0.02"})", "If-None-Match: *\r\n")
                     .status,
            201);
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

void TestOpenMeterApi::init()
{
    m_folder = std::make_unique<ServiceFolder>();
    m_daemon = std::make_unique<Daemon>(m_folder->arguments());
    m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
    QCOMPARE(m_client->ask("PUT", "/v1/customers/acme", R"({"name":"acme","currency":"EUR","timezone":"UTC"})",
                        "If-None-Match: *\r\n")
                 .status,
        201);
    addToken("t", "first");
    addToken("u", "second");
}

void TestOpenMeterApi::cleanup()
{
    m_client.reset();
    m_daemon.reset();
}

void TestOpenMeterApi::ingests_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("body");
    const std::string one = meterEvent("a", "t", R"({"calls":"3"})"); // its clients may send numbers as texts
    QTest::newRow("one") << std::string("application/cloudevents+json") << one;
    QTest::newRow("batch") << std::string("application/cloudevents-batch+json") << "[" + one + "]";
    QTest::newRow("plain one") << std::string("application/json") << one;
    QTest::newRow("plain batch") << std::string("application/json; charset=utf-8") << "[" + one + "]";
}

void TestOpenMeterApi::ingests()
{
    QFETCH(std::string, type);
    QFETCH(std::string, body);
    const Reply reply = ingest(body, type);
    QCOMPARE(reply.status, 204);
    QVERIFY(reply.body.empty());
    QCOMPARE(ingest(body, type).status, 204);
    QCOMPARE(data(m_client->get("/api/v1/meters/requests/query?from=2026-10-05T00:00:00Z&to=2026-10-06T00:00:00Z")),
        R"([{"value":3,"windowStart":"2026-10-05T00:00:00Z","windowEnd":"2026-10-06T00:00:00Z","subject":null,)"
        R"("groupBy":{}}])");
}

void TestOpenMeterApi::ingestsAllOrNone()
{
    const Reply reply = ingest("[" + meterEvent("a", "t", "{}") + "," + meterEvent("b", "nobody", "{}") + "]");
    QCOMPARE(reply.status, 400);
    const Json body = jsonOf(reply);
    QVERIFY(textOf(body, "instance").starts_with("urn:request:"));
    const Json::Array &faults = *body.find("extensions")->find("validationErrors")->asArray();
    QCOMPARE(faults.size(), std::size_t{1});
    QVERIFY(textOf(faults.front(), "message").starts_with("event 1: "));
    QCOMPARE(data(m_client->get("/api/v1/meters/requests/query")), "[]");
}

void TestOpenMeterApi::queries_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<std::string>("data");
    const std::string range = "from=2026-10-05T00:00:00Z&to=2026-10-07T00:00:00Z";
    const std::string whole = R"("windowStart":"2026-10-05T00:00:00Z","windowEnd":"2026-10-07T00:00:00Z",)";
    const std::string berlin = R"("windowStart":"2026-10-05T22:00:00Z","windowEnd":"2026-10-06T22:00:00Z",)";
    const auto row = [](const char *name, const std::string &query, const std::string &data) {
        QTest::newRow(name) << query << data;
    };
    row("everything", "requests/query?" + range, R"([{"value":10,)" + whole + R"("subject":null,"groupBy":{}}])");
    row("units", "input_units/query?" + range, R"([{"value":7,)" + whole + R"("subject":null,"groupBy":{}}])");
    row("errors", "errors/query?" + range, R"([{"value":4,)" + whole + R"("subject":null,"groupBy":{}}])");
    row("days of a zone", "requests/query?" + range + "&windowSize=DAY&windowTimeZone=Europe/Berlin",
        R"([{"value":10,)" + berlin + R"("subject":null,"groupBy":{}}])");
    row("minutes", "requests/query?" + range + "&windowSize=MINUTE",
        R"([{"value":10,"windowStart":"2026-10-05T22:30:00Z","windowEnd":"2026-10-05T22:31:00Z","subject":null,)"
        R"("groupBy":{}}])");
    row("subjects by id and name", "requests/query?" + range + "&subject=t&subject=second",
        R"([{"value":6,)" + whole + R"("subject":"t","groupBy":{}},{"value":4,)" + whole
            + R"("subject":"second","groupBy":{}}])");
    row("an unknown subject", "requests/query?" + range + "&subject=nobody", "[]");
    row("groups", "requests/query?" + range + "&groupBy=model&groupBy=kind",
        R"([{"value":5,)" + whole + R"("subject":null,"groupBy":{"model":null,"kind":"x"}},{"value":3,)" + whole
            + R"("subject":null,"groupBy":{"model":"m","kind":null}},{"value":2,)" + whole
            + R"("subject":null,"groupBy":{"model":"m","kind":"x"}}])");
    row("by subject", "requests/query?" + range + "&groupBy=subject",
        R"([{"value":6,)" + whole + R"("subject":"t","groupBy":{}},{"value":4,)" + whole
            + R"("subject":"u","groupBy":{}}])");
    row("filtered", "requests/query?" + range + "&filterGroupBy%5Bkind%5D=x&filterGroupBy[model]=m",
        R"([{"value":2,)" + whole + R"("subject":null,"groupBy":{}}])");
    row("filtered by several", "requests/query?" + range
            + "&advancedMeterGroupByFilters=%7B%22status%22:%7B%22$in%22:%5B%22500%22,%22200%22%5D%7D%7D",
        R"([{"value":7,)" + whole + R"("subject":null,"groupBy":{}}])");
}

void TestOpenMeterApi::queries()
{
    QFETCH(std::string, query);
    QCOMPARE(ingest("[" + meterEvent("a", "t", R"({"calls":3,"model":"m","status":200,"input_units":7})") + ","
                    + meterEvent("b", "t", R"({"calls":2,"model":"m","kind":"x"})") + ","
                    + meterEvent("c", "first", R"({"calls":1,"kind":"x"})") + ","
                    + meterEvent("d", "u", R"({"calls":4,"kind":"x","status":500})") + "]")
                 .status,
        204);
    QTEST(data(m_client->get("/api/v1/meters/" + query)), "data");
}

void TestOpenMeterApi::queriesByPost()
{
    ingest(meterEvent("a", "t", R"({"calls":3,"kind":"x"})"));
    const Reply reply = m_client->ask("POST", "/api/v1/meters/requests/query",
        R"({"from":"2026-10-05T00:00:00Z","windowSize":"HOUR","subject":["t"],"groupBy":["kind"],)"
        R"("filterGroupBy":{"kind":["x","y"]},"clientId":"c"})");
    QCOMPARE(reply.body,
        R"({"from":"2026-10-05T00:00:00Z","windowSize":"HOUR","data":[{"value":3,)"
        R"("windowStart":"2026-10-05T22:00:00Z","windowEnd":"2026-10-05T23:00:00Z","subject":"t",)"
        R"("groupBy":{"kind":"x"}}]})");
    for (const char *faulty : {R"({"windowSize":"YEAR"})", R"({"from":"soon"})", R"({"windowTimeZone":"Mars"})",
             R"({"subject":"t"})", R"({"unknown":1})", R"({"filterGroupBy":{"status":["x"]}})",
             R"({"advancedMeterGroupByFilters":{"kind":{"$like":"x"}}})"})
        QCOMPARE(m_client->ask("POST", "/api/v1/meters/requests/query", faulty).status, 400);
}

void TestOpenMeterApi::answersTables()
{
    ingest(meterEvent("a", "t", R"({"calls":3,"kind":"=1,2"})"));
    const Reply reply = m_client->get(
        "/api/v1/meters/requests/query?windowSize=DAY&groupBy=kind&subject=t", "Accept: text/csv\r\n");
    QVERIFY(reply.header("Content-Type").value_or("").starts_with("text/csv"));
    QCOMPARE(reply.body,
        "window_start,window_end,subject,kind,value\r\n2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,t,\"=1,2\",3\r\n");
}

void TestOpenMeterApi::listsMeters()
{
    const Json meters = jsonOf(m_client->get("/api/v1/meters"));
    QCOMPARE(meters.asArray()->size(), std::size_t{7});
    QCOMPARE(textOf(jsonOf(m_client->get("/api/v1/meters/00000000000000000000000004")), "slug"), "input_units");
    QCOMPARE(m_client->get("/api/v1/meters/none/query").status, 404);
    QCOMPARE(ApiClient(m_daemon->port(), "wrong").get("/api/v1/meters").status, 401);
}

void TestOpenMeterApi::recordedRequestsAreAnswered()
{
    QFile file(sharedPath(QStringLiteral("golden/openmeter-sdk.json")));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the recorded requests are not here");
    addToken("tok_1", "recorded");
    addToken("tok_2", "recorded too");
    const Json recorded = toll::parseJson(file.readAll().toStdString()).value_or(Json());
    QVERIFY(recorded.asArray() && recorded.asArray()->size() >= 3);
    for (const Json &request : *recorded.asArray()) {
        const std::string type = textOf(*request.find("headers"), "content-type");
        const Reply reply = m_client->ask(textOf(request, "method"), textOf(request, "url"), textOf(request, "body"),
            type.empty() ? std::string() : "Content-Type: " + type + "\r\n");
        QCOMPARE(reply.status, textOf(request, "method") == "POST" ? 204 : 200);
        if (reply.status == 200)
            QCOMPARE(data(reply),
                R"([{"value":1,"windowStart":"2026-11-22T23:00:00Z","windowEnd":"2026-11-23T23:00:00Z",)"
                R"("subject":"tok_1","groupBy":{"method":null}},)"
                R"({"value":25,"windowStart":"2026-11-22T23:00:00Z","windowEnd":"2026-11-23T23:00:00Z",)"
                R"("subject":"tok_1","groupBy":{"method":"GET"}},)"
                R"({"value":2,"windowStart":"2026-11-22T23:00:00Z","windowEnd":"2026-11-23T23:00:00Z",)"
                R"("subject":"tok_2","groupBy":{"method":null}}])");
    }
}

void TestOpenMeterApi::itsOwnClientDrivesIt()
{
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (node.isEmpty() || npm.isEmpty())
        QSKIP("node and npm are not here");
    const QString module = openMeterClient(npm);
    if (module.isEmpty())
        QSKIP("OpenMeter's client is not here and cannot be fetched");
    QProcess process;
    process.start(node,
        {QStringLiteral(TOLL_SOURCE_DIR "/tests/app/service/openmeter.mjs"), module,
            QStringLiteral("http://127.0.0.1:%1").arg(m_daemon->port()), QString::fromStdString(m_folder->key)});
    QVERIFY(process.waitForFinished(30'000));
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, errors.constData());
    const Json said = toll::parseJson(process.readAllStandardOutput().toStdString()).value_or(Json());
    QCOMPARE(said.find("byDay")->find("data")->asArray()->size(), std::size_t{3});
    QCOMPARE(said.find("byDay")->find("data")->asArray()->front().find("value")->dump(), "25");
    QCOMPARE(said.find("filtered")->find("data")->asArray()->size(), std::size_t{1});
    QCOMPARE(said.find("total")->find("data")->asArray()->size(), std::size_t{1});
    QCOMPARE(said.find("total")->find("data")->asArray()->front().find("value")->dump(), "28");
    QCOMPARE(said.find("meters")->asArray()->front().dump(), R"("requests")");
    QCOMPARE(said.find("refused")->find("status")->dump(), "400");
}

QTEST_GUILESS_MAIN(TestOpenMeterApi)
#include "tst_openmeterapi.moc"
