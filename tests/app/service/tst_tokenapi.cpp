// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/service/tokendesk.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace toll::test;
using toll::Json;

namespace {

std::string pointerOf(const Reply &reply)
{
    const Json body = jsonOf(reply);
    const Json *errors = body.find("errors");
    return errors && errors->asArray() && !errors->asArray()->empty() ? textOf(errors->asArray()->front(), "pointer")
                                                                       : std::string();
}

} // namespace

class TestTokenApi : public QObject, TokenDesk {
    Q_OBJECT

private slots:
    void init() { QVERIFY(openDesk()); }
    void cleanup() { closeDesk(); }
    void makesATokenWithAnIdOfItsOwn();
    void makesATokenUnderTheClientsId();
    void takesASecretOfTheClient();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void patches_data();
    void patches();
    void asksForTheRightETag();
    void replacesAsAWhole();
    void oneOfTwoPatchesWins();
};

void TestTokenApi::makesATokenWithAnIdOfItsOwn()
{
    const Reply made = m_client->post("/v1/tokens", tokenBody("first", R"(,"tags":["b","a","b"],"note":"hello")"));
    QCOMPARE(made.status, 201);
    const Json body = jsonOf(made);
    const std::string id = textOf(body, "id");
    QCOMPARE(*made.header("Location"), "/v1/tokens/" + id);
    QVERIFY(textOf(body, "secret").starts_with("tk_live_"));
    QCOMPARE(textOf(body, "rate"), "0.002");
    QCOMPARE(textOf(body, "lifetime"), "P30D");
    QCOMPARE(body.find("tags")->dump(), R"(["a","b"])");
    const Reply read = m_client->get("/v1/tokens/" + id);
    QCOMPARE(read.status, 200);
    QCOMPARE(etag(read), etag(made));
    QVERIFY(!read.body.contains(textOf(body, "secret")) && jsonOf(read).find("secret") == nullptr);
    QCOMPARE(m_client->get("/v1/tokens/" + id, "If-None-Match: \"1\", " + etag(read) + "\r\n").status, 304);
    QCOMPARE(m_client->get("/v1/tokens/" + id, "If-None-Match: \"1\"\r\n").status, 200);
    QCOMPARE(m_client->get("/v1/tokens/first").status, 404); // a name is no id
}

void TestTokenApi::makesATokenUnderTheClientsId()
{
    const std::string target = "/v1/tokens/client.made_1";
    QCOMPARE(m_client->ask("PUT", target, tokenBody("one")).status, 428);
    QCOMPARE(m_client->ask("PUT", target, tokenBody("one"), "If-Match: *\r\n").status, 412);
    QCOMPARE(m_client->ask("PUT", target, tokenBody("one"), "If-None-Match: \"1\"\r\n").status, 400);
    const Reply made = m_client->ask("PUT", target, tokenBody("one"), "If-None-Match: *\r\n");
    QCOMPARE(made.status, 201);
    QVERIFY(!textOf(jsonOf(made), "secret").empty());
    // The answer was lost: asking again is answered well, and makes nothing.
    const Reply again = m_client->ask("PUT", target, tokenBody("one"), "If-None-Match: *\r\n");
    QCOMPARE(again.status, 200);
    QCOMPARE(etag(again), etag(made));
    QVERIFY(jsonOf(again).find("secret")->isNull());
    const Reply other = m_client->ask("PUT", target, tokenBody("two"), "If-None-Match: *\r\n");
    QCOMPARE(other.status, 412);
    QCOMPARE(etag(other), etag(made));
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/-x", tokenBody("three"), "If-None-Match: *\r\n").status, 400);
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/other", tokenBody("one"), "If-None-Match: *\r\n").status, 409); // its name
}

void TestTokenApi::takesASecretOfTheClient()
{
    const std::string body = tokenBody("own", R"(,"key":)" + quoted(ownKey));
    const Reply made = m_client->ask("PUT", "/v1/tokens/own", body, "If-None-Match: *\r\n");
    QCOMPARE(made.status, 201);
    QVERIFY(!made.body.contains(ownKey) && jsonOf(made).find("secret") == nullptr);
    QCOMPARE(textOf(jsonOf(made), "last_four"), "wxyz");
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/own", body, "If-None-Match: *\r\n").status, 200);
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/own", tokenBody("own", R"(,"key":)" + quoted(ownKey + "1")),
                        "If-None-Match: *\r\n")
                 .status,
        412);
    const Reply taken = m_client->post("/v1/tokens", tokenBody("thief", R"(,"key":)" + quoted(ownKey)));
    QCOMPARE(taken.status, 409); // somebody's already
    QVERIFY(!taken.body.contains(ownKey));
    const std::string hash = QCryptographicHash::hash("another secret", QCryptographicHash::Sha256).toHex().toStdString();
    const Reply hashed = m_client->post("/v1/tokens", tokenBody("hashed", R"(,"key_hash":)" + quoted(hash) + R"(,"last_four":"cret")"));
    QCOMPARE(hashed.status, 201);
    QCOMPARE(textOf(jsonOf(hashed), "last_four"), "cret");
    const std::string issued = textOf(jsonOf(m_client->post("/v1/tokens", tokenBody("issued"))), "secret");
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    for (const QByteArray &secret : {QByteArray("own-0123456789"), QByteArray::fromStdString(issued.substr(8, 20))}) {
        QCOMPARE(m_folder->filesWith(secret), QStringList());
        QVERIFY(!m_daemon->errors().contains(secret));
    }
}

