// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How requests that were let through are completed: by what gateways log, or over HTTP.
#include "tests/app/service/gatekeeping.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace toll::test;

class TestCompletions : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<ServiceFolder>();
        addCustomer(*m_folder, u"Acme"_s);
        m_token = addToken(*m_folder, u"Acme"_s, u"t"_s, {u"--cap"_s, u"100/year"_s});
        m_log = m_folder->path("tollkeeper.log").toStdString();
        m_number = 0;
    }
    void cleanup() { m_daemon.reset(); }

    void completes_data();
    void completes();
    void completesBeforeTheRequest();
    void completesOnceHoweverOftenItIsSaid();
    void goesOnWhereTheLogIsRotated_data();
    void goesOnWhereTheLogIsRotated();
    void losesNothingWhenKilled();
    void countsAndSaysBadLines();
    void ignoresWhatWasNotLetThrough();
    void completesOverHttp();
    void refusesWhatCannotComplete_data();
    void refusesWhatCannotComplete();
    void listsWhatWasNeverCompleted();
    void verifiesAlways200_data();
    void verifiesAlways200();

private:
    void start(const QStringList &more = {})
    {
        m_daemon = std::make_unique<Daemon>(m_folder->arguments(more));
        m_client = std::make_unique<RawClient>(m_daemon->port());
    }
    void startFollowing() { start({u"--access-log"_s, QString::fromStdString(m_log)}); }
    /// Lets a request through and gives its id.
    std::string admit()
    {
        const std::string id = "r" + std::to_string(++m_number);
        const Reply reply = m_client->ask(question(m_token.secret, "?sets=id", "X-Request-Id: " + id + "\r\n"));
        if (reply.status != 204)
            QTest::qFail("was not let through", __FILE__, __LINE__);
        return id;
    }
    [[nodiscard]] std::string lineOf(const std::string &id, const std::string &more = {}) const
    {
        return "{\"id\":\"" + id + "\",\"token\":\"" + m_token.id + "\",\"ended\":\"" + std::to_string(now())
            + "\",\"seconds\":\"0.250\",\"status\":\"200\"" + more + "}";
    }
    static std::int64_t now() { return QDateTime::currentSecsSinceEpoch(); }
    void write(const std::string &text) const { std::ofstream(m_log, std::ios::app) << text; }
    /// What the metrics say of a line's outcome.
    int count(const std::string &outcome)
    {
        const Reply reply = m_client->ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string ending = "outcome=\"" + outcome + "\"} ";
        int sum = 0;
        for (std::size_t at = 0; (at = reply.body.find(ending, at)) != std::string::npos; ++at)
            if (reply.body.rfind("tollkeeperd_completions_total", at) > reply.body.rfind('\n', at))
                sum += std::atoi(reply.body.c_str() + at + ending.size());
        return sum;
    }
    /// Usage as the store has it, "status requests ms output": "200 2 250 42".
    QStringList usage()
    {
        QStringList rows;
        const toll::Json summary
            = run(*m_folder, {u"usage"_s, u"summary"_s, u"--by"_s, u"status"_s});
        for (const toll::Json &row : *summary.find("rows")->asArray()) {
            const auto text = [&](const char *name) {
                const toll::Json *value = row.find(name);
                return value == nullptr || value->isNull() ? u"-"_s : QString::fromStdString(value->dump()).remove(u'"');
            };
            rows << text("status") + u' ' + text("requests") + u' ' + text("output_units");
        }
        return rows;
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<RawClient> m_client;
    IssuedSecret m_token;
    std::string m_log;
    int m_number = 0;
};

void TestCompletions::completes_data()
{
    QTest::addColumn<QString>("from");
    QTest::newRow("a file") << u"file"_s;
    QTest::newRow("syslog on UDP") << u"127.0.0.1:0"_s;
    QTest::newRow("syslog on a Unix socket") << u"unix"_s;
}

