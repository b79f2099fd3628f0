// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/daemon.h"

#include <QtTest>

#include <atomic>
#include <map>
#include <set>
#include <thread>

using namespace toll::test;
using toll::Json;

namespace {

const std::string ownKey = "own-0123456789abcdefghijklmnopqrstuvwxyz";

std::string tokenBody(const std::string &name, const std::string &more = {})
{
    return R"({"customer":"acme","name":")" + name + R"(","rate":"0.002","caps":["200/day"],"lifetime":"P30D")" + more
        + "}";
}

std::string etag(const Reply &reply)
{
    return reply.header("ETag").value_or(std::string());
}

std::string pointerOf(const Reply &reply)
{
    const Json body = jsonOf(reply);
    const Json *errors = body.find("errors");
    return errors && errors->asArray() && !errors->asArray()->empty() ? textOf(errors->asArray()->front(), "pointer")
                                                                       : std::string();
}

} // namespace

class TestTokenApi : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
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
    void removesForGood();
    void doesWhatTheServiceDoes();
    void listsInPages();
    void showsWhatIsLeft();
    void representsNothingThatVariesWithTime();

private:
    Json json(const std::string &id) { return jsonOf(m_client->get("/v1/tokens/" + id)); }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

void TestTokenApi::init()
{
    m_folder = std::make_unique<ServiceFolder>();
    m_daemon = std::make_unique<Daemon>(m_folder->arguments());
    m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
    QCOMPARE(m_client->ask("PUT", "/v1/customers/acme", R"({"name":"acme","currency":"EUR","timezone":"Europe/Berlin"})",
                        "If-None-Match: *\r\n")
                 .status,
        201);
}

void TestTokenApi::cleanup()
{
    m_client.reset();
    m_daemon.reset();
}

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
    const std::string body = tokenBody("own", R"(,"key":")" + ownKey + "\"");
    const Reply made = m_client->ask("PUT", "/v1/tokens/own", body, "If-None-Match: *\r\n");
    QCOMPARE(made.status, 201);
    QVERIFY(!made.body.contains(ownKey) && jsonOf(made).find("secret") == nullptr);
    QCOMPARE(textOf(jsonOf(made), "last_four"), "wxyz");
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/own", body, "If-None-Match: *\r\n").status, 200);
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/own", tokenBody("own", R"(,"key":")" + ownKey + "1\""),
                        "If-None-Match: *\r\n")
                 .status,
        412);
    const Reply taken = m_client->post("/v1/tokens", tokenBody("thief", R"(,"key":")" + ownKey + "\""));
    QCOMPARE(taken.status, 409); // somebody's already
    QVERIFY(!taken.body.contains(ownKey));
    const std::string hash = QCryptographicHash::hash("another secret", QCryptographicHash::Sha256).toHex().toStdString();
    const Reply hashed = m_client->post("/v1/tokens", tokenBody("hashed", R"(,"key_hash":")" + hash + R"(","last_four":"cret")"));
    QCOMPARE(hashed.status, 201);
    QCOMPARE(textOf(jsonOf(hashed), "last_four"), "cret");
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    QCOMPARE(m_folder->filesWith("own-0123456789"), QStringList());
    QVERIFY(!m_daemon->errors().contains("own-0123456789"));
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
    QTest::newRow("a rate that is a number") << QByteArray(R"({"customer":"acme","name":"x","rate":0.1})") << 400
                                             << QByteArray("/rate");
    QTest::newRow("a negative rate") << QByteArray(R"({"customer":"acme","name":"x","rate":"-1"})") << 422
                                     << QByteArray("/rate");
    QTest::newRow("an unknown member") << with(R"(,"lifetme":"P1D")") << 422 << QByteArray("/lifetme");
    QTest::newRow("below") << with(R"(,"access":{"netwroks":[]})") << 422 << QByteArray("/access/netwroks");
    QTest::newRow("a bad network") << with(R"(,"access":{"networks":["10.0.0.0/40"]})") << 400
                                   << QByteArray("/access/networks");
    QTest::newRow("a short key") << with(R"(,"key":"secret1")") << 422 << QByteArray("/key");
    QTest::newRow("a plain key") << with(R"(,"key":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")") << 422 << QByteArray("/key");
    QTest::newRow("a bad hash") << with(R"(,"key_hash":"12")") << 400 << QByteArray("/key_hash");
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
    const Reply made = m_client->ask("PUT", "/v1/tokens/t", tokenBody("token"), "If-None-Match: *\r\n");
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
    const Reply made = m_client->ask("PUT", "/v1/tokens/t", tokenBody("token"), "If-None-Match: *\r\n");
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
                    client.patch(target, R"({"note":")" + std::to_string(i) + "\"}", etag(made)).status;
                ++(status == 200 ? won : status == 412 ? lost : round);
            });
        threads.clear();
        QCOMPARE(won.load(), 1);
        QCOMPARE(lost.load(), 3);
    }
}