void TestTokenApi::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("pointer");
    const auto with = [](const char *more) { return QByteArray::fromStdString(tokenBody("x", more)); };
    QTest::newRow("no JSON") << QByteArray("{") << 400 << QByteArray();
    QTest::newRow("no object") << QByteArray("[]") << 422 << QByteArray("/");
    QTest::newRow("no name") << QByteArray(R"({"customer":"acme","rate":"1"})") << 422 << QByteArray("/name");
    QTest::newRow("no customer") << QByteArray(R"({"name":"x","rate":"1"})") << 422 << QByteArray("/customer");
    QTest::newRow("unknown customer") << QByteArray(R"({"customer":"nobody","name":"x","rate":"1"})") << 422
                                      << QByteArray("/customer");
    QTest::newRow("no rate") << QByteArray(R"({"customer":"acme","name":"x"})") << 422 << QByteArray("/rate");
    QTest::newRow("a rate that is a number") << QByteArray(R"({"customer":"acme","name":"x","rate":0.1})") << 422
                                             << QByteArray("/rate");
    QTest::newRow("a negative rate") << QByteArray(R"({"customer":"acme","name":"x","rate":"-1"})") << 422
                                     << QByteArray("/rate");
    QTest::newRow("an unknown member") << with(R"(,"lifetme":"P1D")") << 422 << QByteArray("/lifetme");
    QTest::newRow("below") << with(R"(,"access":{"netwroks":[]})") << 422 << QByteArray("/access/netwroks");
    QTest::newRow("a bad network") << with(R"(,"access":{"networks":["10.0.0.0/40"]})") << 422
                                   << QByteArray("/access/networks");
    QTest::newRow("a short key") << with(R"(,"key":"secret1")") << 422 << QByteArray("/key");
    QTest::newRow("a plain key") << with(R"(,"key":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")") << 422 << QByteArray("/key");
    QTest::newRow("a bad hash") << with(R"(,"key_hash":"12")") << 422 << QByteArray("/key_hash");
    QTest::newRow("an empty tag") << with(R"(,"tags":[""])") << 422 << QByteArray("/tags");
    QTest::newRow("an unknown plan") << with(R"(,"plan":"none")") << 404 << QByteArray();
}

void TestTokenApi::namesWhatIsWrong()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, pointer);
    const Reply reply = m_client->post("/v1/tokens", body.toStdString(), "one-key");
    QVERIFY2(reply.status == status, reply.body.c_str());
    QCOMPARE(*reply.header("Content-Type"), "application/problem+json");
    QCOMPARE(QByteArray::fromStdString(pointerOf(reply)), pointer);
    QVERIFY(!reply.body.contains("secret1"));
    // What was refused leaves nothing, its Idempotency-Key included.
    QCOMPARE(jsonOf(m_client->get("/v1/tokens")).find("tokens")->asArray()->size(), std::size_t{0});
    QCOMPARE(m_client->post("/v1/tokens", tokenBody("x"), "one-key").status, 201);
}

void TestTokenApi::patches_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("value");
    const QByteArray none;
    QTest::newRow("name") << QByteArray(R"({"name":"new"})") << 200 << QByteArray("name") << QByteArray(R"("new")");
    QTest::newRow("tags") << QByteArray(R"({"tags":["x"]})") << 200 << QByteArray("tags") << QByteArray(R"(["x"])");
    QTest::newRow("no lifetime") << QByteArray(R"({"lifetime":null})") << 200 << QByteArray("lifetime")
                                 << QByteArray(R"("none")");
    QTest::newRow("caps") << QByteArray(R"({"caps":["5/min","10/day"],"over_cap":"reject"})") << 200
                          << QByteArray("caps") << QByteArray(R"(["5/min","10/day"])");
    QTest::newRow("part of an object") << QByteArray(R"({"access":{"models":["gpt*"]}})") << 200
                                       << QByteArray("access")
                                       << QByteArray(
                                              R"({"rate_limit":null,"networks":[],"models":["gpt*"],"endpoints":[]})");
    QTest::newRow("what it is already") << QByteArray(R"({"status":"enabled"})") << 200 << QByteArray("status")
                                        << QByteArray(R"("enabled")");
    QTest::newRow("nothing") << QByteArray("{}") << 200 << QByteArray("name") << QByteArray(R"("token")");
    QTest::newRow("status") << QByteArray(R"({"status":"suspended"})") << 422 << none << none;
    QTest::newRow("another customer") << QByteArray(R"({"customer":"other"})") << 422 << none << none;
    QTest::newRow("starts") << QByteArray(R"({"starts":"creation"})") << 409 << none << none;
    QTest::newRow("no name") << QByteArray(R"({"name":null})") << 422 << none << none;
    QTest::newRow("no object") << QByteArray("[]") << 400 << none << none;
    QTest::newRow("key") << QByteArray(R"({"key":"x"})") << 422 << none << none;
}