void TestCompletions::completes()
{
    QFETCH(QString, from);
    const QString socket = u"unix:"_s + m_folder->path("socket");
    if (from == u"file"_s)
        startFollowing();
    else
        start({u"--access-syslog"_s, from == u"unix"_s ? socket : from});
    const std::string first = admit();
    const std::string second = admit();
    const std::vector<std::string> lines{
        lineOf(first, R"(,"output_units":"42")"), lineOf(second, R"(,"output_units":"7","cached_input_units":"")")};
    if (from == u"file"_s) {
        write(lines[0] + "\n" + lines[1] + "\n");
    } else {
        QByteArray address = from == u"unix"_s ? socket.toUtf8() : QByteArray();
        static const QRegularExpression bound(u"receives access logs\",\"from\":\"([^\"]+)\""_s);
        for (int i = 0; address.isEmpty() && i < 500; ++i) {
            QTest::qWait(20);
            address = bound.match(QString::fromUtf8(m_daemon->errors())).captured(1).toUtf8();
        }
        for (const std::string &line : lines)
            QVERIFY(sendDatagram(address, "<190>Nov 30 12:00:00 gate nginx: " + line));
    }
    QTRY_COMPARE_WITH_TIMEOUT(count("completed"), 2, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 2 49"_s}, 10'000);
}

void TestCompletions::completesBeforeTheRequest()
{
    startFollowing();
    write(lineOf("early") + "\n");
    QTRY_COMPARE_WITH_TIMEOUT(count("completed"), 1, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 1 -"_s}, 10'000);
    const Reply reply = m_client->ask(question(m_token.secret, "?sets=id", "X-Request-Id: early\r\n"));
    QCOMPARE(reply.status, 204);
    QVERIFY(reply.header("RateLimit")->contains("\"year\";r=99;"));
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    QCOMPARE(usage(), QStringList{u"200 1 -"_s});
}

void TestCompletions::completesOnceHoweverOftenItIsSaid()
{
    startFollowing();
    const std::string id = admit();
    for (int i = 0; i < 3; ++i)
        write(lineOf(id) + "\n");
    QTRY_COMPARE_WITH_TIMEOUT(count("completed"), 3, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 1 -"_s}, 10'000);
    const Reply reply = m_client->ask(question(m_token.secret));
    QVERIFY(reply.header("RateLimit")->contains("\"year\";r=98;"));
}

void TestCompletions::goesOnWhereTheLogIsRotated_data()
{
    QTest::addColumn<bool>("isCopied");
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("renamed") << false << false;
    QTest::newRow("copied and cut off") << true << false;
    QTest::newRow("renamed while nobody reads") << false << true;
    QTest::newRow("copied and cut off while nobody reads") << true << true;
}

void TestCompletions::goesOnWhereTheLogIsRotated()
{
    QFETCH(bool, isCopied);
    QFETCH(bool, isStopped);
    startFollowing();
    const std::string first = admit();
    const std::string second = admit();
    const std::string third = admit();
    write(lineOf(first) + "\n");
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 1 -"_s}, 10'000);
    if (isStopped) {
        QTest::qWait(1200); // until the place has been kept
        m_daemon.reset(); // by SIGKILL
    }
    write(lineOf(second) + "\n");
    if (isCopied) {
        std::filesystem::copy_file(m_log, m_log + ".1");
        std::filesystem::resize_file(m_log, 0);
    } else {
        std::filesystem::rename(m_log, m_log + ".1");
    }
    write(lineOf(third) + "\n");
    if (isStopped)
        startFollowing();
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 3 -"_s}, 10'000);
    QCOMPARE(count("unknown") + count("bad"), 0);
}

void TestCompletions::losesNothingWhenKilled()
{
    constexpr int rounds = 4;
    constexpr int each = 8;
    for (int round = 0; round < rounds; ++round) {
        startFollowing();
        for (int i = 0; i < each; ++i)
            write(lineOf(admit()) + "\n");
        QTest::qWait(120 * round);
        m_daemon->signal(SIGKILL);
        (void)m_daemon->code();
    }
    startFollowing();
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 %1 -"_s.arg(rounds * each)}, 10'000);
    QVERIFY(m_client->ask(question(m_token.secret)).header("RateLimit")->contains("\"year\";r=67;"));
}

void TestCompletions::countsAndSaysBadLines()
{
    startFollowing();
    const std::string secret = "tk_live_Zq3vN8rT1xK5mB7wC9yD2fG4hJ6kLp0aQe4T";
    const std::string id = admit();
    write("no JSON, but " + secret + "\n" + R"({"id":"a","status":")" + secret + "\"}\n" + std::string(70'000, 'x') + "\n"
        + R"({"id":"a","status":"700"})" + "\n" + lineOf(id, R"(,"output_units":"-5")") + "\n" + lineOf(id) + "\n");
    QTRY_COMPARE_WITH_TIMEOUT(count("completed"), 1, 10'000);
    QCOMPARE(count("bad"), 5);
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    const QByteArray log = m_daemon->errors();
    QCOMPARE(log.count("line of an access log cannot be read"), 5);
    QVERIFY2(log.contains("700"), log.constData());
    QVERIFY(!log.contains("Zq3vN8"));
}

void TestCompletions::ignoresWhatWasNotLetThrough()
{
    startFollowing();
    write(R"({"id":"refused","token":"","status":"429"})" "\n"
          R"({"id":"elsewhere","token":"nobody","status":"200"})" "\n"
          R"({"id":"","status":"200"})" "\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(count("unknown"), 2, 10'000);
    QCOMPARE(count("unasked"), 1);
    QCOMPARE(count("bad"), 0);
}

void TestCompletions::completesOverHttp()
{
    start();
    const std::string id = admit();
    ApiClient api(m_daemon->port(), m_folder->key);
    const std::string body
        = R"({"status":200,"response_ms":1500,"output_units":42,"model":"m","time":"2026-06-01T00:00:00Z","endpoint":null})";
    for (int i = 0; i < 2; ++i) // to say it again does no harm
        QCOMPARE(api.ask("POST", "/v1/requests/" + id + "/completion", body).status, 204);
    QTRY_COMPARE_WITH_TIMEOUT(usage(), QStringList{u"200 1 42"_s}, 10'000);
    // What nobody asked for is usage where it says whose.
    const std::string unasked = R"({"status":500,"token":")" + m_token.id + R"("})";
    QCOMPARE(api.ask("POST", "/v1/requests/a%2Fb/completion", unasked).status, 204);
    QTRY_COMPARE_WITH_TIMEOUT(usage(), (QStringList{u"200 1 42"_s, u"500 1 -"_s}), 10'000);
}

void TestCompletions::refusesWhatCannotComplete_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("nobody's request") << QByteArray("{}") << 404;
    QTest::newRow("nobody's token") << QByteArray(R"({"token":"nobody"})") << 404;
    QTest::newRow("a status that is none") << QByteArray(R"({"status":42})") << 422;
    QTest::newRow("a text for a number") << QByteArray(R"({"output_units":"42"})") << 422;
    QTest::newRow("half a unit") << QByteArray(R"({"output_units":0.5})") << 422;
    QTest::newRow("a time that is none") << QByteArray(R"({"time":"now"})") << 422;
    QTest::newRow("a member nobody knows") << QByteArray(R"({"outputunits":1})") << 422;
    QTest::newRow("no object") << QByteArray("[]") << 422;
    QTest::newRow("no JSON") << QByteArray("{") << 400;
}

void TestCompletions::refusesWhatCannotComplete()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    start();
    ApiClient api(m_daemon->port(), m_folder->key);
    const Reply reply = api.ask("POST", "/v1/requests/nothing/completion", body.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(*reply.header("Content-Type"), "application/problem+json");
    QCOMPARE(ApiClient(m_daemon->port(), {}).ask("POST", "/v1/requests/nothing/completion", "{}").status, 401);
}

void TestCompletions::listsWhatWasNeverCompleted()
{
    start({u"--complete-within"_s, u"1"_s});
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i)
        ids.push_back(admit());
    ApiClient api(m_daemon->port(), m_folder->key);
    QCOMPARE(api.ask("POST", "/v1/requests/" + ids[1] + "/completion", R"({"status":200})").status, 204);
    const Reply reserved = m_client->ask(
        question(m_token.secret, "?sets=id,reserve", "X-Request-Id: held\r\nX-TK-Reserve: 1\r\n"));
    QCOMPARE(reserved.status, 204);
    const auto listed = [&](const std::string &state) {
        QStringList names;
        std::string target = "/v1/requests?state=" + state + "&limit=2";
        while (!target.empty()) {
            const Reply page = api.get(target);
            const toll::Json body = jsonOf(page);
            for (const toll::Json &row : *body.find("requests")->asArray())
                names << QString::fromStdString(textOf(row, "id"));
            const std::string link = page.header("Link").value_or(std::string());
            target = link.empty() ? link : link.substr(1, link.find('>') - 1);
        }
        return names;
    };
    QTRY_COMPARE_WITH_TIMEOUT(listed("uncompleted").size(), qsizetype{4}, 15'000);
    QVERIFY(!listed("uncompleted").contains(QString::fromStdString(ids[1])));
    QTRY_COMPARE_WITH_TIMEOUT(listed("expired"), QStringList{u"held"_s}, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(usage().size(), qsizetype{2}, 15'000); // those of unknown status are usage too
    const toll::Json ofCommandLine = run(*m_folder, {u"usage"_s, u"uncompleted"_s});
    QCOMPARE(ofCommandLine.find("rows")->asArray()->size(), std::size_t{5});
    QCOMPARE(api.get("/v1/requests?state=lost").status, 400);
    QCOMPARE(api.get("/v1/requests?limit=0").status, 400);
    QCOMPARE(api.get("/v1/requests?cursor=x").status, 400);
}

void TestCompletions::verifiesAlways200_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QStringList>("codes"); // of three calls
    const QString valid = u"valid"_s;
    QTest::newRow("counts") << QByteArray() << QStringList{valid, valid, u"over_cap"_s};
    QTest::newRow("looks") << QByteArray(R"(,"dry":true)") << QStringList{valid, valid, valid};
    QTest::newRow("the same request") << QByteArray(R"(,"id":"same")") << QStringList{valid, valid, valid};
    QTest::newRow("several at once") << QByteArray(R"(,"requests":2)") << QStringList{valid, u"over_cap"_s, u"over_cap"_s};
    QTest::newRow("an endpoint") << QByteArray(R"(,"endpoint":"/v2/../v1/x")") << QStringList{valid, valid, u"over_cap"_s};
    QTest::newRow("another model") << QByteArray(R"(,"model":"n")")
                                   << QStringList(3, u"model_not_allowed"_s);
}

void TestCompletions::verifiesAlways200()
{
    QFETCH(QByteArray, more);
    QFETCH(QStringList, codes);
    const IssuedSecret token
        = addToken(*m_folder, u"Acme"_s, u"v"_s, {u"--cap"_s, u"2/year"_s, u"--allow-model"_s, u"m*"_s});
    start();
    ApiClient api(m_daemon->port(), m_folder->key);
    const std::string model = more.contains("model") ? std::string() : R"(,"model":"m")";
    QStringList got;
    for (int i = 0; i < 3; ++i) {
        const Reply reply
            = api.ask("POST", "/v1/verify", R"({"key":")" + token.secret + '"' + model + more.toStdString() + "}");
        QCOMPARE(reply.status, 200);
        const toll::Json verdict = jsonOf(reply);
        got << QString::fromStdString(textOf(verdict, "code"));
        QCOMPARE(textOf(verdict, "token"), token.id);
        QCOMPARE(*verdict.find("valid")->asBool(), got.back() == u"valid"_s);
        QVERIFY(verdict.find("limits")->asArray());
    }
    QCOMPARE(got, codes);
    const Reply unknown = api.ask("POST", "/v1/verify", R"({"key":"nobody's"})");
    QCOMPARE(unknown.status, 200);
    QCOMPARE(textOf(jsonOf(unknown), "code"), "unknown_key");
    QCOMPARE(api.ask("POST", "/v1/verify", R"({"key":""})").status, 422);
    QCOMPARE(ApiClient(m_daemon->port(), token.secret).ask("POST", "/v1/verify", "{}").status, 401);
}

QTEST_GUILESS_MAIN(TestCompletions)
#include "tst_completions.moc"