void TestTokenApi::removesForGood()
{
    const Reply made = m_client->ask("PUT", "/v1/tokens/t", tokenBody("token"), "If-None-Match: *\r\n");
    QCOMPARE(m_client->ask("DELETE", "/v1/tokens/t", {}, "If-Match: " + etag(made) + "\r\n").status, 204);
    const Reply read = m_client->get("/v1/tokens/t");
    QCOMPARE(textOf(jsonOf(read), "status"), "revoked");
    QCOMPARE(jsonOf(m_client->get("/v1/tokens")).find("tokens")->asArray()->size(), std::size_t{0});
    QCOMPARE(jsonOf(m_client->get("/v1/tokens?status=revoked")).find("tokens")->asArray()->size(), std::size_t{1});
    QCOMPARE(m_client->ask("DELETE", "/v1/tokens/t", {}, "If-Match: " + etag(read) + "\r\n").status, 204);
    QCOMPARE(m_client->patch("/v1/tokens/t", R"({"note":"x"})", "*").status, 409);
    QCOMPARE(m_client->ask("PUT", "/v1/tokens/t", tokenBody("token"), "If-None-Match: *\r\n").status, 412);
    QCOMPARE(m_client->post("/v1/tokens/t/resume", "{}").status, 409);
}

void TestTokenApi::doesWhatTheServiceDoes()
{
    m_client->ask("PUT", "/v1/tokens/t", tokenBody("token", R"(,"starts":"creation")"), "If-None-Match: *\r\n");
    QCOMPARE(textOf(jsonOf(m_client->post("/v1/tokens/t/suspend", {})), "status"), "suspended");
    QCOMPARE(m_client->post("/v1/tokens/t/suspend", {}).status, 409);
    QCOMPARE(jsonOf(m_client->get("/v1/tokens?status=suspended")).find("tokens")->asArray()->size(), std::size_t{1});
    QCOMPARE(textOf(jsonOf(m_client->post("/v1/tokens/t/resume", "{}")), "status"), "enabled");
    const Reply renewed = m_client->post("/v1/tokens/t/renew", {});
    QCOMPARE(textOf(jsonOf(renewed).find("changes")->asArray()->front(), "kind"), "renew");
    QCOMPARE(m_client->post("/v1/tokens/t/extend", "{}").status, 422);
    QCOMPARE(m_client->post("/v1/tokens/t/extend", R"({"by":"soon"})").status, 400);
    const Reply extended = m_client->post("/v1/tokens/t/extend", R"({"by":"P7D"})");
    QCOMPARE(textOf(jsonOf(extended).find("changes")->asArray()->back(), "by"), "P7D");
    QCOMPARE(m_client->post("/v1/tokens/t/rotate", R"({"overlap":"P1M"})").status, 422);
    const Reply rotated = m_client->post("/v1/tokens/t/rotate", R"({"overlap":"PT1H"})");
    QCOMPARE(rotated.status, 200);
    const std::string secret = textOf(jsonOf(rotated), "secret");
    QVERIFY(secret.ends_with(textOf(jsonOf(rotated), "last_four")));
    const Reply own = m_client->post("/v1/tokens/t/rotate", R"({"key":")" + ownKey + "\"}");
    QCOMPARE(textOf(jsonOf(own), "last_four"), "wxyz");
    QCOMPARE(m_client
                 ->ask("POST", "/v1/tokens/t/suspend", "{}", "Idempotency-Key: a\r\nIf-Match: " + etag(rotated) + "\r\n")
                 .status,
        412);
    QCOMPARE(m_client
                 ->ask("POST", "/v1/tokens/t/suspend", "{}", "Idempotency-Key: a\r\nIf-Match: " + etag(own) + "\r\n")
                 .status,
        200);
}