void TestTokenApi::patches()
{
    QFETCH(QByteArray, patch);
    QFETCH(int, status);
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, value);
    const Reply made = make("t", tokenBody("token"));
    const Reply reply = m_client->patch("/v1/tokens/t", patch.toStdString(), etag(made));
    QVERIFY2(reply.status == status, reply.body.c_str());
    if (status != 200) {
        QCOMPARE(etag(m_client->get("/v1/tokens/t")), etag(made));
        return;
    }
    QCOMPARE(QByteArray::fromStdString(jsonOf(reply).find(member.toStdString())->dump()), value);
    QCOMPARE(jsonOf(m_client->get("/v1/tokens/t")), jsonOf(reply));
    QVERIFY(etag(reply) != etag(made));
}

void TestTokenApi::asksForTheRightETag()
{
    const Reply made = make("t", tokenBody("token"));
    QCOMPARE(m_client->patch("/v1/tokens/t", R"({"name":"x"})", {}).status, 428);
    QCOMPARE(m_client->ask("DELETE", "/v1/tokens/t").status, 428);
    const Reply changed = m_client->patch("/v1/tokens/t", R"({"name":"x"})", etag(made));
    QCOMPARE(changed.status, 200);
    const Reply stale = m_client->patch("/v1/tokens/t", R"({"name":"y"})", etag(made));
    QCOMPARE(stale.status, 412);
    QCOMPARE(etag(stale), etag(changed));
    QCOMPARE(m_client->patch("/v1/tokens/t", R"({"name":"y"})", "W/" + etag(changed)).status, 412); // never weakly
    QCOMPARE(m_client->patch("/v1/tokens/t", R"({"name":"y"})", "\"7\" , " + etag(changed)).status, 200);
    QCOMPARE(m_client->patch("/v1/tokens/t", R"({"name":"z"})", "*").status, 200);
    QCOMPARE(m_client->patch("/v1/tokens/none", R"({"name":"z"})", "*").status, 404);
    const Reply wrongType = m_client->ask("PATCH", "/v1/tokens/t", "{}", "Content-Type: application/json\r\n");
    QCOMPARE(wrongType.status, 415);
    QCOMPARE(*wrongType.header("Accept-Patch"), "application/merge-patch+json");
}

void TestTokenApi::replacesAsAWhole()
{
    const Reply made = m_client->ask(
        "PUT", "/v1/tokens/t", tokenBody("token", R"(,"note":"n","tags":["a"])"), "If-None-Match: *\r\n");
    Json body = jsonOf(made);
    const Reply same = m_client->ask("PUT", "/v1/tokens/t", jsonOf(m_client->get("/v1/tokens/t")).dump(),
        "If-Match: " + etag(made) + "\r\n");
    QVERIFY2(same.status == 200, same.body.c_str()); // what was read can be sent back
    const Reply replaced =
        m_client->ask("PUT", "/v1/tokens/t", tokenBody("token"), "If-Match: " + etag(same) + "\r\n");
    QCOMPARE(replaced.status, 200);
    QCOMPARE(textOf(jsonOf(replaced), "note"), "");
    QCOMPARE(jsonOf(replaced).find("tags")->dump(), "[]");
}

void TestTokenApi::oneOfTwoPatchesWins()
{
    for (int round = 0; round < 10; ++round) {
        const std::string target = "/v1/tokens/t" + std::to_string(round);
        const Reply made =
            m_client->ask("PUT", target, tokenBody("t" + std::to_string(round)), "If-None-Match: *\r\n");
        std::atomic<int> won = 0;
        std::atomic<int> lost = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                ApiClient client(m_daemon->port(), m_folder->key);
                const int status =
                    client.patch(target, R"({"note":)" + quoted(std::to_string(i)) + "}", etag(made)).status;
                won += status == 200;
                lost += status == 412;
            });
        threads.clear();
        QCOMPARE(won.load(), 1);
        QCOMPARE(lost.load(), 3);
    }
}

QTEST_GUILESS_MAIN(TestTokenApi)
#include "tst_tokenapi.moc"