void TestTokenApi::listsInPages()
{
    std::set<std::string> made;
    for (int i = 0; i < 25; ++i)
        made.insert(textOf(jsonOf(m_client->post("/v1/tokens",
                               tokenBody("t" + std::to_string(i), i % 2 ? R"(,"tags":["odd"])" : ""))),
            "id"));
    std::set<std::string> seen;
    std::string target = "/v1/tokens?limit=10";
    int pages = 0;
    while (!target.empty()) {
        const Reply reply = m_client->get(target);
        QCOMPARE(reply.status, 200);
        for (const Json &token : *jsonOf(reply).find("tokens")->asArray()) {
            QVERIFY(seen.insert(textOf(token, "id")).second);
            QCOMPARE(textOf(token, "etag"), etag(m_client->get("/v1/tokens/" + textOf(token, "id"))));
        }
        ++pages;
        const std::string link = reply.header("Link").value_or(std::string());
        QVERIFY(link.empty() || link.ends_with(">; rel=\"next\""));
        target = link.empty() ? link : link.substr(1, link.find('>') - 1);
    }
    QCOMPARE(pages, 3);
    QVERIFY(seen == made);
    const auto count = [&](const std::string &query) {
        return jsonOf(m_client->get("/v1/tokens?" + query)).find("tokens")->asArray()->size();
    };
    QCOMPARE(count("tag=odd"), std::size_t{12});
    QCOMPARE(count("tag=none"), std::size_t{0});
    QCOMPARE(count("customer=acme&status=enabled"), std::size_t{25});
    QCOMPARE(m_client->get("/v1/tokens?customer=nobody").status, 404);
    QCOMPARE(m_client->get("/v1/tokens?limit=0").status, 400);
    QCOMPARE(m_client->get("/v1/tokens?cursor=abc").status, 400);
    QCOMPARE(m_client->get("/v1/tokens?tags=odd").status, 400);
}

void TestTokenApi::showsWhatIsLeft()
{
    m_client->ask("PUT", "/v1/tokens/t",
        tokenBody("token", R"(,"over_cap":"reject","access":{"rate_limit":"10/second burst 20","networks":["10.0.0.0/8"]})"),
        "If-None-Match: *\r\n");
    const Reply reply = m_client->get("/v1/tokens/t/limits");
    QCOMPARE(reply.status, 200);
    const Json body = jsonOf(reply);
    QCOMPARE(textOf(body, "state"), "unused");
    QCOMPARE(textOf(*body.find("spend_this_month"), "amount"), "0.00");
    QCOMPARE(textOf(*body.find("spend_this_month"), "currency"), "EUR");
    std::map<std::string, std::int64_t> left;
    for (const Json &limit : *body.find("limits")->asArray())
        left[textOf(limit, "kind")] = limit.find("remaining")->toInt64().value_or(-1);
    QCOMPARE(left.at("term"), std::int64_t{6000});
    QCOMPARE(left.at("window"), std::int64_t{200});
    QCOMPARE(left.at("rate"), std::int64_t{20});
    QVERIFY(!reply.header("ETag"));
    QCOMPARE(m_client->get("/v1/tokens/none/limits").status, 404);
}

void TestTokenApi::representsNothingThatVariesWithTime()
{
    m_client->ask("PUT", "/v1/tokens/t", tokenBody("token", R"(,"starts":"creation","lifetime":"PT1S")"),
        "If-None-Match: *\r\n");
    const std::string body = tokenBody("token");
    m_client->ask("PUT", "/v1/tokens/t",
        R"({"customer":"acme","name":"token","rate":"1","starts":"creation","lifetime":"PT1S"})",
        "If-None-Match: *\r\n");
    const Reply before = m_client->get("/v1/tokens/t");
    QCOMPARE(before.status, 200);
    QTRY_COMPARE(textOf(jsonOf(m_client->get("/v1/tokens/t/limits")), "state"), "expired");
    const Reply after = m_client->get("/v1/tokens/t");
    QCOMPARE(after.body, before.body);
    QCOMPARE(etag(after), etag(before));
}

QTEST_GUILESS_MAIN(TestTokenApi)
#include "tst_tokenapi.moc"
